//! What a plan that is under way breaks, because reality has broken it.

use super::{
    Breach, Problem, Route, StopId, VisitKind,
    schedule::{from_the_start, load_after},
};
use crate::units::Load;

/// What these routes break, in the order in which [`Plan::breaches`](super::Plan::breaches) lists it if they
/// are in the order of their vehicles. Nothing is said of what is not in `problem`.
#[must_use]
pub fn breaches(problem: &Problem, routes: &[Route]) -> Vec<Breach> {
    let mut found = Vec::new();
    for route in routes {
        add(problem, route, &mut found);
    }
    found
}

fn add(problem: &Problem, route: &Route, found: &mut Vec<Breach>) {
    let vehicle = route.vehicle;
    let Some(rider) = problem.vehicles().get(vehicle) else { return };
    let stops = route.visits.iter().filter_map(|visit| {
        let VisitKind::Stop(id) = visit.kind else { return None };
        Some((visit, id, problem.stop(id)?))
    });
    let ids: Vec<StopId> = stops.clone().map(|(_, id, _)| id).collect();
    let mut on_board = from_the_start(problem, &ids);
    let overload = |after, on_board: Load| {
        let by = on_board - rider.capacity;
        (by != Load::ZERO).then_some(Breach::Overloaded { vehicle, after, by })
    };
    found.extend(overload(None, on_board));
    for (visit, id, stop) in stops {
        let due = stop.window.end();
        if visit.start > due {
            found.push(Breach::Late { vehicle, stop: id, by: visit.start - due });
        }
        on_board = load_after(problem, on_board, id);
        found.extend(overload(Some(id), on_board));
    }
    // A break may come after the ride back.
    let over = route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival));
    if over > rider.shift.end() {
        found.push(Breach::Overdue { vehicle, by: over - rider.shift.end() });
    }
}
