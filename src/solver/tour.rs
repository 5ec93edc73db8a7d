//! A route in the making: its stops, with what must be known at each gap between them so that one
//! more stop can be judged in constant time.
//!
//! Gap `g` lies behind `g` stops: gap 0 follows the start place, the last gap precedes the end place.

use super::{
    Problem, StopId, Vehicle,
    clock::{NEVER, TOO_LATE_ALREADY, after_break, clock, latest_for_break},
    schedule::outline,
};
use crate::units::Load;

/// What a route costs, and what a change adds to it: the riding time decides, then the distance, then
/// the waiting. In seconds and metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    pub(super) travel: i64,
    pub(super) distance: i64,
    pub(super) waiting: i64,
}

impl std::ops::Sub for Cost {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            travel: self.travel - other.travel,
            distance: self.distance - other.distance,
            waiting: self.waiting - other.waiting,
        }
    }
}

/// A stop with its numbers at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    pub(super) id: StopId,
    pub(super) place: usize,
    pub(super) ready: i64,
    pub(super) due: i64,
    pub(super) service: i64,
    /// What comes on board at a pickup, what leaves at a dropoff.
    pub(super) load: Load,
}

impl Call {
    /// The pickup of a request that has one, with its whole load.
    pub(super) fn pickup(problem: &Problem, request: usize) -> Option<Self> {
        let asked = &problem.requests()[request];
        let pickup = asked.pickup.as_ref()?;
        Some(Self::of(StopId::Pickup { request }, pickup, asked.load()))
    }

    /// One dropoff of a request.
    pub(super) fn dropoff(problem: &Problem, request: usize, dropoff: usize) -> Self {
        let (stop, load) = &problem.requests()[request].dropoffs[dropoff];
        Self::of(StopId::Dropoff { request, dropoff }, stop, *load)
    }

    fn of(id: StopId, stop: &super::Stop, load: Load) -> Self {
        Self {
            id,
            place: stop.place,
            ready: clock(stop.window.start()),
            due: clock(stop.window.end()),
            service: clock(stop.service),
            load,
        }
    }

    /// When service is over; [`NEVER`] if the window is.
    pub(super) fn served(&self, arrival: i64) -> i64 {
        let start = arrival.max(self.ready);
        if start <= self.due { start + self.service } else { NEVER }
    }

    /// The latest arrival after which service is over by `due`.
    fn latest(&self, due: i64) -> i64 {
        if self.ready + self.service <= due {
            self.due.min(due - self.service)
        } else {
            TOO_LATE_ALREADY
        }
    }
}

/// Two moments: one for the vehicle with its break still ahead, one for the vehicle without a break
/// or with the break behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clocks {
    pub(super) before_break: i64,
    pub(super) rested: i64,
}

impl Clocks {
    pub(super) fn earliest(self) -> i64 {
        self.before_break.min(self.rested)
    }

    /// Rides to `call` and serves it, then has the break if that helps.
    pub(super) fn serve(self, travel: i64, call: &Call, vehicle: &Vehicle) -> Self {
        let before_break = call.served(self.before_break + travel);
        Self { before_break, rested: call.served(self.rested + travel) }.pause(vehicle)
    }

    /// Can one who leaves now arrive by `latest`?
    pub(super) fn in_time(self, travel: i64, latest: Self) -> bool {
        self.rested + travel <= latest.rested || self.before_break + travel <= latest.before_break
    }

    fn pause(mut self, vehicle: &Vehicle) -> Self {
        if let Some(rest) = &vehicle.rest {
            self.rested = self.rested.min(after_break(rest, self.before_break));
        }
        self
    }
}

/// A feasible sequence of stops for one vehicle, not necessarily of whole requests.
#[derive(Debug)]
pub(super) struct Tour {
    pub(super) vehicle: usize,
    pub(super) calls: Vec<Call>,
    /// By gap: when the vehicle can enter it at the earliest.
    pub(super) leave: Vec<Clocks>,
    /// By gap: when it must have left it, at what follows, so that all that follows is in time.
    pub(super) arrive: Vec<Clocks>,
    /// By gap: no arrival at what follows is later than this, whatever is inserted after it.
    pub(super) limit: Vec<i64>,
    /// By gap: what is on board.
    pub(super) on_board: Vec<Load>,
    /// By gap: riding time. Zero for a tour without stops, which is not ridden.
    pub(super) hop: Vec<i64>,
    /// By gap: distance, likewise.
    pub(super) way: Vec<i64>,
    pub(super) cost: Cost,
}

impl Tour {
    /// No stops yet.
    pub(super) fn new(problem: &Problem, vehicle: usize) -> Self {
        let mut tour = Self {
            vehicle,
            calls: Vec::new(),
            leave: Vec::new(),
            arrive: Vec::new(),
            limit: Vec::new(),
            on_board: Vec::new(),
            hop: Vec::new(),
            way: Vec::new(),
            cost: Cost::default(),
        };
        tour.refresh(problem);
        tour
    }

