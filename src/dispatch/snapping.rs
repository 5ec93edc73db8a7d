//! Where hubs and stops are on the streets, one profile at a time.

use crate::{
    domain::Position,
    graph::{Metric, NodeId, Snap, StreetMap},
    matrix::{Matrix, many_to_many},
    routing::Class,
    units::LonLat,
};
use std::{collections::HashMap, sync::Arc};

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
}

/// All places of a day on the streets of each profile that is ridden, snapped once each.
pub(super) struct Snapped {
    rides: Vec<(Arc<Class>, Vec<Option<Snap>>)>,
}

impl Snapped {
    /// A place further than `max_m` metres from every street of a profile is cut off for it.
    pub(super) fn new(ridden: Vec<Arc<Class>>, places: &[LonLat], max_m: f64) -> Self {
        let snapped = |class: Arc<Class>| {
            let snaps = places.iter().map(|place| class.snap(*place, max_m)).collect();
            (class, snaps)
        };
        Self { rides: ridden.into_iter().map(snapped).collect() }
    }

    /// Is this place near a street of this profile?
    pub(super) fn is_on_street(&self, profile: usize, place: usize) -> bool {
        self.rides[profile].1[place].is_some()
    }

    /// Is this place far from the streets of every profile, there being some?
    pub(super) fn is_astray(&self, place: usize) -> bool {
        !self.rides.is_empty() && self.rides.iter().all(|(_, snaps)| snaps[place].is_none())
    }

    /// Travel times and distances between all places, a matrix for each profile.
    pub(super) fn matrices(&self) -> Vec<Matrix> {
        self.rides.iter().map(|(class, snaps)| many_to_many(class, snaps, snaps)).collect()
    }
}

/// Where a hub is on this map: a place where every one of `metrics` gets around.
///
/// The centre of the map is the node nearest to the mean of all nodes that every class reaches;
/// `None` if there is no such node.
#[must_use]
pub fn hub_place(position: &Position, map: &StreetMap, metrics: &[&Metric]) -> Option<LonLat> {
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
