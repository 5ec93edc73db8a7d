//! Ruin and recreate under simulated annealing.

use super::{
    model::id,
    objective::Score,
    random::Random,
    recreate::{Begin, Draw},
    ruin::Ruin,
    search::Search,
    stats::Operator,
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
        let all = search.best.is_whole(search.state);
        let (fleet, state) = (search.best.fleet(), &mut *search.state);
        let tools = &mut *search.tools;
        let random = &mut tools.random;
        let absent = state.absent.items();
        let seed = if !absent.is_empty() && random.chance(0.2) {
            absent[random.below(absent.len())]
        } else {
            id(random.below(model.asks.len()))
        };
        let when = if model.objective.vehicles && all {
            Begin::While { fewer_than: fleet }
        } else {
            Begin::Always
        };
        state.begin();
        let draw = Draw::new(random);
        let done =
            tools.strings.remove(model, state, &tools.neighbours, &Ruin::USUAL, seed, random)
                && tools.recreate.run(model, state, &mut tools.offers, draw, when, random);
        let score = state.score(model);
        let kept = done && accepts(&score, &current, temperature, random);
        if kept {
            state.keep();
            current = score;
        } else {
            state.undo(model);
        }
        let better = kept && search.take_if_better();
        search.tools.stats.count(Operator::Recreate(draw.order), kept, better);
    }
}

fn accepts(score: &Score, current: &Score, temperature: f64, random: &mut Random) -> bool {
    let first = |score: &Score| (score.unserved, score.breach, score.vehicles);
    match first(score).cmp(&first(current)) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal => random.accepts(score.cost - current.cost, temperature),
    }
}
