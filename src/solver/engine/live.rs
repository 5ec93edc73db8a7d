//! A plan that is under way: orders come in one by one, and between two of them it is improved.
//!
//! What is settled is locked ([`Vehicle::locked`](crate::solver::Vehicle::locked)); what was accepted is
//! served for ever: no later step leaves it out. What reality has broken (a stop is late, too much is on board)
//! may stay so: that comes before all cost, and in sum neither lateness nor overload ever grows.

mod announce;

use super::{
    anneal::{Cooling, anneal},
    best::Best,
    budget::{Budget, Spending},
    ejection::eject_one,
    live_error::LiveError,
    model::{Kind, Model, NONE, id},
    objective::{Broken, Objective, Score},
    place::{NO_PLACE, Place},
    relax::relax,
    search::Search,
    state::State,
    stats::Stats,
    tools::Tools,
    write::plan,
};
use crate::solver::{Plan, Problem, StopId};
use std::time::Instant;

/// A live plan.
#[derive(Debug)]
pub struct Live {
    model: Model,
    state: State,
    seed: u64,
    tools: Option<Tools>,
    iterations: u64,
}

/// What one vehicle could do for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which vehicle.
    pub vehicle: usize,
    /// What the request adds to the objective's cost there, in the place with the cheapest way.
    pub added: i64,
    /// How many stops come before its pickup (without one, its first dropoff), and before its last dropoff,
    /// when it is in.
    pub stops_before: [usize; 2],
}

/// What came of a new request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inserted {
    /// The vehicle that has it now; `None`: it has no place, and nothing has changed.
    pub vehicle: Option<usize>,
    /// What it adds to the cost.
    pub added: i64,
    /// Every vehicle that could take it as things were, the cheapest first (where something is late, the
    /// least late first).
    pub offers: Vec<Offer>,
    /// A request that went to another vehicle to make room.
    pub moved: Option<usize>,
}

impl Live {
    /// The plan with these routes (vehicle, stops in order); all requests in them are accepted. What is late
    /// or too much in them may be so. Requests in no route wait for [`Self::insert`].
    ///
    /// # Errors
    ///
    /// All that is wrong with the routes, not only the first.
    pub fn new(
        problem: Problem,
        objective: Objective,
        seed: u64,
        routes: &[(usize, Vec<StopId>)],
    ) -> Result<Self, Vec<LiveError>> {
        let mut model = Model::new(problem, objective);
        let routes = nodes(&model, routes)?;
        relax(&mut model, &routes)?;
        for (_, nodes) in &routes {
            for node in nodes {
                model.accept(model.nodes[*node as usize].request);
            }
        }
        let mut state = State::new(&model);
        let mut errors = Vec::new();
        for (vehicle, nodes) in &routes {
            if !state.rewrite(&model, *vehicle, nodes) {
                errors.push(LiveError::Unreachable { vehicle: *vehicle as usize });
            }
        }
        let live = Self { model, state, seed, tools: None, iterations: 0 };
        if errors.is_empty() { Ok(live) } else { Err(errors) }
    }

    /// How often it was changed in search of a better one.
    #[must_use]
    pub fn iterations(&self) -> u64 {
        self.iterations
    }

