//! Paths and directions: each tells the same story as the matrix, edge by edge and metre by metre.

use crate::{
    drawn,
    maps::{CITY, map_of, snaps},
    routing_twin::weight,
    support::random::Random,
};
use musette::{
    geo::haversine_m,
    graph::{Cost, Metric, SectionId, Snap, StreetMap},
    routing::{Path, Search, directions},
    units::{LonLat, Metres, Seconds},
};

/// What a path costs, edge by edge: the first from the place on, the last up to the place.
fn cost_of_edges(metric: &Metric, path: &Path, from: &Snap, to: &Snap) -> Cost {
    let last = path.edges.len() - 1;
    let done = |snap: &Snap, edge| {
        if snap.edge == edge { snap.fraction } else { 1.0 - snap.fraction }
    };
    let costs = path.edges.iter().enumerate().map(|(index, edge)| {
        let whole = metric.cost(*edge).expect("paths use open edges only");
        match (index == 0, index == last) {
            (true, true) => whole.part(done(to, *edge) - done(from, *edge)),
            (true, false) => whole.part(1.0 - done(from, *edge)),
            (false, true) => whole.part(done(to, *edge)),
            (false, false) => whole,
        }
    });
    costs.fold(Cost::ZERO, Cost::plus)
}

fn is_connected(map: &StreetMap, path: &Path) -> bool {
    let ends = |edge| map.graph.graph.edge_endpoints(edge).unwrap();
    path.edges.windows(2).all(|pair| ends(pair[0]).1 == ends(pair[1]).0)
}

fn length_m(points: &[LonLat]) -> f64 {
    points.windows(2).map(|pair| haversine_m(pair[0], pair[1])).sum()
}

fn judge_directions(map: &StreetMap, metric: &Metric, path: &Path, from: &Snap, to: &Snap) {
    let told = directions(&map.graph, metric, path, from, to);
    let what = || format!("{} from {from:?} to {to:?}: {told:?}", metric.profile());
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

fn judge(map: &StreetMap, metric: &Metric, places: &[Snap]) -> usize {
    let mut search = Search::new(&map.graph, metric);
    let mut paths = 0;
    for from in places {
        let costs = search.costs(from, places);
        let fresh = Search::new(&map.graph, metric).costs(from, places);
        assert_eq!(costs, fresh, "a search that was used before finds the same");
        for (to, cost) in places.iter().zip(costs) {
            let path = search.path(from, to);
            assert_eq!(path.as_ref().map(|path| path.cost), cost, "{from:?} to {to:?}");
            let Some(path) = path else { continue };
            assert!(is_connected(map, &path), "{path:?}");
            assert_eq!(SectionId::of(path.edges[0]).0, SectionId::of(from.edge).0);
            let last = path.edges[path.edges.len() - 1];
            assert_eq!(SectionId::of(last).0, SectionId::of(to.edge).0);
            assert_eq!(cost_of_edges(metric, &path, from, to), path.cost, "{path:?}");
            judge_directions(map, metric, &path, from, to);
            paths += 1;
        }
    }
    paths
}

#[test]
fn in_the_city_a_path_is_what_its_edges_say() {
    let map = &CITY.1;
    let mut random = Random::new(7);
    for metric in &map.metrics {
        let places = snaps(map, metric, [4_000.0, 4_000.0], 10, &mut random);
        assert_eq!(judge(map, metric, &places), 100, "{}", metric.profile());
    }
}

#[test]
fn in_drawn_towns_a_path_is_what_its_edges_say() {
    let mut paths = 0;
    for seed in 0..80 {
        let (drawing, osm) = drawn::town(seed);
        println!("town {seed}\n{drawing}");
        let map = map_of(&osm);
        let mut random = Random::new(seed);
        for metric in &map.metrics {
            let mut places = snaps(&map, metric, drawn::BOUNDS_M, 8, &mut random);
            // Corners, where a path may start or end with none of its edge.
            let nodes: Vec<LonLat> = map.graph.graph.node_weights().copied().collect();
            let corners = (0..8).map(|_| *random.pick(&nodes));
            places.extend(corners.filter_map(|corner| map.snap(metric, corner, 30.0)));
            paths += judge(&map, metric, &places);
        }
    }
    assert!(paths > 40_000, "{paths}");
}

#[test]
fn an_edge_costs_what_its_tags_say() {
    let map = &CITY.1;
    for (metric, profile) in map.metrics.iter().zip(&map.profiles) {
        for edge in map.graph.graph.edge_indices() {
            let (section, direction) = SectionId::of(edge);
            let expected = weight(map, profile, section, direction).map(|weight| {
                Cost::new(weight.0.try_into().unwrap(), weight.1.try_into().unwrap())
            });
            assert_eq!(metric.cost(edge), expected, "{}", metric.profile());
        }
    }
}