    /// The vehicle.
    pub(super) fn rider<'a>(&self, problem: &'a Problem) -> &'a Vehicle {
        &problem.vehicles()[self.vehicle]
    }

    /// The place before a gap.
    pub(super) fn from(&self, vehicle: &Vehicle, gap: usize) -> usize {
        gap.checked_sub(1).map_or(vehicle.start, |before| self.calls[before].place)
    }

    /// The place after a gap.
    pub(super) fn to(&self, vehicle: &Vehicle, gap: usize) -> usize {
        self.calls.get(gap).map_or(vehicle.end, |call| call.place)
    }

    /// Takes over another tour's stops, and its room in memory stays.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.vehicle = other.vehicle;
        self.calls.clone_from(&other.calls);
        self.leave.clone_from(&other.leave);
        self.arrive.clone_from(&other.arrive);
        self.limit.clone_from(&other.limit);
        self.on_board.clone_from(&other.on_board);
        self.hop.clone_from(&other.hop);
        self.way.clone_from(&other.way);
        self.cost = other.cost;
    }

    /// Brings everything up to date after a change of the stops.
    pub(super) fn refresh(&mut self, problem: &Problem) {
        let vehicle = self.rider(problem);
        let gaps = self.calls.len() + 1;
        self.ride(problem, vehicle, gaps);

        let start = clock(vehicle.shift.start());
        let both = match vehicle.rest {
            Some(_) => Clocks { before_break: start, rested: NEVER },
            None => Clocks { before_break: NEVER, rested: start },
        };
        self.leave.clear();
        self.leave.push(both.pause(vehicle));
        self.on_board.clear();
        self.on_board.push(self.load_at_start(problem));
        for (gap, call) in self.calls.iter().enumerate() {
            let on_board = self.on_board[gap];
            self.leave.push(self.leave[gap].serve(self.hop[gap], call, vehicle));
            self.on_board.push(match call.id {
                StopId::Pickup { .. } => on_board + call.load,
                StopId::Dropoff { .. } => on_board - call.load,
            });
        }

        let end = clock(vehicle.shift.end());
        let pause_by = |due| match &vehicle.rest {
            Some(rest) => latest_for_break(rest, due),
            None => TOO_LATE_ALREADY,
        };
        self.arrive.clear();
        self.arrive.resize(gaps, Clocks { before_break: pause_by(end), rested: end });
        self.limit.clear();
        self.limit.resize(gaps, end);
        for (gap, call) in self.calls.iter().enumerate().rev() {
            let (next, hop) = (self.arrive[gap + 1], self.hop[gap + 1]);
            let rested = next.rested - hop;
            let before_break = (next.before_break - hop).max(pause_by(rested));
            self.arrive[gap] =
                Clocks { before_break: call.latest(before_break), rested: call.latest(rested) };
            self.limit[gap] = call.due.min(self.limit[gap + 1] - call.service);
        }
    }

    /// What is on board before the first stop.
    fn load_at_start(&self, problem: &Problem) -> Load {
        let fetched = |call: &&Call| problem.requests()[call.id.request()].pickup.is_some();
        self.calls.iter().filter(|call| !fetched(call)).map(|call| call.load).sum()
    }

    fn ride(&mut self, problem: &Problem, vehicle: &Vehicle, gaps: usize) {
        self.hop.clear();
        self.way.clear();
        self.cost = Cost::default();
        if self.calls.is_empty() {
            self.hop.push(0);
            self.way.push(0);
            return;
        }
        for gap in 0..gaps {
            let (from, to) = (self.from(vehicle, gap), self.to(vehicle, gap));
            let leg = problem.matrix(vehicle).leg(from, to);
            let leg = leg.expect("invariant: every leg of a tour can be ridden");
            self.hop.push(clock(leg.time));
            self.way.push(i64::from(leg.distance.as_u32()));
        }
        self.cost.travel = self.hop.iter().sum();
        self.cost.distance = self.way.iter().sum();
        let waiting = self.waiting_with(problem, self.calls.iter().map(|call| call.id));
        self.cost.waiting = waiting.expect("invariant: a tour has a schedule");
    }

    /// The riding time and the distance that one more stop in a gap would add; `None` if its window,
    /// the shift, the break or a leg forbids it. Loads are not looked at.
    pub(super) fn added_by(
        &self,
        problem: &Problem,
        gap: usize,
        call: &Call,
    ) -> Option<(i64, i64)> {
        let vehicle = self.rider(problem);
        let matrix = problem.matrix(vehicle);
        let there = matrix.leg(self.from(vehicle, gap), call.place)?;
        let onward = matrix.leg(call.place, self.to(vehicle, gap))?;
        let leaving = self.leave[gap].serve(clock(there.time), call, vehicle);
        leaving.in_time(clock(onward.time), self.arrive[gap]).then(|| {
            let travel = clock(there.time) + clock(onward.time) - self.hop[gap];
            let distance = i64::from(there.distance.as_u32()) + i64::from(onward.distance.as_u32());
            (travel, distance - self.way[gap])
        })
    }

    /// The waiting of this vehicle if these were its stops; `None` if they have no schedule.
    pub(super) fn waiting_with(
        &self,
        problem: &Problem,
        stops: impl Iterator<Item = StopId>,
    ) -> Option<i64> {
        outline(problem, self.rider(problem), stops).map(|outline| outline.waiting)
    }
}
