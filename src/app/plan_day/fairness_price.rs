//! What it costs that work is shared.

use super::{Effort, PlanError};
use crate::{
    dispatch::{Instance, InstanceError},
    solver::{Live, Objective, Plan, Route, Score, solve},
    units::Seconds,
};

/// What rounds would take less if it did not count how work is shared: found by searching on from them with all other
/// weights, for a quarter of the effort that they were made with. A longer search may find more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FairnessPrice {
    /// Riding that would be saved; less than nothing where other rounds save waiting instead.
    pub riding_s: i64,
    /// Waiting that would be saved.
    pub waiting_s: i64,
    /// All that would be saved, as seconds of riding: never less than nothing.
    pub weighed: Seconds,
    /// The longest time at work in these rounds, of a courier in all of their rounds of the day.
    pub longest: Seconds,
    /// The same in the others.
    pub longest_without: Seconds,
}

pub(super) fn price(instance: &Instance<'_>, effort: &Effort<'_>, plan: &Plan) -> FairnessPrice {
    let routes = plan.stops();
    let objective = Objective { fair: 0, ..instance.objective };
    // Without any iteration it tells what the rounds cost as they are.
    let still = Effort { iterations: Some(0), threads: 1, ..*effort };
    let was = solve(&instance.problem, &still.settings(objective, &routes), &mut |_| {});
    let found = solve(&instance.problem, &effort.settings(objective, &routes), &mut |_| {});
    told(instance, plan, was.score, (&found.plan, found.score))
}

/// The same of what is left of a day that is being ridden.
pub(in crate::app) fn price_under_way(
    instance: &Instance<'_>,
    effort: &Effort<'_>,
    plan: &Plan,
) -> Result<FairnessPrice, PlanError> {
    let routes = plan.stops();
    let objective = Objective { fair: 0, ..instance.objective };
    let live = Live::new(instance.problem.clone(), objective, effort.seed, &routes);
    let mut live = live.map_err(InstanceError::Live)?;
    let was = live.score();
    live.improve(effort.budget());
    Ok(told(instance, plan, was, (&live.plan(), live.score())))
}

fn told(
    instance: &Instance<'_>,
    plan: &Plan,
    was: Score,
    (found, score): (&Plan, Score),
) -> FairnessPrice {
    let saved = if (score.unserved, score.broken) == (was.unserved, was.broken) {
        (was.cost - score.cost).max(0) / instance.objective.travel.max(1)
    } else {
        0
    };
    let without = if saved > 0 { found } else { plan };
    let less = |of: fn(&Route) -> Seconds| sum(plan, of) - sum(without, of);
    FairnessPrice {
        riding_s: less(|route| route.totals.travel),
        waiting_s: less(|route| route.totals.waiting),
        weighed: Seconds::new(u32::try_from(saved).unwrap_or(u32::MAX)),
        longest: longest(instance, plan),
        longest_without: longest(instance, without),
    }
}

fn sum(plan: &Plan, of: fn(&Route) -> Seconds) -> i64 {
    plan.routes.iter().map(|route| i64::from(of(route).as_u32())).sum()
}

fn longest(instance: &Instance<'_>, plan: &Plan) -> Seconds {
    let courier = |route: &Route| instance.problem.vehicles()[route.vehicle].courier;
    let of = |who: usize| plan.routes.iter().filter(|it| courier(it) == who).map(Route::work).sum();
    plan.routes.iter().map(|route| of(courier(route))).max().unwrap_or_default()
}
