//! Every moment of a route: legs, windows, break and shift.

use super::{
    Violation,
    before::Before,
    reading::{Read, Reading, narrow, wide},
};
use crate::{solver::VisitKind, units::Seconds};

pub(super) fn check(reading: &Reading, before: &Before, violations: &mut Vec<Violation>) {
    let route = reading.index;
    for ride in reading.legs() {
        if let (None, Some((from, to))) = (ride.leg(reading.matrix), ride.way) {
            violations.push(Violation::Unreachable { route, from, to });
        }
    }
    if is_beyond_time(reading) {
        violations.push(Violation::BeyondTime { route });
    }
    departure(reading, violations);
    arrivals(reading, violations);
    for (visit, read) in reading.visits.iter().enumerate() {
        match read.visit.kind {
            VisitKind::Stop(_) => service(reading, visit, read, before, violations),
            VisitKind::Break => pause(reading, visit, read, violations),
        }
    }
    let breaks = reading.visits.iter().filter(|read| read.stop.is_none()).count();
    if breaks == 0 && !reading.vehicle.breaks.is_empty() {
        violations.push(Violation::BreakMissing { route });
    }
    let (over, expected) = (reading.over(), reading.vehicle.shift.end());
    if wide(over) > wide(expected) + before.overdue(reading.route.vehicle) {
        violations.push(Violation::AfterShift { route, expected, got: over });
    }
}

/// Is some moment, worked out from the one before it, later than a plan can say?
fn is_beyond_time(reading: &Reading) -> bool {
    let stays = reading.visits.iter().map(|read| {
        let long = match read.stop {
            Some((_, stop, _)) => Some(stop.service.of(reading.vehicle.kind)),
            None => reading.vehicle.breaks.first().map(|rest| rest.duration),
        };
        wide(read.visit.start) + long.map_or(0, wide)
    });
    let rides = reading.legs().map(|ride| {
        let back = reading.visits.len() - usize::from(reading.break_at_end);
        let last = ride.visit.unwrap_or(back).checked_sub(1);
        let left = last.map_or(reading.route.departure, |last| reading.visits[last].visit.end);
        wide(left) + ride.time(reading.matrix).unwrap_or(0)
    });
    stays.chain(rides).any(|moment| moment > wide(Seconds::MAX))
}

fn departure(reading: &Reading, violations: &mut Vec<Violation>) {
    let (route, got) = (reading.index, reading.route.departure);
    let shift = reading.vehicle.shift;
    if got < shift.start() {
        violations.push(Violation::BeforeShift { route, expected: shift.start(), got });
    } else if let Some(expected) = latest_departure(reading).map(narrow)
        && got != expected
    {
        violations.push(Violation::Departure { route, expected, got });
    }
}

/// The latest departure with which the first stop starts as early as it ever can; `None` if another
/// violation makes that question idle.
fn latest_departure(reading: &Reading) -> Option<u64> {
    let shift_start = wide(reading.vehicle.shift.start());
    let ride = reading.legs().next()?;
    let (visit, travel) = (ride.visit, ride.time(reading.matrix)?);
    let ready = wide(reading.visits[visit?].stop?.1.windows.start());
    if visit == Some(0) {
        return Some((shift_start + travel).max(ready) - travel);
    }
    let rest = reading.vehicle.breaks.first().filter(|_| visit == Some(1))?;
    let duration = wide(rest.duration);
    let break_start = shift_start.max(wide(rest.windows.start()));
    let stop_start = (break_start + duration + travel).max(ready);
    Some((stop_start - travel - duration).min(wide(rest.windows.end())))
}

/// Each arrival is the end of the visit before and the ride from there.
fn arrivals(reading: &Reading, violations: &mut Vec<Violation>) {
    let route = reading.index;
    let mut legs = reading.legs();
    let mut left = wide(reading.route.departure);
    for (visit, read) in reading.visits.iter().enumerate() {
        let travel = match read.stop {
            Some(_) => legs.next().and_then(|ride| ride.time(reading.matrix)),
            None if reading.break_at_end && visit + 1 == reading.visits.len() => break,
            None => Some(0),
        };
        let got = read.visit.arrival;
        if let Some(expected) = travel.map(|travel| narrow(left + travel))
            && got != expected
        {
            violations.push(Violation::Arrival { route, visit, expected, got });
        }
        left = wide(read.visit.end);
    }
    let back = reading.route.arrival;
    if let Some(travel) = legs.next().and_then(|ride| ride.time(reading.matrix)) {
        let expected = narrow(left + travel);
        if back != expected {
            violations.push(Violation::Return { route, expected, got: back });
        }
    }
    if let Some(last) = reading.visits.last().filter(|_| reading.break_at_end)
        && last.visit.arrival != back
    {
        let (visit, got) = (reading.visits.len() - 1, last.visit.arrival);
        violations.push(Violation::Arrival { route, visit, expected: back, got });
    }
}

fn service(
    reading: &Reading,
    visit: usize,
    read: &Read,
    before: &Before,
    violations: &mut Vec<Violation>,
) {
    let route = reading.index;
    let Some((id, stop, _)) = read.stop else { return };
    let (window, got) = (stop.windows.hull(), read.visit.start);
    let expected = read.visit.arrival.max(window.start());
    let last = wide(window.end()) + before.late(id);
    if got < window.start() || last < wide(got) {
        violations.push(Violation::OutsideWindow { route, visit, window, got });
    } else if got != expected {
        violations.push(Violation::Start { route, visit, expected, got });
    }
    let (expected, got) =
        (narrow(wide(got) + wide(stop.service.of(reading.vehicle.kind))), read.visit.end);
    if got != expected {
        violations.push(Violation::End { route, visit, expected, got });
    }
}

fn pause(reading: &Reading, visit: usize, read: &Read, violations: &mut Vec<Violation>) {
    let route = reading.index;
    let Some(rest) = reading.vehicle.breaks.first() else {
        violations.push(Violation::BreakUncalledFor { route, visit });
        return;
    };
    if reading.visits[..visit].iter().any(|read| read.stop.is_none()) {
        violations.push(Violation::BreakTwice { route, visit });
        return;
    }
    let (window, start) = (rest.windows.hull(), read.visit.start);
    let expected = read.visit.arrival.max(window.start());
    if !window.contains(start) {
        violations.push(Violation::BreakOutsideWindow { route, visit, window, got: start });
    } else if start != expected {
        violations.push(Violation::Start { route, visit, expected, got: start });
    }
    let (expected, got) = (rest.duration, read.visit.end - start);
    if got != expected || read.visit.end < start {
        violations.push(Violation::BreakDuration { route, visit, expected, got });
    }
}
