//! The one door to snapping, paths and tables.

use super::{Ask, Table, Token};
use crate::{
    geo::haversine_m,
    graph::{Candidate, Cost, EdgeId, Guide, Metric, Snap, StreetGraph},
    osm::Mode,
    routing::{Class, Exits, Leg},
};
use std::sync::Weak;

/// So many pieces of streets that are not as asked for are passed over, then there is none that is: the
/// whole of a map is not searched for a street that leads due north.
const MOST_PASSED_OVER: usize = 1_000;

/// The streets of a map as one vehicle class rides them.
#[derive(Debug)]
pub struct Roads<'a> {
    class: &'a Class,
    asker: Option<Weak<()>>,
}

impl<'a> Roads<'a> {
    /// The streets for `class`.
    #[must_use]
    pub fn new(class: &'a Class) -> Self {
        Self { class, asker: None }
    }

    /// The same for someone who waits for an answer as long as the other end of `asker` is there.
    #[must_use]
    pub(super) fn asked_by(self, asker: Weak<()>) -> Self {
        Self { asker: Some(asker), ..self }
    }

    /// Does anybody still wait for an answer? Long work asks now and then.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        self.asker.as_ref().is_none_or(|asker| asker.strong_count() > 0)
    }

    /// The street graph.
    #[must_use]
    pub fn graph(&self) -> &'a StreetGraph {
        &self.class.map().graph
    }

    /// What directions say of its streets.
    #[must_use]
    pub fn guide(&self) -> &'a Guide {
        self.class.map().guide()
    }

    /// What its edges cost.
    #[must_use]
    pub fn metric(&self) -> &'a Metric {
        &self.class.metric
    }

    /// Where one may go on after an edge.
    #[must_use]
    pub fn exits(&self, before: EdgeId) -> Exits<'a> {
        self.class.exits(before)
    }

    /// How an edge is travelled.
    #[must_use]
    pub fn mode(&self, edge: EdgeId) -> Mode {
        self.metric().mode(self.graph(), edge)
    }

    /// The nearest street that is as asked for; `None` if there is none.
    #[must_use]
    pub fn snap(&self, ask: &Ask) -> Option<Snap> {
        self.candidates(ask).next().map(|candidate| candidate.snap)
    }

    /// The `number` nearest pieces of streets that are as asked for.
    #[must_use]
    pub fn nearest(&self, ask: &Ask, number: usize) -> Vec<Snap> {
        let mut snaps: Vec<Snap> =
            self.candidates(ask).take(number).map(|candidate| candidate.snap).collect();
        // They come in the order of a flat map, which differs where distances nearly agree.
        let distance_m = |snap: &Snap| haversine_m(ask.place, snap.place);
        snaps.sort_by(|a, b| distance_m(a).total_cmp(&distance_m(b)));
        snaps
    }

    fn candidates(&self, ask: &Ask) -> impl Iterator<Item = Candidate> + use<'a> {
        let ask = *ask;
        let index = &self.class.map().snap_index;
        let all = index.candidates(self.graph(), self.metric(), ask.place, ask.max_m);
        let patient = all.scan(MOST_PASSED_OVER, move |left, candidate| {
            let fitting = ask.fit(candidate);
            if fitting.is_none() {
                *left = left.checked_sub(1)?;
            }
            Some(fitting)
        });
        patient.flatten()
    }

    /// What a token says, if it was made on this map for this place.
    #[must_use]
    pub fn known(&self, token: &Token, ask: &Ask) -> Option<Snap> {
        token.snap(self.graph(), self.metric(), ask.place)
    }

    /// The token of a place that was snapped.
    #[must_use]
    pub fn token(&self, ask: &Ask, snap: &Snap) -> Token {
        Token::of(self.graph(), ask.place, snap)
    }

    /// What the fastest way from one place to another costs; `None` if there is none.
    #[must_use]
    pub fn cost(&self, from: &Snap, to: &Snap) -> Option<Cost> {
        self.class.cost(from, to)
    }

    /// The fastest way from one place to another; `None` if there is none.
    #[must_use]
    pub fn leg(&self, from: &Snap, to: &Snap) -> Option<Leg> {
        let path = self.class.path(from, to)?;
        Some(Leg::new(self.class, &path, from, to))
    }

    /// Travel times and distances from each of `from` to each of `to`, on as many threads as there are.
    #[must_use]
    pub fn table(&self, from: &[Snap], to: &[Snap]) -> Table {
        let [from, ends] = [from, to].map(|snaps| snaps.iter().copied().map(Some).collect());
        let (from, ends): (Vec<Option<Snap>>, Vec<Option<Snap>>) = (from, ends);
        let mut cells = [Vec::new(), Vec::new()];
        self.class.table(&from, &ends, |units| units, &mut cells);
        Table::from_units(cells, to.len())
    }
}
