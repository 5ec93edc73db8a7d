//! What is settled before the solver begins: locked stops, loads on board, requests of one vehicle.

use super::{Violation, before::Before};
use crate::solver::{Allowed, Plan, Problem, StopId, VisitKind};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(problem: &Problem, plan: &Plan, before: &Before, found: &mut Vec<Violation>) {
    for (vehicle, rider) in problem.vehicles().iter().enumerate() {
        if let Some(first) = rider.locked.first() {
            found.extend(broken(plan, vehicle, &rider.locked, *first));
        }
    }
    wrong_vehicles(problem, plan, found);
    dropped(problem, plan, before, found);
}

/// The first locked stop that is not where it must be.
fn broken(plan: &Plan, vehicle: usize, locked: &[StopId], stop: StopId) -> Option<Violation> {
    let Some(route) = plan.routes.iter().position(|route| route.vehicle == vehicle) else {
        return Some(Violation::MissingLocked { vehicle, stop });
    };
    let visits = &plan.routes[route].visits;
    let mut stops = visits.iter().enumerate().filter_map(|(visit, it)| match it.kind {
        VisitKind::Stop(stop) => Some((visit, stop)),
        VisitKind::Break => None,
    });
    locked.iter().find_map(|&expected| {
        let next = stops.next();
        let (visit, got) = next.map_or((visits.len(), None), |(visit, got)| (visit, Some(got)));
        let broken = Violation::LockBroken { route, vehicle, visit, expected, got };
        (got != Some(expected)).then_some(broken)
    })
}

fn wrong_vehicles(problem: &Problem, plan: &Plan, found: &mut Vec<Violation>) {
    for (route, read) in plan.routes.iter().enumerate() {
        for request in requests(read.visits.iter().map(|visit| visit.kind)) {
            let Some(asked) = problem.requests().get(request) else { continue };
            let vehicle = read.vehicle;
            let may = match &asked.vehicles {
                Allowed::Any => true,
                Allowed::Only(these) => these.contains(&vehicle),
                Allowed::Not(these) => !these.contains(&vehicle),
            };
            if !may {
                found.push(Violation::WrongVehicle { route, request, vehicle });
            }
        }
    }
}

fn requests(visits: impl Iterator<Item = VisitKind>) -> BTreeSet<usize> {
    let stops = visits.filter_map(|kind| match kind {
        VisitKind::Stop(stop) => Some(stop.request()),
        VisitKind::Break => None,
    });
    stops.collect()
}

/// Requests that no plan may leave over.
fn dropped(problem: &Problem, plan: &Plan, before: &Before, found: &mut Vec<Violation>) {
    let visits = plan.routes.iter().flat_map(|route| &route.visits);
    let served = requests(visits.map(|visit| visit.kind));
    let mut locked = BTreeMap::new();
    for (vehicle, rider) in problem.vehicles().iter().enumerate() {
        locked.extend(rider.locked.iter().map(|stop| (stop.request(), vehicle)));
    }
    let left: BTreeSet<usize> = plan.unassigned.iter().map(|left| left.request).collect();
    for request in left.difference(&served).copied() {
        let Some(asked) = problem.requests().get(request) else { continue };
        let only = match &asked.vehicles {
            Allowed::Only(these) if these.iter().all(|it| *it == these[0]) => {
                these.first().copied()
            }
            _ => None,
        };
        let on_board = only.filter(|_| asked.begun || asked.pickups.is_empty());
        let home = locked.get(&request).copied().or(on_board).or(before.home(request));
        found.extend(home.map(|vehicle| Violation::Dropped { request, vehicle }));
    }
}
