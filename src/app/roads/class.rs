//! The one door to snapping, paths and tables.

use super::{Ask, Leg, Table, Token};
use crate::{
    graph::{Candidate, Cost, EdgeId, Metric, Snap, StreetGraph, StreetMap},
    osm::{Mode, Profile, way_use},
    routing::Search,
};
use rayon::prelude::*;

/// The streets of a map as one vehicle class rides them.
#[derive(Debug)]
pub struct Roads<'a> {
    map: &'a StreetMap,
    metric: &'a Metric,
    profile: &'a Profile,
    /// Made by the first path, since it needs memory for each node.
    search: Option<Search<'a>>,
}

impl<'a> Roads<'a> {
    /// The streets for the profile at `class` of the map's profiles; `None` if there is none there.
    #[must_use]
    pub fn new(map: &'a StreetMap, class: usize) -> Option<Self> {
        let (metric, profile) = (map.metrics.get(class)?, map.profiles.get(class)?);
        Some(Self { map, metric, profile, search: None })
    }

    /// The street graph.
    #[must_use]
    pub fn graph(&self) -> &'a StreetGraph {
        &self.map.graph
    }

    /// What its edges cost.
    #[must_use]
    pub fn metric(&self) -> &'a Metric {
        self.metric
    }

    /// How an edge is travelled.
    #[must_use]
    pub fn mode(&self, edge: EdgeId) -> Mode {
        let (section, direction) = crate::graph::SectionId::of(edge);
        let (crate::graph::Feature::Street(tags) | crate::graph::Feature::Ferry { tags, .. }) =
            self.map.graph.feature(section)
        else {
            return Mode::Ride;
        };
        let used = way_use(tags, self.profile).ok();
        let travel = used.and_then(|used| match direction {
            crate::graph::Direction::Forward => used.forward,
            crate::graph::Direction::Backward => used.backward,
        });
        travel.map_or(Mode::Ride, |travel| travel.mode)
    }

    /// The nearest street that is as asked for; `None` if there is none.
    #[must_use]
    pub fn snap(&self, ask: &Ask) -> Option<Snap> {
        self.candidates(ask).next().map(|candidate| candidate.snap)
    }

    /// The `number` nearest pieces of streets that are as asked for.
    #[must_use]
    pub fn nearest(&self, ask: &Ask, number: usize) -> Vec<Snap> {
        self.candidates(ask).take(number).map(|candidate| candidate.snap).collect()
    }

    fn candidates(&self, ask: &Ask) -> impl Iterator<Item = Candidate> + use<'a> {
        let ask = *ask;
        let (graph, index) = (&self.map.graph, &self.map.snap_index);
        let all = index.candidates(graph, self.metric, ask.place, ask.max_m);
        all.filter_map(move |candidate| ask.fit(candidate))
    }

    /// What a token says, if it was made on this map for this place.
    #[must_use]
    pub fn known(&self, token: &Token, ask: &Ask) -> Option<Snap> {
        token.snap(self.graph(), self.metric, ask.place)
    }

    /// The token of a place that was snapped.
    #[must_use]
    pub fn token(&self, ask: &Ask, snap: &Snap) -> Token {
        Token::of(self.graph(), ask.place, snap)
    }

    /// The fastest way from one place to another; `None` if there is none.
    pub fn leg(&mut self, from: &Snap, to: &Snap) -> Option<Leg> {
        let (map, metric) = (self.map, self.metric);
        let search = self.search.get_or_insert_with(|| Search::new(&map.graph, metric));
        let path = search.path(from, to)?;
        Some(Leg::new(&map.graph, metric, &path, from, to))
    }

    /// Travel times and distances from each of `from` to each of `to`, rows in parallel.
    #[must_use]
    pub fn table(&self, from: &[Snap], to: &[Snap]) -> Table {
        let row = |search: &mut Search<'_>, from: &Snap| search.costs(from, to);
        let new = || Search::new(&self.map.graph, self.metric);
        let rows: Vec<Vec<Option<Cost>>> = from.par_iter().map_init(new, row).collect();
        Table::new(rows.into_iter().flatten().collect(), to.len())
    }
}
