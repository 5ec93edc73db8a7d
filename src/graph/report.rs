//! What an import kept, what it dropped, and why.

use super::{
    build::Built,
    climb::ClimbReport,
    metric::{Metric, best_mode},
    street::{Feature, StreetGraph},
};
use crate::{
    geo::BoundingBox,
    osm::{Extract, Mode, PlaceKind, Profile, ReadCounts},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// Conditions that are not understood are shown up to this many, the most frequent.
const SHOWN_CONDITIONS: usize = 10;

/// What an import kept, what it dropped, and why. Prints as text of some 40 lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Objects read, ways kept and dropped.
    pub read: ReadCounts,
    /// The box around all streets.
    pub bbox: Option<BoundingBox>,
    /// Nodes of the graph.
    pub nodes: usize,
    /// Sections: pieces of street between two nodes.
    pub sections: usize,
    /// Barriers on streets.
    pub barriers: usize,
    /// Those of them that are not believed: fences and the like on crossings of ways.
    pub ignored_barriers: usize,
    /// Turn restrictions of the graph that hold for cycles.
    pub restrictions: usize,
    /// Those of the extract that were left out, by the reason.
    pub restrictions_dropped: BTreeMap<String, u64>,
    /// Junctions with traffic signals.
    pub signals: usize,
    /// Traffic signals between junctions, a direction each.
    pub section_signals: u64,
    /// Conditions of time on ways, barriers and restrictions, with the number of their uses.
    pub conditions: BTreeMap<String, u64>,
    /// Conditions that are not understood: what depends on them is taken as if they never held.
    pub unknown_conditions: BTreeMap<String, u64>,
    /// Distinct street names.
    pub names: usize,
    /// Distinct sets of routing tags.
    pub features: usize,
    /// Length of all streets and ferries, in kilometres.
    pub length_km: f64,
    /// Shops, restaurants and addresses, by kind.
    pub places: BTreeMap<PlaceKind, usize>,
    /// Heights, if the import was given any.
    pub elevation: Option<ClimbReport>,
    /// One a profile.
    pub classes: Vec<ClassReport>,
}

/// What one vehicle class can do on a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassReport {
    /// Name of the profile.
    pub profile: String,
    /// Ridden in at least one direction, in kilometres.
    pub ride_km: f64,
    /// Only pushed, in kilometres.
    pub push_km: f64,
    /// By ferry, in kilometres.
    pub ferry_km: f64,
    /// Not to be used, in kilometres.
    pub closed_km: f64,
    /// Nodes in the largest part within which one gets from everywhere to everywhere.
    pub main_nodes: usize,
    /// How many such parts there are.
    pub components: usize,
}

impl ImportReport {
    pub(super) fn new(
        extract: &Extract,
        built: &Built,
        profiles: &[Profile],
        metrics: &[Metric],
    ) -> Self {
        let graph = &built.graph;
        let mut places = BTreeMap::new();
        for place in &extract.places {
            *places.entry(place.kind).or_default() += 1;
        }
        let mut restrictions_dropped = extract.counts.restrictions_dropped.clone();
        for (reason, count) in &built.restrictions_dropped {
            *restrictions_dropped.entry(reason.clone()).or_default() += count;
        }
        let section_signals = graph.sections.iter().flat_map(|section| section.signals);
        let cm: u64 = graph.sections.iter().map(|section| u64::from(section.length_cm)).sum();
        Self {
            read: extract.counts.clone(),
            bbox: BoundingBox::around(graph.graph.node_weights().copied()),
            nodes: graph.graph.node_count(),
            sections: graph.sections.len(),
            barriers: extract.barriers.len(),
            ignored_barriers: built.ignored_barriers,
            restrictions: graph.restrictions.len(),
            restrictions_dropped,
            signals: graph.signals.len(),
            section_signals: section_signals.map(u64::from).sum(),
            conditions: built.conditions.understood.clone(),
            unknown_conditions: built.conditions.unknown.clone(),
            names: graph.names.len() - 1,
            features: graph.features.len(),
            length_km: cm as f64 / 100_000.0,
            places,
            elevation: None,
            classes: profiles
                .iter()
                .zip(metrics)
                .map(|(profile, metric)| class_report(graph, profile, metric))
                .collect(),
        }
    }
}

