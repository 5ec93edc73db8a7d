//! The least that an import can do: every way with a `highway`, both ways, its nodes, a graph. No
//! profile, no turn, no name, no file.

use osmpbfreader::{NodeId, OsmObj, OsmPbfReader};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::path::Path;

/// Lengths in centimetres.
type Streets = DiGraph<(), u32>;

/// Ways first, then the places of their nodes: two passes, as an import needs that keeps no node it
/// will not use.
pub fn read_graph(map: &Path) -> Result<Streets, Box<dyn Error>> {
    let mut pbf = OsmPbfReader::new(File::open(map)?);
    let mut ways: Vec<Vec<NodeId>> = Vec::new();
    let mut places: HashMap<NodeId, Option<(f64, f64)>> = HashMap::new();
    for object in pbf.par_iter() {
        if let OsmObj::Way(way) = object?
            && way.tags.contains_key("highway")
        {
            places.extend(way.nodes.iter().map(|&node| (node, None)));
            ways.push(way.nodes);
        }
    }
    pbf.rewind()?;
    for object in pbf.par_iter() {
        if let OsmObj::Node(node) = object?
            && let Some(place) = places.get_mut(&node.id)
        {
            *place = Some((node.lon(), node.lat()));
        }
    }

    let mut streets = Streets::new();
    let mut indices: HashMap<NodeId, (NodeIndex, (f64, f64))> = HashMap::new();
    for way in ways {
        // An extract may end within a way: nodes without a place are left out.
        let nodes: Vec<_> = way
            .iter()
            .filter_map(|id| {
                let place = places[id]?;
                Some(*indices.entry(*id).or_insert_with(|| (streets.add_node(()), place)))
            })
            .collect();
        for pair in nodes.windows(2) {
            let [(from, from_place), (to, to_place)] = pair else { continue };
            let length_cm = length_cm(*from_place, *to_place);
            streets.add_edge(*from, *to, length_cm);
            streets.add_edge(*to, *from, length_cm);
        }
    }
    Ok(streets)
}

/// On a plane that touches the Earth there; at least 1, since `fast_paths` takes no zero.
fn length_cm((lon_a, lat_a): (f64, f64), (lon_b, lat_b): (f64, f64)) -> u32 {
    let x = (lon_b - lon_a) * 111_319.49 * lat_a.to_radians().cos();
    let y = (lat_b - lat_a) * 110_574.0;
    (x.hypot(y) * 100.0).round().max(1.0) as u32
}
