//! Everything that is known of a city's streets, ready for queries.

use super::{
    build::{Built, build},
    components::Reach,
    metric::Metric,
    report::ImportReport,
    snap::{Snap, SnapIndex},
    street::StreetGraph,
};
use crate::{
    osm::{Extract, Profile},
    units::LonLat,
};
use rayon::prelude::*;

/// A street graph with its snap index and one metric a profile.
#[derive(Debug)]
pub struct StreetMap {
    /// The streets.
    pub graph: StreetGraph,
    /// Finds the street beside a place.
    pub snap_index: SnapIndex,
    /// The profiles that the map was imported with.
    pub profiles: Vec<Profile>,
    /// One a profile, in the same order.
    pub metrics: Vec<Metric>,
    /// What the import kept and dropped.
    pub report: ImportReport,
}

impl StreetMap {
    /// Builds the graph of an extract and customizes it for each profile.
    #[must_use]
    pub fn build(extract: &Extract, profiles: Vec<Profile>) -> Self {
        let built = build(extract);
        let graph = &built.graph;
        let customize = |profile| Metric::customize(graph, profile);
        let (snap_index, metrics) = rayon::join(
            || SnapIndex::build(graph),
            || profiles.par_iter().map(customize).collect::<Vec<Metric>>(),
        );
        let report = ImportReport::new(extract, &built, &profiles, &metrics);
        let Built { graph, .. } = built;
        Self { graph, snap_index, profiles, metrics, report }
    }

    /// Puts a map together from its parts, as a file holds them.
    pub(super) fn from_parts(
        graph: StreetGraph,
        snap_index: SnapIndex,
        profiles: Vec<Profile>,
        reaches: Vec<Reach>,
        report: ImportReport,
    ) -> Self {
        let metrics = profiles
            .iter()
            .zip(reaches)
            .map(|(profile, reach)| Metric::with_reach(&graph, profile, reach))
            .collect();
        Self { graph, snap_index, profiles, metrics, report }
    }

    /// The metric of the profile called `name`.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.profile() == name)
    }

    /// Snaps a place for one vehicle class; see [`SnapIndex::snap`].
    #[must_use]
    pub fn snap(&self, metric: &Metric, place: LonLat, max_m: f64) -> Option<Snap> {
        self.snap_index.snap(&self.graph, metric, place, max_m)
    }
}
