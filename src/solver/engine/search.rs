//! One search: what it works on, what is best so far, and who hears of it.

use super::{
    best::Best,
    budget::{Budget, Spending},
    model::Model,
    pool::Pool,
    state::State,
    stats::Stats,
    tools::Tools,
};
use std::time::Instant;

/// How long the parts of a search are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// A turn of the search by absence, in iterations.
    pub(super) absence_turn: u32,
    /// A turn of the search by ejection, in steps times requests: the more there are, the longer a step
    /// takes beside one of the search by absence.
    pub(super) ejection_turn: usize,
    /// Random moves after an ejection.
    pub(super) trials: usize,
    /// Iterations a request before the search begins again.
    pub(super) round: u64,
    /// The same where routes are long.
    pub(super) short_round: u64,
}

impl Pace {
    /// With fewer trials, tight real roads kept more vehicles.
    pub(super) const USUAL: Self = Self {
        absence_turn: 2000,
        ejection_turn: 6000,
        trials: 1000,
        round: 1000,
        short_round: 50,
    };
}

/// Hears how far a search is: what it does, what is best so far, what is used of the budget, what the
/// operators did.
pub(super) type Told<'a> = dyn FnMut(&'static str, &Best, &Spending, &Stats) + 'a;

/// How often the search looks round, in iterations.
const LOOK: u64 = 32;

/// So many stops make a route long.
const LONG: usize = 30;
/// With more stops in all than this, beginning anew takes too long.
const MOST: usize = 250;

/// A search at work.
pub(super) struct Search<'a> {
    pub(super) model: &'a Model,
    pub(super) state: &'a mut State,
    pub(super) tools: &'a mut Tools,
    pub(super) best: Best,
    /// Routes of the plans so far; `None` in searches too short for that.
    pub(super) pool: Option<Pool>,
    pub(super) spending: Spending<'a>,
    pub(super) pace: Pace,
    pub(super) phase: &'static str,
    told: &'a mut Told<'a>,
}

impl<'a> Search<'a> {
    /// From the plan that `state` is.
    pub(super) fn new(
        model: &'a Model,
        state: &'a mut State,
        tools: &'a mut Tools,
        budget: Budget<'a>,
        begun: Instant,
        told: &'a mut Told<'a>,
    ) -> Self {
        let mut spending = Spending::new(budget, begun);
        spending.look();
        let best = Best::new(model, state);
        let (pace, phase) = (Pace::USUAL, "first plan");
        Self { model, best, pool: None, state, tools, spending, pace, phase, told }
    }

    /// Goes over to something else.
    pub(super) fn enter(&mut self, phase: &'static str) {
        self.phase = phase;
        self.tell();
    }

    pub(super) fn tell(&mut self) {
        (self.told)(self.phase, &self.best, &self.spending, &self.tools.stats);
    }

    /// Tells now and then.
    pub(super) fn tell_at_times(&mut self) {
        if self.spending.iterations.is_multiple_of(LOOK) {
            self.tell();
        }
    }

    /// Takes the state for the best plan if it is that. True then.
    pub(super) fn take_if_better(&mut self) -> bool {
        let better = self.state.score(self.model).beats(&self.best.score);
        if better {
            self.best.take(self.model, self.state);
        }
        better
    }

    /// Are there many stops to a route? Then who shares one hardly changes by small steps, and if there are
    /// not too many in all it pays to begin anew.
    pub(super) fn has_long_routes(&self) -> bool {
        let stops = self.model.nodes.len();
        stops <= MOST && stops / self.state.used.items().len().max(1) >= LONG
    }

    /// Goes back to the best plan.
    pub(super) fn restore(&mut self) {
        self.best.restore(self.model, self.state);
    }
}
