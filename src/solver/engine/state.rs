//! All routes and the requests in none, with undo.

mod fairness;

use super::{
    index_set::IndexSet,
    model::{Kind, Model, NONE, id},
    objective::{Broken, Score},
    place::{Place, Scratch, apply, cheapest},
    route::Route,
    soft,
};

/// Every point of a route.
const ALL: [usize; 2] = [1, usize::MAX];

/// What was, so that it can be again.
#[derive(Debug, Default)]
struct Journal {
    open: bool,
    /// By vehicle: has it been noted?
    noted: Vec<bool>,
    /// Routes as they were; those behind `count` are room to be used again.
    routes: Vec<Route>,
    count: usize,
    /// Requests with the vehicle that had them.
    homes: Vec<(u32, u32)>,
    changes: i64,
}

/// A plan in the making. Every route is feasible between two calls.
#[derive(Debug)]
pub(super) struct State {
    pub(super) routes: Vec<Route>,
    /// By request: its vehicle, or [`NONE`].
    pub(super) home: Vec<u32>,
    /// By node: its point in its route, if it is in one.
    pub(super) at: Vec<u32>,
    /// Vehicles with stops.
    pub(super) used: IndexSet,
    /// By kind: vehicles without.
    idle: Vec<IndexSet>,
    /// Requests in no route, settled ones never among them.
    pub(super) absent: IndexSet,
    /// What changes of announced vehicles cost.
    changes: i64,
    /// By courier: the seconds of the routes; and what these cost for being unequal.
    hours: Vec<i64>,
    unfairness: i64,
    unserved: i64,
    /// Of that, what those count for whom nobody can serve.
    pub(super) hopeless: i64,
    cost: i64,
    broken: Broken,
    next_version: u64,
    journal: Journal,
    pub(super) scratch: Scratch,
}

impl State {
    /// Every request absent, locked stops in their routes.
    pub(super) fn new(model: &Model) -> Self {
        let vehicles = model.riders.len();
        let mut state = Self {
            routes: (0..vehicles).map(|vehicle| Route::new(model, id(vehicle))).collect(),
            home: vec![NONE; model.asks.len()],
            at: vec![0; model.nodes.len()],
            used: IndexSet::new(vehicles),
            idle: (0..model.kinds).map(|_| IndexSet::new(vehicles)).collect(),
            absent: IndexSet::new(model.asks.len()),
            changes: 0,
            hours: vec![0; model.worked.len()],
            unfairness: 0,
            unserved: 0,
            hopeless: 0,
            cost: 0,
            broken: Broken::default(),
            next_version: 1,
            journal: Journal { noted: vec![false; vehicles], ..Journal::default() },
            scratch: Scratch::default(),
        };
        // Of vehicles alike the first is taken first, see `idle`.
        for (vehicle, rider) in model.riders.iter().enumerate().rev() {
            for (gap, node) in rider.locked.iter().enumerate() {
                state.routes[vehicle].put(model, gap, *node);
            }
            state.renew(model, id(vehicle), ALL);
        }
        for (request, ask) in model.asks.iter().enumerate() {
            if ask.kind == Kind::Settled {
                state.home[request] = ask.vehicle;
            } else {
                state.absent.insert(id(request));
                state.unserved += ask.priority;
            }
        }
        state
    }

    /// Reckons anew what depends on priorities and announcements, after a change of these.
    pub(super) fn recount(&mut self, model: &Model) {
        let absent = self.absent.items().iter();
        let absent: i64 = absent.map(|request| model.asks[*request as usize].priority).sum();
        self.unserved = absent + self.hopeless;
        // What is locked whole was never to go elsewhere, whatever was announced.
        let homes = (0..).zip(&self.home).filter(|(request, home)| {
            **home != NONE && model.asks[*request as usize].kind != Kind::Settled
        });
        self.changes = homes.map(|(request, home)| model.change(request, *home)).sum();
    }

    /// Lists vehicles without stops anew, after a change of kinds.
    pub(super) fn list_idle(&mut self, model: &Model) {
        self.idle = (0..model.kinds).map(|_| IndexSet::new(model.riders.len())).collect();
        let empty = self.routes.iter().rev().filter(|route| route.is_empty());
        for vehicle in empty.map(|route| route.vehicle) {
            self.idle[model.riders[vehicle as usize].kind as usize].insert(vehicle);
        }
    }

    /// An empty vehicle of a kind: the one that has been empty for the shortest time, so that few are ever
    /// used and what is kept of them stays small.
    pub(super) fn idle(&self, kind: usize) -> Option<u32> {
        self.idle[kind].items().last().copied()
    }

