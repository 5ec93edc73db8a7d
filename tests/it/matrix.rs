//! Travel times and distances against petgraph's own algorithm.

use crate::{
    drawn,
    maps::{CITY, router_of, snaps},
    routing_twin::{Twin, Weight},
    support::{
        ground::{along, place, point},
        osm::{OsmNode, OsmWay, tags},
        random::Random,
        town::{Town, node_id},
    },
};
use musette::{
    graph::Snap,
    matrix::{Leg, Matrix, many_to_many},
    osm::{Profile, Turns},
    routing::Class,
    units::{LonLat, Metres, Seconds},
};

fn some(snaps: &[Snap]) -> Vec<Option<Snap>> {
    snaps.iter().copied().map(Some).collect()
}

fn compare(class: &Class, from: &[Snap], to: &[Snap]) -> Matrix {
    let matrix = many_to_many(class, &some(from), &some(to));
    let twin = Twin::new(class.map(), class.metric.rules(), from, to);
    for (row, start) in from.iter().enumerate() {
        for (column, weight) in twin.row(row).into_iter().enumerate() {
            let (leg, expected) = (matrix.leg(row, column), weight.map(Weight::leg));
            let end = &to[column];
            assert_eq!(leg, expected, "{} from {start:?} to {end:?}", class.name());
        }
    }
    matrix
}

/// Adds to each place another one on the same edge.
fn with_neighbours(class: &Class, snaps: &mut Vec<Snap>, random: &mut Random) {
    for snap in snaps.clone() {
        let [east, north] = point(snap.place);
        let (aside, up) = (random.between(-15.0, 15.0), random.between(-15.0, 15.0));
        snaps.extend(class.snap(place([east + aside, north + up]), 100.0));
    }
}

#[test]
fn in_the_city_every_cell_is_that_of_petgraphs_dijkstra() {
    let map = CITY.1.map();
    let mut random = Random::new(2);
    for class in CITY.1.classes() {
        let mut places = snaps(map, &class.metric, [4_000.0, 4_000.0], 12, &mut random);
        with_neighbours(&class, &mut places, &mut random);
        let others = snaps(map, &class.metric, [4_000.0, 4_000.0], 40, &mut random);
        let to: Vec<Snap> = places.iter().chain(&others).copied().collect();
        compare(&class, &places, &to);
    }
}

#[test]
fn in_drawn_towns_every_cell_is_that_of_petgraphs_dijkstra() {
    let (mut cells, mut same_edge) = (0, 0);
    for seed in 0..120 {
        let (drawing, osm) = drawn::town(seed);
        println!("town {seed}\n{drawing}");
        let router = router_of(&osm);
        let mut random = Random::new(seed);
        for class in router.classes() {
            let mut places = snaps(router.map(), &class.metric, drawn::BOUNDS_M, 8, &mut random);
            with_neighbours(&class, &mut places, &mut random);
            compare(&class, &places, &places);
            cells += places.len() * places.len();
            same_edge += pairs(&places).filter(|(a, b)| a.edge == b.edge && a != b).count();
        }
    }
    assert!(cells > 50_000 && same_edge > 3_000, "{same_edge} of {cells}");
}

fn pairs(snaps: &[Snap]) -> impl Iterator<Item = (&Snap, &Snap)> {
    snaps.iter().flat_map(|a| snaps.iter().map(move |b| (a, b)))
}

#[test]
fn times_between_nodes_keep_the_triangle_inequality_where_turning_is_free() {
    let map = CITY.1.map();
    let mut random = Random::new(4);
    let turns = Turns { restrictions: false, costs: None, signal_s: 0.0 };
    let router = router_of(&CITY.0.osm);
    for profile in &map.profiles {
        let class = router.tune(&Profile { turns, ..profile.clone() }).unwrap();
        let metric = &class.metric;
        let nodes: Vec<_> = map.graph.graph.node_indices().collect();
        let places: Vec<Option<Snap>> = std::iter::repeat_with(|| *random.pick(&nodes))
            .filter(|node| metric.is_in_main(*node))
            .filter_map(|node| map.snap(metric, map.graph.graph[node], 1.0))
            .filter(|snap| [0.0, 1.0].contains(&snap.fraction))
            .take(40)
            .map(Some)
            .collect();
        let matrix = many_to_many(&class, &places, &places);
        let time = |from, to| matrix.time(from, to).expect("all are in the main component");
        for a in 0..places.len() {
            for b in 0..places.len() {
                for c in 0..places.len() {
                    assert!(time(a, c) <= time(a, b) + time(b, c), "{a} {b} {c}");
                }
            }
        }
    }
}

