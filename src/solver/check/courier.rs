//! Nobody is on two routes at once.

use super::Violation;
use crate::{
    solver::{Plan, Problem, Route},
    units::Seconds,
};

/// Looks at what the plan says about its routes, whatever the shifts of their vehicles. Two routes of
/// one vehicle are wrong in another way.
pub(super) fn check(problem: &Problem, plan: &Plan, violations: &mut Vec<Violation>) {
    let courier = |route: &Route| problem.vehicles().get(route.vehicle).map(|it| it.courier);
    for (route, read) in plan.routes.iter().enumerate() {
        let Some(rider) = courier(read) else { continue };
        for (other, before) in plan.routes[..route].iter().enumerate() {
            let meets = read.departure < over(before) && before.departure < over(read);
            if meets && read.vehicle != before.vehicle && courier(before) == Some(rider) {
                violations.push(Violation::CourierTwice { route, courier: rider, other });
            }
        }
    }
}

/// When the last of it is over: the ride back, or a break after it.
fn over(route: &Route) -> Seconds {
    route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival))
}
