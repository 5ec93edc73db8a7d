//! Paths and directions: each tells the same story as the twin, edge by edge and metre by metre.

use crate::{
    drawn,
    maps::{CITY, router_of, snaps},
    routing_twin::{DIRECTIONS, Rules, Twin, Weight},
    support::random::Random,
};
use musette::{
    geo::haversine_m,
    graph::{Cost, SectionId, Snap},
    matrix::many_to_many,
    routing::{Class, Leg, Path, Search, directions},
    units::{LonLat, Metres, Seconds},
};

pub fn cost(weight: Weight) -> Cost {
    Cost::new(weight.0.try_into().unwrap(), weight.1.try_into().unwrap())
}

fn length_m(points: &[LonLat]) -> f64 {
    points.windows(2).map(|pair| haversine_m(pair[0], pair[1])).sum()
}

fn judge_directions(class: &Class, path: &Path, from: &Snap, to: &Snap) {
    let leg = Leg::new(class, path, from, to);
    let sum = leg.pieces.iter().fold(Cost::ZERO, |sum, piece| sum.plus(piece.cost));
    assert_eq!(sum, path.cost, "{} from {from:?} to {to:?}: {leg:?}", class.name());
    let told = directions(class, path, from, to);
    let what = || format!("{} from {from:?} to {to:?}: {told:?}", class.name());
    assert_eq!((told.time, told.distance), (path.cost.time(), path.cost.distance()), "{}", what());
    assert_eq!(told.geometry.first(), Some(&from.place), "{}", what());
    assert_eq!(told.geometry.last(), Some(&to.place), "{}", what());
    assert!(told.geometry.len() >= 2, "{}", what());
    // A metre for the rounding of the distance, and one for where the places are on their edges.
    let distance_m = f64::from(told.distance.as_u32());
    let off_m = (length_m(&told.geometry) - distance_m).abs();
    assert!(off_m <= 0.01 * distance_m + 2.0, "{off_m} m off; {}", what());
    assert!(told.streets.windows(2).all(|pair| pair[0].name != pair[1].name), "{}", what());
    // Each street's time is rounded up, its distance to the nearest metre.
    let count = u32::try_from(told.streets.len()).unwrap();
    let time: Seconds = told.streets.iter().map(|street| street.time).sum();
    assert!(told.time <= time + Seconds::new(1), "{}", what());
    assert!(time <= told.time + Seconds::new(count + 1), "{}", what());
    let distance: Metres = told.streets.iter().map(|street| street.distance).sum();
    assert!(distance.as_u32().abs_diff(told.distance.as_u32()) <= count / 2 + 1, "{}", what());
}

/// Everything that finds costs and paths finds those of the twin; gives the number of paths.
pub fn judge(class: &Class, from: &[Snap], to: &[Snap]) -> usize {
    let (map, profile) = (class.map(), class.metric.rules());
    let (twin, rules) = (Twin::new(map, profile, from, to), Rules::new(map, profile));
    let mut search = Search::new(class);
    let some = |snaps: &[Snap]| snaps.iter().copied().map(Some).collect::<Vec<_>>();
    let matrix = many_to_many(class, &some(from), &some(to));
    let mut paths = 0;
    for (row, start) in from.iter().enumerate() {
        let expected = twin.row(row);
        let costs = search.costs(start, to);
        for (column, end) in to.iter().enumerate() {
            let what = || format!("{} from {start:?} to {end:?}", class.name());
            let best = expected[column];
            assert_eq!(costs[column], best.map(cost), "by Dijkstra, {}", what());
            assert_eq!(class.cost(start, end), best.map(cost), "{}", what());
            assert_eq!(matrix.leg(row, column), best.map(Weight::leg), "in a table, {}", what());
            let found = [class.path(start, end), search.path(start, end)];
            for path in &found {
                assert_eq!(path.as_ref().map(|path| path.cost), best.map(cost), "{}", what());
                let Some(path) = path else { continue };
                let spelled_out = rules.path(&path.edges, start, end);
                assert_eq!(spelled_out, best, "{path:?} {}", what());
            }
            paths += usize::from(best.is_some());
        }
    }
    paths
}

fn judge_all_directions(class: &Class, places: &[Snap]) {
    for from in places {
        for to in places {
            if let Some(path) = class.path(from, to) {
                judge_directions(class, &path, from, to);
            }
        }
    }
}

#[test]
fn in_the_city_a_path_is_what_its_edges_say() {
    let router = &CITY.1;
    let mut random = Random::new(7);
    for class in router.classes() {
        let places = snaps(router.map(), &class.metric, [4_000.0, 4_000.0], 10, &mut random);
        assert_eq!(judge(&class, &places, &places), 100, "{}", class.name());
        judge_all_directions(&class, &places);
    }
}

#[test]
fn in_drawn_towns_a_path_is_what_its_edges_say() {
    let mut paths = 0;
    for seed in 0..60 {
        let (drawing, osm) = drawn::town(seed);
        println!("town {seed}\n{drawing}");
        let router = router_of(&osm);
        let map = router.map();
        let mut random = Random::new(seed);
        for class in router.classes() {
            let mut places = snaps(map, &class.metric, drawn::BOUNDS_M, 8, &mut random);
            // Corners, where a path may start or end with none of its edge.
            let nodes: Vec<LonLat> = map.graph.graph.node_weights().copied().collect();
            let corners = (0..8).map(|_| *random.pick(&nodes));
            places.extend(corners.filter_map(|corner| class.snap(corner, 30.0)));
            paths += judge(&class, &places, &places);
            judge_all_directions(&class, &places);
        }
    }
    assert!(paths > 30_000, "{paths}");
}

#[test]
fn a_search_that_was_used_before_finds_the_same() {
    let class = CITY.1.class("bike").unwrap();
    let mut random = Random::new(8);
    let places = snaps(class.map(), &class.metric, [4_000.0, 4_000.0], 6, &mut random);
    let mut used = Search::new(&class);
    for from in &places {
        assert_eq!(used.costs(from, &places), Search::new(&class).costs(from, &places));
    }
}

#[test]
fn an_edge_costs_what_its_tags_say() {
    let map = CITY.1.map();
    for (class, profile) in CITY.1.classes().iter().zip(&map.profiles) {
        let rules = Rules::new(map, profile);
        for section in (0..map.graph.sections.len()).map(SectionId::new) {
            for direction in DIRECTIONS {
                let expected = rules.weight(section, direction).map(cost);
                assert_eq!(class.metric.cost(section.edge(direction)), expected);
            }
        }
    }
}
