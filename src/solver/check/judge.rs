//! The rules, one family after another.

use super::{
    Violation, before::Before, breach, courier, kept, limits, load, on_board, reading::Reading,
    reason, sequence, served, structure, times, totals,
};
use crate::solver::{Plan, Problem, StopId};

/// Everything that is wrong with `plan` as an answer to `problem`; nothing if it is right. Whatever
/// the plan holds, this answers. A route of an unknown vehicle or with an unknown stop is judged no
/// further than that. Whether the plan is a good one is not asked.
#[must_use]
pub fn check(problem: &Problem, plan: &Plan) -> Vec<Violation> {
    check_live(problem, &[], plan)
}

/// As [`check`], for a plan that is under way: `before` are vehicles (indices) and the stops of their
/// routes, in order, as they stood.
///
/// Each of these is ridden on as early as can be, the breaks where they make the least late. A stop that
/// is late then may be as late, but no later, in `plan`, whoever makes it, and a load that is on board for too
/// long may be so for as long; a vehicle may be over after its shift, too full in a dimension, have too many stops
/// or ride too far by as much as it is then. All that is late or too much must be in
/// [`Plan::breaches`]. No request of `before` may be left over.
#[must_use]
pub fn check_live(
    problem: &Problem,
    before: &[(usize, Vec<StopId>)],
    plan: &Plan,
) -> Vec<Violation> {
    let before = Before::new(problem, before);
    let mut violations = Vec::new();
    structure::check(problem, plan, &mut violations);
    served::check(problem, plan, &mut violations);
    kept::check(problem, plan, &before, &mut violations);
    courier::check(problem, plan, &mut violations);
    for (index, route) in plan.routes.iter().enumerate() {
        if let Some(reading) = Reading::new(problem, index, route) {
            load::check(&reading, &before, &mut violations);
            times::check(&reading, &before, &mut violations);
            on_board::check(&reading, &before, &mut violations);
            limits::check(&reading, &before, &mut violations);
            sequence::check(&reading, &mut violations);
            totals::check(&reading, &mut violations);
        }
    }
    breach::check(problem, plan, &before, &mut violations);
    reason::check(problem, plan, &mut violations);
    violations
}
