//! Snapping against a scan over all streets.

use crate::{
    drawn,
    maps::{CITY, anywhere, map_of, metrics},
    support::{ground::place, random::Random},
};
use musette::{
    geo::{BoundingBox, Plane, haversine_m, nearest_on_segment},
    graph::{Direction, Feature, Metric, NodeId, SectionId, Snap, StreetMap},
    units::LonLat,
};

/// How exact the index is: it counts in single precision.
const EXACT_M: f64 = 0.01;
const DIRECTIONS: [Direction; 2] = [Direction::Forward, Direction::Backward];

/// All sections beside which a class may be: streets open to it that hang together with the rest.
fn sections<'a>(
    map: &'a StreetMap,
    metric: &'a Metric,
) -> impl Iterator<Item = (SectionId, Vec<LonLat>)> + 'a {
    let graph = &map.graph;
    let open = move |section: SectionId, direction| {
        let (from, to) = graph.graph.edge_endpoints(section.edge(direction)).unwrap();
        metric.cost(section.edge(direction)).is_some()
            && metric.is_in_main(from)
            && metric.is_in_main(to)
    };
    graph.graph.edge_indices().step_by(2).map(|edge| SectionId::of(edge).0).filter_map(
        move |section| {
            let inside = ["steps", "corridor", "platform"];
            let street = matches!(graph.feature(section), Feature::Street(tags)
                if !inside.iter().any(|highway| tags.is("highway", highway)));
            let open = DIRECTIONS.into_iter().any(|direction| open(section, direction));
            (street && open).then(|| (section, graph.geometry(section).collect()))
        },
    )
}

/// The flat map that distances are measured on.
fn plane(map: &StreetMap) -> Plane {
    let places = map.graph.graph.node_weights().copied();
    Plane::around(BoundingBox::around(places).unwrap().centre())
}

/// The slow twin: sections on a flat map, and the nearest of them by looking at all.
struct Scan {
    plane: Plane,
    sections: Vec<(SectionId, Vec<[f64; 2]>)>,
}

impl Scan {
    fn new(map: &StreetMap, metric: &Metric) -> Self {
        let plane = plane(map);
        let flat = |points: Vec<LonLat>| points.into_iter().map(|at| plane.project(at)).collect();
        let sections = sections(map, metric).map(|(section, points)| (section, flat(points)));
        Self { plane, sections: sections.collect() }
    }

    fn distance_m(&self, place: LonLat, section: SectionId) -> Option<f64> {
        let found = self.sections.iter().find(|(other, _)| *other == section);
        found.map(|(_, points)| to_line(points, self.plane.project(place)))
    }

    fn nearest(&self, place: LonLat) -> Option<(f64, SectionId)> {
        let point = self.plane.project(place);
        let all = self.sections.iter().map(|(section, points)| (to_line(points, point), *section));
        all.min_by(|a, b| a.0.total_cmp(&b.0))
    }
}

fn to_line(points: &[[f64; 2]], point: [f64; 2]) -> f64 {
    let to_segment = |pair: &[[f64; 2]]| nearest_on_segment(pair[0], pair[1], point).distance_2;
    points.windows(2).map(to_segment).fold(f64::INFINITY, f64::min).sqrt()
}

/// The place at `fraction` of the length of an edge, found by walking along it.
fn walk(map: &StreetMap, snap: &Snap) -> LonLat {
    let (section, direction) = SectionId::of(snap.edge);
    let mut points: Vec<LonLat> = map.graph.geometry(section).collect();
    if direction == Direction::Backward {
        points.reverse();
    }
    let length = |pair: &[LonLat]| haversine_m(pair[0], pair[1]);
    let mut left = snap.fraction * points.windows(2).map(length).sum::<f64>();
    for pair in points.windows(2) {
        let length = length(pair);
        if left <= length && length > 0.0 {
            let mix = |a: f64, b: f64| a + (b - a) * left / length;
            let (lon, lat) = (mix(pair[0].lon(), pair[1].lon()), mix(pair[0].lat(), pair[1].lat()));
            return LonLat::from_degrees(lon, lat).unwrap();
        }
        left -= length;
    }
    points[points.len() - 1]
}

