//! The best plan so far.

use super::{model::Model, objective::Score, state::State};

/// Its routes as nodes.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub(super) score: Score,
    /// By vehicle: its nodes; empty where it has none.
    pub(super) routes: Vec<Vec<u32>>,
    versions: Vec<u64>,
}

impl Best {
    pub(super) fn new(model: &Model, state: &State) -> Self {
        let vehicles = model.riders.len();
        let mut best = Self {
            score: Score::WORST,
            routes: vec![Vec::new(); vehicles],
            versions: vec![u64::MAX; vehicles],
        };
        best.take(model, state);
        best
    }

    /// Takes the state over. Routes that did not change since the last time cost nothing.
    pub(super) fn take(&mut self, model: &Model, state: &State) {
        self.score = state.score(model);
        for (vehicle, route) in state.routes.iter().enumerate() {
            if self.versions[vehicle] != route.version {
                self.versions[vehicle] = route.version;
                self.routes[vehicle].clear();
                self.routes[vehicle].extend(route.nodes());
            }
        }
    }

    /// Is everybody served who can be?
    pub(super) fn is_whole(&self, state: &State) -> bool {
        self.score.unserved == state.hopeless
    }

    /// How many routes it has.
    pub(super) fn fleet(&self) -> usize {
        usize::try_from(self.score.vehicles).unwrap_or(usize::MAX)
    }

    /// Makes the state this plan again.
    pub(super) fn restore(&self, model: &Model, state: &mut State) {
        let changed: Vec<u32> = (0..)
            .zip(&self.routes)
            .filter(|(vehicle, nodes)| {
                !state.routes[*vehicle as usize].nodes().eq(nodes.iter().copied())
            })
            .map(|(vehicle, _)| vehicle)
            .collect();
        state.empty(model, &changed);
        for vehicle in changed {
            let done = state.rewrite(model, vehicle, &self.routes[vehicle as usize]);
            let overloaded = || state.routes[vehicle as usize].overloaded(model);
            debug_assert!(
                done || overloaded(),
                "a plan that was feasible is so again; locked stops may be too much from the first"
            );
        }
    }
}
