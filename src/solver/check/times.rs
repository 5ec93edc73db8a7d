//! Every moment of a route: legs, windows, breaks and shift.

use super::{
    Violation,
    before::Before,
    on_board,
    reading::{Read, Reading, Ride, first_in, last_in, narrow, wide},
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
    departure(reading, before, violations);
    arrivals(reading, violations);
    for (visit, read) in reading.visits.iter().enumerate() {
        match read.visit.kind {
            VisitKind::Stop(_) => service(reading, visit, read, before, violations),
            VisitKind::Break => pause(reading, visit, read, violations),
        }
    }
    let breaks = reading.visits.iter().filter(|read| read.stop.is_none()).count();
    if breaks < reading.vehicle.breaks.len() {
        violations.push(Violation::BreakMissing { route });
    }
    let (over, expected) = (reading.over(), reading.vehicle.shift.end());
    if wide(over) > wide(expected) + before.overdue(reading.route.vehicle) {
        violations.push(Violation::AfterShift { route, expected, got: over });
    }
}

/// Is some moment, worked out from the one before it, later than a plan can say?
fn is_beyond_time(reading: &Reading) -> bool {
    let stays = reading.visits.iter();
    let stays = stays.map(|read| wide(read.visit.start) + read.setup + read.service);
    let rides = reading.legs().map(|ride| {
        let last = ride.visit.unwrap_or(reading.back).checked_sub(1);
        let left = last.map_or(reading.route.departure, |last| reading.visits[last].visit.end);
        wide(left) + ride.time(reading.matrix).unwrap_or(0)
    });
    stays.chain(rides).any(|moment| moment > wide(Seconds::MAX))
}

fn departure(reading: &Reading, before: &Before, violations: &mut Vec<Violation>) {
    let (route, got) = (reading.index, reading.route.departure);
    let shift = reading.vehicle.shift;
    if got < shift.start() {
        violations.push(Violation::BeforeShift { route, expected: shift.start(), got });
        return;
    }
    let waits = |visit| on_board::waits(reading, visit, before);
    let Some([expected, least, most]) = latest_departures(reading, waits) else { return };
    if !(least..=most).contains(&wide(got)) {
        let expected = narrow(expected);
        violations.push(Violation::Departure { route, expected, got });
    }
}

/// The latest departures with which the first stop starts as early as it can after each of these waits; `None` if
/// another violation makes that question idle.
fn latest_departures(reading: &Reading, waits: impl Fn(usize) -> [u64; 3]) -> Option<[u64; 3]> {
    let ride = reading.legs().next()?;
    let (first, travel) = (ride.visit?, ride.time(reading.matrix)?);
    let mut now = wide(reading.vehicle.shift.start());
    for read in &reading.visits[..first] {
        now = first_in(&read.rest?.windows, now)? + read.service;
    }
    let windows = &reading.visits[first].stop?.1.windows;
    let latest = |wait: u64| {
        let earliest = wait.max(now + travel);
        let start = first_in(windows, earliest).unwrap_or(earliest);
        let mut breaks = reading.visits[..first].iter().rev();
        breaks.try_fold(start - travel, |leave, read| {
            last_in(&read.rest?.windows, leave.checked_sub(read.service)?)
        })
    };
    let [promised, least, most] = waits(first).map(latest);
    Some([promised?, least?, most?])
}

/// Each arrival is the end of the visit before and the ride from there.
fn arrivals(reading: &Reading, violations: &mut Vec<Violation>) {
    let route = reading.index;
    let mut legs = reading.legs();
    let mut left = wide(reading.route.departure);
    for (visit, read) in reading.visits.iter().enumerate() {
        let travel = match read.stop {
            _ if visit == reading.back => {
                back(reading, left, legs.next(), violations);
                left = wide(reading.route.arrival);
                Some(0)
            }
            Some(_) => legs.next().and_then(|ride| ride.time(reading.matrix)),
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
    if reading.back == reading.visits.len() {
        back(reading, left, legs.next(), violations);
    }
}

fn back(reading: &Reading, left: u64, ride: Option<Ride>, violations: &mut Vec<Violation>) {
    let (route, got) = (reading.index, reading.route.arrival);
    if let Some(travel) = ride.and_then(|ride| ride.time(reading.matrix)) {
        let expected = narrow(left + travel);
        if got != expected {
            violations.push(Violation::Return { route, expected, got });
        }
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
    let (windows, got) = (&stop.windows, wide(read.visit.start));
    let [expected, least, most] = on_board::waits(reading, visit, before).map(|wait| {
        let earliest = wait.max(wide(read.visit.arrival));
        first_in(windows, earliest).unwrap_or(earliest)
    });
    let end = wide(windows.end());
    let is_open = windows.contains(read.visit.start) || end < got && got <= end + before.late(id);
    if !is_open {
        let (window, got) = (windows.hull(), read.visit.start);
        violations.push(Violation::OutsideWindow { route, visit, window, got });
    } else if !(least..=most).contains(&got) {
        let (expected, got) = (narrow(expected), read.visit.start);
        violations.push(Violation::Start { route, visit, expected, got });
    }
    let (expected, got) = (narrow(got + read.setup + read.service), read.visit.end);
    if got != expected {
        violations.push(Violation::End { route, visit, expected, got });
    }
}

fn pause(reading: &Reading, visit: usize, read: &Read, violations: &mut Vec<Violation>) {
    let route = reading.index;
    let Some(rest) = read.rest else {
        violations.push(match reading.vehicle.breaks.len() {
            0 => Violation::BreakUncalledFor { route, visit },
            _ => Violation::BreakTwice { route, visit },
        });
        return;
    };
    let start = read.visit.start;
    let arrival = wide(read.visit.arrival);
    let expected = narrow(first_in(&rest.windows, arrival).unwrap_or(arrival));
    if !rest.windows.contains(start) {
        let window = rest.windows.hull();
        violations.push(Violation::BreakOutsideWindow { route, visit, window, got: start });
    } else if start != expected {
        violations.push(Violation::Start { route, visit, expected, got: start });
    }
    let (expected, got) = (rest.duration, read.visit.end - start);
    if got != expected || read.visit.end < start {
        violations.push(Violation::BreakDuration { route, visit, expected, got });
    }
}
