//! Where traffic signals come to stand in the graph.

use crate::{
    graph_build::{at, drawn},
    maps::map_of,
    support::{
        osm::{OsmData, set},
        town::{Town, node_id},
    },
};
use musette::graph::StreetMap;

/// What it is, the drawing, corners with signals, and signals of each section.
type Case = (&'static str, &'static [&'static str], &'static str, &'static [[u8; 2]]);

/// Signals of each section, along it and against it.
fn between(map: &StreetMap) -> Vec<[u8; 2]> {
    map.graph.sections.iter().map(|section| section.signals).collect()
}

/// The corners with signals.
fn corners(map: &StreetMap) -> String {
    let corner = |place| "ABCDEF".chars().find(|corner| at(*corner) == place).unwrap();
    map.graph.signals.iter().map(|node| corner(map.graph.graph[*node])).collect()
}

#[test]
fn signals_stand_at_junctions_or_on_the_sections_that_lead_to_them() {
    #[rustfmt::skip]
    let table: &[Case] = &[
        ("a junction", &["ABC", "BE", "B highway=traffic_signals"], "B", &[[0, 0], [0, 0], [0, 0]]),
        ("a way", &["ABC", "B highway=traffic_signals"], "", &[[1, 1]]),
        ("one direction", &["ABC", "B highway=traffic_signals traffic_signals:direction=forward"], "", &[[1, 0]]),
        ("the other", &["ABC", "B highway=traffic_signals direction=backward"], "", &[[0, 1]]),
        ("between two ways", &["AB", "BC", "B highway=traffic_signals"], "", &[[1, 0], [0, 1]]),
        ("between two ways, one direction", &["AB", "BC", "B highway=traffic_signals direction=forward"], "",
            &[[1, 0], [0, 0]]),
        ("two in a row", &["ABCF", "B highway=traffic_signals", "C highway=traffic_signals"], "", &[[2, 2]]),
        ("at the end of a way", &["ABC", "C highway=traffic_signals"], "", &[[1, 0]]),
        ("a crossing on a street", &["ABC", "B highway=crossing crossing=traffic_signals"], "", &[[0, 0]]),
        ("a crossing on a cycleway", &["ABC highway=cycleway", "B highway=crossing crossing=traffic_signals"], "",
            &[[1, 1]]),
        ("a crossing of both", &["ABC", "EB highway=cycleway", "B highway=crossing crossing:signals=yes"], "",
            &[[0, 0], [0, 0], [1, 0]]),
        ("a crossing without", &["ABC highway=cycleway", "B highway=crossing crossing=zebra"], "", &[[0, 0]]),
        ("on no way", &["AB", "F highway=traffic_signals"], "", &[[0, 0]]),
    ];
    for (what, rows, junctions, sections) in table {
        let map = map_of(&drawn(rows));
        assert_eq!(corners(&map), *junctions, "{what}");
        assert_eq!(between(&map), *sections, "{what}");
        assert_eq!(map.report.signals, junctions.len(), "{what}");
    }
}

/// A to B is 60 m, B to C 20 m: one way through all three, with signals.
fn approach(junction: bool) -> OsmData {
    let mut osm = Town::draw("A-----B-C-----E\n        |\n        D", 10.0).osm;
    osm.ways.retain(|way| way.nodes != [node_id('B'), node_id('C')]);
    let street = osm.ways.iter_mut().find(|way| way.nodes == [node_id('A'), node_id('B')]).unwrap();
    street.nodes.push(node_id('C'));
    for node in &mut osm.nodes {
        let lit = node.id == node_id('B') || (junction && node.id == node_id('C'));
        if lit {
            set(&mut node.tags, "highway", "traffic_signals");
        }
    }
    osm
}

#[test]
fn a_stop_line_before_signals_at_the_junction_is_not_counted_again() {
    let map = map_of(&approach(false));
    assert_eq!((map.graph.signals.len(), between(&map)[0]), (0, [1, 1]));
    let map = map_of(&approach(true));
    assert_eq!((map.graph.signals.len(), between(&map)[0]), (1, [0, 0]));
}

#[test]
fn a_crossing_with_an_island_is_one() {
    let mut osm = Town::draw("A-----B-C-----D", 10.0).osm;
    for way in &mut osm.ways {
        set(&mut way.tags, "highway", "cycleway");
    }
    for node in &mut osm.nodes {
        if [node_id('B'), node_id('C')].contains(&node.id) {
            set(&mut node.tags, "highway", "crossing");
            set(&mut node.tags, "crossing", "traffic_signals");
        }
    }
    let mut signals = between(&map_of(&osm));
    signals.sort_unstable();
    assert_eq!(signals, [[0, 0], [0, 1], [1, 0]]);
}
