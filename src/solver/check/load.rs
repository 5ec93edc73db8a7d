//! What the vehicle can carry, and what its courier can do.

use super::{Violation, before::Before, reading::Reading};
use crate::{
    solver::{Request, StopId},
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

/// All of a request's load in one dimension.
pub(super) fn whole(request: &Request, dimension: Dimension) -> u64 {
    sums(request, dimension).into_iter().fold(0, u64::max)
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
