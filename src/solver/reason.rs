//! Why a request is left over.

use super::{
    Problem, Reason, Vehicle,
    alone::{Alone, Late, alone},
    clock::{clock, seconds},
};
use crate::units::{Dimension, Load};
use std::collections::BTreeSet;

/// The reason for `request` (an index) to be in no route.
pub(super) fn reason(problem: &Problem, request: usize) -> Reason {
    let asked = &problem.requests()[request];
    let vehicles = problem.vehicles();
    let allowed = || {
        let all = vehicles.iter().enumerate();
        all.filter(|(index, _)| asked.vehicles.contains(*index)).map(|(_, vehicle)| vehicle)
    };
    let skilled = || allowed().filter(|vehicle| vehicle.skills.cover(asked.skills));
    let missing = allowed().map(|vehicle| vehicle.skills.missing(asked.skills));
    let Some(missing) = missing.min_by_key(|missing| missing.count()) else {
        return if vehicles.is_empty() { Reason::NoVehicle } else { Reason::NotAllowed };
    };
    if skilled().next().is_none() {
        return Reason::Skill { missing };
    }
    let able = |vehicle: &&Vehicle| asked.load().fits(&vehicle.capacity);
    if !skilled().any(|vehicle| able(&vehicle)) {
        return too_much(asked.load(), &skilled().collect::<Vec<_>>());
    }
    let attempts: Vec<(&Vehicle, Alone)> =
        skilled().filter(able).map(|vehicle| (vehicle, alone(problem, vehicle, request))).collect();
    let fits = attempts.iter().filter(|(_, alone)| matches!(alone, Alone::Fits { .. }));
    let couriers: BTreeSet<usize> = fits.map(|(vehicle, _)| vehicle.courier).collect();
    if couriers.is_empty() {
        furthest(&attempts)
    } else {
        Reason::AllBusy { candidates: couriers.len() }
    }
}

/// The first dimension in which it is too much for all, if there is one.
fn too_much(load: Load, vehicles: &[&Vehicle]) -> Reason {
    let largest = |dimension| {
        vehicles.iter().map(|vehicle| vehicle.capacity.amount(dimension)).max().unwrap_or(0)
    };
    let alone = [Dimension::Mass, Dimension::Volume, Dimension::Bags]
        .into_iter()
        .find(|dimension| largest(*dimension) < load.amount(*dimension));
    match alone {
        Some(dimension) => Reason::TooMuch {
            dimension,
            needed: load.amount(dimension),
            largest: largest(dimension),
        },
        None => Reason::TooMuchTogether { needed: load },
    }
}

/// The reason of the attempts that got furthest.
fn furthest(attempts: &[(&Vehicle, Alone)]) -> Reason {
    let outside = attempts.iter().filter_map(|(vehicle, alone)| match alone {
        Alone::OutsideShift { back } => Some((back - clock(vehicle.shift.end()), *back, vehicle)),
        _ => None,
    });
    if let Some((_, back, vehicle)) = outside.min_by_key(|(delay, _, _)| *delay) {
        return Reason::OutsideShifts { shift: vehicle.shift, back: seconds(back) };
    }
    let unrested = attempts.iter().find(|(_, alone)| *alone == Alone::NoTimeForBreak);
    if let Some(rest) = unrested.and_then(|(vehicle, _)| vehicle.breaks.first()) {
        return Reason::NoTimeForBreak { window: rest.windows.hull() };
    }
    let late = attempts.iter().filter_map(|(_, alone)| match alone {
        Alone::TooLate(late) => Some(*late),
        _ => None,
    });
    let further = |best: Late, late: Late| if late.beats(&best) { late } else { best };
    match late.reduce(further) {
        Some(Late { stop, earliest, due, .. }) => {
            Reason::TooLate { stop, earliest: seconds(earliest), due: seconds(due) }
        }
        None => Reason::Unreachable,
    }
}

#[cfg(test)]
mod tests;
