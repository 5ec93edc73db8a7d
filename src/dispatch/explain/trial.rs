//! One order in one round: its cheapest place.

use super::{
    ahead::{Ahead, Spots, spots},
    base::{Base, change, cost, least},
    places::{Gaps, each_place, inserted, stops_of},
};
use crate::{
    solver::{Objective, Request, Route, StopId, schedule},
    units::Load,
};
use std::ops::ControlFlow;

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
    /// What it adds to the cost of the round, and for changing hands.
    pub(super) added: i64,
}

impl<'b, 'a> Trial<'b, 'a> {
    pub(super) fn new(base: &'b Base<'a>, request: usize) -> Self {
        Self::with(base, request, i64::MAX)
    }

    /// The same for who asks only for places where nothing is late.
    pub(super) fn in_time(base: &'b Base<'a>, request: usize) -> Self {
        Self::with(base, request, 0)
    }

    fn with(base: &'b Base<'a>, request: usize, most: i64) -> Self {
        let own = stops_of(base.problem, request);
        let gaps = 0..=base.stops.len();
        let of = |stop: &StopId| gaps.clone().map(|gap| base.lateness(gap, *stop, most)).collect();
        let lateness = own.iter().map(of).collect();
        Self { base, request, own, lateness }
    }

    pub(super) fn asked(&self) -> &'a Request {
        &self.base.problem.requests()[self.request]
    }

    /// May this vehicle serve it at all, loads aside, with what it has to do?
    pub(super) fn may(&self) -> bool {
        let asked = self.asked();
        let rider = self.base.rider();
        let stops = self.base.stops.len() + self.own.len();
        // What is locked is made whatever the limit.
        let within = |most: usize| stops <= most.max(rider.locked.len());
        asked.vehicles.contains(self.base.vehicle)
            && rider.suits(asked.skills)
            && rider.most_stops.is_none_or(within)
    }

    /// Shows the places where no stop by itself is late by more than `most` seconds, see [`each_place`].
    pub(super) fn each_place(&self, most: i64, look: impl FnMut(&Gaps) -> ControlFlow<()>) -> bool {
        let allowed =
            |number: usize, gap: usize| self.lateness[number][gap].is_some_and(|late| late <= most);
        let round = (self.base.stops.len(), self.base.locked());
        each_place(round, self.asked(), &self.own, allowed, look)
    }

    /// What is late at least in this place, by its own stops one by one.
    pub(super) fn least_late(&self, spots: &Spots) -> i64 {
        let late = spots.iter().map(|(number, gap)| self.lateness[*number][*gap].unwrap_or(0));
        late.max().unwrap_or(0)
    }

    /// What is late at least in one place after the other.
    pub(super) fn ahead(&self) -> Ahead<'_, 'a> {
        Ahead::new(self.base, &self.own)
    }

    /// The most that is on board beyond what the vehicle takes at any one time, bags first.
    pub(super) fn above(&self, spots: &Spots) -> (u32, u32, u32) {
        let (asked, capacity) = (self.asked(), self.base.rider().capacity);
        let mut own = asked.aboard();
        let mut most = (0, 0, 0);
        let mut look = |load: Load| {
            let by = load - capacity;
            most = most.max((by.bags, by.mass_g, by.volume_ml));
        };
        let mut left = spots.iter().peekable();
        for (gap, load) in self.base.loads.iter().enumerate() {
            look(*load + own);
            while let Some((number, _)) = left.next_if(|(_, spot)| *spot == gap) {
                own = match self.own[*number] {
                    StopId::Pickup { pickup, .. } => own + asked.pickups[pickup].load,
                    StopId::Dropoff { dropoff, .. } => own - asked.dropoffs[dropoff].load,
                };
                look(*load + own);
            }
        }
        most
    }

    /// Shows the places where nothing must be late.
    fn each_place_in_time(&self, mut look: impl FnMut(Vec<StopId>) -> ControlFlow<()>) {
        let mut ahead = self.ahead();
        self.each_place(0, |gaps| match ahead.late_at_least(&spots(gaps), 0) {
            Some(0) => look(self.stops_at(gaps)),
            _ => ControlFlow::Continue(()),
        });
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
        let mut found = false;
        if self.may() {
            self.each_place_in_time(|stops| {
                found = self.ride(&stops).is_some();
                if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
        }
        found
    }

    /// The place that adds the least, but less than `below`; of several the first.
    pub(super) fn cheapest(&self, objective: &Objective, below: Option<i64>) -> Option<Found> {
        if !self.may() {
            return None;
        }
        let Base { problem, vehicle, beside, .. } = *self.base;
        let change = change(problem, objective, vehicle, self.request);
        let before = self.base.cost(objective) - change;
        let mut tried: Vec<(i64, Vec<StopId>)> = Vec::new();
        let is_less = |added: i64| below.is_none_or(|below| added < below);
        self.each_place_in_time(|stops| {
            let least = least(self.base, objective, &stops);
            // No waiting is less than none.
            tried.extend(least.filter(|it| is_less(it - before)).map(|least| (least, stops)));
            ControlFlow::Continue(())
        });
        tried.sort_by_key(|(least, _)| *least);
        let mut best: Option<Found> = None;
        for (least, stops) in tried {
            if best.as_ref().is_some_and(|best| least - before >= best.added) {
                break;
            }
            let Some(route) = self.ride(&stops) else { continue };
            let added = cost(problem, objective, beside, &route) - before;
            if is_less(added) && best.as_ref().is_none_or(|best| added < best.added) {
                best = Some(Found { route, stops, added });
            }
        }
        best
    }
}
