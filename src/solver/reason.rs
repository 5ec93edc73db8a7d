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
    let open = || allowed().filter(|vehicle| asked.skills.cover(vehicle.accepts));
    let skilled = || open().filter(|vehicle| vehicle.skills.cover(asked.skills));
    let missing = open().map(|vehicle| vehicle.skills.missing(asked.skills));
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
    let stops = asked.len();
    let most = skilled().filter(able).map(|vehicle| vehicle.most_stops.unwrap_or(usize::MAX)).max();
    if let Some(most) = most.filter(|most| *most < stops) {
        return Reason::TooManyStops { stops, most };
    }
    let able =
        |vehicle: &&Vehicle| able(vehicle) && vehicle.most_stops.is_none_or(|most| stops <= most);
    let attempts: Vec<(&Vehicle, Alone)> =
        skilled().filter(able).map(|vehicle| (vehicle, alone(problem, vehicle, request))).collect();
    let fits = attempts.iter().filter(|(_, alone)| matches!(alone, Alone::Fits { .. }));
    let couriers: BTreeSet<usize> = fits.map(|(vehicle, _)| vehicle.courier).collect();
    if couriers.is_empty() {
        furthest(problem, asked.load(), &attempts)
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
fn furthest(problem: &Problem, needed: Load, attempts: &[(&Vehicle, Alone)]) -> Reason {
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
    if let Some((far, _)) = attempts.iter().find(|(_, alone)| *alone == Alone::TooFar) {
        let vehicle = problem.vehicles().iter().position(|vehicle| std::ptr::eq(vehicle, *far));
        return Reason::TooFar { vehicle: vehicle.unwrap_or_default() };
    }
    let mut alones = attempts.iter().map(|(_, alone)| alone);
    if let Some(&Alone::TooLongOnBoard { stop, most }) =
        alones.find(|alone| matches!(alone, Alone::TooLongOnBoard { .. }))
    {
        return Reason::TooLongOnBoard { stop, most: seconds(most) };
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
        None if attempts.iter().all(|(_, alone)| *alone == Alone::NoRoom) => {
            Reason::TooMuchTogether { needed }
        }
        None => Reason::Unreachable,
    }
}

#[cfg(test)]
mod tests;
