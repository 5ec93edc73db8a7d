//! Where hubs and stops are on the streets, one vehicle class at a time.

use crate::{
    domain::Position,
    graph::{Metric, NodeId, Snap, StreetMap},
    matrix::{Matrix, many_to_many},
    units::LonLat,
};
use std::collections::HashMap;

/// The distinct places of a day, numbered in the order in which they were first asked for.
#[derive(Debug, Default)]
pub(super) struct Places {
    places: Vec<LonLat>,
    numbers: HashMap<LonLat, usize>,
}

impl Places {
    /// The number of a place.
    pub(super) fn number(&mut self, place: LonLat) -> usize {
        *self.numbers.entry(place).or_insert_with(|| {
            self.places.push(place);
            self.places.len() - 1
        })
    }

    /// The places, by number.
    pub(super) fn into_places(self) -> Vec<LonLat> {
        self.places
    }

    /// Travel times and distances between all places for one vehicle class. A place further than
    /// `max_m` from every street of the class is cut off.
    pub(super) fn matrix(&self, map: &StreetMap, metric: &Metric, max_m: f64) -> Matrix {
        let snaps: Vec<Option<Snap>> =
            self.places.iter().map(|place| map.snap(metric, *place, max_m)).collect();
        many_to_many(&map.graph, metric, &snaps, &snaps)
    }
}

/// Where a hub is on this map: a place where every one of `metrics` gets around.
///
/// The centre of the map is the node nearest to the mean of all nodes that every class reaches;
/// `None` if there is no such node.
pub(super) fn hub_place(
    position: &Position,
    map: &StreetMap,
    metrics: &[&Metric],
) -> Option<LonLat> {
    if let Position::At(place) = position {
        return Some(*place);
    }
    let graph = &map.graph.graph;
    let everywhere = |node: &NodeId| metrics.iter().all(|metric| metric.is_in_main(*node));
    let places: Vec<LonLat> = graph.node_indices().filter(everywhere).map(|n| graph[n]).collect();
    let mean = |axis: fn(LonLat) -> f64| {
        places.iter().map(|place| axis(*place)).sum::<f64>() / places.len() as f64
    };
    let centre = LonLat::from_degrees(mean(LonLat::lon), mean(LonLat::lat))?;
    let distance = |place: &LonLat| crate::geo::haversine_m(centre, *place);
    places.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}
