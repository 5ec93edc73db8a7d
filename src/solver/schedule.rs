//! The stops of one vehicle in a fixed order -> when everything happens.
//!
//! Only the break leaves a choice: after which stop. Since waiting is free and being earlier never
//! hurts, it is enough to know for each place in the sequence the earliest moment with and without
//! the break taken; the cost is linear in the number of stops.

mod late;
mod outline;
mod timeline;

pub use late::schedule_late;
pub(super) use late::{Limits, outline_late, schedule_within};
pub(super) use outline::{Outline, outline, ride};

use super::{
    Problem, Request, Route, StopId, Totals, Vehicle,
    clock::{clock, seconds},
};
use crate::units::{Load, Metres, Seconds, TimeWindow};
use std::collections::BTreeSet;

/// Why a sequence of stops has no schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Infeasible {
    /// There are no stops: a vehicle without visits has no route.
    NoStops,
    /// The problem has no such vehicle, or no such stop.
    Unknown,
    /// There is no way between two places that follow each other.
    Unreachable {
        /// Place to leave.
        from: usize,
        /// Place to go to.
        to: usize,
    },
    /// A stop's window is over, break or no break.
    TooLate {
        /// How many stops are made in time before it.
        made: usize,
        /// The stop.
        stop: StopId,
        /// When service could start there at the earliest.
        earliest: Seconds,
        /// When its window ends.
        due: Seconds,
    },
    /// The stops can be made in time, but not with a break in its window.
    NoTimeForBreak {
        /// The break's window.
        window: TimeWindow<Seconds>,
    },
    /// Everything can be done in time but the way back.
    OutsideShift {
        /// The vehicle's shift.
        shift: TimeWindow<Seconds>,
        /// When it would be back, its break taken.
        back: Seconds,
    },
}

/// The schedule of `vehicle` (an index) that makes `stops` in this order and is back, its break
/// taken, the earliest; of several such the one with the least waiting. Judges times only: neither
/// loads nor skills nor whether the stops make whole requests.
///
/// # Errors
///
/// Why there is none.
pub fn schedule(problem: &Problem, vehicle: usize, stops: &[StopId]) -> Result<Route, Infeasible> {
    if stops.is_empty() {
        return Err(Infeasible::NoStops);
    }
    let rider = problem.vehicles().get(vehicle).ok_or(Infeasible::Unknown)?;
    if stops.iter().any(|stop| problem.stop(*stop).is_none()) {
        return Err(Infeasible::Unknown);
    }
    let found = outline_or_reason(problem, rider, stops)?;
    Ok(written_down(problem, vehicle, rider, stops, &found))
}

fn written_down(
    problem: &Problem,
    vehicle: usize,
    rider: &Vehicle,
    stops: &[StopId],
    found: &Outline,
) -> Route {
    let visits = timeline::visits(problem, rider, stops, found);
    let arrival = match visits.last() {
        Some(last) if found.rest_after == Some(stops.len() + 1) => last.arrival,
        _ => seconds(found.finish),
    };
    let totals = totals(problem, rider, stops, found);
    Route { vehicle, departure: seconds(found.departure), visits, arrival, totals }
}

/// The outline of stops that the problem has.
pub(super) fn outline_or_reason(
    problem: &Problem,
    vehicle: &Vehicle,
    stops: &[StopId],
) -> Result<Outline, Infeasible> {
    match outline(problem, vehicle, stops.iter().copied()) {
        Some(found) if found.finish <= clock(vehicle.shift.end()) => Ok(found),
        found => Err(why_not(problem, vehicle, stops, found.map(|found| found.finish))),
    }
}

fn totals(problem: &Problem, vehicle: &Vehicle, stops: &[StopId], outline: &Outline) -> Totals {
    let mut on_board = from_the_start(problem, stops);
    let mut peak_load = on_board;
    let mut distance = Metres::ZERO;
    let mut here = vehicle.start;
    let way = |from: Option<usize>, to: Option<usize>| {
        let (Some(from), Some(to)) = (from, to) else { return Metres::ZERO };
        problem.matrix(vehicle).distance(from, to).unwrap_or_default()
    };
    for &id in stops {
        let request = &problem.requests()[id.request()];
        on_board = match id {
            StopId::Pickup { pickup, .. } => on_board + request.pickups[pickup].load,
            StopId::Dropoff { dropoff, .. } => on_board - request.dropoffs[dropoff].load,
        };
        peak_load = peak_load.max(on_board);
        let there = problem.stop(id).map(|stop| stop.place);
        distance = distance + way(here, there);
        here = there;
    }
    distance = distance + way(here, vehicle.end);
    Totals {
        travel: seconds(outline.travel),
        distance,
        waiting: seconds(outline.waiting),
        service: seconds(outline.service),
        setup: Seconds::ZERO,
        peak_load,
    }
}

/// What is on board before the first stop.
fn from_the_start(problem: &Problem, stops: &[StopId]) -> Load {
    let requests: BTreeSet<usize> = stops.iter().map(|stop| stop.request()).collect();
    let requests = requests.into_iter().map(|request| &problem.requests()[request]);
    requests.map(Request::aboard).sum()
}

/// The reason, given when the vehicle would be back if its shift had no end.
fn why_not(
    problem: &Problem,
    vehicle: &Vehicle,
    stops: &[StopId],
    back: Option<i64>,
) -> Infeasible {
    if let Some(back) = back {
        return Infeasible::OutsideShift { shift: vehicle.shift, back: seconds(back) };
    }
    let mut here = vehicle.start;
    let mut now = clock(vehicle.shift.start());
    for (made, &id) in stops.iter().enumerate() {
        let Some(stop) = problem.stop(id) else { return Infeasible::Unknown };
        let Some(time) = ride(problem.matrix(vehicle), here, Some(stop.place)) else {
            let from = here.unwrap_or(stop.place);
            return Infeasible::Unreachable { from, to: stop.place };
        };
        let start = (now + time).max(clock(stop.windows.start()));
        if start > clock(stop.windows.end()) {
            let (earliest, due) = (seconds(start), stop.windows.end());
            return Infeasible::TooLate { made, stop: id, earliest, due };
        }
        now = start + clock(stop.service.of(vehicle.kind));
        here = Some(stop.place);
    }
    if let (Some(from), Some(to)) = (here, vehicle.end)
        && problem.matrix(vehicle).time(from, to).is_none()
    {
        return Infeasible::Unreachable { from, to };
    }
    let rest = vehicle.breaks.first();
    let rest = rest.expect("invariant: only a break can be in the way of stops in time");
    Infeasible::NoTimeForBreak { window: rest.windows.hull() }
}

#[cfg(test)]
mod tests;
