//! Drawn towns.

use crate::support::{
    osm::value,
    town::{Town, from_ascii, node_id},
};
use musette::geo::haversine_m;

const DRAWING: &str = "\
A---B-->C G
|   v   | |
D-<-E---F-+-H
|         |
1         I";

/// Name, ends, and one-way tag of each street.
fn streets(drawing: &str) -> Vec<(String, Vec<i64>, bool)> {
    let osm = from_ascii(drawing, 10.0);
    let street = |way: &crate::support::osm::OsmWay| {
        let name = value(&way.tags, "name").unwrap().to_owned();
        (name, way.nodes.clone(), value(&way.tags, "oneway") == Some("yes"))
    };
    osm.ways.iter().map(street).collect()
}

#[test]
fn a_drawing_becomes_streets_in_reading_order() {
    let expected = [
        ("A-B", vec![1, 2], false),
        ("A-D", vec![1, 4], false),
        ("B-C", vec![2, 3], true),
        ("B-E", vec![2, 5], true),
        ("C-F", vec![3, 6], false),
        ("G-I", vec![7, 9], false),
        ("D-E", vec![5, 4], true),
        ("D-1", vec![4, 101], false),
        ("E-F", vec![5, 6], false),
        ("F-H", vec![6, 8], false),
    ];
    let expected = expected.map(|(name, nodes, oneway)| (name.to_owned(), nodes, oneway));
    assert_eq!(streets(DRAWING), expected);
}

#[test]
fn a_plus_lets_streets_pass_without_meeting() {
    let drawn = streets("  A\n  |\nB-+-C\n  |\n  D");
    let ends: Vec<_> = drawn.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(ends, ["A-D", "B-C"]);
}

#[test]
fn a_character_is_one_spacing_wide_and_high() {
    let osm = from_ascii(DRAWING, 25.0);
    let place = |letter| osm.nodes.iter().find(|node| node.id == node_id(letter)).unwrap().place;
    assert!((haversine_m(place('A'), place('B')) - 100.0).abs() < 0.05);
    assert!((haversine_m(place('A'), place('D')) - 50.0).abs() < 0.05);
    assert!(place('B').lon() > place('A').lon() && place('D').lat() < place('A').lat());
}

#[test]
fn streets_and_nodes_are_tagged_by_name() {
    let town = Town::draw("A-B", 10.0)
        .tag("B-A", "highway", "path")
        .tag("A-B", "surface", "gravel")
        .untag("A-B", "name")
        .tag_node('B', "barrier", "gate");
    let expected = [("highway", "path"), ("surface", "gravel")];
    assert_eq!(town.osm.ways[0].tags, crate::support::osm::tags(&expected));
    assert_eq!(value(&town.osm.nodes[1].tags, "barrier"), Some("gate"));
}

#[test]
#[should_panic(expected = "runs into")]
fn a_street_to_nowhere_is_refused() {
    from_ascii("A--", 10.0);
}

#[test]
#[should_panic(expected = "'-' in line 2 leads from no node")]
fn a_street_from_nowhere_is_refused() {
    from_ascii("A B\n -C", 10.0);
}

#[test]
#[should_panic(expected = "no street A-C")]
fn a_tag_for_a_street_that_is_not_there_is_refused() {
    let _ = Town::draw("A-B C", 10.0).tag("A-C", "highway", "path");
}
