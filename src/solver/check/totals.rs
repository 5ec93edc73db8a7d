//! The sums along a route, added up again.

use super::{
    Violation, load,
    reading::{Reading, narrow, wide},
};
use crate::{solver::Totals, units::Metres};

pub(super) fn check(reading: &Reading, violations: &mut Vec<Violation>) {
    let (route, got) = (reading.index, reading.route.totals);
    if let Some(expected) = expected(reading)
        && got != expected
    {
        violations.push(Violation::Totals { route, expected, got });
    }
}

/// Rides, loads and services as the problem has them, waiting as the visits have it; `None` if a leg
/// cannot be ridden.
pub(super) fn expected(reading: &Reading) -> Option<Totals> {
    let (mut travel, mut distance) = (0, Metres::ZERO);
    for ride in reading.legs() {
        let leg = ride.leg(reading.matrix)?;
        travel += wide(leg.time);
        distance = distance + leg.distance;
    }
    let visits = || reading.visits.iter();
    let waiting = visits().map(|read| wide(read.visit.start - read.visit.arrival)).sum();
    let stops = || visits().filter(|read| read.stop.is_some());
    let service = stops().map(|read| read.service).sum();
    let setup = stops().map(|read| read.setup).sum();
    Some(Totals {
        travel: narrow(travel),
        distance,
        waiting: narrow(waiting),
        service: narrow(service),
        setup: narrow(setup),
        peak_load: load::peak(reading),
    })
}
