//! Is all that is late or too much, and nothing else, in the list of it?

use super::{
    Violation,
    before::Before,
    limits::Extent,
    load::{DIMENSIONS, on_board},
    on_board,
    reading::{Reading, narrow, wide},
};
use crate::{
    solver::{Breach, Plan, Problem, StopId},
    units::{Load, Metres, Seconds},
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
        if is_forgiven(problem, breach, before) {
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
        Breach::TooLongOnBoard { vehicle, stop, .. } => {
            Breach::TooLongOnBoard { vehicle, stop, by }
        }
        Breach::TooManyStops { vehicle, .. } => Breach::TooManyStops { vehicle, by: 0 },
        Breach::TooMuchTravel { vehicle, .. } => Breach::TooMuchTravel { vehicle, by },
        Breach::TooFar { vehicle, .. } => Breach::TooFar { vehicle, by: Metres::ZERO },
    }
}

fn is_forgiven(problem: &Problem, breach: Breach, before: &Before) -> bool {
    let rider = |vehicle: usize| &problem.vehicles()[vehicle];
    match breach {
        Breach::Late { stop, by, .. } => wide(by) <= before.late(stop),
        Breach::Overdue { vehicle, by } => wide(by) <= before.overdue(vehicle),
        Breach::Overloaded { vehicle, by, .. } => {
            let excess = before.excess(vehicle);
            DIMENSIONS.into_iter().zip(excess).all(|(it, most)| u64::from(by.amount(it)) <= most)
        }
        Breach::TooLongOnBoard { stop, by, .. } => wide(by) <= before.too_long(stop),
        Breach::TooManyStops { vehicle, by } => {
            let most =
                rider(vehicle).most_stops.unwrap_or(usize::MAX).max(rider(vehicle).locked.len());
            most.saturating_add(by) <= before.extent(vehicle).stops
        }
        Breach::TooMuchTravel { vehicle, by } => {
            let most = rider(vehicle).most_travel.map_or(0, wide);
            most + wide(by) <= before.extent(vehicle).travel
        }
        Breach::TooFar { vehicle, by } => {
            let most = rider(vehicle).most_distance.map_or(0, Metres::as_u32);
            u64::from(most) + u64::from(by.as_u32()) <= before.extent(vehicle).distance
        }
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
    let loads = on_board::loads(reading);
    found.extend(overload(reading, None, start));
    for (read, on_board) in reading.visits.iter().zip(after) {
        let Some((id, stop, _)) = read.stop else { continue };
        let late = wide(read.visit.start).saturating_sub(wide(stop.windows.end()));
        if late > 0 {
            found.push(Breach::Late { vehicle, stop: id, by: narrow(late) });
        }
        let long = loads.iter().filter(|(_, stop, most, long)| *stop == id && most < long);
        found.extend(long.map(|(_, stop, most, long)| Breach::TooLongOnBoard {
            vehicle,
            stop: *stop,
            by: narrow(long - most),
        }));
        found.extend(overload(reading, Some(id), on_board));
    }
    let (rider, got) = (reading.vehicle, Extent::of(reading));
    let most = rider.most_stops.unwrap_or(usize::MAX).max(rider.locked.len());
    if got.stops > most {
        found.push(Breach::TooManyStops { vehicle, by: got.stops - most });
    }
    let beyond = got.travel.saturating_sub(rider.most_travel.map_or(u64::MAX, wide));
    if beyond > 0 {
        found.push(Breach::TooMuchTravel { vehicle, by: narrow(beyond) });
    }
    let most = rider.most_distance.map_or(u64::MAX, |most| most.as_u32().into());
    let beyond = got.distance.saturating_sub(most);
    if beyond > 0 {
        let by = Metres::new(u32::try_from(beyond).unwrap_or(u32::MAX));
        found.push(Breach::TooFar { vehicle, by });
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