fn class_report(graph: &StreetGraph, profile: &Profile, metric: &Metric) -> ClassReport {
    let modes: Vec<Option<Mode>> =
        graph.features.iter().map(|feature| best_mode(feature, profile)).collect();
    let km = |wanted: Option<Mode>| {
        let sections = graph.sections.iter().filter(|section| {
            let feature = section.feature as usize;
            modes[feature] == wanted && !matches!(graph.features[feature], Feature::Barrier(_))
        });
        let cm: u64 = sections.map(|section| u64::from(section.length_cm)).sum();
        cm as f64 / 100_000.0
    };
    ClassReport {
        profile: profile.name.clone(),
        ride_km: km(Some(Mode::Ride)),
        push_km: km(Some(Mode::Push)),
        ferry_km: km(Some(Mode::Ferry)),
        closed_km: km(None),
        main_nodes: metric.main_nodes(),
        components: metric.components(),
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = &self.read;
        writeln!(
            f,
            "read      {} nodes, {} ways, {} relations",
            read.nodes, read.ways, read.relations
        )?;
        if let Some(BoundingBox { min, max }) = self.bbox {
            writeln!(f, "area      {min} to {max}")?;
        }
        writeln!(
            f,
            "graph     {} nodes, {} sections, {:.1} km, {} barriers, {} names, {} tag sets",
            self.nodes, self.sections, self.length_km, self.barriers, self.names, self.features
        )?;
        let places: Vec<String> = self
            .places
            .iter()
            .map(|(kind, count)| {
                let kind = match kind {
                    PlaceKind::Restaurant => "restaurants",
                    PlaceKind::Cafe => "cafes",
                    PlaceKind::Pharmacy => "pharmacies",
                    PlaceKind::Shop => "shops",
                    PlaceKind::Address => "addresses",
                    PlaceKind::Amenity => "other destinations",
                    PlaceKind::Locality => "localities",
                };
                format!("{count} {kind}")
            })
            .collect();
        let places = if places.is_empty() { "none".to_owned() } else { places.join(", ") };
        writeln!(f, "places    {places}")?;
        if let Some(elevation) = &self.elevation {
            write!(f, "{elevation}")?;
        }
        for class in &self.classes {
            writeln!(
                f,
                "{:<9} {:.1} km ridden, {:.1} km pushed, {:.1} km by ferry, {:.1} km closed; \
                 {:.1} % of the nodes hang together, the rest in {} parts",
                class.profile,
                class.ride_km,
                class.push_km,
                class.ferry_km,
                class.closed_km,
                100.0 * class.main_nodes as f64 / self.nodes.max(1) as f64,
                class.components.saturating_sub(1),
            )?;
        }
        let uses = |conditions: &BTreeMap<String, u64>| conditions.values().sum::<u64>();
        writeln!(
            f,
            "turns     {} restrictions, {} signalled junctions, {} signals between them",
            self.restrictions, self.signals, self.section_signals
        )?;
        write_counts(f, "kept", "ways", &read.kept, usize::MAX)?;
        write_counts(f, "dropped", "ways", &read.dropped, usize::MAX)?;
        let turns = &self.restrictions_dropped;
        if !turns.is_empty() {
            write_counts(f, "dropped", "turn restrictions", turns, usize::MAX)?;
        }
        if !self.conditions.is_empty() {
            let (all, distinct) = (uses(&self.conditions), self.conditions.len());
            writeln!(f, "at times  {all} conditions, {distinct} of them distinct, are understood")?;
        }
        if !self.unknown_conditions.is_empty() {
            let what = "conditions, not understood: taken as if they never held";
            write_counts(f, "dropped", what, &self.unknown_conditions, SHOWN_CONDITIONS)?;
        }
        if self.ignored_barriers > 0 {
            writeln!(
                f,
                "note      {} of the barriers are fences or the like on crossings: not believed",
                self.ignored_barriers
            )?;
        }
        if read.missing_nodes > 0 {
            writeln!(
                f,
                "note      {} nodes of kept ways are outside the extract: the ways end there",
                read.missing_nodes
            )?;
        }
        Ok(())
    }
}

/// The most frequent first.
fn write_counts(
    f: &mut fmt::Formatter<'_>,
    what: &str,
    things: &str,
    counts: &BTreeMap<String, u64>,
    shown: usize,
) -> fmt::Result {
    let total: u64 = counts.values().sum();
    writeln!(f, "{what:<9} {total} {things}")?;
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let left = counts.len().saturating_sub(shown);
    let mut counts = counts.into_iter().take(shown);
    counts.try_for_each(|(label, count)| writeln!(f, "  {count:>7} {label}"))?;
    if left > 0 { writeln!(f, "          and {left} kinds more") } else { Ok(()) }
}
