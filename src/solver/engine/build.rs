//! A problem, laid out for the search.

use super::{
    amount::Scale,
    grid::Grid,
    model::{Amount, Ask, Kind, LATEST, Model, NONE, Node, Objective, Rider, id},
};
use crate::{
    solver::{
        Allowed, Break, Problem, Request, Sequence, Stop, StopId, Vehicle, clock::clock,
        schedule::is_plain,
    },
    units::Seconds,
};
use std::collections::{HashMap, HashSet};

impl Model {
    pub(super) fn new(problem: Problem, objective: Objective) -> Self {
        let scale = Scale::new(problem.requests());
        let priorities = problem.requests().iter().map(|request| i64::from(request.priority));
        let accepted = priorities.sum::<i64>() + 1;
        let mut model = Self {
            objective,
            nodes: Vec::new(),
            ids: Vec::new(),
            asks: Vec::new(),
            riders: Vec::new(),
            kinds: 0,
            grids: Vec::new(),
            choices: Vec::new(),
            loads_from_start: false,
            exact: false,
            relaxed: false,
            late: Vec::new(),
            on_board: Vec::new(),
            worked: Vec::new(),
            told: Vec::new(),
            accepted,
            scale,
            problem,
        };
        for request in 0..model.problem.requests().len() {
            model.add_request(request);
        }
        model.add_riders();
        model.hear_starts();
        model.exact =
            model.asks.iter().any(|ask| ask.exact) || model.riders.iter().any(|rider| rider.exact);
        model
    }

    /// What was announced of when stops start, by the nodes as they are numbered in the end.
    fn hear_starts(&mut self) {
        let told = |id: &StopId| self.problem.stop(*id)?.announced.map(clock);
        let told: Vec<Option<i64>> = self.ids.iter().map(told).collect();
        self.told = if told.iter().any(Option::is_some) { told } else { Vec::new() };
    }

    fn add_request(&mut self, index: usize) {
        let request = &self.problem.requests()[index];
        let first = id(self.nodes.len());
        let (loads, aboard, load) = loads(request, self.scale);
        for ((stop_id, stop), on_board) in request.stops(index).zip(loads) {
            self.nodes.push(node(stop, id(index), on_board));
            self.ids.push(stop_id);
        }
        let choice = match &request.vehicles {
            Allowed::Any => NONE,
            allowed if allowed.only_one().is_some() => NONE,
            allowed => {
                let vehicles = 0..self.problem.vehicles().len();
                let choice: Vec<bool> = vehicles.map(|it| allowed.contains(it)).collect();
                let known = self.choices.iter().position(|known| *known == choice);
                id(known.unwrap_or_else(|| {
                    self.choices.push(choice);
                    self.choices.len() - 1
                }))
            }
        };
        let exact = self.needs_exact_times(request);
        self.loads_from_start |= aboard != Amount::ZERO;
        self.asks.push(Ask {
            first,
            end: id(self.nodes.len()),
            free: first,
            kind: kind(request),
            load,
            aboard,
            skills: request.skills,
            vehicle: request.vehicles.only_one().map_or(NONE, id),
            choice,
            announced: self.known(request.announced),
            priority: i64::from(request.priority),
            must: false,
            block: request.sequence == Sequence::Block && request.len() > 1,
            exact,
        });
    }

    /// The number of a vehicle, if there is such a one.
    pub(super) fn known(&self, vehicle: Option<usize>) -> u32 {
        vehicle.filter(|it| *it < self.problem.vehicles().len()).map_or(NONE, id)
    }

    /// Does it matter for this request when exactly it is served, or what is served before?
    fn needs_exact_times(&self, request: &Request) -> bool {
        let Self { objective: Objective { off_target, door, .. }, .. } = *self;
        let mut stops = request.stops(0);
        !is_plain(request)
            || request.sequence == Sequence::Block && request.len() > 1
            || stops.any(|(_, stop)| {
                !stop.service.others.is_empty() || off_target != 0 && stop.target.is_some()
            })
            || door != 0 && request.placed.is_some() && !request.dropoffs.is_empty()
    }

