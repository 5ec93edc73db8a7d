//! How late, and how full, routes that are under way would be if nothing were changed.

use super::{
    limits::Extent,
    load::{DIMENSIONS, aboard},
    ride::{Fresh, Line, Run},
};
use crate::solver::{Problem, Stop, StopId, Vehicle};
use std::collections::{BTreeMap, BTreeSet};

/// What is forgiven a live plan: no more than what the routes before it come to. In seconds, and in the
/// units of the dimensions.
#[derive(Debug, Default)]
pub(super) struct Before {
    late: BTreeMap<StopId, u64>,
    overdue: BTreeMap<usize, u64>,
    excess: BTreeMap<usize, [u64; 3]>,
    homes: BTreeMap<usize, usize>,
    long: BTreeMap<StopId, u64>,
    extents: BTreeMap<usize, Extent>,
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

    /// For how long too long the load of this dropoff may be on board.
    pub(super) fn too_long(&self, stop: StopId) -> u64 {
        self.long.get(&stop).copied().unwrap_or(0)
    }

    /// How many stops this vehicle may make, and how far it may ride.
    pub(super) fn extent(&self, vehicle: usize) -> Extent {
        self.extents.get(&vehicle).copied().unwrap_or_default()
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
        let Some(line) = Line::new(problem, rider, found) else { return };
        let excess = self.excess.entry(vehicle).or_default();
        for (most, more) in excess.iter_mut().zip(too_much(problem, rider, stops)) {
            *most = more.max(*most);
        }
        let extent = self.extents.entry(vehicle).or_default();
        extent.stops = extent.stops.max(stops.len());
        extent.travel = extent.travel.max(line.travel());
        extent.distance = extent.distance.max(line.length);
        for ride in least_late(&line) {
            let overdue = self.overdue.entry(vehicle).or_default();
            *overdue = ride.overdue.max(*overdue);
            for (((stop, _), late), long) in line.stops.iter().zip(ride.late).zip(ride.long) {
                let most = self.late.entry(*stop).or_default();
                *most = late.max(*most);
                let most = self.long.entry(*stop).or_default();
                *most = long.max(*most);
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

/// The best rides over all places for the breaks; several if they are equally good. Without breaks if there is no
/// place for them.
fn least_late(line: &Line) -> Vec<Run> {
    let fresh = [Fresh::Yes, Fresh::No];
    let all =
        |rests: Vec<usize>| fresh.into_iter().filter_map(move |it| line.run(&rests, it, true));
    let mut rides: Vec<Run> = line.rests().into_iter().flat_map(all).collect();
    if rides.is_empty() {
        rides.extend(line.run(&[], Fresh::No, true));
    }
    let best = rides.iter().map(Run::worth).min();
    rides.retain(|ride| Some(ride.worth()) == best);
    rides
}
