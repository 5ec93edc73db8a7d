//! Planning what is left of a day that is being ridden.

use super::plan_day::{
    Effort, PlanError, PlanProgress, Planned, fairness_price::price_under_way, judged,
    worth::of_both,
};
use crate::{
    dispatch::{Instance, Seated},
    solver::{Budget, Live, Plan, check_live},
};
use std::time::Instant;

/// So often is told how far the search is.
const SLICES: u32 = 10;

/// From the rounds as they stand: what waits is put in, then all of it is improved, if that is worth it. What reality has
/// made late comes no later than it would anyway.
pub(super) fn carried_on(
    instance: &Instance<'_>,
    begun: Instant,
    effort: &Effort<'_>,
    watch: &mut (dyn FnMut(&PlanProgress) + Send),
) -> Result<(Planned, Plan), PlanError> {
    let matrix_time = begun.elapsed();
    let count = instance.problem.requests().len();
    let Seated { mut live, before, searched } = instance.seated(count)?;
    let standing = (live.plan(), live.score());
    let search = if effort.prices(instance) { effort.without_pricing() } else { *effort };
    improve(instance, &mut live, &search, watch);
    // There may be room by now.
    instance.insert_all(&mut live, &(0..count).collect::<Vec<_>>());
    let (mut found, mut kept) = ((live.plan(), live.score()), None);
    if !effort.is_none() {
        if let Some(settled) = instance.settled(&found.0, false)? {
            found = settled;
        }
        (found, kept) = of_both(instance, standing, found)?;
        // Nobody is told that rounds stay as they are when they do not.
        kept = kept.filter(|_| !searched);
    }
    let (plan, score) = found;
    let price = || price_under_way(instance, &effort.for_pricing(), &plan);
    let fairness = effort.prices(instance).then(price).transpose()?;
    let solver_time = begun.elapsed().saturating_sub(matrix_time);
    let judge = |plan: &Plan| check_live(&instance.problem, &instance.asked_of(&before), plan);
    let (rounds, shifts) = judged(instance, &plan, judge)?;
    let iterations = live.iterations();
    let planned =
        Planned { rounds, shifts, matrix_time, solver_time, iterations, score, fairness, kept };
    Ok((planned, plan))
}

fn improve(
    instance: &Instance<'_>,
    live: &mut Live,
    effort: &Effort<'_>,
    watch: &mut (dyn FnMut(&PlanProgress) + Send),
) {
    if effort.is_none() {
        return;
    }
    let begun = Instant::now();
    let first = live.score();
    for slice in 1..=SLICES {
        let part = |all: u64| all * u64::from(slice) / u64::from(SLICES);
        let deadline = effort.time.map(|time| begun + time * slice / SLICES);
        let iterations = effort.iterations.map(|all| part(all).saturating_sub(live.iterations()));
        live.improve(Budget { deadline, iterations, cancel: effort.cancel });
        let score = live.score();
        let saved = if first.unserved == score.unserved && first.cost > 0 {
            (1.0 - score.cost as f64 / first.cost as f64).clamp(0.0, 1.0)
        } else {
            0.0
        };
        watch(&PlanProgress {
            iterations: live.iterations(),
            left_out: instance.left_out(&score),
            saved,
            done: f64::from(slice) / f64::from(SLICES),
        });
    }
}
