//! The problem by numbers, laid out for the search: stops as nodes, loads as vectors, the matrices with
//! their transposes.

use super::{Score, amount::Scale, grid::Grid, route::Route};
use crate::solver::{Break, Problem, Skills, StopId};

pub(super) use super::{amount::Amount, objective::Objective};

/// No node, no vehicle, no request.
pub(super) const NONE: u32 = u32::MAX;

/// Instants are cut off here, some 34 years: they fit 31 bits, and no unreachable cell lies below.
pub(super) const LATEST: i64 = 1 << 30;

/// One stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) place: u32,
    pub(super) request: u32,
    pub(super) ready: i64,
    pub(super) due: i64,
    pub(super) service: i64,
    /// What comes on board here, negative where it leaves.
    pub(super) load: Amount,
}

impl Node {
    /// When service is over of one who arrives at `arrival`; [`NEVER`] if that is too late.
    #[inline]
    pub(super) fn served(&self, arrival: i64) -> i64 {
        let end = arrival.max(self.ready) + self.service;
        if arrival <= self.due { end } else { NEVER }
    }

    /// The latest arrival after which service is over by `due`; negative if there is none.
    #[inline]
    pub(super) fn latest(&self, due: i64) -> i64 {
        let start = due - self.service;
        if start < self.ready { TOO_LATE_ALREADY } else { start.min(self.due) }
    }
}

pub(super) use crate::solver::clock::{NEVER, TOO_LATE_ALREADY, after_break, latest_for_break};

/// How a request's stops find their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A pickup and one dropoff.
    Pair,
    /// One dropoff, of a load that is on board from the start.
    Dropoff,
    /// One pickup, of a load that stays on board to the end.
    Pickup,
    /// One dropoff, of a load whose pickup is locked in some route.
    Rest,
    /// Anything else.
    Several,
    /// Nothing: every stop of it is locked.
    Settled,
}

/// A request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask {
    /// Its nodes, the pickup first if it has one.
    pub(super) first: u32,
    pub(super) end: u32,
    /// The first of them that is not locked.
    pub(super) free: u32,
    pub(super) kind: Kind,
    /// The most of its load that is on board at once, at least.
    pub(super) load: Amount,
    /// What of it is on board when the route starts.
    pub(super) aboard: Amount,
    pub(super) skills: Skills,
    /// The only vehicle for it, or [`NONE`].
    pub(super) vehicle: u32,
    /// Who may serve it, of [`Model::choices`], or [`NONE`].
    pub(super) choice: u32,
    /// The vehicle that was announced for it, or [`NONE`].
    pub(super) announced: u32,
    pub(super) priority: i64,
    /// It was accepted: not to serve it is no choice. It has more priority than all that are not together.
    pub(super) must: bool,
    /// Nothing may come between its stops.
    pub(super) block: bool,
    /// Only an exact schedule of the whole route tells whether, and at what cost, it can be served.
    pub(super) exact: bool,
}

impl Ask {
    pub(super) fn nodes(&self) -> std::ops::Range<u32> {
        self.first..self.end
    }
}

/// A vehicle.
#[derive(Clone, Debug)]
pub(super) struct Rider {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) open: i64,
    pub(super) close: i64,
    /// When the shift was to end, before it was relaxed.
    pub(super) promised_close: i64,
    /// The break that insertions are judged by.
    pub(super) rest: Option<Break>,
    pub(super) capacity: Amount,
    /// The capacity; more if it was relaxed.
    pub(super) room: Amount,
    pub(super) skills: Skills,
    /// What a request must ask for.
    pub(super) accepts: Skills,
    pub(super) grid: usize,
    /// Whose it is, see [`Model::worked`].
    pub(super) courier: u32,
    /// Cost of having a route at all.
    pub(super) fixed: i64,
    /// Limits; wider if they were relaxed.
    pub(super) most_stops: usize,
    pub(super) most_travel: i64,
    pub(super) most_distance: u64,
    /// Only an exact schedule tells whether its route can be.
    pub(super) exact: bool,
    pub(super) locked: Vec<u32>,
    /// Vehicles of one kind are alike in all but the courier.
    pub(super) kind: u32,
}

/// The whole problem.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) problem: Problem,
    pub(super) objective: Objective,
    pub(super) nodes: Vec<Node>,
    pub(super) ids: Vec<StopId>,
    pub(super) asks: Vec<Ask>,
    pub(super) riders: Vec<Rider>,
    pub(super) kinds: u32,
    pub(super) grids: Vec<Grid>,
    /// By choice: may each vehicle?
    pub(super) choices: Vec<Vec<bool>>,
    /// Is any load on board when its route starts?
    pub(super) loads_from_start: bool,
    /// Must any route be scheduled exactly to know whether it can be, and what it costs?
    pub(super) exact: bool,
    /// Has any window, shift or capacity been widened because reality is beyond it?
    pub(super) relaxed: bool,
    /// By node: is its window, or the time of its load on board, widened? Empty if there are none.
    pub(super) late: Vec<bool>,
    /// Dropoffs whose loads may be on board for longer than was promised: so long.
    pub(super) on_board: Vec<(u32, i64)>,
    /// By courier: the seconds of work before this plan.
    pub(super) worked: Vec<i64>,
    /// By node: when it was announced to start. Empty if nothing was.
    pub(super) told: Vec<Option<i64>>,
    /// More than all priorities together.
    pub(super) accepted: i64,
    pub(super) scale: Scale,
}

