//! What ways become: sections, barriers between them, and rides over them.

use crate::{
    maps::{map_of, metric, metrics, router_of},
    support::{
        ground::{along, distance, place, point},
        osm::{OsmData, OsmWay, set, tags},
        town::{Town, node_id},
    },
};
use musette::{
    graph::{SectionId, Snap, StreetMap},
    matrix::many_to_many,
    osm::{Barrier, Profile, Turns},
    units::LonLat,
};
use std::collections::BTreeMap;

/// A to B is 100 m, A to D 50 m.
const CORNERS: &str = "\
A   B   C

D   E   F";
const SPACING_M: f64 = 25.0;
const ALL: &[&str] = &["bike", "cargo", "trailer"];

/// A map of ways such as `ABC surface=sett`, through these corners, `?` being a node that is not
/// there, and of node tags such as `B barrier=gate`. Ways without another kind are residential.
pub fn drawn(rows: &[&str]) -> OsmData {
    let mut osm = Town::draw(CORNERS, SPACING_M).osm;
    for (row, id) in rows.iter().zip(1..) {
        let mut words = row.split(' ');
        let corners = words.next().unwrap();
        let pairs: Vec<(&str, &str)> = words.map(|word| word.split_once('=').unwrap()).collect();
        if let [corner] = corners.chars().collect::<Vec<_>>()[..] {
            let node = osm.nodes.iter_mut().find(|it| it.id == node_id(corner)).unwrap();
            node.tags = tags(&pairs);
            continue;
        }
        let mut tags = tags(&pairs);
        if !pairs.iter().any(|(key, _)| matches!(*key, "highway" | "route")) {
            set(&mut tags, "highway", "residential");
        }
        let id_of = |corner| if corner == '?' { 9_999 } else { node_id(corner) };
        osm.ways.push(OsmWay { id, nodes: corners.chars().map(id_of).collect(), tags });
    }
    osm
}

pub fn at(corner: char) -> LonLat {
    let corners = Town::draw(CORNERS, SPACING_M).osm.nodes;
    corners.iter().find(|node| node.id == node_id(corner)).unwrap().place
}

/// The corners that each section leads over.
fn sections(map: &StreetMap) -> Vec<String> {
    let corner = |place| "ABCDEF".chars().find(|corner| at(*corner) == place).unwrap();
    let edges = map.graph.graph.edge_indices().step_by(2);
    edges.map(|edge| map.graph.geometry(SectionId::of(edge).0).map(corner).collect()).collect()
}

#[test]
fn ways_are_split_where_they_meet_and_at_barriers() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        ("one way", &["ABC"], &["ABC"]),
        ("two ways in a row", &["AB", "BC"], &["AB", "BC"]),
        ("two ways that cross", &["ABC", "EBF"], &["AB", "BC", "EB", "BF"]),
        ("a way that ends on another", &["ABC", "BE"], &["AB", "BC", "BE"]),
        ("the same way twice", &["ABC", "ABC"], &["AB", "BC", "AB", "BC"]),
        ("a loop", &["ABEA"], &["ABEA"]),
        ("a loop with a way to it", &["ABEDA", "EF"], &["ABE", "EDA", "EF"]),
        ("a lollipop", &["ABCFEB"], &["AB", "BCFEB"]),
        ("there and back", &["ABA"], &["ABA"]),
        ("nodes repeated in a row", &["AABBBC"], &["ABC"]),
        ("a way of one node", &["AA", "BC"], &["BC"]),
        ("a node missing inside", &["AB?CF"], &["AB", "CF"]),
        ("nodes missing at the ends", &["?ABC?"], &["ABC"]),
        ("a node missing beside one that is left", &["A?BC?F"], &["BC"]),
        ("a barrier inside a way", &["ABC", "B barrier=gate"], &["AB", "BC", "BB"]),
        ("a barrier between ways", &["AB", "BC", "B barrier=gate"], &["AB", "BC", "BB"]),
        (
            "a barrier where three ways meet",
            &["ABC", "BE", "B barrier=gate"],
            &["AB", "BC", "BE", "BB", "BB", "BB"],
        ),
        ("a barrier at the end of a way", &["AB", "A barrier=gate"], &["AB"]),
        ("a barrier where a loop closes", &["ABEA", "A barrier=gate"], &["ABEA", "AA"]),
        ("a lift inside a way", &["ABC", "B highway=elevator"], &["AB", "BC", "BB"]),
        ("a crossing inside a way", &["ABC", "B highway=crossing bicycle=no"], &["ABC"]),
        ("traffic lights inside a way", &["ABC", "B highway=traffic_signals"], &["ABC"]),
        ("no barrier inside a way", &["ABC", "B barrier=no"], &["ABC"]),
        ("a kerb inside a street", &["ABC", "B barrier=kerb"], &["AB", "BC", "BB"]),
        (
            "a kerb where a footway crosses a street",
            &["ABC", "EBF highway=footway", "B barrier=kerb"],
            // One side for the street, one for each arm of the footway.
            &["AB", "BC", "EB", "BF", "BB", "BB", "BB"],
        ),
        ("a kerb where streets cross", &["ABC", "EB", "B barrier=kerb"], &["AB", "BC", "EB"]),
        ("a fence inside a way", &["ABC", "B barrier=fence"], &["AB", "BC", "BB"]),
        ("a fence where ways cross", &["ABC", "EB", "B barrier=fence"], &["AB", "BC", "EB"]),
        ("two barriers", &["ABC", "B barrier=gate", "A barrier=gate"], &["AB", "BC", "BB"]),
    ];
    for (what, drawing, expected) in rows {
        assert_eq!(sections(&map_of(&drawn(drawing))), *expected, "{what}");
    }
}

