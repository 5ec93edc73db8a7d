//! How many stops, how long and how far.

use super::{
    Violation,
    before::Before,
    reading::{Reading, narrow, wide},
};
use crate::units::Metres;

pub(super) fn check(reading: &Reading, before: &Before, violations: &mut Vec<Violation>) {
    let (route, vehicle) = (reading.index, reading.vehicle);
    let forgiven = before.extent(reading.route.vehicle);
    let got = Extent::of(reading);
    // What is locked is made whatever the limit.
    let expected = vehicle.most_stops.map(|most| most.max(vehicle.locked.len()));
    if let Some(expected) = expected.filter(|most| got.stops > *most.max(&forgiven.stops)) {
        violations.push(Violation::TooManyStops { route, expected, got: got.stops });
    }
    if let Some(expected) = vehicle.most_travel
        && got.travel > wide(expected).max(forgiven.travel)
    {
        violations.push(Violation::TooMuchTravel { route, expected, got: narrow(got.travel) });
    }
    if let Some(expected) = vehicle.most_distance
        && got.distance > u64::from(expected.as_u32()).max(forgiven.distance)
    {
        let got = Metres::new(u32::try_from(got.distance).unwrap_or(u32::MAX));
        violations.push(Violation::TooFar { route, expected, got });
    }
}

/// The stops of a route, its seconds in motion, and its metres.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) stops: usize,
    pub(super) travel: u64,
    pub(super) distance: u64,
}

impl Extent {
    pub(super) fn of(reading: &Reading) -> Self {
        let mut extent = Self::default();
        extent.stops = reading.visits.iter().filter(|read| read.stop.is_some()).count();
        for leg in reading.legs().filter_map(|ride| ride.leg(reading.matrix)) {
            extent.travel += wide(leg.time);
            extent.distance += u64::from(leg.distance.as_u32());
        }
        extent
    }
}