    pub(super) fn kinds(&self) -> usize {
        self.idle.len()
    }

    /// How good it is.
    pub(super) fn score(&self, model: &Model) -> Score {
        Score {
            unserved: self.unserved,
            broken: self.broken,
            vehicles: if model.objective.vehicles { self.used.items().len() as i64 } else { 0 },
            cost: self.cost(),
        }
    }

    /// Cost of the ways, and what else is in the sum.
    #[inline]
    pub(super) fn cost(&self) -> i64 {
        self.cost + self.changes + self.unfairness
    }

    #[cfg(test)]
    pub(super) fn unserved(&self) -> i64 {
        self.unserved
    }

    /// Brings what is kept about a route up to date after a change of its points, see
    /// [`Route::refresh_between`]. False if it is not
    /// feasible now: then it must be restored.
    fn renew(&mut self, model: &Model, vehicle: u32, changed: [usize; 2]) -> bool {
        let route = &mut self.routes[vehicle as usize];
        let (way, soft, broken) = (route.cost, route.soft, route.broken);
        let duration = route.duration;
        if !route.refresh_between(model, changed[0], changed[1]) {
            // As it was counted, so that undoing it takes away what was added.
            route.cost = way;
            return false;
        }
        if !soft::refresh(model, route) {
            (route.cost, route.soft, route.broken) = (way, soft, broken);
            route.duration = duration;
            return false;
        }
        route.version = self.next_version;
        self.next_version += 1;
        self.cost += route.cost + route.soft - way - soft;
        self.broken = self.broken + route.broken - broken;
        let more = route.duration - duration;
        self.work(model, vehicle, more);
        self.enlist(model, vehicle);
        true
    }

    fn enlist(&mut self, model: &Model, vehicle: u32) {
        let route = &self.routes[vehicle as usize];
        for (at, node) in route.nodes().enumerate() {
            self.at[node as usize] = id(at) + 1;
        }
        let idle = &mut self.idle[model.riders[vehicle as usize].kind as usize];
        if route.is_empty() {
            self.used.remove(vehicle);
            idle.insert(vehicle);
        } else {
            self.used.insert(vehicle);
            idle.remove(vehicle);
        }
    }

    /// From here on everything can be undone.
    pub(super) fn begin(&mut self) {
        debug_assert!(!self.journal.open);
        self.journal.open = true;
        self.journal.changes = self.changes;
    }

    /// What was done since [`Self::begin`] stays.
    pub(super) fn keep(&mut self) {
        for route in &self.journal.routes[..self.journal.count] {
            self.journal.noted[route.vehicle as usize] = false;
        }
        self.journal.open = false;
        self.journal.count = 0;
        self.journal.homes.clear();
    }

    /// What was done since [`Self::begin`] is undone.
    pub(super) fn undo(&mut self, model: &Model) {
        while let Some((request, home)) = self.journal.homes.pop() {
            self.settle(model, request, home);
        }
        for noted in 0..self.journal.count {
            let vehicle = self.journal.routes[noted].vehicle;
            let old = &mut self.journal.routes[noted];
            let route = &mut self.routes[vehicle as usize];
            self.cost += old.cost + old.soft - route.cost - route.soft;
            self.broken = self.broken + old.broken - route.broken;
            let more = old.duration - route.duration;
            std::mem::swap(old, route);
            self.work(model, vehicle, more);
            self.enlist(model, vehicle);
        }
        self.changes = self.journal.changes;
        // Swapped: what lies in the journal now has the same vehicles.
        self.keep();
    }

    /// Has this route been changed since [`Self::begin`]?
    #[inline]
    pub(super) fn is_touched(&self, vehicle: u32) -> bool {
        self.journal.noted[vehicle as usize]
    }

    /// Remembers a route as it is, before it is changed for the first time since [`Self::begin`].
    pub(super) fn note(&mut self, vehicle: u32) {
        let journal = &mut self.journal;
        if !journal.open || journal.noted[vehicle as usize] {
            return;
        }
        journal.noted[vehicle as usize] = true;
        let route = &self.routes[vehicle as usize];
        if let Some(old) = journal.routes.get_mut(journal.count) {
            old.copy_from(route);
        } else {
            journal.routes.push(route.clone());
        }
        journal.count += 1;
    }

    fn settle(&mut self, model: &Model, request: u32, home: u32) {
        let old = std::mem::replace(&mut self.home[request as usize], home);
        let priority = model.asks[request as usize].priority;
        match (old == NONE, home == NONE) {
            (true, false) => {
                self.absent.remove(request);
                self.unserved -= priority;
            }
            (false, true) => {
                self.absent.insert(request);
                self.unserved += priority;
            }
            _ => {}
        }
    }

