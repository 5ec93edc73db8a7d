//! Squeezes a request in: it is put where it breaks windows and capacities the least, and then what is in
//! the way is moved elsewhere until nothing is broken, or no move helps.
//!
//! Nagata and Kobayashi (2010), as [`eject`](super::eject). What a request breaks in a route is kept by the
//! route's version.

use super::{
    bent::{Bent, BentRoute, Kept, Weights},
    model::{Kind, Model, NONE},
    random::Random,
    state::State,
    table::Table,
};

/// Room to work in.
#[derive(Debug)]
pub(super) struct Squeeze {
    routes: Vec<BentRoute>,
    kept: Table<Kept>,
    weights: Weights,
    /// Versions of routes that are infeasible in between; never those of feasible ones.
    next_version: u64,
    changed: Vec<u32>,
    trial: BentRoute,
    saved: Vec<(u32, BentRoute)>,
    drops: Vec<[f64; 2]>,
}

/// Versions from here on are those of bent routes.
const FIRST: u64 = 1 << 63;

impl Squeeze {
    pub(super) fn new(model: &Model) -> Self {
        let vehicles = model.riders.len();
        let none = Kept { version: u64::MAX, cost: 0.0, gaps: [0; 2], exact: false };
        Self {
            routes: vec![BentRoute { version: u64::MAX, ..BentRoute::default() }; vehicles],
            kept: Table::new(model, none),
            weights: Weights { late: 1.0, load: 1.0 },
            next_version: FIRST,
            changed: Vec::new(),
            trial: BentRoute::default(),
            saved: Vec::new(),
            drops: Vec::new(),
        }
    }

    /// Tries to place an absent request in the routes in use. False: nothing has changed. Vehicles with
    /// breaks or locked stops and requests with several dropoffs take no part.
    pub(super) fn run(
        &mut self,
        model: &Model,
        state: &mut State,
        random: &mut Random,
        request: u32,
    ) -> bool {
        let takes_part = |vehicle: u32| {
            let rider = &model.riders[vehicle as usize];
            rider.rest.is_none() && rider.locked.is_empty() && !rider.exact
        };
        if !matches!(model.asks[request as usize].kind, Kind::Pair | Kind::Dropoff) {
            return false;
        }
        self.changed.clear();
        self.saved.clear();
        let vehicles: Vec<u32> =
            state.used.items().iter().copied().filter(|vehicle| takes_part(*vehicle)).collect();
        for &vehicle in &vehicles {
            self.routes[vehicle as usize].copy_from(&state.routes[vehicle as usize]);
        }
        let Some((vehicle, kept)) = self.least(model, &vehicles, request, f64::INFINITY, NONE)
        else {
            return false;
        };
        self.put(model, vehicle, request, kept.gaps);
        let mut steps = 0;
        loop {
            let broken: Vec<u32> = self
                .changed
                .iter()
                .copied()
                .filter(|vehicle| self.routes[*vehicle as usize].is_broken())
                .collect();
            let Some(vehicle) = random.pick(&broken) else { break };
            steps += 1;
            if steps > 200 || !self.mend(model, &vehicles, vehicle, random) {
                self.tune();
                self.put_back();
                return false;
            }
        }
        // Everything is feasible: over to the state.
        let changed = std::mem::take(&mut self.changed);
        let nodes: Vec<Vec<u32>> = changed
            .iter()
            .map(|vehicle| {
                let points = &self.routes[*vehicle as usize].points;
                points[1..points.len() - 1].iter().map(|point| point.node).collect()
            })
            .collect();
        let moved: Vec<(u32, &[u32])> =
            changed.iter().zip(&nodes).map(|(vehicle, nodes)| (*vehicle, &nodes[..])).collect();
        let done = state.attempt(model, |state| state.rewrite_all(model, &moved));
        for vehicle in &changed {
            self.routes[*vehicle as usize].version = u64::MAX;
        }
        self.changed = changed;
        done
    }

    /// Lateness and load shall stop about as often.
    fn tune(&mut self) {
        let (mut late, mut load) = (0.0, 0.0);
        for vehicle in &self.changed {
            let route = &self.routes[*vehicle as usize];
            late += route.late as f64 * self.weights.late;
            load += route.load as f64 * self.weights.load;
        }
        if load > late {
            self.weights.load *= 1.01;
        } else if load < late && self.weights.load > 1e-6 {
            self.weights.load *= 0.99;
        }
    }

