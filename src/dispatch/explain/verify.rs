//! Does a change really give an order a place? Plan with it and see.

use crate::solver::{
    Budget, Objective, Problem, Request, Settings, StopId, VisitKind, check, solve,
};
use std::collections::BTreeSet;

/// So often rounds are changed to see whether a change helps.
const ITERATIONS: u64 = 100;

/// The vehicle that takes the first of `wanted` (indices) in a plan of `problem` that serves all of them and
/// everybody who was in `routes`; `None` if none was found, or the judge refuses it.
pub(super) fn taken_by(
    problem: &Problem,
    objective: &Objective,
    routes: &[(usize, Vec<StopId>)],
    wanted: &[usize],
) -> Option<usize> {
    let served: BTreeSet<usize> =
        routes.iter().flat_map(|(_, stops)| stops).map(|stop| stop.request()).collect();
    let must = |request: &usize| served.contains(request) || wanted.contains(request);
    let all = problem.requests().len();
    let first = u32::try_from(all).map_or(u32::MAX, |all| all.saturating_add(1));
    let requests = problem.requests().iter().enumerate().map(|(number, asked)| Request {
        priority: if must(&number) { first } else { 1 },
        ..asked.clone()
    });
    let problem = problem.changed(problem.vehicles().to_vec(), requests.collect()).ok()?;
    let budget = Budget { iterations: Some(ITERATIONS), ..Budget::default() };
    let settings =
        Settings { objective: *objective, seed: 1, threads: 1, budget, warm_start: routes };
    let plan = solve(&problem, &settings, &mut |_| {}).plan;
    let none_lost = !plan.unassigned.iter().any(|left| must(&left.request));
    if !none_lost || !check(&problem, &plan).is_empty() {
        return None;
    }
    let is_first = |kind: VisitKind| matches!(kind, VisitKind::Stop(stop) if wanted.first() == Some(&stop.request()));
    let with = plan.routes.iter().find(|route| route.visits.iter().any(|it| is_first(it.kind)));
    with.map(|route| route.vehicle)
}
