//! How late, and how full, routes that are under way would be if nothing were changed.

use super::{
    load::{DIMENSIONS, aboard},
    reading::wide,
    ride::legs,
};
use crate::{
    solver::{Break, Problem, Stop, StopId, Vehicle},
    units::Seconds,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is forgiven a live plan: no more than what the routes before it come to. In seconds, and in the
/// units of the dimensions.
#[derive(Debug, Default)]
pub(super) struct Before {
    late: BTreeMap<StopId, u64>,
    overdue: BTreeMap<usize, u64>,
    excess: BTreeMap<usize, [u64; 3]>,
    homes: BTreeMap<usize, usize>,
}

impl Before {
    /// A route that is not one of the problem, or that cannot be ridden at all, forgives nothing.
    pub(super) fn new(problem: &Problem, routes: &[(usize, Vec<StopId>)]) -> Self {
        let mut before = Self::default();
        for (vehicle, stops) in routes {
            before.add(problem, *vehicle, stops);
        }
        before
    }

    /// How late this stop may be.
    pub(super) fn late(&self, stop: StopId) -> u64 {
        self.late.get(&stop).copied().unwrap_or(0)
    }

    /// How long after its shift this vehicle may be back.
    pub(super) fn overdue(&self, vehicle: usize) -> u64 {
        self.overdue.get(&vehicle).copied().unwrap_or(0)
    }

    /// How much more than its capacity this vehicle may carry, dimension by dimension.
    pub(super) fn excess(&self, vehicle: usize) -> [u64; 3] {
        self.excess.get(&vehicle).copied().unwrap_or_default()
    }

    /// The vehicle that had this request.
    pub(super) fn home(&self, request: usize) -> Option<usize> {
        self.homes.get(&request).copied()
    }

    fn add(&mut self, problem: &Problem, vehicle: usize, stops: &[StopId]) {
        self.homes.extend(stops.iter().map(|stop| (stop.request(), vehicle)));
        let Some(rider) = problem.vehicles().get(vehicle) else { return };
        let found: Option<Vec<(StopId, &Stop)>> =
            stops.iter().map(|id| Some((*id, problem.stop(*id)?))).collect();
        let Some(found) = found.filter(|found| !found.is_empty()) else { return };
        let Some(times) = legs(problem, rider, &found) else { return };
        let excess = self.excess.entry(vehicle).or_default();
        for (most, more) in excess.iter_mut().zip(too_much(problem, rider, stops)) {
            *most = more.max(*most);
        }
        for ride in least_late(rider, &found, &times) {
            let overdue = self.overdue.entry(vehicle).or_default();
            *overdue = ride.overdue.max(*overdue);
            for ((stop, _), late) in found.iter().zip(ride.late) {
                let most = self.late.entry(*stop).or_default();
                *most = late.max(*most);
            }
        }
    }
}

/// By how much the load is too much at any time, dimension by dimension.
fn too_much(problem: &Problem, rider: &Vehicle, stops: &[StopId]) -> [u64; 3] {
    let requests = problem.requests();
    let seen: BTreeSet<usize> = stops.iter().map(|stop| stop.request()).collect();
    DIMENSIONS.map(|dimension| {
        let room = rider.capacity.amount(dimension);
        if room == u32::MAX {
            return 0;
        }
        let mut now: u64 = seen.iter().map(|request| aboard(&requests[*request], dimension)).sum();
        let mut most = now;
        for stop in stops {
            let asked = &requests[stop.request()];
            now = match *stop {
                StopId::Pickup { pickup, .. } => {
                    now + u64::from(asked.pickups[pickup].load.amount(dimension))
                }
                StopId::Dropoff { dropoff, .. } => {
                    let load = asked.dropoffs[dropoff].load;
                    now.saturating_sub(load.amount(dimension).into())
                }
            };
            most = most.max(now);
        }
        most.saturating_sub(room.into())
    })
}

/// A ride without regard to the ends of windows and shift.
struct Ride {
    late: Vec<u64>,
    overdue: u64,
    back: u64,
}

impl Ride {
    /// The least late first, then the first to be back.
    fn worth(&self) -> (u64, u64) {
        (self.late.iter().sum::<u64>() + self.overdue, self.back)
    }
}

/// The best rides over all places for the break; several if they are equally good. Without the break if
/// there is no place for it.
fn least_late(vehicle: &Vehicle, stops: &[(StopId, &Stop)], times: &[Seconds]) -> Vec<Ride> {
    let mut rides: Vec<Ride> = match vehicle.breaks.first() {
        Some(rest) => (0..=times.len())
            .filter_map(|after| run(vehicle, stops, times, Some((after, rest))))
            .collect(),
        None => Vec::new(),
    };
    if rides.is_empty() {
        rides.extend(run(vehicle, stops, times, None));
    }
    let best = rides.iter().map(Ride::worth).min();
    rides.retain(|ride| Some(ride.worth()) == best);
    rides
}

/// With the break after so many legs; `None` if its window is over there.
fn run(
    rider: &Vehicle,
    stops: &[(StopId, &Stop)],
    times: &[Seconds],
    rest: Option<(usize, &Break)>,
) -> Option<Ride> {
    let mut now = wide(rider.shift.start());
    let mut late = Vec::with_capacity(stops.len());
    for done in 0..=times.len() {
        if done > 0 {
            now += wide(times[done - 1]);
            if let Some((_, stop)) = stops.get(done - 1) {
                now = now.max(wide(stop.windows.start()));
                late.push(now.saturating_sub(wide(stop.windows.end())));
                now += wide(stop.service.of(rider.kind));
            }
        }
        if let Some((_, rest)) = rest.filter(|(after, _)| *after == done) {
            now = now.max(wide(rest.windows.start()));
            if now > wide(rest.windows.end()) {
                return None;
            }
            now += wide(rest.duration);
        }
    }
    Some(Ride { late, overdue: now.saturating_sub(wide(rider.shift.end())), back: now })
}
