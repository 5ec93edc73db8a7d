//! What is to be planned.

use crate::{
    domain::{Coop, Order, Round, RoundStopKind, Shift},
    solver::StopId,
};
use std::collections::{BTreeMap, BTreeSet};

/// A day as it is to be planned.
#[derive(Clone, Copy, Debug)]
pub struct Day<'a> {
    /// The co-operative with the day's shifts.
    pub coop: &'a Coop,
    /// The orders.
    pub orders: &'a [Order],
    /// Rounds that were published and not begun. Planning begins with what of them is still possible, and
    /// somebody counts on their orders: none of them is left out for the sake of any number of others.
    pub before: &'a [Round],
    /// Ids of orders that were in a round that is no more, such as that of a shift which was taken away:
    /// somebody counts on them as well.
    pub promised: &'a BTreeSet<String>,
}

impl<'a> Day<'a> {
    /// A day of which nothing was planned yet.
    #[must_use]
    pub fn new(coop: &'a Coop, orders: &'a [Order]) -> Self {
        static NOBODY: BTreeSet<String> = BTreeSet::new();
        Self { coop, orders, before: &[], promised: &NOBODY }
    }

    /// Ids of the orders that were in a round before.
    #[must_use]
    pub fn planned(&self) -> BTreeSet<&'a str> {
        let promised = self.promised.iter().map(String::as_str);
        self.before.iter().flat_map(Round::orders).chain(promised).collect()
    }

    /// What an order that was planned before counts for, beside one for an order that was not.
    pub(super) fn weight(&self) -> u32 {
        u32::try_from(self.orders.len()).map_or(u32::MAX, |orders| orders.saturating_add(1))
    }

    /// The rounds of before as routes of the problem: shift and stops. Those of a shift that is no more are
    /// left out, and so are orders that are not to be planned.
    pub(super) fn routes(&self) -> Vec<(usize, Vec<StopId>)> {
        let ids = self.orders.iter().map(|order| order.id.as_str());
        let numbers: BTreeMap<&str, usize> = ids.zip(0..).collect();
        let stop = |kind: &RoundStopKind| match kind {
            RoundStopKind::Pickup { order } => {
                Some(StopId::Pickup { request: *numbers.get(order.as_str())?, pickup: 0 })
            }
            RoundStopKind::Dropoff { order, dropoff } => {
                let request = *numbers.get(order.as_str())?;
                Some(StopId::Dropoff { request, dropoff: *dropoff })
            }
            RoundStopKind::Start | RoundStopKind::Break | RoundStopKind::End => None,
        };
        let route = |round: &Round| {
            let stops = round.stops.iter().filter_map(|it| stop(&it.kind)).collect();
            Some((self.shift_of(round)?, stops))
        };
        self.before.iter().filter_map(route).collect()
    }

    /// The shift that a round was in, though it may begin later or end earlier now: of those of its courier with
    /// its vehicle one that has begun by then, and of these the one that has the most of its time.
    fn shift_of(&self, round: &Round) -> Option<usize> {
        let (first, last) = round.stops.first().zip(round.stops.last())?;
        let shared = |shift: &Shift| {
            let from = first.start_at.max(shift.window.start());
            last.arrival_at.min(shift.window.end()).seconds_since(from)
        };
        let like = |shift: &Shift| {
            shift.courier == round.courier
                && shift.vehicle == round.vehicle
                && shift.hub == round.hub
                && shift.window.start() <= last.arrival_at
                && first.start_at <= shift.window.end()
        };
        let shifts = self.coop.shifts.iter().enumerate().filter(|(_, shift)| like(shift));
        let begun = |shift: &Shift| shift.window.start() <= first.start_at;
        shifts.max_by_key(|(_, shift)| (begun(shift), shared(shift))).map(|(index, _)| index)
    }
}