/// Seconds for so many metres of residential street.
fn ride(profile: &Profile, metres: f64) -> f64 {
    3.6 * metres / profile.highways["residential"].speed_kmh
}

fn push(profile: &Profile, metres: f64) -> f64 {
    3.6 * metres / profile.push_kmh.unwrap()
}

fn held(profile: &Profile, barrier: &str) -> f64 {
    match profile.barriers[barrier] {
        Barrier::Delay(seconds) => seconds,
        Barrier::Blocked => panic!("{barrier} is closed to {}", profile.name),
    }
}

fn ferry(profile: &Profile, seconds: f64) -> f64 {
    seconds + profile.ferry_boarding_s
}

/// The middle between two corners, if it is snapped to there.
fn middle(map: &StreetMap, class: &str, corners: &str) -> Option<Snap> {
    let mut ends = corners.chars().map(at).map(point);
    let middle = place(along(ends.next().unwrap(), ends.next().unwrap(), 0.5));
    map.snap(&metric(map, class), middle, 1.0)
}

/// How far it is, and how long it takes.
type Way = (u32, fn(&Profile) -> f64);

struct Ride {
    what: &'static str,
    map: &'static [&'static str],
    classes: &'static [&'static str],
    /// From the middle between two corners to the middle between two others.
    way: [&'static str; 2],
    /// `None` if there is no way.
    expected: Option<Way>,
}

