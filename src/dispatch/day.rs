//! What is to be planned.

use super::begun::{AllOnBoard, Begun, Known, on_board};
use crate::{
    domain::{Coop, Order, Round, RoundStopKind, Rules, Shift, Stability, Weights},
    solver::{Objective, Request, StopId},
    units::{Seconds, Timestamp},
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
    /// Ids of orders that are not posted yet: a plan leaves room for them, and its rounds are without them.
    pub held: &'a BTreeSet<String>,
    /// Rounds that are being ridden: what is left of them is planned anew, beside the others.
    pub begun: &'a [Begun],
    /// By id of an order that somebody has put with a courier by hand: the shift, an index into [`Coop::shifts`]. No other
    /// may ride it, and this one may whatever the order needs.
    pub pinned: &'a BTreeMap<String, usize>,
    /// By id of a courier: how much work counts as theirs already, for [`Objective::fair`]; none of who is missing.
    pub worked: &'a BTreeMap<String, Seconds>,
    /// What makes one plan better than another, see [`objective`].
    pub objective: Objective,
    /// Rounds of before are changed only by a plan that saves so much riding.
    pub worth: Seconds,
}

/// What the rules of a co-operative make better or worse, in thousandths of a second of riding.
#[must_use]
pub fn objective(rules: &Rules) -> Objective {
    let Weights { distance_s_per_km, waiting_percent } = rules.weights;
    let Stability { courier, time_percent, tolerance, .. } = rules.stability;
    Objective {
        // A second a kilometre is a thousandth of it a metre.
        distance: distance_s_per_km.into(),
        waiting: i64::from(waiting_percent) * 10,
        // A second more of so many hours adds twice as many hours to their square.
        fair: i64::from(rules.fairness.work_percent) * 5,
        change: i64::from(courier.as_u32()) * 1000,
        eta: i64::from(time_percent) * 10,
        eta_tolerance: i64::from(tolerance.as_u32()),
        ..Objective::ROUNDS
    }
}

impl<'a> Day<'a> {
    /// A day of which nothing was planned yet, by the weights that are built in.
    #[must_use]
    pub fn new(coop: &'a Coop, orders: &'a [Order]) -> Self {
        static NOBODY: BTreeSet<String> = BTreeSet::new();
        static NOTHING: BTreeMap<String, Seconds> = BTreeMap::new();
        static NONE: BTreeMap<String, usize> = BTreeMap::new();
        Self {
            coop,
            orders,
            before: &[],
            promised: &NOBODY,
            held: &NOBODY,
            begun: &[],
            pinned: &NONE,
            worked: &NOTHING,
            objective: Objective::ROUNDS,
            worth: Seconds::ZERO,
        }
    }

