//! The visits of a sequence whose times are known.

use super::{
    totals,
    way::{Times, Way},
};
use crate::solver::{
    Problem, Route, StopId, Visit, VisitKind,
    clock::{clock, next_start, seconds},
};

/// The route with these times.
pub(super) fn route(
    problem: &Problem,
    vehicle: usize,
    way: &Way,
    stops: &[StopId],
    times: &Times,
) -> Route {
    let mut visits = Vec::with_capacity(stops.len() + times.rests.len());
    let (mut now, mut waiting, mut arrival) = (times.departure, 0, times.departure);
    let mut stay = |kind, now: &mut i64, start: i64, long: i64| {
        waiting += start - *now;
        let arrival = std::mem::replace(now, start + long);
        let [arrival, start, end] = [arrival, start, *now].map(seconds);
        visits.push(Visit { kind, arrival, start, end });
    };
    let mut breaks = way.rider.breaks.iter().zip(&times.rests).peekable();
    for done in 0..=way.rides.len() {
        if let Some(ride) = done.checked_sub(1) {
            now += way.rides[ride];
            arrival = now;
            if let Some(call) = way.calls.get(ride) {
                let long = call.setup + call.service;
                stay(VisitKind::Stop(call.id), &mut now, times.starts[ride], long);
            }
        }
        while let Some((rest, _)) = breaks.next_if(|(_, after)| **after == done) {
            // As soon as can be from the departure on.
            let start = next_start(&rest.windows, now).unwrap_or(now);
            stay(VisitKind::Break, &mut now, start, clock(rest.duration));
        }
    }
    let totals = totals(problem, stops, way, waiting);
    let (departure, arrival) = (seconds(times.departure), seconds(arrival));
    Route { vehicle, departure, visits, arrival, totals }
}
