//! Is all that is late or too much, and nothing else, in the list of it?

use super::{
    Violation,
    before::Before,
    load::{DIMENSIONS, on_board},
    reading::{Reading, narrow, wide},
};
use crate::{
    solver::{Breach, Plan, Problem, StopId},
    units::{Load, Seconds},
};

/// What is broken without leave is wrong in another way, listed or not.
pub(super) fn check(problem: &Problem, plan: &Plan, before: &Before, found: &mut Vec<Violation>) {
    let broken = broken(problem, plan);
    let mut turn = 0;
    for (entry, &breach) in plan.breaches.iter().enumerate() {
        match broken[turn..].iter().position(|broken| *broken == breach) {
            Some(further) => turn += further + 1,
            None => found.push(Violation::BreachFalse { entry, breach }),
        }
    }
    let is_listed = |breach: &Breach| plan.breaches.iter().any(|it| about(it) == about(breach));
    for breach in broken.into_iter().filter(|breach| !is_listed(breach)) {
        if is_forgiven(breach, before) {
            found.push(Violation::BreachUnreported { breach });
        }
    }
}

/// What it is about, without its figure.
fn about(breach: &Breach) -> Breach {
    let by = Seconds::ZERO;
    match *breach {
        Breach::Late { vehicle, stop, .. } => Breach::Late { vehicle, stop, by },
        Breach::Overdue { vehicle, .. } => Breach::Overdue { vehicle, by },
        Breach::Overloaded { vehicle, after, .. } => {
            Breach::Overloaded { vehicle, after, by: Load::ZERO }
        }
        other => other,
    }
}

fn is_forgiven(breach: Breach, before: &Before) -> bool {
    match breach {
        Breach::Late { stop, by, .. } => wide(by) <= before.late(stop),
        Breach::Overdue { vehicle, by } => wide(by) <= before.overdue(vehicle),
        Breach::Overloaded { vehicle, by, .. } => {
            let excess = before.excess(vehicle);
            DIMENSIONS.into_iter().zip(excess).all(|(it, most)| u64::from(by.amount(it)) <= most)
        }
        _ => false,
    }
}

/// All that is broken by what the plan itself says.
fn broken(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let readings = plan.routes.iter().enumerate();
    let mut readings: Vec<Reading> =
        readings.filter_map(|(index, route)| Reading::new(problem, index, route)).collect();
    readings.sort_by_key(|reading| reading.route.vehicle);
    readings.iter().flat_map(of_route).collect()
}

fn of_route(reading: &Reading) -> Vec<Breach> {
    let vehicle = reading.route.vehicle;
    let mut found = Vec::new();
    let (start, after) = on_board(reading);
    found.extend(overload(reading, None, start));
    for (read, on_board) in reading.visits.iter().zip(after) {
        let Some((id, stop, _)) = read.stop else { continue };
        let late = wide(read.visit.start).saturating_sub(wide(stop.windows.end()));
        if late > 0 {
            found.push(Breach::Late { vehicle, stop: id, by: narrow(late) });
        }
        found.extend(overload(reading, Some(id), on_board));
    }
    let overdue = wide(reading.over()).saturating_sub(wide(reading.vehicle.shift.end()));
    if overdue > 0 {
        found.push(Breach::Overdue { vehicle, by: narrow(overdue) });
    }
    found
}

fn overload(reading: &Reading, after: Option<StopId>, on_board: [u64; 3]) -> Option<Breach> {
    let excess = |at: usize| {
        let room = reading.vehicle.capacity.amount(DIMENSIONS[at]);
        let most = if room == u32::MAX { u64::MAX } else { room.into() };
        u32::try_from(on_board[at].saturating_sub(most)).unwrap_or(u32::MAX)
    };
    let by = Load { mass_g: excess(0), volume_ml: excess(1), bags: excess(2) };
    let vehicle = reading.route.vehicle;
    (by != Load::ZERO).then_some(Breach::Overloaded { vehicle, after, by })
}
