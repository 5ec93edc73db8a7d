//! Musette's side, and its graph as others want it.

use musette::{
    config::read_profiles,
    graph::{Cost, Direction, NodeId, SectionId, Snap, StreetMap},
    matrix::many_to_many,
    osm::{Profile, Turns, read_extract},
    routing::{Class, Router},
};
use petgraph::{graph::DiGraph, visit::EdgeRef};
use std::{error::Error, fs::File, path::Path, sync::Arc};

/// Travel times in milliseconds.
pub type Streets = DiGraph<(), u32>;

/// From the extract to the map in memory, all profiles and the R-tree; nothing written.
pub fn import(map: &Path) -> Result<StreetMap, Box<dyn Error>> {
    let profiles = read_profiles(None)?;
    let extract = read_extract(File::open(map)?, &profiles, &|_, _| {})?;
    Ok(StreetMap::build(&extract, profiles))
}

/// The class called bike, but for turns, of which the peers know nothing.
pub fn class(map: StreetMap) -> Option<Arc<Class>> {
    let bike = map.profiles.iter().find(|profile| profile.name == "bike")?.clone();
    let turns = Turns { restrictions: false, costs: None, signal_s: 0.0 };
    Router::new(map).tune(&Profile { turns, ..bike })
}

/// The graph as `class` sees it, with the same node numbers. At least 1 ms an edge, since
/// `fast_paths` takes no zero.
pub fn streets(class: &Class) -> Result<Streets, Box<dyn Error>> {
    let graph = &class.map().graph.graph;
    let mut streets = Streets::new();
    for _ in graph.node_indices() {
        streets.add_node(());
    }
    for edge in graph.edge_references() {
        if let Some(time_ms) = class.metric.cost(edge.id()).map(Cost::time_ms) {
            streets.add_edge(edge.source(), edge.target(), time_ms.max(1));
        }
    }
    Ok(streets)
}

/// `count` nodes of the main component, the same in every run, each as a snap that is at the node:
/// at the start of a section which is open both ways.
pub fn places(class: &Class, count: usize) -> Vec<(NodeId, Snap)> {
    let graph = &class.map().graph;
    let snaps: Vec<(NodeId, Snap)> = graph
        .graph
        .node_indices()
        .filter_map(|node| {
            let both_ways = |section: &SectionId| {
                [Direction::Forward, Direction::Backward]
                    .into_iter()
                    .all(|direction| class.metric.reaches(graph, *section, direction))
            };
            let edge = graph
                .graph
                .edges(node)
                .find(|edge| both_ways(edge.weight()))
                .map(|edge| edge.id())?;
            let place = graph.graph[node];
            Some((node, Snap { edge, fraction: 0.0, place, distance_m: 0.0, one_way: false }))
        })
        .collect();
    // Fibonacci hashing spreads the picks evenly and without order.
    (1..=count as u64)
        .map(|number| {
            let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            snaps[((u128::from(spread) * snaps.len() as u128) >> 64) as usize]
        })
        .collect()
}

/// Travel times in whole seconds, rounded up, row-major.
pub fn matrix(class: &Class, places: &[(NodeId, Snap)]) -> Vec<Option<u32>> {
    let snaps: Vec<Option<Snap>> = places.iter().map(|(_, snap)| Some(*snap)).collect();
    let matrix = many_to_many(class, &snaps, &snaps);
    let cell = |from, to| matrix.time(from, to).map(|time| time.as_u32());
    (0..snaps.len()).flat_map(|from| (0..snaps.len()).map(move |to| cell(from, to))).collect()
}
