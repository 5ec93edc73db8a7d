//! Simulated annealing: ruin and recreate, now and then with whole routes of plans before, and exchanges of
//! tails.

use super::{
    model::Model,
    objective::Score,
    pool::Pool,
    random::Random,
    recreate::{Begin, Draw},
    ruin::Ruin,
    search::Search,
    state::State,
    stats::Operator,
    tools::Tools,
    trade::trade,
};
use std::cmp::Ordering;

/// How the search cools, in mean ways of the plan it starts from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cooling {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Cooling {
    /// From a plan that is only feasible to one that is good.
    pub(super) const WHOLE: Self = Self { from: 10.0, to: 0.03 };
    /// From a plan with ways that are short here and there.
    pub(super) const AGAIN: Self = Self { from: 1.0, to: 0.03 };
    /// From a good plan to a better one next to it.
    pub(super) const SLICE: Self = Self { from: 0.1, to: 0.03 };
}

/// What is done to the plan.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Strings are removed, and put back in this order.
    Strings(Draw),
    /// A route of the pool is taken over, and who had to leave for it is put back in this order.
    Adopt(Draw),
    /// Two routes exchange their tails.
    Tails,
    /// Two vehicles of unlike kinds trade their routes.
    Trade,
}

/// How often tails are exchanged, how often a route is taken over once there is a pool, and how often routes are traded
/// where vehicles are unlike.
const TAILS: f64 = 0.1;
const ADOPT: f64 = 0.1;
const TRADE: f64 = 0.02;

/// How many iterations pass between two plans whose routes go to the pool.
const COLLECT: u64 = 200;

/// Exchanges that add more than so many temperatures are hardly ever accepted.
const HOT: f64 = 4.0;

impl Step {
    /// Who counts more goes first only where somebody is left out: else it would always be the same requests that have
    /// to take what is left, and much would never be tried.
    fn choose(model: &Model, pool: Option<&Pool>, current: &Score, random: &mut Random) -> Self {
        let at = random.unit();
        let draw = Draw::new(random);
        let draw = Draw { by_priority: current.unserved > 0, ..draw };
        if at < TAILS {
            Self::Tails
        } else if at < TAILS + ADOPT && pool.is_some_and(|pool| !pool.is_empty()) {
            Self::Adopt(draw)
        } else if at >= 1.0 - TRADE && model.kinds > 1 {
            Self::Trade
        } else {
            Self::Strings(draw)
        }
    }

    fn operator(self) -> Operator {
        match self {
            Self::Strings(draw) => Operator::Recreate(draw.order),
            Self::Adopt(_) => Operator::Adopt,
            Self::Tails => Operator::Tails,
            Self::Trade => Operator::Trade,
        }
    }
}

/// Searches for `most` iterations, or until the budget is used up.
pub(super) fn anneal(search: &mut Search, cooling: Cooling, most: u64) {
    let model = search.model;
    if model.asks.is_empty() {
        return;
    }
    let state = &*search.state;
    let ways: usize = state.used.items().iter().map(|v| state.routes[*v as usize].len() + 1).sum();
    let unit = state.cost() as f64 / ways.max(1) as f64;
    let begun = search.spending.progress();
    let mut temperature = cooling.from * unit;
    let mut current = state.score(model);
    for count in 0..most {
        if !search.spending.go_on(1.0) {
            break;
        }
        if count.is_multiple_of(32) {
            let by_budget = (search.spending.progress() - begun) / (1.0 - begun);
            let done = by_budget.max(count as f64 / most as f64).clamp(0.0, 1.0);
            temperature = unit * cooling.from * libm::pow(cooling.to / cooling.from, done);
            search.tell();
        }
        if count.is_multiple_of(COLLECT)
            && let Some(pool) = &mut search.pool
        {
            pool.add(model, search.state);
        }
        let step = Step::choose(model, search.pool.as_ref(), &current, &mut search.tools.random);
        let kept = search.attempt(step, &current, temperature);
        if kept {
            current = search.state.score(model);
        }
        let better = kept && search.take_if_better();
        search.tools.stats.count(step.operator(), kept, better);
    }
}

impl Search<'_> {
    /// Makes one step, which stays if it is accepted. True then.
    fn attempt(&mut self, step: Step, current: &Score, temperature: f64) -> bool {
        let model = self.model;
        let Tools { strings, tails, recreate, neighbours, offers, random, .. } = &mut *self.tools;
        let begin = if model.objective.vehicles && self.best.is_whole(self.state) {
            Begin::While { fewer_than: self.best.fleet() }
        } else {
            Begin::Always
        };
        let (pool, whole) = (&mut self.pool, self.best.score.broken);
        self.state.attempt(model, |state| {
            let mut recreate = |state: &mut State, draw, random: &mut Random| {
                recreate.run(model, state, offers, draw, begin, random)
            };
            let done = match step {
                Step::Strings(draw) => {
                    strings.remove(model, state, neighbours, &Ruin::USUAL, random)
                        && recreate(state, draw, random)
                }
                Step::Adopt(draw) => {
                    pool.as_mut().is_some_and(|pool| pool.adopt(model, state, random))
                        && recreate(state, draw, random)
                }
                Step::Tails => tails.exchange(model, state, (HOT * temperature) as i64, random),
                Step::Trade => trade(model, state, random),
            };
            let score = state.score(model);
            // What is broken may become less, never more: neither for the other.
            done && score.broken.within(whole) && accepts(&score, current, temperature, random)
        })
    }
}

fn accepts(score: &Score, current: &Score, temperature: f64, random: &mut Random) -> bool {
    let first = |score: &Score| (score.unserved, score.broken, score.vehicles);
    match first(score).cmp(&first(current)) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal => random.accepts(score.cost - current.cost, temperature),
    }
}
