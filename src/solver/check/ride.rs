//! A request alone on a vehicle, its dropoffs in the order in which they are listed.

use super::reading::wide;
use crate::{
    solver::{Break, Problem, Stop, StopId, Vehicle},
    units::Seconds,
};

/// How far such a ride gets. One dropoff has one order, so this is then the whole truth; with several
/// it is a lower bound: some order gets at least as far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ride {
    /// Some place is cut off.
    CutOff,
    /// The stop is too late, break and shift's end left aside; service could start at `at`.
    Late { stop: StopId, at: u64 },
    /// The stops can be made, but not with the break.
    Unrested,
    /// It is back, its break taken, at `at`, after the shift.
    Overdue { at: u64 },
    /// It fits.
    Fits,
}

/// Rides it with the break at every possible place.
pub(super) fn ride(problem: &Problem, vehicle: &Vehicle, request: usize) -> Ride {
    let asked = &problem.requests()[request];
    let mut stops: Vec<(StopId, &Stop)> = Vec::new();
    for (pickup, it) in asked.pickups.iter().enumerate() {
        stops.push((StopId::Pickup { request, pickup }, &it.stop));
    }
    for (dropoff, it) in asked.dropoffs.iter().enumerate() {
        stops.push((StopId::Dropoff { request, dropoff }, &it.stop));
    }
    let Some(times) = legs(problem, vehicle, &stops) else { return Ride::CutOff };
    let alone = match run(vehicle, &stops, &times, None) {
        Ok(alone) => alone,
        Err(late) => return late.map_or(Ride::Unrested, |(stop, at)| Ride::Late { stop, at }),
    };
    let back = match vehicle.breaks.first() {
        None => Some(alone),
        Some(rest) => (0..=times.len())
            .filter_map(|after| run(vehicle, &stops, &times, Some((after, rest))).ok())
            .min(),
    };
    match back {
        None => Ride::Unrested,
        Some(at) if at > wide(vehicle.shift.end()) => Ride::Overdue { at },
        Some(_) => Ride::Fits,
    }
}

/// The time of each ride, the way back last.
pub(super) fn legs(
    problem: &Problem,
    vehicle: &Vehicle,
    stops: &[(StopId, &Stop)],
) -> Option<Vec<Seconds>> {
    let places = stops.iter().map(|(_, stop)| Some(stop.place));
    let from = std::iter::once(vehicle.start).chain(places.clone());
    let to = places.chain([vehicle.end]);
    let time = |(from, to): (Option<usize>, Option<usize>)| match from.zip(to) {
        Some((from, to)) => problem.matrix(vehicle).time(from, to),
        None => Some(Seconds::ZERO),
    };
    from.zip(to).map(time).collect()
}

/// When it is back with the break after so many legs; or the stop that is late, `None` for the break.
fn run(
    vehicle: &Vehicle,
    stops: &[(StopId, &Stop)],
    times: &[Seconds],
    rest: Option<(usize, &Break)>,
) -> Result<u64, Option<(StopId, u64)>> {
    let mut now = wide(vehicle.shift.start());
    for legs in 0..=times.len() {
        if let Some(time) = legs.checked_sub(1).map(|leg| times[leg]) {
            now += wide(time);
        }
        if let Some((id, stop)) = legs.checked_sub(1).and_then(|stop| stops.get(stop)) {
            let start = now.max(wide(stop.windows.start()));
            if start > wide(stop.windows.end()) {
                return Err(Some((*id, start)));
            }
            now = start + wide(stop.service.of(vehicle.kind));
        }
        if let Some((_, rest)) = rest.filter(|(after, _)| *after == legs) {
            let start = now.max(wide(rest.windows.start()));
            if start > wide(rest.windows.end()) {
                return Err(None);
            }
            now = start + wide(rest.duration);
        }
    }
    Ok(now)
}
