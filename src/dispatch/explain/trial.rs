//! One order in one round: its cheapest place.

use super::{
    base::{Base, cost, way},
    places::{Gaps, Places, inserted, places, stops_of},
};
use crate::solver::{Objective, Route, StopId, schedule};

/// An order that is to go into a round.
#[derive(Debug)]
pub(super) struct Trial<'b, 'a> {
    pub(super) base: &'b Base<'a>,
    pub(super) request: usize,
    pub(super) own: Vec<StopId>,
    /// By stop of the order and gap: what is late at least, see [`Base::lateness`].
    lateness: Vec<Vec<Option<i64>>>,
}

/// The cheapest place.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) route: Route,
    pub(super) stops: Vec<StopId>,
    /// What it adds to the cost of the round.
    pub(super) added: i64,
}

impl<'b, 'a> Trial<'b, 'a> {
    pub(super) fn new(base: &'b Base<'a>, request: usize) -> Self {
        let own = stops_of(base.problem, request);
        let gaps = 0..=base.stops.len();
        let of = |stop: &StopId| gaps.clone().map(|gap| base.lateness(gap, *stop)).collect();
        let lateness = own.iter().map(of).collect();
        Self { base, request, own, lateness }
    }

    /// May this vehicle serve it at all, loads aside?
    pub(super) fn may(&self) -> bool {
        let asked = &self.base.problem.requests()[self.request];
        let rider = self.base.rider();
        asked.allows(self.base.vehicle) && rider.skills.cover(asked.skills)
    }

    /// The places where no stop by itself is late by more than `most` seconds.
    pub(super) fn places(&self, most: i64) -> Places {
        let late = &self.lateness;
        places(self.base.stops.len(), self.base.locked(), &self.own, |number, gap| {
            late[number][gap].is_some_and(|late| late <= most)
        })
    }

    /// What is late at least in this place.
    pub(super) fn least_late(&self, gaps: &Gaps) -> i64 {
        let mut own = Gaps::new();
        let mut most = 0;
        for (place, late) in gaps.iter().zip(&self.lateness) {
            let before = own.iter().filter(|other| **other < *place).count();
            let gap = usize::from(*place) - before;
            most = most.max(late.get(gap).copied().flatten().unwrap_or(0));
            own.iter_mut().filter(|other| **other >= *place).for_each(|other| *other += 1);
            own.push(*place);
        }
        most
    }

    pub(super) fn stops_at(&self, gaps: &Gaps) -> Vec<StopId> {
        inserted(&self.base.stops, &self.own, gaps)
    }

    /// The round with these stops, if it can be ridden in time with all that is on board.
    pub(super) fn ride(&self, stops: &[StopId]) -> Option<Route> {
        let route = schedule(self.base.problem, self.base.vehicle, stops).ok()?;
        let fits = route.totals.peak_load.fits(&self.base.rider().capacity);
        fits.then_some(route)
    }

    /// Is there a place at all?
    pub(super) fn has_place(&self) -> bool {
        self.may()
            && self.places(0).gaps.iter().any(|gaps| self.ride(&self.stops_at(gaps)).is_some())
    }

    /// The place that adds the least; of several the first.
    pub(super) fn cheapest(&self, objective: &Objective) -> Option<Found> {
        if !self.may() {
            return None;
        }
        let (problem, vehicle) = (self.base.problem, self.base.vehicle);
        let before = self.base.cost(objective);
        let priced = |gaps: &Gaps| {
            let stops = self.stops_at(gaps);
            way(problem, vehicle, objective, &stops).map(|way| (way, stops))
        };
        let mut tried: Vec<(i64, Vec<StopId>)> =
            self.places(0).gaps.iter().filter_map(priced).collect();
        tried.sort_by_key(|(way, _)| *way);
        let mut best: Option<Found> = None;
        for (way, stops) in tried {
            // No waiting is less than none.
            if best.as_ref().is_some_and(|best| way - before >= best.added) {
                break;
            }
            let Some(route) = self.ride(&stops) else { continue };
            let added = cost(objective, &route) - before;
            if best.as_ref().is_none_or(|best| added < best.added) {
                best = Some(Found { route, stops, added });
            }
        }
        best
    }
}