    /// Ids of the orders that somebody counts on: those that were in a round before, and those that were promised.
    #[must_use]
    pub fn planned(&self) -> BTreeSet<&'a str> {
        let promised = self.promised.iter().map(String::as_str);
        let begun =
            self.begun.iter().flat_map(|begun| &begun.rest).filter_map(RoundStopKind::order);
        let begun = begun.filter(|order| !self.held.contains(*order));
        self.before.iter().flat_map(Round::orders).chain(begun).chain(promised).collect()
    }

    /// Does a place of this order count more than any number of orders that nobody counts on?
    pub(super) fn counts_on(&self) -> BTreeSet<&'a str> {
        let held = self.held.iter().map(String::as_str);
        self.planned().into_iter().chain(held).collect()
    }

    /// The rounds of before as routes of the problem: shift and stops. Those of a shift that is no more are
    /// left out, and so are orders that are not to be planned.
    pub(super) fn routes(&self) -> Vec<(usize, Vec<StopId>)> {
        let known = self.known();
        let stop = |kind: &RoundStopKind| known.stop_id(kind);
        let route = |round: &Round| {
            // What was held and is posted, or still held, has its room.
            let kinds = round.stops.iter().enumerate().flat_map(|(at, it)| {
                let room = round.room.iter().filter(move |room| room.before == at);
                room.map(|room| &room.kind).chain([&it.kind])
            });
            Some((self.shift_of(round)?, kinds.filter_map(stop).collect()))
        };
        let begun = self.begun.iter();
        let begun = begun.map(|it| (it.shift, it.rest.iter().filter_map(stop).collect()));
        self.before.iter().filter_map(route).chain(begun).collect()
    }

    /// The orders that stay with a shift, by number: who has fetched one has it anyway.
    pub(super) fn pins(&self) -> BTreeMap<usize, usize> {
        let Known { numbers, on_board, .. } = self.known();
        let known = self
            .pinned
            .iter()
            .filter_map(|(order, shift)| Some((*numbers.get(order.as_str())?, *shift)));
        let known = known.filter(|(order, shift)| {
            !on_board.contains_key(order) && *shift < self.coop.shifts.len()
        });
        known.collect()
    }

    /// The orders by id.
    pub(super) fn numbers(&self) -> BTreeMap<&'a str, usize> {
        self.orders.iter().map(|order| order.id.as_str()).zip(0..).collect()
    }

    /// The orders that are on board.
    pub(super) fn on_board(&self) -> AllOnBoard {
        on_board(self.begun, &self.numbers())
    }

    fn known(&self) -> Known<'a> {
        Known { orders: self.orders, numbers: self.numbers(), on_board: self.on_board() }
    }

    /// The stop that the vehicle of a shift must begin with, if it rides there already.
    pub(super) fn locked(&self, shift: usize) -> Option<StopId> {
        let begun = self.begun.iter().find(|begun| begun.shift == shift)?;
        self.known().stop_id(begun.next.as_ref()?)
    }

    /// Tells requests, by order, what couriers and customers were told: which shift, by number, has each order, and when
    /// its stops start, in seconds from `start` on.
    pub(super) fn announce(&self, start: Timestamp, requests: &mut [Request]) {
        let known = self.known();
        let before = self.before.iter().filter_map(|round| {
            let told = round.stops.iter().map(|stop| (&stop.kind, stop.start_at));
            Some((self.shift_of(round)?, told.collect::<Vec<_>>()))
        });
        let begun = self.begun.iter();
        let begun = begun.map(|it| (it.shift, it.announced.iter().map(|(kind, at)| (kind, *at))));
        let begun = begun.map(|(shift, told)| (shift, told.collect::<Vec<_>>()));
        for (shift, told) in before.chain(begun) {
            for (kind, at) in told {
                let Some(id) = known.stop_id(kind) else { continue };
                let request = &mut requests[id.request()];
                request.announced = Some(shift);
                let stop = match id {
                    StopId::Pickup { pickup, .. } => {
                        request.pickups.get_mut(pickup).map(|it| &mut it.stop)
                    }
                    StopId::Dropoff { dropoff, .. } => {
                        request.dropoffs.get_mut(dropoff).map(|it| &mut it.stop)
                    }
                };
                if let Some(stop) = stop {
                    stop.announced = Some(at.seconds_since(start));
                }
            }
        }
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
        let ridden = |index: usize| self.begun.iter().any(|begun| begun.shift == index);
        let shifts = self.coop.shifts.iter().enumerate();
        let shifts = shifts.filter(|(index, shift)| like(shift) && !ridden(*index));
        let begun = |shift: &Shift| shift.window.start() <= first.start_at;
        shifts.max_by_key(|(_, shift)| (begun(shift), shared(shift))).map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::{Objective, Rules, objective};
    use crate::{
        domain::{Delivery, Fairness, ServiceTimes, Stability, Weights, labour::french_rules},
        units::Seconds,
    };

    #[test]
    fn the_built_in_rules_make_the_built_in_objective() {
        let rules = Rules {
            weights: Weights::default(),
            fairness: Fairness::default(),
            stability: Stability::default(),
            service: ServiceTimes::default(),
            delivery: Delivery::default(),
            labour: french_rules(),
        };
        let usual = Objective { fair: 5, eta: 50, eta_tolerance: 600, ..Objective::ROUNDS };
        assert_eq!(objective(&rules), usual);
        let weights = Weights { distance_s_per_km: 7, waiting_percent: 150 };
        let fairness = Fairness { work_percent: 3, ..Fairness::default() };
        let courier = Seconds::new(60);
        let stability = Stability { courier, time_percent: 0, ..Stability::default() };
        let changed = Rules { weights, fairness, stability, ..rules };
        let expected =
            Objective { distance: 7, waiting: 1500, fair: 15, change: 60_000, eta: 0, ..usual };
        assert_eq!(objective(&changed), expected);
        // A second more costs three percent of one of riding for each hour that there is.
        let second = expected.fairness(5 * 3600 + 1) - expected.fairness(5 * 3600);
        assert_eq!((second, expected.travel), (150, 1000));
    }
}
