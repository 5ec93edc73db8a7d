//! Everything that is known of a city's streets, ready for queries.

use super::{
    build::{Built, build},
    climb::climb,
    components::Reach,
    guide::Guide,
    metric::Metric,
    report::ImportReport,
    snap::{Snap, SnapIndex},
    street::StreetGraph,
};
use crate::{
    elevation::Elevation,
    osm::{Extract, Profile},
    units::LonLat,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// In which order streets are contracted; empty where no profile needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// All nodes, first to last.
    pub nodes: Vec<u32>,
    /// All sections, first to last.
    pub sections: Vec<u32>,
}

/// A street graph with its snap index, and the profiles that it was made for.
#[derive(Debug)]
pub struct StreetMap {
    /// The streets.
    pub graph: StreetGraph,
    /// Finds the street beside a place.
    pub snap_index: SnapIndex,
    /// The profiles that the map was imported with.
    pub profiles: Vec<Profile>,
    /// Where each of them gets around, in the same order.
    pub(super) reaches: Vec<Reach>,
    /// In which order to contract the streets.
    pub orders: Orders,
    /// What the import kept and dropped.
    pub report: ImportReport,
    /// Made when it is first asked for.
    pub(super) guide: OnceLock<Guide>,
}

impl StreetMap {
    /// Builds the graph of an extract, without the orders.
    #[must_use]
    pub fn build(extract: &Extract, profiles: Vec<Profile>) -> Self {
        Self::build_on(extract, profiles, None)
    }

    /// The same, on the ground: sections rise and fall, and profiles with a power feel it.
    #[must_use]
    pub fn build_on(
        extract: &Extract,
        profiles: Vec<Profile>,
        elevation: Option<&Elevation>,
    ) -> Self {
        let mut built = build(extract);
        let climbed = elevation.map(|elevation| climb(&mut built.graph, elevation));
        let graph = &built.graph;
        let customize = |profile| Metric::customize(graph, profile);
        let (snap_index, metrics) = rayon::join(
            || SnapIndex::build(graph),
            || profiles.par_iter().map(customize).collect::<Vec<Metric>>(),
        );
        let mut report = ImportReport::new(extract, &built, &profiles, &metrics);
        report.elevation = climbed;
        let Built { graph, .. } = built;
        let reaches = metrics.into_iter().map(Metric::into_reach).collect();
        let orders = Orders::default();
        let guide = OnceLock::new();
        Self { graph, snap_index, profiles, reaches, orders, report, guide }
    }

    /// What directions say of its streets, if anybody has asked before.
    #[must_use]
    pub fn known_guide(&self) -> Option<&Guide> {
        self.guide.get()
    }

    /// What directions say of its streets. Who asks first makes it, which takes some hundredths of a second.
    #[must_use]
    pub fn guide(&self) -> &Guide {
        self.guide.get_or_init(|| Guide::new(&self.graph))
    }

    /// What the profile at `index` made of the streets at import.
    #[must_use]
    pub fn imported_metric(&self, index: usize) -> Metric {
        Metric::with_reach(&self.graph, &self.profiles[index], self.reaches[index].clone())
    }

    /// Snaps a place for one vehicle class; see [`SnapIndex::snap`].
    #[must_use]
    pub fn snap(&self, metric: &Metric, place: LonLat, max_m: f64) -> Option<Snap> {
        self.snap_index.snap(&self.graph, metric, place, max_m)
    }
}