    /// The problem.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.model.problem
    }

    /// How good the plan is.
    #[must_use]
    pub fn score(&self) -> Score {
        self.model.told(self.state.score(&self.model))
    }

    /// The plan, with its times.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let routes: Vec<Vec<u32>> =
            self.state.routes.iter().map(|route| route.nodes().collect()).collect();
        plan(&self.model, &routes)
    }

    /// The vehicle that has a request.
    #[must_use]
    pub fn vehicle(&self, request: usize) -> Option<usize> {
        let home = *self.state.home.get(request)?;
        (home != NONE).then_some(home as usize)
    }

    /// The stops of a vehicle's route, in order.
    #[must_use]
    pub fn stops(&self, vehicle: usize) -> Vec<StopId> {
        let route = self.state.routes.get(vehicle);
        let nodes = route.into_iter().flat_map(super::route::Route::nodes);
        nodes.map(|node| self.model.ids[node as usize]).collect()
    }

    /// Is there such a request, and is it in no route?
    fn waits(&self, request: usize) -> bool {
        let absent = self.state.home.get(request) == Some(&NONE);
        absent && self.model.asks[request].kind != Kind::Settled
    }

    /// What [`Self::insert`] would do with a request without moving another one for it, and the plan then; nothing
    /// changes. `None` if no vehicle could take it as things are, and for a request that is served already.
    pub fn tried(&mut self, request: usize) -> Option<(Inserted, Plan)> {
        if !self.waits(request) {
            return None;
        }
        let found = offers(&self.model, &mut self.state, id(request));
        let offers = found.iter().map(|(_, _, offer)| *offer).collect();
        for (_, place, Offer { vehicle, added, .. }) in found {
            self.state.begin();
            let fits = self.state.insert(&self.model, id(vehicle), id(request), place);
            let plan = fits.then(|| self.plan());
            self.state.undo(&self.model);
            if let Some(plan) = plan {
                return Some((
                    Inserted { vehicle: Some(vehicle), added, offers, moved: None },
                    plan,
                ));
            }
        }
        None
    }

    /// Puts an absent request where it adds the least. If it has no place anywhere, one other request may
    /// move to another vehicle for it. It is accepted then. A request that is served already stays as it
    /// is. Linear in the number of routes, quadratic in their lengths at worst; where something is broken a route
    /// takes some hundred times its length.
    pub fn insert(&mut self, request: usize) -> Inserted {
        let none = Inserted { vehicle: None, added: 0, offers: Vec::new(), moved: None };
        if !self.waits(request) {
            return Inserted { vehicle: self.vehicle(request), ..none };
        }
        let asked = id(request);
        let (model, state) = (&self.model, &mut self.state);
        let found = offers(model, state, asked);
        let offers = found.iter().map(|(_, _, offer)| *offer).collect();
        for (_, place, Offer { vehicle, added, .. }) in found {
            if state.attempt(model, |state| state.insert(model, id(vehicle), asked, place)) {
                self.model.accept(asked);
                self.state.recount(&self.model);
                return Inserted { vehicle: Some(vehicle), added, offers, moved: None };
            }
        }
        let before = state.cost();
        let Some((vehicle, moved)) = eject_one(model, state, asked) else {
            return Inserted { offers, ..none };
        };
        let added = state.cost() - before;
        self.model.accept(asked);
        self.state.recount(&self.model);
        let (vehicle, moved) = (Some(vehicle as usize), Some(moved as usize));
        Inserted { vehicle, added, offers, moved }
    }

    /// Makes the plan better, within the budget; never worse. Requests that have no place yet get one if one
    /// turns up. True if anything has changed.
    pub fn improve(&mut self, budget: Budget) -> bool {
        let begun = Instant::now();
        let seed = self.seed;
        self.seed = self.seed.wrapping_add(1);
        if self.tools.is_none() {
            // Of vehicles alike, one that was announced is unlike the others now.
            self.model.sort_kinds();
            self.state.list_idle(&self.model);
        }
        let model = &self.model;
        let tools = self.tools.get_or_insert_with(|| Tools::new(model, seed));
        let mut told = |_: &'static str, _: &Best, _: &Spending, _: &Stats| ();
        let mut search = Search::new(model, &mut self.state, tools, budget, begun, &mut told);
        let before = search.best.score;
        anneal(&mut search, Cooling::SLICE, u64::MAX);
        search.restore();
        let better = search.best.score.beats(&before);
        self.iterations += search.spending.iterations;
        let served: Vec<u32> = (0..)
            .zip(&self.state.home)
            .filter(|(request, home)| **home != NONE && !model.asks[*request as usize].must)
            .map(|(request, _)| request)
            .collect();
        for request in &served {
            self.model.accept(*request);
        }
        if !served.is_empty() {
            self.state.recount(&self.model);
        }
        better
    }
}

