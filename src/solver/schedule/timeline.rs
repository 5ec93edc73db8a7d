//! The visits of a sequence whose outline is known.

use super::{Outline, ride};
use crate::solver::{
    Break, Problem, StopId, Vehicle, Visit, VisitKind,
    clock::{clock, seconds},
};

/// Every visit as early as can be after the outline's departure, the break where it says.
pub(super) fn visits(
    problem: &Problem,
    vehicle: &Vehicle,
    stops: &[StopId],
    outline: &Outline,
) -> Vec<Visit> {
    let matrix = problem.matrix(vehicle);
    let travel = |from, to| ride(matrix, from, to).unwrap_or(0);
    let rest_after = |count| vehicle.breaks.first().filter(|_| outline.rest_after == Some(count));
    let mut visits = Vec::with_capacity(stops.len() + 1);
    let mut here = vehicle.start;
    let mut now = outline.departure;
    if let Some(rest) = rest_after(0) {
        now = pause(rest, now, &mut visits);
    }
    for (index, &id) in stops.iter().enumerate() {
        let Some(stop) = problem.stop(id) else { continue };
        let arrival = now + travel(here, Some(stop.place));
        let start = arrival.max(clock(stop.windows.start()));
        now = start + clock(stop.service.of(vehicle.kind));
        here = Some(stop.place);
        visits.push(visit(VisitKind::Stop(id), arrival, start, now));
        if let Some(rest) = rest_after(index + 1) {
            now = pause(rest, now, &mut visits);
        }
    }
    if let Some(rest) = rest_after(stops.len() + 1) {
        pause(rest, now + travel(here, vehicle.end), &mut visits);
    }
    visits
}

fn pause(rest: &Break, now: i64, visits: &mut Vec<Visit>) -> i64 {
    let start = now.max(clock(rest.windows.start()));
    let end = start + clock(rest.duration);
    visits.push(visit(VisitKind::Break, now, start, end));
    end
}

fn visit(kind: VisitKind, arrival: i64, start: i64, end: i64) -> Visit {
    Visit { kind, arrival: seconds(arrival), start: seconds(start), end: seconds(end) }
}