    fn rehome(&mut self, model: &Model, request: u32, home: u32) {
        if self.journal.open {
            self.journal.homes.push((request, self.home[request as usize]));
        }
        self.settle(model, request, home);
    }

    /// Takes the free stops of requests out of one route. False if what is left cannot be ridden (where
    /// the triangle inequality does not hold): then the caller must undo.
    pub(super) fn remove(&mut self, model: &Model, vehicle: u32, requests: &[u32]) -> bool {
        self.note(vehicle);
        for &request in requests {
            self.changes -= model.change(request, vehicle);
            self.rehome(model, request, NONE);
        }
        let locked = model.riders[vehicle as usize].locked.len();
        let (mut at, mut stay) = (0, 0);
        let mut changed: Option<[usize; 2]> = None;
        let home = &self.home;
        self.routes[vehicle as usize].points.retain(|point| {
            let stays = point.node == NONE
                || at <= locked
                || home[model.nodes[point.node as usize].request as usize] != NONE;
            at += 1;
            if stays {
                stay += 1;
            } else {
                // The point that is next comes to stand at `stay`.
                changed = Some(changed.map_or([stay; 2], |[first, _]| [first, stay]));
            }
            stays
        });
        changed.is_none_or(|changed| self.renew(model, vehicle, changed))
    }

    /// Puts a request there. False if that cannot be done after all: then the caller must undo.
    pub(super) fn insert(
        &mut self,
        model: &Model,
        vehicle: u32,
        request: u32,
        place: Place,
    ) -> bool {
        self.note(vehicle);
        self.changes += model.change(request, vehicle);
        self.rehome(model, request, vehicle);
        apply(model, &mut self.routes[vehicle as usize], request, place, &mut self.scratch);
        let [first, last] = place.gaps.map(|gap| gap as usize);
        // Both points, and the one behind the second.
        let changed = match model.asks[request as usize].kind {
            Kind::Pair => [first + 1, last + 3],
            Kind::Dropoff | Kind::Pickup | Kind::Rest => [first + 1, first + 2],
            Kind::Several | Kind::Settled => ALL,
        };
        self.renew(model, vehicle, changed)
    }

    /// Gives a route these stops. The requests must have been there or be absent; those that were there must
    /// be among them, or have been taken out. False: undo.
    pub(super) fn rewrite(&mut self, model: &Model, vehicle: u32, nodes: &[u32]) -> bool {
        self.note(vehicle);
        let route = &mut self.routes[vehicle as usize];
        route.points.drain(1..route.points.len() - 1);
        for (gap, node) in nodes.iter().enumerate() {
            route.put(model, gap, *node);
        }
        // Of a request with locked stops the others may be in no route: locked ones settle nothing.
        for node in &nodes[model.riders[vehicle as usize].locked.len().min(nodes.len())..] {
            let request = model.nodes[*node as usize].request;
            let home = self.home[request as usize];
            if home != vehicle {
                if home != NONE {
                    self.changes -= model.change(request, home);
                }
                self.changes += model.change(request, vehicle);
                self.rehome(model, request, vehicle);
            }
        }
        self.renew(model, vehicle, ALL) && !self.routes[vehicle as usize].overloaded(model)
    }

    /// The cheapest place of a request in a route that adds less than `limit` to the whole cost. Where something
    /// is broken, one that breaks nothing more; only for who was accepted, if there is none, one that breaks more.
    #[inline]
    pub(super) fn cheapest(
        &mut self,
        model: &Model,
        vehicle: u32,
        request: u32,
        limit: i64,
        skip: &mut impl FnMut(Place) -> bool,
    ) -> Place {
        let change = model.change(request, vehicle);
        let route = &self.routes[vehicle as usize];
        if model.is_exact(request, route) || model.may_break(request, route) {
            return self.weighed(model, vehicle, request, limit, skip);
        }
        let place = cheapest(model, route, request, limit - change, &mut self.scratch, skip);
        if !place.exists() || !model.is_soft() && change == 0 && !route.is_empty() {
            return place;
        }
        let soft = if model.is_soft() {
            let added = soft::added(model, route, request, place, &mut self.scratch);
            added.map_or(0, |added| added.soft + self.unfair(model, vehicle, added.duration))
        } else if route.is_empty() {
            model.riders[vehicle as usize].fixed
        } else {
            0
        };
        let cost = place.cost + change + soft;
        if cost < limit { Place { cost, ..place } } else { Place::NONE }
    }
}
