//! What the vehicle can carry, and what its courier can do.

use super::{Violation, before::Before, reading::Reading};
use crate::{
    solver::{Request, Sequence, StopId, Vehicle},
    units::{Dimension, Load},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const DIMENSIONS: [Dimension; 3] = [Dimension::Mass, Dimension::Volume, Dimension::Bags];

pub(super) fn check(reading: &Reading, before: &Before, violations: &mut Vec<Violation>) {
    let (route, vehicle) = (reading.index, reading.vehicle);
    let mut seen = BTreeSet::new();
    for (visit, read) in reading.visits.iter().enumerate() {
        let Some((id, _, request)) = read.stop else { continue };
        let is_first = match id {
            _ if request.pickups.is_empty() => seen.insert(id.request()),
            StopId::Pickup { pickup, .. } => pickup == 0,
            StopId::Dropoff { .. } => false,
        };
        if !is_first {
            continue;
        }
        let missing = vehicle.skills.missing(request.skills);
        if missing.count() > 0 {
            violations.push(Violation::SkillMissing { route, visit, missing });
        }
        let missing = request.skills.missing(vehicle.accepts);
        if missing.count() > 0 {
            violations.push(Violation::NotAccepted { route, visit, missing });
        }
    }
    let excess = before.excess(reading.route.vehicle);
    let (start, after) = on_board(reading);
    for (count, on_board) in std::iter::once(start).chain(after).enumerate() {
        for ((dimension, got), excess) in DIMENSIONS.into_iter().zip(on_board).zip(excess) {
            let room = vehicle.capacity.amount(dimension);
            let expected = u64::from(room);
            if got > expected + excess && room < u32::MAX {
                violations.push(match count.checked_sub(1) {
                    None => Violation::OverloadedAtStart { route, dimension, expected, got },
                    Some(visit) => Violation::Overloaded { route, visit, dimension, expected, got },
                });
            }
        }
    }
}

/// What is on board at the start and after each visit, dimension by dimension.
pub(super) fn on_board(reading: &Reading) -> ([u64; 3], Vec<[u64; 3]>) {
    let mut now = from_the_start(reading);
    let start = now;
    let after = reading.visits.iter().map(|read| {
        if let Some((id, _, request)) = read.stop {
            for (amount, dimension) in now.iter_mut().zip(DIMENSIONS) {
                *amount = match id {
                    StopId::Pickup { pickup, .. } => {
                        let load = request.pickups[pickup].load;
                        *amount + u64::from(load.amount(dimension))
                    }
                    StopId::Dropoff { dropoff, .. } => {
                        let load = request.dropoffs[dropoff].load;
                        amount.saturating_sub(u64::from(load.amount(dimension)))
                    }
                };
            }
        }
        now
    });
    (start, after.collect())
}

/// Of each request what is dropped off and not picked up.
fn from_the_start(reading: &Reading) -> [u64; 3] {
    let stops = reading.visits.iter().filter_map(|read| read.stop);
    let all: BTreeMap<usize, &Request> =
        stops.map(|(id, _, request)| (id.request(), request)).collect();
    DIMENSIONS.map(|dimension| all.values().map(|request| aboard(request, dimension)).sum())
}

/// What is picked up and dropped off in all, in one dimension.
fn sums(request: &Request, dimension: Dimension) -> [u64; 2] {
    let sum = |loads: &mut dyn Iterator<Item = Load>| {
        loads.map(|load| u64::from(load.amount(dimension))).sum()
    };
    [
        sum(&mut request.pickups.iter().map(|it| it.load)),
        sum(&mut request.dropoffs.iter().map(|it| it.load)),
    ]
}

/// What is dropped off and not picked up, in one dimension.
pub(super) fn aboard(request: &Request, dimension: Dimension) -> u64 {
    let [picked_up, dropped_off] = sums(request, dimension);
    dropped_off.saturating_sub(picked_up)
}

/// The most of a request's load that is on board at once in one dimension; where that depends on the order of its
/// stops, what must be on board at some moment.
pub(super) fn whole(request: &Request, dimension: Dimension) -> u64 {
    let [picked_up, dropped_off] = sums(request, dimension);
    if is_at_once(request) {
        return picked_up.max(dropped_off);
    }
    let pickups = request.pickups.iter().map(|it| it.load);
    let single = pickups.chain(request.dropoffs.iter().map(|it| it.load));
    let single = single.map(|load| u64::from(load.amount(dimension)));
    single.fold(picked_up.abs_diff(dropped_off), u64::max)
}

/// Is all of it picked up before any of it is dropped off?
pub(super) fn is_at_once(request: &Request) -> bool {
    let all = 0..request.pickups.len();
    request.sequence != Sequence::Free
        || request
            .dropoffs
            .iter()
            .filter_map(|it| it.after.as_ref())
            .all(|after| all.clone().all(|pickup| after.contains(&pickup)))
}

/// Is there room for it, its stops in this order, where that matters?
pub(super) fn has_room(
    request: &Request,
    index: usize,
    vehicle: &Vehicle,
    order: &(impl Iterator<Item = StopId> + Clone),
) -> bool {
    is_at_once(request)
        || DIMENSIONS.into_iter().all(|dimension| {
            let room = vehicle.capacity.amount(dimension);
            let mut now = i128::from(aboard(request, dimension));
            let mut most = now;
            for stop in order.clone().filter(|stop| stop.request() == index) {
                now += match stop {
                    StopId::Pickup { pickup, .. } => {
                        i128::from(request.pickups[pickup].load.amount(dimension))
                    }
                    StopId::Dropoff { dropoff, .. } => {
                        -i128::from(request.dropoffs[dropoff].load.amount(dimension))
                    }
                };
                most = most.max(now);
            }
            room == u32::MAX || most <= i128::from(room)
        })
}

/// The largest load on board at any time.
pub(super) fn peak(reading: &Reading) -> Load {
    let (start, after) = on_board(reading);
    let most = |dimension: usize| {
        let after = after.iter().map(|now| now[dimension]);
        let most = after.fold(start[dimension], u64::max);
        u32::try_from(most).unwrap_or(u32::MAX)
    };
    Load { mass_g: most(0), volume_ml: most(1), bags: most(2) }
}