    fn put_back(&mut self) {
        while let Some((vehicle, route)) = self.saved.pop() {
            self.routes[vehicle as usize] = route;
        }
        self.changed.clear();
    }

    /// Moves one request out of a broken route to where it breaks less. False if none can.
    fn mend(&mut self, model: &Model, vehicles: &[u32], vehicle: u32, random: &mut Random) -> bool {
        let mut held: Vec<u32> = self.routes[vehicle as usize]
            .points
            .iter()
            .filter(|point| point.node != NONE)
            .map(|point| model.nodes[point.node as usize].request)
            .collect();
        held.sort_unstable();
        held.dedup();
        random.shuffle(&mut held);
        let now = self.routes[vehicle as usize].penalty(self.weights);
        let mut best: Option<(f64, u32, u32, [u32; 2])> = None;
        for request in held {
            if !matches!(model.asks[request as usize].kind, Kind::Pair | Kind::Dropoff)
                || model.asks[request as usize].vehicle != NONE
            {
                continue;
            }
            self.without(model, vehicle, request);
            let gained = now - self.trial.penalty(self.weights);
            let most = best.map_or(gained, |(change, ..)| gained + change);
            // Cheaper than what it gives, or than the best move so far.
            let (trial, drops) = (&self.trial, &mut self.drops);
            let here = trial.least(model, vehicle, request, most, self.weights, drops);
            let most = if here.exact { here.cost } else { most };
            let elsewhere = self.least(model, vehicles, request, most, vehicle);
            let Some((to, kept)) = elsewhere.or(here.exact.then_some((vehicle, here))) else {
                continue;
            };
            let change = kept.cost - gained;
            if change < -1e-9 && best.is_none_or(|(least, ..)| change < least) {
                best = Some((change, request, to, kept.gaps));
            }
        }
        let Some((_, request, to, gaps)) = best else { return false };
        self.without(model, vehicle, request);
        self.save(vehicle);
        let version = self.fresh();
        let trial = std::mem::take(&mut self.trial);
        let old = std::mem::replace(&mut self.routes[vehicle as usize], trial);
        self.trial = old;
        self.routes[vehicle as usize].version = version;
        self.put(model, to, request, gaps);
        true
    }

    fn fresh(&mut self) -> u64 {
        self.next_version += 1;
        self.next_version
    }

    fn save(&mut self, vehicle: u32) {
        if !self.changed.contains(&vehicle) {
            self.changed.push(vehicle);
            self.saved.push((vehicle, self.routes[vehicle as usize].clone()));
        }
    }

    /// Leaves a route without a request in `trial`.
    fn without(&mut self, model: &Model, vehicle: u32, request: u32) {
        let trial = &mut self.trial;
        trial.points.clear();
        let keeps = |point: &&Bent| {
            point.node == NONE || model.nodes[point.node as usize].request != request
        };
        trial.points.extend(self.routes[vehicle as usize].points.iter().filter(keeps));
        trial.refresh(model, vehicle);
    }

    fn put(&mut self, model: &Model, vehicle: u32, request: u32, gaps: [u32; 2]) {
        self.save(vehicle);
        let version = self.fresh();
        let ask = &model.asks[request as usize];
        let route = &mut self.routes[vehicle as usize];
        if ask.kind == Kind::Pair {
            route.put(model, gaps[1], ask.first + 1);
        }
        route.put(model, gaps[0], ask.first);
        route.refresh(model, vehicle);
        route.version = version;
    }

    /// Where a request breaks the least, less than `most`, in any route but `not`.
    fn least(
        &mut self,
        model: &Model,
        vehicles: &[u32],
        request: u32,
        most: f64,
        not: u32,
    ) -> Option<(u32, Kept)> {
        let mut best: Option<(u32, Kept)> = None;
        let mut limit = most;
        for &vehicle in vehicles {
            if vehicle == not || !model.may(request, vehicle) {
                continue;
            }
            let route = &self.routes[vehicle as usize];
            let cell = self.kept.cell(request, vehicle);
            let mut kept = *cell;
            if kept.version != route.version || !kept.exact && kept.cost < limit {
                // With twice the bound, so that the next question is answered, too.
                let searched = limit * 2.0;
                kept =
                    route.least(model, vehicle, request, searched, self.weights, &mut self.drops);
                kept.version = route.version;
                *cell = kept;
            }
            if kept.exact && kept.cost < limit {
                limit = kept.cost;
                best = Some((vehicle, kept));
                if limit <= 0.0 {
                    break;
                }
            }
        }
        best
    }
}
