//! A problem with one thing otherwise.

use crate::{
    domain::ShiftEnd,
    solver::{Problem, Request, Skills, Stop, StopId, Vehicle, Windows},
    units::{Load, Seconds, TimeWindow},
};

/// With another request in place of one; `None` if that is no request.
pub(super) fn with_request(
    problem: &Problem,
    request: usize,
    change: impl FnOnce(&mut Request) -> Option<()>,
) -> Option<Problem> {
    let mut requests = problem.requests().to_vec();
    change(requests.get_mut(request)?)?;
    problem.changed(problem.vehicles().to_vec(), requests).ok()
}

/// With another vehicle in place of one; `None` if it cannot be, such as one whose shift runs into its courier's
/// next.
pub(super) fn with_vehicle(
    problem: &Problem,
    vehicle: usize,
    change: impl FnOnce(&mut Vehicle) -> Option<()>,
) -> Option<Problem> {
    let mut vehicles = problem.vehicles().to_vec();
    change(vehicles.get_mut(vehicle)?)?;
    problem.changed(vehicles, problem.requests().to_vec()).ok()
}

/// With one vehicle more, the last.
pub(super) fn with_extra(problem: &Problem, extra: Vehicle) -> Option<Problem> {
    let mut vehicles = problem.vehicles().to_vec();
    vehicles.push(extra);
    problem.changed(vehicles, problem.requests().to_vec()).ok()
}

/// A courier like that of `vehicle`, additional, with these skills, from this hub and back, and without a break.
pub(super) fn additional(
    problem: &Problem,
    vehicle: &Vehicle,
    skills: Skills,
    (hub, shift): (usize, TimeWindow<Seconds>),
) -> Vehicle {
    let courier = problem.vehicles().iter().map(|it| it.courier + 1).max().unwrap_or_default();
    let (breaks, locked) = (Vec::new(), Vec::new());
    let (start, end) = (Some(hub), Some(hub));
    Vehicle { courier, start, end, shift, breaks, skills, locked, ..vehicle.clone() }
}

/// Ready so much earlier at one of its pickups.
pub(super) fn ready_earlier(asked: &mut Request, pickup: usize, by: Seconds) -> Option<()> {
    let stop = &mut asked.pickups.get_mut(pickup)?.stop;
    let mut windows: Vec<TimeWindow<Seconds>> = stop.windows.iter().collect();
    let first = windows.first_mut()?;
    *first = TimeWindow::new(first.start() - by, first.end())?;
    stop.windows = Windows::new(windows)?;
    Some(())
}

/// This stop in time so much later.
pub(super) fn due_later(asked: &mut Request, stop: StopId, by: Seconds) -> Option<()> {
    let stop: &mut Stop = match stop {
        StopId::Pickup { pickup, .. } => &mut asked.pickups.get_mut(pickup)?.stop,
        StopId::Dropoff { dropoff, .. } => &mut asked.dropoffs.get_mut(dropoff)?.stop,
    };
    let mut windows: Vec<TimeWindow<Seconds>> = stop.windows.iter().collect();
    let last = windows.last_mut()?;
    *last = TimeWindow::new(last.start(), last.end() + by)?;
    stop.windows = Windows::new(windows)?;
    Some(())
}

/// A shift so much longer at one end; none begins before `earliest`.
pub(super) fn longer(
    vehicle: &mut Vehicle,
    end: ShiftEnd,
    by: Seconds,
    earliest: Seconds,
) -> Option<()> {
    let shift = vehicle.shift;
    vehicle.shift = match end {
        ShiftEnd::End => TimeWindow::new(shift.start(), shift.end() + by)?,
        ShiftEnd::Start if shift.start() < earliest + by => return None,
        ShiftEnd::Start => TimeWindow::new(shift.start() - by, shift.end())?,
    };
    Some(())
}

/// So much less; `None` if there is not so much, or nothing would be left.
pub(super) fn smaller(asked: &mut Request, by: Load) -> Option<()> {
    let dropped = lighter(asked.dropoffs.iter_mut().map(|it| &mut it.load), by);
    let picked = lighter(asked.pickups.iter_mut().map(|it| &mut it.load), by);
    let rest = asked.load();
    let something = rest.mass_g > 0 && rest.volume_ml > 0 && (by.bags == 0 || rest.bags > 0);
    (dropped && (picked || asked.pickups.is_empty()) && something).then_some(())
}

/// Takes it off one load after the other; was there so much?
fn lighter<'a>(loads: impl Iterator<Item = &'a mut Load>, by: Load) -> bool {
    let mut left = by;
    for load in loads {
        let before = *load;
        *load = *load - left;
        left = left - before;
    }
    left == Load::ZERO
}

/// With the request as two of half the load each, the second one the last; `None` if it is one piece, or does not
/// come from one place.
pub(super) fn split(problem: &Problem, request: usize) -> Option<Problem> {
    let mut requests = problem.requests().to_vec();
    let first = requests.get_mut(request)?;
    if first.load().bags < 2 || first.pickups.len() > 1 {
        return None;
    }
    let mut second = first.clone();
    // What is odd goes to either in turn.
    let mut spare = [false; 3];
    for (one, other) in first.dropoffs.iter_mut().zip(&mut second.dropoffs) {
        let mut half = |amount: u32, turn: usize| {
            let odd = amount % 2 == 1;
            let more = odd && spare[turn];
            spare[turn] ^= odd;
            amount / 2 + u32::from(more)
        };
        let part = Load {
            mass_g: half(one.load.mass_g, 0),
            volume_ml: half(one.load.volume_ml, 1),
            bags: half(one.load.bags, 2),
        };
        (one.load, other.load) = (one.load - part, part);
    }
    for half in [&mut *first, &mut second] {
        let load = half.dropped_off();
        half.pickups.iter_mut().for_each(|pickup| pickup.load = load);
    }
    requests.push(second);
    problem.changed(problem.vehicles().to_vec(), requests).ok()
}
