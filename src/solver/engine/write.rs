//! What the search found, as a plan.

use super::model::{Model, id};
use crate::solver::{
    Plan, Route, StopId, Unassigned,
    reason::reason,
    schedule::{breaches, schedule, schedule_late, schedule_within},
};

/// A route with its times: as late as it may be, if it must be late.
pub(super) fn route(model: &Model, vehicle: u32, nodes: &[u32]) -> Option<Route> {
    let (problem, index) = (&model.problem, vehicle as usize);
    let stops: Vec<StopId> = nodes.iter().map(|node| model.ids[*node as usize]).collect();
    let in_time = schedule(problem, index, &stops).ok();
    let within = || {
        let limits = model.limits(vehicle, nodes.iter().copied())?;
        schedule_within(problem, index, &stops, &limits)
    };
    in_time.or_else(within).or_else(|| schedule_late(problem, index, &stops).ok())
}

/// The plan whose routes have these nodes, by vehicle. Stops that are late in it are its breaches.
pub(super) fn plan(model: &Model, routes: &[Vec<u32>]) -> Plan {
    let problem = &model.problem;
    let mut served = vec![false; model.asks.len()];
    let mut plan = Plan::default();
    for (vehicle, nodes) in routes.iter().enumerate().filter(|(_, nodes)| !nodes.is_empty()) {
        // Only locked stops can be such that no way leads there, late or not: they are left over then.
        let Some(route) = route(model, id(vehicle), nodes) else { continue };
        for node in nodes {
            served[model.nodes[*node as usize].request as usize] = true;
        }
        plan.routes.push(route);
    }
    plan.unassigned = (0..served.len())
        .filter(|request| !served[*request])
        .map(|request| Unassigned { request, reason: reason(problem, request) })
        .collect();
    plan.breaches = breaches(problem, &plan.routes);
    plan
}