impl Model {
    /// Not to serve this request is no choice any more.
    pub(super) fn accept(&mut self, request: u32) {
        let ask = &mut self.asks[request as usize];
        if !ask.must {
            ask.must = true;
            ask.priority += self.accepted;
        }
    }

    /// Accepts all whose load is on board, or whose stops are locked.
    pub(super) fn accept_begun(&mut self) {
        for request in 0..self.asks.len() {
            let Ask { free, first, .. } = self.asks[request];
            if free > first || self.problem.requests()[request].is_under_way().is_some() {
                self.accept(id(request));
            }
        }
    }

    /// A score in the priorities that requests were given.
    pub(super) fn told(&self, score: Score) -> Score {
        Score { unserved: score.unserved % self.accepted, ..score }
    }

    /// The node of a stop.
    pub(super) fn node_of(&self, stop: StopId) -> Option<u32> {
        let ask = self.asks.get(stop.request())?;
        ask.nodes().find(|node| self.ids[*node as usize] == stop)
    }

    /// Must the node `earlier` come before `later`, as one of the same request?
    pub(super) fn is_before(&self, earlier: u32, later: u32) -> bool {
        let request = self.nodes[later as usize].request;
        let [one, other] = [earlier, later].map(|node| self.ids[node as usize]);
        earlier != later
            && self.nodes[earlier as usize].request == request
            && self.problem.requests()[request as usize].must_precede(one, other)
    }

    /// Are all stops of its request that this one must come after among these?
    pub(super) fn may_follow(&self, node: u32, made: &[u32]) -> bool {
        let ask = &self.asks[self.nodes[node as usize].request as usize];
        ask.nodes().all(|other| !self.is_before(other, node) || made.contains(&other))
    }

    /// The number of a request.
    pub(super) fn request_of(&self, ask: &Ask) -> u32 {
        self.nodes[ask.first as usize].request
    }

    /// May `vehicle` serve `request`, whatever else it does?
    #[inline]
    pub(super) fn may(&self, request: u32, vehicle: u32) -> bool {
        let (ask, rider) = (&self.asks[request as usize], &self.riders[vehicle as usize]);
        (ask.vehicle == NONE || ask.vehicle == vehicle)
            && rider.skills.cover(ask.skills)
            && ask.skills.cover(rider.accepts)
            && (ask.choice == NONE || self.choices[ask.choice as usize][vehicle as usize])
    }

    /// Must a route of this vehicle with this request be scheduled exactly?
    #[inline]
    pub(super) fn is_exact(&self, request: u32, route: &Route) -> bool {
        self.exact && (self.asks[request as usize].exact || self.is_exact_route(route))
    }

    /// Must this route be scheduled exactly?
    pub(super) fn is_exact_route(&self, route: &Route) -> bool {
        let asked = |node: u32| &self.asks[self.nodes[node as usize].request as usize];
        self.exact
            && (self.riders[route.vehicle as usize].exact
                || route.nodes().any(|it| asked(it).exact))
    }

    /// What so many seconds of work cost beside what they cost as such.
    pub(super) fn fairness(&self, courier: u32, seconds: i64) -> i64 {
        let worked = self.worked[courier as usize];
        self.objective.fairness(worked + seconds) - self.objective.fairness(worked)
    }

    /// Was it announced when a stop of this route starts, and does that count?
    #[inline]
    pub(super) fn is_told(&self, route: &Route) -> bool {
        self.hears_starts() && route.nodes().any(|node| self.told[node as usize].is_some())
    }

    /// Does it count when stops were announced to start?
    #[inline]
    pub(super) fn hears_starts(&self) -> bool {
        self.objective.eta != 0 && !self.told.is_empty()
    }

    /// What it costs, beside the way, that `vehicle` serves `request`.
    #[inline]
    pub(super) fn change(&self, request: u32, vehicle: u32) -> i64 {
        let announced = self.asks[request as usize].announced;
        let courier = |vehicle: u32| self.riders[vehicle as usize].courier;
        if announced == NONE || courier(announced) == courier(vehicle) {
            0
        } else {
            self.objective.change
        }
    }
}

pub(super) fn id(index: usize) -> u32 {
    u32::try_from(index).expect("invariant: a problem's matrices are smaller than that")
}
