//! Fewer routes, and a place for everybody: one route after another is taken out, and what it served is
//! placed elsewhere, by turns of two searches that go on from each other's plan and share what they know.
//!
//! The one is ruin and recreate, guided by how often each request was left out (Christiaens and Vanden
//! Berghe 2020, there for as few vehicles as can be); it keeps the ways short and is fast where routes are
//! long. The other is guided ejection ([`Ejection`](super::eject::Ejection)), which gets through where
//! windows are tight. Together they reach fewer routes than either alone in twice the time.

use super::{
    eject::Ejection,
    model::Model,
    recreate::{Begin, Draw},
    ruin::Ruin,
    search::Search,
    state::State,
    stats::Operator,
};
use std::cmp::Ordering;

/// How cold the search by absence is, in mean ways.
const COLD: f64 = 0.03;

/// After so many turns of both searches that did not place everybody, long routes are begun anew: how long
/// that takes differs a hundredfold from one beginning to another.
const HARD: u32 = 5;

/// A search for fewer routes.
#[derive(Debug)]
pub(super) struct Fleet {
    /// By request: how often it was left out or fitted nowhere.
    counters: Vec<u32>,
    ejection: Ejection,
}

impl Fleet {
    pub(super) fn new(model: &Model) -> Self {
        Self { counters: vec![1; model.asks.len()], ejection: Ejection::new(model) }
    }

    /// Takes out one route after another, until `share` of the budget is used or nobody fits any more. The
    /// state is the best plan then.
    pub(super) fn reduce(&mut self, search: &mut Search, share: f64) {
        let model = search.model;
        while search.state.absent.items().is_empty() && search.state.used.items().len() > 1 {
            let state = &mut *search.state;
            let weight = |vehicle: &u32| -> u64 {
                let counter = |request: u32| u64::from(self.counters[request as usize]);
                state.requests(model, *vehicle).map(counter).sum()
            };
            let Some(vehicle) = loose(model, state).into_iter().min_by_key(weight) else { break };
            state.empty(model, &[vehicle]);
            if !self.place_all(search, share, false) {
                break;
            }
            search.best.take(model, search.state);
            search.tell();
        }
        search.restore();
    }

    /// Places what some route serves anew, to be somewhere else; where routes are long, mostly what all of
    /// them serve. If that was not done within the share of the budget, the state is the best plan.
    pub(super) fn kick(&mut self, search: &mut Search, share: f64) {
        if !search.state.absent.items().is_empty() {
            return;
        }
        let mut vehicles = loose(search.model, search.state);
        search.tools.random.shuffle(&mut vehicles);
        if !(search.has_long_routes() && search.tools.random.chance(0.7)) {
            vehicles.truncate(1);
        }
        self.scatter(search, &vehicles);
        let done = self.place_all(search, share, false);
        search.tools.stats.count(Operator::Kick, done, false);
        if !done {
            search.restore();
        }
    }

    /// Takes all requests but one out of each of these routes, and forgets what is known of them.
    fn scatter(&mut self, search: &mut Search, vehicles: &[u32]) {
        let (model, state) = (search.model, &mut *search.state);
        self.counters.fill(1);
        for vehicle in vehicles {
            let mut requests: Vec<u32> = state.requests(model, *vehicle).collect();
            if requests.is_empty() {
                continue;
            }
            requests.swap_remove(search.tools.random.below(requests.len()));
            state.attempt(model, |state| state.remove(model, *vehicle, &requests));
        }
    }

    /// Looks for places for those who are in no route. The state is the best plan then.
    pub(super) fn serve(&mut self, search: &mut Search, share: f64) {
        self.place_all(search, share, true);
        search.restore();
    }

    /// Places everybody in the routes that are in use, or in any if `begins`. False if the share of the budget
    /// ended before. What is better than the best plan on the way is taken.
    fn place_all(&mut self, search: &mut Search, share: f64, begins: bool) -> bool {
        let mut turns = 0;
        while !search.state.absent.items().is_empty() {
            for _ in 0..search.pace.absence_turn {
                if search.state.absent.items().is_empty() {
                    return true;
                }
                if !search.spending.go_on(share) {
                    return false;
                }
                search.tell_at_times();
                self.by_absence(search, begins);
            }
            if !self.ejection.place(search, share, &mut self.counters) {
                return false;
            }
            turns += 1;
            let hard = turns % HARD == 0 && !search.state.absent.items().is_empty();
            if hard && !begins && search.has_long_routes() {
                let vehicles = loose(search.model, search.state);
                self.scatter(search, &vehicles);
            }
        }
        true
    }

    /// One step of ruin and recreate. What leaves out requests that were seldom left out is better.
    fn by_absence(&mut self, search: &mut Search, begins: bool) {
        let model = search.model;
        let (state, tools) = (&mut *search.state, &mut *search.tools);
        let (before, cost) = (self.left_out(state), state.cost());
        let fleet = state.used.items().len();
        let random = &mut tools.random;
        let kept = state.attempt(model, |state| {
            let draw = Draw::new(random);
            let begin = if begins { Begin::Always } else { Begin::While { fewer_than: fleet } };
            let (neighbours, ruin) = (&tools.neighbours, &Ruin::USUAL);
            let done = tools.strings.remove(model, state, neighbours, ruin, random)
                && tools.recreate.run(model, state, &mut tools.offers, draw, begin, random);
            if !done {
                return false;
            }
            let after = self.left_out(state);
            for request in state.absent.items() {
                let counter = &mut self.counters[*request as usize];
                *counter = counter.saturating_add(1);
            }
            match after.cmp(&before) {
                Ordering::Less => true,
                Ordering::Greater => false,
                Ordering::Equal => {
                    let ways = state.routes.iter().map(|route| route.points.len()).sum::<usize>();
                    let temperature = COLD * cost as f64 / ways.max(1) as f64;
                    random.accepts(state.cost() - cost, temperature)
                }
            }
        });
        let whole = kept && state.absent.items().is_empty();
        tools.stats.count(Operator::Absence, kept, whole);
        if kept {
            search.take_if_better();
        }
    }

    fn left_out(&self, state: &State) -> u64 {
        let absent = state.absent.items().iter();
        absent.map(|request| u64::from(self.counters[*request as usize])).sum()
    }
}

/// The routes in use that need not be.
fn loose(model: &Model, state: &State) -> Vec<u32> {
    let needed = |vehicle: u32| {
        let mut requests = state.requests(model, vehicle);
        !model.riders[vehicle as usize].locked.is_empty()
            || requests.any(|request| model.asks[request as usize].vehicle == vehicle)
    };
    state.used.items().iter().copied().filter(|vehicle| !needed(*vehicle)).collect()
}
