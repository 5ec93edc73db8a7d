//! The stops of one vehicle in a fixed order -> when everything happens.
//!
//! Breaks leave a choice: after which stop. Since being earlier never hurts, it is enough to know for each place
//! in the sequence the earliest moment with so many breaks taken; the cost is linear in the number of stops. Only
//! where a load may be on board for so long, a pickup may have to wait: see [`way`].

mod late;
mod outline;
mod rests;
mod timeline;
mod way;

pub use late::schedule_late;
pub(super) use late::{outline_late, schedule_within};
pub(super) use outline::{Outline, is_plain, outline, outline_of, ride};
pub(super) use way::{Limits, Times, Way};

use super::{
    Problem, Request, Route, StopId, Totals, Vehicle,
    clock::{clock, next_start, seconds},
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
    /// A stop's windows are over, breaks or no breaks.
    TooLate {
        /// How many stops are made in time before it.
        made: usize,
        /// The stop.
        stop: StopId,
        /// When service could start there at the earliest.
        earliest: Seconds,
        /// When its last window ends.
        due: Seconds,
    },
    /// The stops can be made in time, but a load is on board for too long.
    TooLongOnBoard {
        /// The dropoff.
        stop: StopId,
        /// How long its load may be on board.
        most: Seconds,
    },
    /// The stops can be made in time, but not with the breaks in their windows.
    NoTimeForBreak {
        /// The first break's, from the beginning of its first window to the end of its last.
        window: TimeWindow<Seconds>,
    },
    /// The vehicle would be in motion for too long, or ride too far.
    TooFar,
    /// Everything can be done in time but the way back.
    OutsideShift {
        /// The vehicle's shift.
        shift: TimeWindow<Seconds>,
        /// When it would be back, its breaks taken.
        back: Seconds,
    },
}

/// The schedule of `vehicle` (an index) that makes `stops` in this order and is back, its breaks
/// taken, the earliest; of several such the one with the least waiting. Judges times and ways only: neither
/// loads nor skills nor whether the stops make whole requests.
///
/// # Errors
///
/// Why there is none.
pub fn schedule(problem: &Problem, vehicle: usize, stops: &[StopId]) -> Result<Route, Infeasible> {
    let rider = rider(problem, vehicle, stops)?;
    let way = Way::new(problem, rider, stops)?;
    let times = in_time(&way)?;
    if is_too_far(problem, &way) {
        return Err(Infeasible::TooFar);
    }
    Ok(timeline::route(problem, vehicle, &way, stops, &times))
}

/// When a vehicle with these stops would be back, its breaks taken; the errors of [`schedule`].
pub(super) fn back(
    problem: &Problem,
    rider: &Vehicle,
    stops: &[StopId],
) -> Result<i64, Infeasible> {
    let way = Way::new(problem, rider, stops)?;
    let times = in_time(&way)?;
    if is_too_far(problem, &way) { Err(Infeasible::TooFar) } else { Ok(times.finish) }
}

fn is_too_far(problem: &Problem, way: &Way) -> bool {
    let (rider, travel) = (way.rider, way.travel());
    rider.most_travel.is_some_and(|most| clock(most) < travel)
        || rider.most_distance.is_some_and(|most| u64::from(most.as_u32()) < length(problem, way))
}

/// The length of a way in metres.
pub(super) fn length(problem: &Problem, way: &Way) -> u64 {
    let rider = way.rider;
    let stops = way.calls.iter().map(|call| call.stop.place);
    let places = rider.start.into_iter().chain(stops).chain(rider.end);
    let mut sum = 0;
    let mut here = None;
    for there in places {
        if let Some(from) = here.replace(there) {
            let more = problem.matrix(rider).distance(from, there);
            sum += u64::from(more.unwrap_or_default().as_u32());
        }
    }
    sum
}

fn rider<'a>(
    problem: &'a Problem,
    vehicle: usize,
    stops: &[StopId],
) -> Result<&'a Vehicle, Infeasible> {
    if stops.is_empty() {
        return Err(Infeasible::NoStops);
    }
    let rider = problem.vehicles().get(vehicle).ok_or(Infeasible::Unknown)?;
    let known = stops.iter().all(|stop| problem.stop(*stop).is_some());
    if known { Ok(rider) } else { Err(Infeasible::Unknown) }
}

/// The times of a way, whatever its length.
fn in_time(way: &Way) -> Result<Times, Infeasible> {
    let times = way.in_time().ok_or_else(|| why_not(way))?;
    if times.finish > clock(way.rider.shift.end()) {
        let (shift, back) = (way.rider.shift, seconds(times.finish));
        return Err(Infeasible::OutsideShift { shift, back });
    }
    Ok(times)
}

fn why_not(way: &Way) -> Infeasible {
    let mut now = clock(way.rider.shift.start());
    for (made, (call, time)) in way.calls.iter().zip(&way.rides).enumerate() {
        now += time;
        let Some(start) = next_start(&call.stop.windows, now) else {
            let (earliest, due) = (seconds(now), call.stop.windows.end());
            return Infeasible::TooLate { made, stop: call.id, earliest, due };
        };
        now = start + call.setup + call.service;
    }
    match (way.first_too_long(), way.rider.breaks.first()) {
        (Some((stop, most)), _) => Infeasible::TooLongOnBoard { stop, most: seconds(most) },
        (None, Some(rest)) => Infeasible::NoTimeForBreak { window: rest.windows.hull() },
        (None, None) => Infeasible::Unknown,
    }
}

/// Sums along a way.
fn totals(problem: &Problem, stops: &[StopId], way: &Way, waiting: i64) -> Totals {
    let mut on_board = from_the_start(problem, stops);
    let mut peak_load = on_board;
    for call in &way.calls {
        let request = &problem.requests()[call.id.request()];
        on_board = match call.id {
            StopId::Pickup { pickup, .. } => on_board + request.pickups[pickup].load,
            StopId::Dropoff { dropoff, .. } => on_board - request.dropoffs[dropoff].load,
        };
        peak_load = peak_load.max(on_board);
    }
    Totals {
        travel: seconds(way.travel()),
        distance: Metres::new(u32::try_from(length(problem, way)).unwrap_or(u32::MAX)),
        waiting: seconds(waiting),
        service: seconds(way.calls.iter().map(|call| call.service).sum()),
        setup: seconds(way.calls.iter().map(|call| call.setup).sum()),
        peak_load,
    }
}

/// What is on board before the first stop.
fn from_the_start(problem: &Problem, stops: &[StopId]) -> Load {
    let requests: BTreeSet<usize> = stops.iter().map(|stop| stop.request()).collect();
    let requests = requests.into_iter().map(|request| &problem.requests()[request]);
    requests.map(Request::aboard).sum()
}

#[cfg(test)]
mod tests;
