//! The problem by numbers, laid out for the search: stops as nodes, loads as vectors, the matrices with
//! their transposes.

use super::{Objective, Score, amount::Scale, grid::Grid};
use crate::{
    solver::{Break, Problem, Skills, Stop, StopId},
    units::Seconds,
};

pub(super) use super::amount::Amount;

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

pub(super) use crate::solver::clock::{
    NEVER, TOO_LATE_ALREADY, after_break, clock, latest_for_break,
};

/// How a request's stops find their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A pickup and one dropoff.
    Pair,
    /// One dropoff, of a load that is on board from the start.
    Dropoff,
    /// One dropoff, of a load whose pickup is locked in some route.
    Rest,
    /// Anything else: several dropoffs.
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
    /// All of its load.
    pub(super) load: Amount,
    pub(super) skills: Skills,
    /// The only vehicle for it, or [`NONE`].
    pub(super) vehicle: u32,
    /// The vehicle that was announced for it, or [`NONE`].
    pub(super) announced: u32,
    pub(super) priority: i64,
    /// It was accepted: not to serve it is no choice. It has more priority than all that are not together.
    pub(super) must: bool,
    pub(super) has_pickup: bool,
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
    pub(super) rest: Option<Break>,
    pub(super) capacity: Amount,
    /// The capacity; more if it was relaxed.
    pub(super) room: Amount,
    pub(super) skills: Skills,
    pub(super) grid: usize,
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
    /// Is any load on board when its route starts?
    pub(super) loads_from_start: bool,
    /// Has any window, shift or capacity been widened because reality is beyond it?
    pub(super) relaxed: bool,
    /// By node: is its window widened? Empty if there are none.
    pub(super) late: Vec<bool>,
    /// More than all priorities together.
    accepted: i64,
    scale: Scale,
}

impl Model {
    pub(super) fn new(problem: Problem, objective: Objective) -> Self {
        let scale = Scale::new(problem.requests());
        let priorities = problem.requests().iter().map(|request| i64::from(request.priority));
        let accepted = priorities.sum::<i64>() + 1;
        let grids = problem.matrices().iter().map(|matrix| Grid::new(matrix, &objective)).collect();
        let mut model = Self {
            objective,
            nodes: Vec::new(),
            ids: Vec::new(),
            asks: Vec::new(),
            riders: Vec::new(),
            kinds: 0,
            grids,
            loads_from_start: false,
            relaxed: false,
            late: Vec::new(),
            accepted,
            scale,
            problem,
        };
        for request in 0..model.problem.requests().len() {
            model.add_request(request);
        }
        model.add_riders();
        model
    }