#[rustfmt::skip]
const RIDES: &[Ride] = &[
    Ride { what: "a street", map: &["ABC"], classes: ALL, way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0))) },
    Ride { what: "a bollard holds everyone up", map: &["ABC", "B barrier=bollard"], classes: ALL, way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0) + held(p, "bollard"))) },
    Ride { what: "and on the way back", map: &["ABC", "B barrier=bollard"], classes: ALL, way: ["BC", "AB"],
        expected: Some((100, |p| ride(p, 100.0) + held(p, "bollard"))) },
    Ride { what: "a chicane lets bikes through", map: &["ABC", "CFEDA", "B barrier=cycle_barrier"],
        classes: &["bike"], way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0) + held(p, "cycle_barrier"))) },
    Ride { what: "a chicane sends the others round", map: &["ABC", "CFEDA", "B barrier=cycle_barrier"],
        classes: &["cargo", "trailer"], way: ["AB", "BC"],
        expected: Some((400, |p| ride(p, 400.0))) },
    Ride { what: "a wall cuts the rest off", map: &["ABC", "AD", "B barrier=wall"], classes: ALL, way: ["AB", "BC"],
        expected: None },
    Ride { what: "a gate at a junction, straight on", map: &["ABC", "BE", "B barrier=gate"], classes: ALL,
        way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0) + held(p, "gate"))) },
    Ride { what: "a gate at a junction, round the corner", map: &["ABC", "BE", "B barrier=gate"], classes: ALL,
        way: ["BE", "AB"],
        expected: Some((75, |p| ride(p, 75.0) + held(p, "gate"))) },
    Ride { what: "a gate at the end holds nobody up", map: &["AB", "BC", "A barrier=gate"], classes: ALL,
        way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0))) },
    Ride { what: "a gate where a loop closes", map: &["ABEDA", "A barrier=bollard"], classes: ALL, way: ["AD", "AB"],
        expected: Some((75, |p| ride(p, 75.0) + held(p, "bollard"))) },
    Ride { what: "a lift takes its time", map: &["AB highway=footway", "BC", "B highway=elevator"], classes: &["bike"],
        way: ["AB", "BC"],
        expected: Some((100, |p| push(p, 50.0) + ride(p, 50.0) + held(p, "elevator"))) },
    Ride { what: "a lift without bicycles", map: &["ABC", "B highway=elevator bicycle=no"], classes: ALL, way: ["AB", "BC"],
        expected: None },
    Ride { what: "a crossing holds nobody up", map: &["ABC", "BE highway=footway", "B highway=crossing bicycle=no"],
        classes: ALL, way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0))) },
    Ride { what: "along the kerb", map: &["ABC", "BE highway=footway", "B barrier=kerb"], classes: ALL, way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0))) },
    Ride { what: "over the kerb onto the street", map: &["ABC", "BE highway=footway", "B barrier=kerb"], classes: ALL,
        way: ["BE", "BC"],
        expected: Some((75, |p| push(p, 25.0) + ride(p, 50.0) + held(p, "kerb"))) },
    Ride { what: "over the kerb of a driveway", map: &["ABC", "B barrier=kerb"], classes: ALL, way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0) + held(p, "kerb"))) },
    Ride { what: "a kerb with a sign is for who crosses", map: &["ABC", "BE highway=footway", "B barrier=kerb bicycle=no"],
        classes: ALL, way: ["AB", "BC"],
        expected: Some((100, |p| ride(p, 100.0))) },
    Ride { what: "a fence does not close a junction", map: &["ABC", "BE highway=footway", "B barrier=fence"], classes: ALL,
        way: ["BE", "BC"],
        expected: Some((75, |p| push(p, 25.0) + ride(p, 50.0))) },
    Ride { what: "with the arrow", map: &["DA", "AB oneway=yes", "BC"], classes: &["bike", "cargo"], way: ["DA", "BC"],
        expected: Some((175, |p| ride(p, 175.0))) },
    Ride { what: "against the arrow on foot", map: &["DA", "AB oneway=yes", "BC"], classes: &["bike", "cargo"],
        way: ["BC", "DA"],
        expected: Some((175, |p| ride(p, 75.0) + push(p, 100.0))) },
    Ride { what: "no trailer is pushed against the arrow", map: &["DA", "AB oneway=yes", "BCFED"], classes: &["trailer"],
        way: ["BC", "DA"],
        expected: Some((325, |p| ride(p, 325.0))) },
    Ride { what: "with the roundabout", map: &["ADEBA junction=roundabout", "BC", "EF"], classes: ALL, way: ["EF", "BC"],
        expected: Some((150, |p| ride(p, 150.0))) },
    Ride { what: "all round the roundabout", map: &["ADEBA junction=roundabout", "BC", "EF"], classes: ALL,
        way: ["BC", "EF"],
        expected: Some((350, |p| ride(p, 350.0))) },
    Ride { what: "a ferry takes its time and the boarding", map: &["AB", "BE route=ferry duration=00:10", "DE"],
        classes: ALL, way: ["AB", "DE"],
        expected: Some((150, |p| ride(p, 100.0) + ferry(p, 600.0))) },
    Ride { what: "so it does in two pieces", map: &["DA", "ABC route=ferry duration=00:10", "BE", "CF"],
        classes: ALL, way: ["DA", "CF"],
        expected: Some((250, |p| ride(p, 50.0) + ferry(p, 600.0))) },
    Ride { what: "half way it takes half", map: &["DA", "ABC route=ferry duration=00:10", "BE", "CF"],
        classes: ALL, way: ["DA", "BE"],
        expected: Some((150, |p| ride(p, 50.0) + ferry(p, 600.0) / 2.0)) },
    Ride { what: "a ferry that is called a street", map: &["DA", "ABC route=ferry duration=00:10 highway=service", "BE", "CF"],
        classes: ALL, way: ["DA", "CF"],
        expected: Some((250, |p| ride(p, 50.0) + ferry(p, 600.0))) },
    Ride { what: "a ferry that is a bus line too", map: &["DA", "ABC route=ferry;bus duration=00:10", "BE", "CF"],
        classes: ALL, way: ["DA", "CF"],
        expected: Some((250, |p| ride(p, 50.0) + ferry(p, 600.0))) },
    Ride { what: "a bike is carried up the steps", map: &["AB", "BC highway=steps", "CF"], classes: &["bike"], way: ["AB", "CF"],
        expected: Some((175, |p| ride(p, 75.0) + 3.6 * 100.0 / p.steps_kmh.unwrap())) },
    Ride { what: "a cargo bike is not", map: &["DAB", "BC highway=steps", "CF"], classes: &["cargo", "trailer"], way: ["AB", "CF"],
        expected: None },
];