#[test]
fn a_place_without_a_street_is_reached_from_nowhere_and_leads_nowhere() {
    let bike = router_of(&Town::draw("A---B", 50.0).osm).class("bike").unwrap();
    let at = |east| bike.snap(place([east, 0.0]), 10.0);
    let places = [at(20.0), None, at(150.0)];
    let matrix = many_to_many(&bike, &places, &places);
    for other in 0..3 {
        assert_eq!((matrix.leg(1, other), matrix.leg(other, 1)), (None, None));
    }
    assert_eq!(matrix.distance(0, 2), Some(Metres::new(130)));
    assert_eq!(matrix.distance(2, 0), Some(Metres::new(130)));
    let nowhere = many_to_many(&bike, &places, &[]);
    assert_eq!((nowhere.columns(), nowhere.rows()), (0, 0));
}

#[test]
fn to_stay_takes_no_time() {
    let mut random = Random::new(5);
    for class in CITY.1.classes() {
        let places = snaps(class.map(), &class.metric, [4_000.0, 4_000.0], 30, &mut random);
        let places = some(&places);
        let matrix = many_to_many(&class, &places, &places);
        let zero = Leg { time: Seconds::ZERO, distance: Metres::ZERO };
        assert!((0..places.len()).all(|place| matrix.leg(place, place) == Some(zero)));
    }
}

const ONE_WAY_BLOCK: &str = "\
A-->-B
|    |
C----D";

/// The place at `fraction` of the way from one node to another.
fn on(town: &Town, from: char, to: char, fraction: f64) -> LonLat {
    let at = |letter| town.osm.nodes.iter().find(|node| node.id == node_id(letter)).unwrap().place;
    place(along(point(at(from)), point(at(to)), fraction))
}

#[test]
fn backwards_on_a_one_way_street_leads_round_the_block() {
    // The trailer is not pushed against one-way streets; 5 x 20 m by 2 x 20 m.
    let town = Town::draw(ONE_WAY_BLOCK, 20.0);
    let trailer = router_of(&town.osm).class("trailer").unwrap();
    let places = [0.2, 0.7].map(|part| trailer.snap(on(&town, 'A', 'B', part), 5.0));
    let matrix = many_to_many(&trailer, &places, &places);
    assert_eq!(matrix.distance(0, 1), Some(Metres::new(50)));
    assert_eq!(matrix.distance(1, 0), Some(Metres::new(280 - 50)));
}

#[test]
fn of_equally_fast_ways_the_shorter_one_is_told() {
    // Two ferries, each of them two minutes: one goes 200 m straight, the other a detour.
    for straight_first in [false, true] {
        let mut osm = Town::draw("A---B   C---D", 50.0).osm;
        osm.nodes.push(OsmNode { id: 50, place: place([300.0, 150.0]), tags: Vec::new() });
        let line = tags(&[("route", "ferry"), ("duration", "00:02")]);
        let (b, c) = (node_id('B'), node_id('C'));
        let mut ways = [vec![b, 50, c], vec![b, c]];
        if straight_first {
            ways.reverse();
        }
        for (id, nodes) in (10..).zip(ways) {
            osm.ways.push(OsmWay { id, nodes, tags: line.clone() });
        }
        for class in router_of(&osm).classes() {
            let ends = [100.0, 500.0].map(|east| class.snap(place([east, 0.0]), 5.0));
            let matrix = many_to_many(&class, &ends, &ends);
            for (from, to) in [(0, 1), (1, 0)] {
                assert_eq!(matrix.distance(from, to), Some(Metres::new(400)));
            }
        }
    }
}
