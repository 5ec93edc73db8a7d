//! From a place to the nearest door.

use super::{Geocoder, Match, entry::Door};
use crate::{geo::Plane, units::LonLat};
use rstar::{RTree, primitives::GeomWithData};

/// An R-tree over all doors, in metres.
#[derive(Debug)]
pub(super) struct Doors {
    plane: Plane,
    tree: RTree<GeomWithData<[f64; 2], u32>>,
}

impl Doors {
    pub(super) fn new(plane: Plane, doors: &[Door]) -> Self {
        let point =
            |(index, door): (u32, &Door)| GeomWithData::new(plane.project(door.place), index);
        Self { plane, tree: RTree::bulk_load((0..).zip(doors).map(point).collect()) }
    }

    /// Squared distance between two places on the flat map, in square metres.
    pub(super) fn distance_2(&self, a: LonLat, b: LonLat) -> f64 {
        let [a, b] = [a, b].map(|place| self.plane.project(place));
        (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
    }

    /// Bytes that this takes, about: inner nodes are few.
    pub(super) fn bytes(&self) -> usize {
        self.tree.size() * size_of::<GeomWithData<[f64; 2], u32>>() * 5 / 4
    }
}

impl Geocoder {
    /// The numbered door nearest to `place`, at most `max_m` metres away; `None` if there is none. O(log n)
    /// for n doors.
    #[must_use]
    pub fn reverse(&self, place: LonLat, max_m: f64) -> Option<Match> {
        let (found, distance_2) = self
            .nearest
            .tree
            .nearest_neighbor_iter_with_distance_2(self.nearest.plane.project(place))
            .next()?;
        (distance_2 <= max_m * max_m).then(|| self.door_match(found.data, 1.0, true))
    }
}
