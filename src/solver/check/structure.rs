//! Indices, order, emptiness.

use super::Violation;
use crate::solver::{Plan, Problem, StopId, VisitKind};

pub(super) fn check(problem: &Problem, plan: &Plan, violations: &mut Vec<Violation>) {
    let (vehicles, requests) = (problem.vehicles().len(), problem.requests().len());
    for (route, read) in plan.routes.iter().enumerate() {
        let vehicle = read.vehicle;
        if vehicle >= vehicles {
            violations.push(Violation::NoSuchVehicle { route, vehicle, vehicles });
        }
        let before = &plan.routes[..route];
        if let Some(first) = before.iter().position(|other| other.vehicle == vehicle) {
            violations.push(Violation::VehicleTwice { route, vehicle, first });
        } else if before.last().is_some_and(|other| other.vehicle > vehicle) {
            violations.push(Violation::RoutesOutOfOrder { route });
        }
        if !read.visits.iter().any(|visit| matches!(visit.kind, VisitKind::Stop(_))) {
            violations.push(Violation::EmptyRoute { route });
        }
        for (visit, kind) in read.visits.iter().map(|visit| visit.kind).enumerate() {
            if let VisitKind::Stop(stop) = kind
                && !exists(problem, stop)
            {
                violations.push(Violation::NoSuchStop { route, visit, stop });
            }
        }
    }
    for (entry, request) in plan.unassigned.iter().map(|left| left.request).enumerate() {
        if request >= requests {
            violations.push(Violation::NoSuchRequest { entry, request, requests });
        }
        let before = &plan.unassigned[..entry];
        if before.iter().any(|other| other.request == request) {
            violations.push(Violation::UnassignedTwice { entry, request });
        } else if before.last().is_some_and(|other| other.request > request) {
            violations.push(Violation::UnassignedOutOfOrder { entry });
        }
    }
}

fn exists(problem: &Problem, stop: StopId) -> bool {
    let request = problem.requests().get(stop.request());
    request.is_some_and(|request| match stop {
        StopId::Pickup { pickup, .. } => pickup < request.pickups.len(),
        StopId::Dropoff { dropoff, .. } => dropoff < request.dropoffs.len(),
    })
}
