//! Ways between stops, along the streets.

use crate::{
    config::time_zone,
    dispatch::Day,
    domain::{Coop, Round},
    routing::{Class, Directions, Router, directions},
    units::{LonLat, Metres},
};
use std::sync::Arc;

/// The way from one place to another; `None` if there is none for this class.
pub(super) fn way(class: &Class, from: LonLat, to: LonLat, max_snap_m: f64) -> Option<Directions> {
    let (from, to) = (class.snap(from, max_snap_m)?, class.snap(to, max_snap_m)?);
    let path = class.path(&from, &to)?;
    Some(directions(class, &path, &from, &to))
}

/// Notes in rounds, each with its shift (by index), what their legs climb. It stays unknown where the map knows no
/// heights.
pub(super) fn note_ascents<'r>(
    router: &Router,
    day: Day<'_>,
    max_snap_m: f64,
    rounds: impl IntoIterator<Item = (usize, &'r mut Round)>,
) {
    if !router.map().graph.has_elevation {
        return;
    }
    for (shift, round) in rounds {
        let Some(class) = class_of(router, day.coop, shift) else { continue };
        let places: Vec<LonLat> = round.stops.iter().map(|stop| stop.place).collect();
        for (stop, ends) in round.stops.iter_mut().skip(1).zip(places.windows(2)) {
            let way = (ends[0] != ends[1]).then(|| way(&class, ends[0], ends[1], max_snap_m));
            stop.leg_ascent_m = match way {
                None => Some(Metres::ZERO),
                Some(way) => way.and_then(|way| way.climb).map(|climb| climb.ascent),
            };
        }
    }
}

/// The streets of a shift's vehicle, as they are when the shift begins.
fn class_of(router: &Router, coop: &Coop, shift: usize) -> Option<Arc<Class>> {
    let shift = coop.shifts.get(shift)?;
    let vehicle = coop.vehicles.iter().find(|vehicle| vehicle.id == shift.vehicle)?;
    match time_zone(&coop.zone) {
        Some(zone) => router.class_at(&vehicle.profile, shift.window.start(), &zone),
        None => router.class(&vehicle.profile),
    }
}