    fn add_request(&mut self, index: usize) {
        let request = &self.problem.requests()[index];
        let first = id(self.nodes.len());
        let mut load = Amount::ZERO;
        for part in &request.dropoffs {
            load = load.plus(self.scale.load(part.load));
        }
        for (stop_id, stop) in request.stops(index) {
            let on_board = match stop_id {
                StopId::Pickup { .. } => load,
                StopId::Dropoff { dropoff, .. } => {
                    Amount::ZERO.minus(self.scale.load(request.dropoffs[dropoff].load))
                }
            };
            let node = node(stop, id(index), on_board);
            self.nodes.push(node);
            self.ids.push(stop_id);
        }
        let kind = match (!request.pickups.is_empty(), request.dropoffs.len()) {
            (true, 1) => Kind::Pair,
            (false, 1) => Kind::Dropoff,
            _ => Kind::Several,
        };
        self.loads_from_start |= request.pickups.is_empty();
        self.asks.push(Ask {
            first,
            end: id(self.nodes.len()),
            free: first,
            kind,
            load,
            skills: request.skills,
            vehicle: request.vehicles.only_one().map_or(NONE, id),
            announced: NONE,
            priority: i64::from(request.priority),
            must: false,
            has_pickup: !request.pickups.is_empty(),
        });
    }

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
            let Ask { has_pickup, vehicle, free, first, .. } = self.asks[request];
            if free > first || !has_pickup && vehicle != NONE {
                self.accept(id(request));
            }
        }
    }

    /// A score in the priorities that requests were given.
    pub(super) fn told(&self, score: Score) -> Score {
        Score { unserved: score.unserved % self.accepted, ..score }
    }

    fn add_riders(&mut self) {
        let riders: Vec<Rider> = self
            .problem
            .vehicles()
            .iter()
            .map(|vehicle| Rider {
                start: id(vehicle.start.unwrap_or_default()),
                end: id(vehicle.end.unwrap_or_default()),
                // One more than any end: such a shift has no room.
                open: clock(vehicle.shift.start()).min(LATEST + 1),
                close: clock(vehicle.shift.end()).min(LATEST),
                promised_close: clock(vehicle.shift.end()).min(LATEST),
                rest: vehicle.breaks.first().cloned(),
                capacity: self.scale.room(vehicle.capacity),
                room: self.scale.room(vehicle.capacity),
                skills: vehicle.skills,
                grid: vehicle.matrix,
                locked: vehicle.locked.iter().filter_map(|stop| self.node_of(*stop)).collect(),
                kind: NONE,
            })
            .collect();
        self.riders = riders;
        for rider in 0..self.riders.len() {
            for at in 0..self.riders[rider].locked.len() {
                let node = self.riders[rider].locked[at];
                self.lock(node, id(rider));
            }
        }
        self.sort_kinds();
    }

    /// The node of a stop.
    pub(super) fn node_of(&self, stop: StopId) -> Option<u32> {
        let ask = self.asks.get(stop.request())?;
        ask.nodes().find(|node| self.ids[*node as usize] == stop)
    }

    /// The pickup of a request that has one.
    pub(super) fn pickup_of(&self, request: u32) -> u32 {
        self.asks[request as usize].first
    }

    fn lock(&mut self, node: u32, vehicle: u32) {
        let ask = &mut self.asks[self.nodes[node as usize].request as usize];
        ask.vehicle = vehicle;
        // The free nodes are kept last: a dropoff that is locked changes places with the first free one.
        let free = ask.free;
        ask.free += 1;
        let left = ask.end - ask.free;
        ask.kind = match left {
            0 => Kind::Settled,
            1 => Kind::Rest,
            _ => Kind::Several,
        };
        if node != free {
            self.swap_nodes(node, free);
        }
    }

    /// Swaps two nodes of one request.
    fn swap_nodes(&mut self, one: u32, other: u32) {
        self.nodes.swap(one as usize, other as usize);
        self.ids.swap(one as usize, other as usize);
        for node in self.riders.iter_mut().flat_map(|rider| &mut rider.locked) {
            if *node == one {
                *node = other;
            } else if *node == other {
                *node = one;
            }
        }
    }

    /// Gives vehicles that are alike one number.
    pub(super) fn sort_kinds(&mut self) {
        let wanted: std::collections::HashSet<u32> =
            self.asks.iter().flat_map(|ask| [ask.vehicle, ask.announced]).collect();
        let mut kinds: Vec<u32> = Vec::new();
        for rider in 0..self.riders.len() {
            let locked = &self.riders[rider].locked;
            let alone = wanted.contains(&id(rider)) || !locked.is_empty();
            let like = (!alone)
                .then(|| kinds.iter().position(|first| self.alike(*first as usize, rider)))
                .flatten();
            let kind = like.unwrap_or_else(|| {
                kinds.push(if alone { NONE } else { id(rider) });
                kinds.len() - 1
            });
            self.riders[rider].kind = id(kind);
        }
        self.kinds = id(kinds.len());
    }

    fn alike(&self, one: usize, other: usize) -> bool {
        let Some(one) = self.riders.get(one) else { return false };
        let other = &self.riders[other];
        let key = |rider: &Rider| {
            let ends = (rider.start, rider.end);
            let times = (rider.open, rider.close, rider.promised_close, rider.rest.clone());
            (ends, times, rider.capacity, rider.room, rider.skills, rider.grid)
        };
        key(one) == key(other)
    }

    /// May `vehicle` serve `request`, whatever else it does?
    #[inline]
    pub(super) fn may(&self, request: u32, vehicle: u32) -> bool {
        let (ask, rider) = (&self.asks[request as usize], &self.riders[vehicle as usize]);
        (ask.vehicle == NONE || ask.vehicle == vehicle) && rider.skills.cover(ask.skills)
    }

    /// What it costs, beside the way, that `vehicle` serves `request`.
    #[inline]
    pub(super) fn change(&self, request: u32, vehicle: u32) -> i64 {
        let announced = self.asks[request as usize].announced;
        if announced == NONE || announced == vehicle { 0 } else { self.objective.change }
    }
}

pub(super) fn id(index: usize) -> u32 {
    u32::try_from(index).expect("invariant: a problem's matrices are smaller than that")
}

fn node(stop: &Stop, request: u32, load: Amount) -> Node {
    let cut = |instant: Seconds| clock(instant).min(LATEST);
    Node {
        place: id(stop.place),
        request,
        ready: clock(stop.windows.start()),
        due: cut(stop.windows.end()),
        service: clock(stop.service.least()).min(LATEST + 1),
        load,
    }
}