fn judge(map: &StreetMap, metric: &Metric, scan: &Scan, place: LonLat, max_m: f64) -> bool {
    let found = map.snap(metric, place, max_m);
    let nearest = scan.nearest(place);
    let Some(snap) = found else {
        assert!(nearest.is_none_or(|(distance, _)| distance > max_m - EXACT_M), "{place} missed");
        return false;
    };
    let (distance_m, section) = nearest.expect("something was found");
    assert!((snap.distance_m - distance_m).abs() < EXACT_M, "{place}: {snap:?}, not {distance_m}");
    assert!(snap.distance_m <= max_m, "{place}: {snap:?} is beyond {max_m} m");
    let (own, direction) = SectionId::of(snap.edge);
    let own_m = scan.distance_m(place, own).expect("only usable sections are snapped to");
    assert!(own == section || own_m - distance_m < EXACT_M, "{place}: {snap:?}");
    assert!(metric.reaches(&map.graph, own, direction), "{place}: {snap:?} goes the wrong way");
    assert!((0.0..=1.0).contains(&snap.fraction), "{place}: {snap:?}");
    let off_m = haversine_m(walk(map, &snap), snap.place);
    assert!(off_m < 0.05, "{place}: {snap:?} is {off_m} m from where its fraction is");
    true
}

#[test]
fn a_place_in_the_city_is_snapped_where_a_scan_over_all_streets_finds_the_nearest() {
    let map = CITY.1.map();
    let mut random = Random::new(1);
    for metric in &metrics(map) {
        let scan = Scan::new(map, metric);
        let hits = (0..1_000).filter(|_| {
            let place = anywhere(&mut random, [4_500.0, 4_500.0]);
            judge(map, metric, &scan, place, 150.0)
        });
        assert!(hits.count() > 600, "{}", metric.profile());
    }
}

#[test]
fn a_place_in_a_drawn_town_is_snapped_where_a_scan_finds_the_nearest() {
    for seed in 0..150 {
        let (drawing, osm) = drawn::town(seed);
        println!("town {seed}\n{drawing}");
        let map = map_of(&osm);
        let mut random = Random::new(seed);
        for metric in &metrics(&map) {
            let scan = Scan::new(&map, metric);
            for _ in 0..40 {
                let place = anywhere(&mut random, drawn::BOUNDS_M);
                judge(&map, metric, &scan, place, random.between(1.0, 300.0));
            }
            for node in map.graph.graph.node_weights() {
                judge(&map, metric, &scan, *node, 300.0);
            }
        }
    }
}

#[test]
fn far_away_nothing_is_snapped_unless_that_far_is_asked_for() {
    let map = CITY.1.map();
    for metric in &metrics(map) {
        let scan = Scan::new(map, metric);
        for far in [[60_000.0, 0.0], [-40_000.0, 50_000.0], [0.0, -90_000.0]].map(place) {
            assert_eq!(map.snap(metric, far, 1_000.0), None);
            let snap = map.snap(metric, far, f64::INFINITY).unwrap();
            let (distance_m, _) = scan.nearest(far).unwrap();
            assert!((snap.distance_m - distance_m).abs() < 0.1, "{snap:?}, not {distance_m}");
        }
        for edge_of_the_world in [(-180.0, -90.0), (180.0, 90.0), (0.0, 0.0)] {
            let (lon, lat) = edge_of_the_world;
            let place = LonLat::from_degrees(lon, lat).unwrap();
            assert_eq!(map.snap(metric, place, 100_000.0), None);
        }
        assert_eq!(map.snap(metric, map.graph.graph[NodeId::new(0)], f64::NAN), None);
    }
}