/// What each vehicle could do for a request without breaking anything, or more of it: what would be broken
/// then, and where. The least broken first, then the cheapest.
fn offers(model: &Model, state: &mut State, request: u32) -> Vec<(Broken, Place, Offer)> {
    let before = state.score(model);
    let kind = model.asks[request as usize].kind;
    let mut found = Vec::with_capacity(model.riders.len());
    for vehicle in 0..id(model.riders.len()) {
        let place = state.cheapest(model, vehicle, request, NO_PLACE, &mut |_| false);
        if !place.exists() {
            continue;
        }
        if !model.relaxed && kind != Kind::Several {
            let [first, last] = place.gaps.map(|gap| gap as usize);
            let last = if kind == Kind::Pair { last + 1 } else { first };
            let (vehicle, added) = (vehicle as usize, place.cost);
            found.push((
                before.broken,
                place,
                Offer { vehicle, added, stops_before: [first, last] },
            ));
            continue;
        }
        // Where something is broken, what breaks more must be told from what costs more.
        state.begin();
        if state.insert(model, vehicle, request, place) {
            let after = state.score(model);
            let own = |node: &u32| model.nodes[*node as usize].request == request;
            let mut nodes = state.routes[vehicle as usize].nodes();
            let first = nodes.clone().position(|node| own(&node)).unwrap_or_default();
            let last = nodes.rposition(|node| own(&node)).unwrap_or_default();
            let (vehicle, added) = (vehicle as usize, after.cost - before.cost);
            let offer = Offer { vehicle, added, stops_before: [first, last] };
            if after.broken.within(before.broken) {
                found.push((after.broken, place, offer));
            }
        }
        state.undo(model);
    }
    found.sort_by_key(|(broken, _, offer)| (*broken, offer.added, offer.vehicle));
    found
}

/// The routes by nodes, if each is one.
fn nodes(
    model: &Model,
    routes: &[(usize, Vec<StopId>)],
) -> Result<Vec<(u32, Vec<u32>)>, Vec<LiveError>> {
    let mut errors = Vec::new();
    let mut homes = vec![NONE; model.nodes.len()];
    let mut seen = vec![false; model.riders.len()];
    let mut found = Vec::with_capacity(routes.len());
    for (vehicle, stops) in routes {
        let vehicle = *vehicle;
        match seen.get_mut(vehicle) {
            None => {
                let vehicles = model.riders.len();
                errors.push(LiveError::NoSuchVehicle { vehicle, vehicles });
                continue;
            }
            Some(true) => {
                errors.push(LiveError::VehicleTwice { vehicle });
                continue;
            }
            Some(seen) => *seen = true,
        }
        let mut nodes = Vec::with_capacity(stops.len());
        for &stop in stops {
            match model.node_of(stop) {
                Some(node) if homes[node as usize] == NONE => {
                    homes[node as usize] = id(vehicle);
                    nodes.push(node);
                }
                _ => errors.push(LiveError::Stop { vehicle, stop }),
            }
        }
        if !nodes.starts_with(&model.riders[vehicle].locked) {
            errors.push(LiveError::Locked { vehicle });
        }
        found.push((id(vehicle), nodes));
    }
    for (vehicle, nodes) in &found {
        for (at, node) in nodes.iter().enumerate() {
            let request = model.nodes[*node as usize].request;
            let ask = &model.asks[request as usize];
            let whole = ask.nodes().all(|other| homes[other as usize] == *vehicle);
            if !(whole && model.may_follow(*node, &nodes[..at]) && model.may(request, *vehicle)) {
                let (vehicle, request) = (*vehicle as usize, request as usize);
                let error = LiveError::Request { vehicle, request };
                if !errors.contains(&error) {
                    errors.push(error);
                }
            }
        }
    }
    for (vehicle, rider) in model.riders.iter().enumerate() {
        if !seen[vehicle] && !rider.locked.is_empty() {
            errors.push(LiveError::Locked { vehicle });
        }
    }
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}
