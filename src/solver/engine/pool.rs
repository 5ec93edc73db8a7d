//! Routes of the plans that the search came through, to be taken over whole into others: what was good in
//! one plan comes together with what was good in another.
//!
//! After the selective route exchange of Nagata and Kobayashi (2010), "A memetic algorithm for the pickup and
//! delivery problem with time windows using selective route exchange crossover", PPSN XI, here route by route and
//! under annealing.

use super::{
    model::{Model, NONE},
    random::Random,
    state::State,
};
use std::collections::HashSet;

/// The routes, and room to work in.
#[derive(Debug)]
pub(super) struct Pool {
    most: usize,
    routes: Vec<Vec<u32>>,
    known: HashSet<Vec<u32>>,
    oldest: usize,
    homes: Vec<u32>,
    out: Vec<u32>,
}

impl Pool {
    /// So many routes are usual.
    pub(super) const USUAL: usize = 2000;

    /// Room for `most` routes; then the oldest make way.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            routes: Vec::new(),
            known: HashSet::new(),
            oldest: 0,
            homes: Vec::new(),
            out: Vec::new(),
        }
    }

    #[cfg(test)]
    pub(super) fn routes(&self) -> &[Vec<u32>] {
        &self.routes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }

    /// Keeps the routes of a plan, but for those with locked stops, which are nobody else's.
    pub(super) fn add(&mut self, model: &Model, state: &State) {
        for vehicle in state.used.items() {
            if !model.riders[*vehicle as usize].locked.is_empty() {
                continue;
            }
            let route: Vec<u32> = state.routes[*vehicle as usize].nodes().collect();
            if self.known.contains(&route) {
                continue;
            }
            self.known.insert(route.clone());
            if self.routes.len() < self.most {
                self.routes.push(route);
            } else {
                let old = std::mem::replace(&mut self.routes[self.oldest], route);
                self.known.remove(&old);
                self.oldest = (self.oldest + 1) % self.most;
            }
        }
    }

    /// Gives one of the routes to the vehicle that has the most of it. Who was in that vehicle's route and is
    /// not in this one is absent then. False if that cannot be, or changes nothing: undo.
    pub(super) fn adopt(&mut self, model: &Model, state: &mut State, random: &mut Random) -> bool {
        let Some(nodes) = self.routes.get(random.below(self.routes.len())) else { return false };
        let request = |node: &u32| model.nodes[*node as usize].request;
        self.homes.clear();
        self.homes.extend(nodes.iter().map(|node| state.home[request(node) as usize]));
        self.homes.retain(|home| *home != NONE);
        self.homes.sort_unstable();
        let runs = self.homes.chunk_by(|one, other| one == other);
        let Some(vehicle) = runs.max_by_key(|run| run.len()).map(|run| run[0]) else {
            return false;
        };
        let able = model.riders[vehicle as usize].locked.is_empty()
            && nodes.iter().all(|node| model.may(request(node), vehicle));
        if !able || state.routes[vehicle as usize].nodes().eq(nodes.iter().copied()) {
            return false;
        }
        self.homes.dedup();
        for &home in &self.homes {
            let stays =
                |other: &u32| home != vehicle && nodes.iter().all(|node| request(node) != *other);
            self.out.clear();
            self.out.extend(state.requests(model, home).filter(|other| !stays(other)));
            if !state.remove(model, home, &self.out) {
                return false;
            }
        }
        state.rewrite(model, vehicle, nodes)
    }
}