#[test]
fn a_ride_is_as_long_and_takes_as_long_as_the_drawing_says() {
    for Ride { what, map, classes, way, expected } in RIDES {
        let router = router_of(&drawn(map));
        let map = router.map();
        for class in *classes {
            let ends = way.map(|corners| middle(map, class, corners));
            let profile = map.profiles.iter().find(|profile| profile.name == *class).unwrap();
            let turns = Turns { costs: None, signal_s: 0.0, ..profile.turns };
            let straight = Profile { turns, ..profile.clone() };
            let matrix = many_to_many(&router.tune(&straight).unwrap(), &ends, &ends);
            let Some(leg) = matrix.leg(0, 1) else {
                assert!(expected.is_none(), "{what}: {class} finds no way");
                continue;
            };
            let (distance_m, time) = expected.unwrap_or_else(|| panic!("{what}: {class}, {leg:?}"));
            let time_s = time(profile);
            assert_eq!(leg.distance.as_u32(), distance_m, "{what}: {class}");
            let off_s = f64::from(leg.time.as_u32()) - time_s;
            assert!((-0.05..1.05).contains(&off_s), "{what}: {class}, {leg:?}, not {time_s} s");
        }
    }
}

#[test]
fn each_class_is_snapped_to_where_it_gets_around() {
    // Beyond the steps lies a street that a bike reaches and a cargo bike does not.
    let map = map_of(&drawn(&["DEF", "DA", "AB highway=steps", "BC"]));
    let beside = place([point(at('C'))[0] - 10.0, point(at('C'))[1] - 15.0]);
    let snapped = |class| map.snap(&metric(&map, class), beside, 100.0).unwrap();
    let distance_m = |class| distance(point(snapped(class).place), point(beside));
    assert!((distance_m("bike") - 15.0).abs() < 0.1);
    assert!((distance_m("cargo") - 35.0).abs() < 0.1);
    assert!((distance_m("trailer") - 35.0).abs() < 0.1);
    let components = |class| metric(&map, class).components();
    assert_eq!((components("bike"), components("cargo"), components("trailer")), (1, 2, 2));
    assert_eq!(map.snap(&metric(&map, "cargo"), at('C'), 40.0), None);
}

#[test]
fn a_street_is_called_by_its_name_or_else_by_its_number() {
    let rows = ["AB name=Quai ref=D1", "BC ref=D1", "CF"];
    let map = map_of(&drawn(&rows));
    let names: Vec<&str> = (map.graph.graph.edge_indices().step_by(2))
        .map(|edge| map.graph.name(SectionId::of(edge).0))
        .collect();
    assert_eq!(names, ["Quai", "D1", ""]);
    let ways: Vec<i64> = map.graph.sections.iter().map(|section| section.way).collect();
    assert_eq!(ways, [1, 2, 3]);
}

#[test]
fn the_pieces_of_a_ferry_add_up_to_its_duration() {
    let map = map_of(&drawn(&["ABCFED route=ferry duration=01:00", "BE", "CF"]));
    for (metric, profile) in metrics(&map).iter().zip(&map.profiles) {
        let ferries = map
            .graph
            .graph
            .edge_indices()
            .step_by(2)
            .filter(|edge| map.graph.section(SectionId::of(*edge).0).way == 1);
        let costs: Vec<_> = ferries.filter_map(|edge| metric.cost(edge)).collect();
        // A, B, C, F, E, D: five pieces of 450 m in all.
        assert_eq!(costs.len(), 5);
        let whole = costs.into_iter().reduce(musette::graph::Cost::plus).unwrap();
        let off_s = f64::from(whole.time().as_u32()) - ferry(profile, 3_600.0);
        assert!((-0.01..=1.01).contains(&off_s), "{off_s}");
        assert_eq!(whole.distance().as_u32(), 450);
    }
}

#[test]
fn a_ferry_is_counted_as_one_whatever_else_its_route_is() {
    let map = map_of(&drawn(&["AB", "BC route=ferry;bus", "CF route=bus;ferry bicycle=no"]));
    let counts = |pairs: &[(&str, u64)]| -> BTreeMap<String, u64> {
        pairs.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect()
    };
    let read = &map.report.read;
    assert_eq!(read.kept, counts(&[("highway=residential", 1), ("route=ferry", 1)]));
    assert_eq!(read.dropped, counts(&[("bicycle=no", 1)]));
}

#[test]
fn the_report_tells_how_many_barriers_are_not_believed() {
    let told = |barrier: &str| {
        let map = map_of(&drawn(&["ABC", "BE", &format!("B barrier={barrier}"), "A barrier=gate"]));
        assert_eq!(map.report.barriers, 2, "{barrier}");
        let told = map.report.to_string().contains("1 of the barriers are fences or the like");
        (map.report.ignored_barriers, told)
    };
    for (barrier, expected) in [("fence", 1), ("hedge", 1), ("gate", 0), ("kerb", 0)] {
        assert_eq!(told(barrier), (expected, expected > 0), "{barrier}");
    }
}
