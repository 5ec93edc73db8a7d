//! Does a change really give an order a place? Plan with it and see.

use crate::solver::{Live, Objective, Problem, StopId, check};

/// The vehicle that takes the first of `wanted` (indices) in a plan of `problem` that serves all of them and
/// everybody who was in `routes`; `None` if none was found, or the judge refuses it.
pub(super) fn taken_by(
    problem: &Problem,
    objective: &Objective,
    routes: &[(usize, Vec<StopId>)],
    wanted: &[usize],
) -> Option<usize> {
    let mut live = Live::new(problem.clone(), *objective, 1, routes).ok()?;
    let all = wanted.iter().all(|request| live.insert(*request).vehicle.is_some());
    if !all || !check(problem, &live.plan()).is_empty() {
        return None;
    }
    wanted.first().and_then(|first| live.vehicle(*first))
}