    fn add_riders(&mut self) {
        let problem = &self.problem;
        let is_open = |vehicle: &Vehicle| vehicle.start.is_none() || vehicle.end.is_none();
        let open = problem.vehicles().iter().any(is_open);
        let nowhere = problem.matrices().first().map_or(0, crate::matrix::Matrix::rows);
        let mut numbers: HashMap<(usize, u32, u32), usize> = HashMap::new();
        let mut grids = Vec::new();
        let mut riders = Vec::with_capacity(problem.vehicles().len());
        let mut couriers: HashMap<usize, u32> = HashMap::new();
        let mut worked: Vec<i64> = Vec::new();
        for vehicle in problem.vehicles() {
            let key = (vehicle.matrix, vehicle.costs.travel, vehicle.costs.distance);
            let grid = *numbers.entry(key).or_insert_with(|| {
                let matrix = problem.matrix(vehicle);
                grids.push(Grid::new(matrix, &self.objective, vehicle.costs, open));
                grids.len() - 1
            });
            let locked: Vec<u32> =
                vehicle.locked.iter().filter_map(|stop| self.node_of(*stop)).collect();
            let courier = *couriers.entry(vehicle.courier).or_insert_with(|| {
                worked.push(0);
                id(worked.len() - 1)
            });
            let so_far = &mut worked[courier as usize];
            *so_far = clock(vehicle.worked).max(*so_far);
            riders.push(Rider {
                start: id(vehicle.start.unwrap_or(nowhere)),
                end: id(vehicle.end.unwrap_or(nowhere)),
                // One more than any end: such a shift has no room.
                open: clock(vehicle.shift.start()).min(LATEST + 1),
                close: clock(vehicle.shift.end()).min(LATEST),
                promised_close: clock(vehicle.shift.end()).min(LATEST),
                rest: longest(&vehicle.breaks),
                capacity: self.scale.room(vehicle.capacity),
                room: self.scale.room(vehicle.capacity),
                skills: vehicle.skills,
                accepts: vehicle.accepts,
                grid,
                courier,
                fixed: vehicle.costs.fixed,
                most_stops: vehicle.most_stops.map_or(usize::MAX, |most| most.max(locked.len())),
                most_travel: vehicle.most_travel.map_or(i64::MAX, clock),
                most_distance: vehicle.most_distance.map_or(u64::MAX, |it| it.as_u32().into()),
                exact: vehicle.breaks.len() > 1
                    || vehicle.breaks.iter().any(|rest| rest.windows.count() > 1)
                    || vehicle.most_travel.is_some()
                    || vehicle.most_distance.is_some(),
                locked,
                kind: NONE,
            });
        }
        (self.riders, self.grids, self.worked) = (riders, grids, worked);
        for rider in 0..self.riders.len() {
            for at in 0..self.riders[rider].locked.len() {
                let node = self.riders[rider].locked[at];
                self.lock(node, id(rider));
            }
        }
        for ask in &mut self.asks {
            ask.kind = match ask.end - ask.free {
                _ if ask.free == ask.first => ask.kind,
                0 => Kind::Settled,
                1 if !ask.block
                    && matches!(self.ids[ask.free as usize], StopId::Dropoff { .. }) =>
                {
                    Kind::Rest
                }
                _ => Kind::Several,
            };
        }
        self.sort_kinds();
    }

    fn lock(&mut self, node: u32, vehicle: u32) {
        let ask = &mut self.asks[self.nodes[node as usize].request as usize];
        ask.vehicle = vehicle;
        // The free nodes are kept last: a stop that is locked changes places with the first free one.
        let free = ask.free;
        ask.free += 1;
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

    /// Gives vehicles that are alike one number. Who was told of something is unlike the others, and so are vehicles
    /// of one courier where it matters what that courier does beside.
    pub(super) fn sort_kinds(&mut self) {
        let wanted: HashSet<u32> = self.asks.iter().map(|ask| ask.vehicle).collect();
        let courier = |vehicle: u32| Some(self.riders.get(vehicle as usize)?.courier);
        let mut known: HashSet<u32> =
            self.asks.iter().filter_map(|ask| courier(ask.announced)).collect();
        if self.objective.fair != 0 {
            let mut seen = HashSet::new();
            known.extend(self.riders.iter().map(|it| it.courier).filter(|it| !seen.insert(*it)));
        }
        let mut kinds: Vec<u32> = Vec::new();
        for rider in 0..self.riders.len() {
            let Rider { locked, courier, .. } = &self.riders[rider];
            let alone =
                wanted.contains(&id(rider)) || known.contains(courier) || !locked.is_empty();
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
        if one >= self.riders.len() {
            return false;
        }
        let told = |vehicle: usize| {
            let it = &self.problem.vehicles()[vehicle];
            let worked = (self.objective.fair != 0).then_some(it.worked);
            (it.start, it.end, it.shift, &it.breaks, it.kind, it.costs, it.accepts, worked)
        };
        let limits = |vehicle: usize| {
            let it = &self.riders[vehicle];
            let widened = (it.most_stops, it.most_travel, it.most_distance);
            let times = (it.open, it.close, it.promised_close);
            (widened, times, it.capacity, it.room, it.skills, it.grid)
        };
        told(one) == told(other)
            && limits(one) == limits(other)
            && self.choices.iter().all(|choice| choice[one] == choice[other])
    }
}

/// The break that insertions are judged by; what the others do is seen in the end.
fn longest(breaks: &[Break]) -> Option<Break> {
    let longest = breaks.iter().max_by_key(|rest| rest.duration)?;
    Some(Break::new(longest.windows.hull(), longest.duration))
}

fn kind(request: &Request) -> Kind {
    match (&request.pickups[..], &request.dropoffs[..]) {
        _ if request.sequence == Sequence::Block && request.len() > 1 => Kind::Several,
        ([pickup], [dropoff]) if pickup.load == dropoff.load && dropoff.follows(0) => Kind::Pair,
        ([], [_]) => Kind::Dropoff,
        ([_], []) => Kind::Pickup,
        _ => Kind::Several,
    }
}

/// What comes on board at each stop, what is there from the start, and the most of it at once. Never less than it
/// is, where units are coarse.
fn loads(request: &Request, scale: Scale) -> (Vec<Amount>, Amount, Amount) {
    let dropped = request.dropoffs.iter().map(|it| scale.load(it.load));
    let all = dropped.clone().fold(Amount::ZERO, Amount::plus);
    let off = dropped.map(|load| Amount::ZERO.minus(load));
    match &request.pickups[..] {
        [] => (off.collect(), all, all),
        [pickup] if pickup.load == request.dropped_off() => {
            (std::iter::once(all).chain(off).collect(), Amount::ZERO, all)
        }
        pickups => {
            let off = request.dropoffs.iter().map(|it| Amount::ZERO.minus(scale.least(it.load)));
            let on = pickups.iter().map(|it| scale.load(it.load));
            let aboard = scale.load(request.aboard());
            (on.chain(off).collect(), aboard, scale.load(request.load()))
        }
    }
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
