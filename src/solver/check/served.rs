//! Each request in exactly one place: all its stops in one route, the pickup first, or unassigned.

use super::Violation;
use crate::solver::{Plan, Problem, StopId, VisitKind};
use std::collections::HashMap;

pub(super) fn check(problem: &Problem, plan: &Plan, violations: &mut Vec<Violation>) {
    // Where each stop, and where each request, was seen first: route, and visit in it.
    let mut stops: HashMap<StopId, (usize, usize)> = HashMap::new();
    let mut homes: HashMap<usize, usize> = HashMap::new();
    for (route, read) in plan.routes.iter().enumerate() {
        for (visit, kind) in read.visits.iter().map(|visit| visit.kind).enumerate() {
            let VisitKind::Stop(stop) = kind else { continue };
            if stops.contains_key(&stop) {
                violations.push(Violation::StopTwice { route, visit, stop });
                continue;
            }
            stops.insert(stop, (route, visit));
            let other = *homes.entry(stop.request()).or_insert(route);
            if other != route {
                violations.push(Violation::Split { route, visit, stop, other });
            }
        }
    }
    for (request, asked) in problem.requests().iter().enumerate() {
        let unassigned = plan.unassigned.iter().any(|left| left.request == request);
        let Some(&route) = homes.get(&request) else {
            if !unassigned {
                violations.push(Violation::Forgotten { request });
            }
            continue;
        };
        if unassigned {
            violations.push(Violation::ServedAndUnassigned { request, route });
        }
        let pickups = (0..asked.pickups.len()).map(|pickup| StopId::Pickup { request, pickup });
        let dropoffs =
            (0..asked.dropoffs.len()).map(|dropoff| StopId::Dropoff { request, dropoff });
        for stop in pickups.chain(dropoffs) {
            if !stops.contains_key(&stop) {
                violations.push(Violation::StopMissing { request, route, stop });
            }
        }
        for (dropoff, told) in asked.dropoffs.iter().enumerate() {
            let stop = StopId::Dropoff { request, dropoff };
            let Some(&(route, visit)) = stops.get(&stop) else { continue };
            let follows =
                |pickup: &usize| told.after.as_ref().is_none_or(|after| after.contains(pickup));
            let mut pickups = (0..asked.pickups.len()).filter(follows);
            let late = pickups.any(|pickup| {
                let fetched = stops.get(&StopId::Pickup { request, pickup });
                fetched.is_some_and(|(home, fetched)| *home == route && visit < *fetched)
            });
            if late {
                violations.push(Violation::DropoffFirst { route, visit, stop });
            }
        }
    }
}
