//! What the search found, as a plan.

use super::model::{Model, id};
use crate::solver::{
    Plan, StopId, Unassigned,
    breaches::breaches,
    reason::reason,
    schedule::{schedule, schedule_late, schedule_within},
};

/// The plan whose routes have these nodes, by vehicle. What is late or too much in it are its breaches.
pub(super) fn plan(model: &Model, routes: &[Vec<u32>]) -> Plan {
    let problem = &model.problem;
    let mut served = vec![false; model.asks.len()];
    let mut plan = Plan::default();
    for (vehicle, nodes) in routes.iter().enumerate().filter(|(_, nodes)| !nodes.is_empty()) {
        let stops: Vec<StopId> = nodes.iter().map(|node| model.ids[*node as usize]).collect();
        // Only locked stops can be such that no way leads there, late or not: they are left over then.
        let route = schedule(problem, vehicle, &stops);
        let within = || {
            let limits = model.limits(id(vehicle), nodes.iter().copied())?;
            schedule_within(problem, vehicle, &stops, &limits)
        };
        let late = || schedule_late(problem, vehicle, &stops).ok();
        let Some(route) = route.ok().or_else(within).or_else(late) else { continue };
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
