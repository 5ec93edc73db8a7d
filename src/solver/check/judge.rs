//! The rules, one family after another.

use super::{Violation, courier, load, reading::Reading, reason, served, structure, times, totals};
use crate::solver::{Plan, Problem};

/// Everything that is wrong with `plan` as an answer to `problem`; nothing if it is right. Whatever
/// the plan holds, this answers. A route of an unknown vehicle or with an unknown stop is judged no
/// further than that. Whether the plan is a good one is not asked.
#[must_use]
pub fn check(problem: &Problem, plan: &Plan) -> Vec<Violation> {
    let mut violations = Vec::new();
    structure::check(problem, plan, &mut violations);
    served::check(problem, plan, &mut violations);
    courier::check(problem, plan, &mut violations);
    for (index, route) in plan.routes.iter().enumerate() {
        if let Some(reading) = Reading::new(problem, index, route) {
            load::check(&reading, &mut violations);
            times::check(&reading, &mut violations);
            totals::check(&reading, &mut violations);
        }
    }
    reason::check(problem, plan, &mut violations);
    violations
}
