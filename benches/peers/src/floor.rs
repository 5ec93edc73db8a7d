//! The least that an import can do: every way with a `highway`, both ways, its nodes, a graph. No
//! profile, no turn, no name, no file.

use crate::{
    Failure, fixture,
    rounds::{Entrant, Unit, compete},
};
use musette::{graph::StreetMap, osm::read_extract};
use osmpbfreader::{NodeId, OsmObj, OsmPbfReader};
use petgraph::graph::{DiGraph, NodeIndex};
use std::{collections::HashMap, io::Cursor};

const ROUNDS: usize = 5;

/// Lengths in centimetres.
type Streets = DiGraph<(), u32>;

/// Prints how long that takes, beside our import for one profile: it uses all cores on both sides.
pub fn compare() -> Result<(), Failure> {
    let (_, bytes) = fixture::extract();
    let [(_, profile), _] = fixture::models();
    let profiles = [profile];
    let ours = || {
        let extract = read_extract(Cursor::new(&bytes), &profiles, &|_, _| {})?;
        Ok::<_, Failure>(StreetMap::build(&extract, profiles.to_vec()))
    };
    ours()?;
    read_graph(&bytes)?;
    compete(
        "import, all cores",
        Unit::Milliseconds,
        ROUNDS,
        vec![
            Entrant::new("musette", 1, ours),
            Entrant::new("osmpbfreader + petgraph", 1, || read_graph(&bytes)),
        ],
    );
    Ok(())
}

/// Ways first, then the places of their nodes: two passes, as an import needs that keeps no node it
/// will not use.
fn read_graph(map: &[u8]) -> Result<Streets, Failure> {
    let mut pbf = OsmPbfReader::new(Cursor::new(map));
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

/// On a plane that touches the Earth there.
fn length_cm((lon_a, lat_a): (f64, f64), (lon_b, lat_b): (f64, f64)) -> u32 {
    let x = (lon_b - lon_a) * 111_319.49 * lat_a.to_radians().cos();
    let y = (lat_b - lat_a) * 110_574.0;
    (x.hypot(y) * 100.0).round() as u32
}
