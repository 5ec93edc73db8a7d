//! A problem in which some of what has to be kept is not asked for.

use crate::{
    domain::Constraint,
    solver::{Allowed, Problem, Request, Sequence, Skills, Stop, Vehicle},
    units::{Load, Seconds, TimeWindow},
};
use std::collections::BTreeSet;

/// What can be given up, in the order in which it is tried to do without: what is left in the end should be what
/// people can talk about.
pub(super) const GIVEN_UP: [Constraint; 14] = [
    Constraint::DropoffReady,
    Constraint::Breaks,
    Constraint::Sequence,
    Constraint::VehicleLimits,
    Constraint::Capacity,
    Constraint::Skills,
    Constraint::Lift,
    Constraint::Couriers,
    Constraint::OnBoard,
    Constraint::ShiftHours,
    Constraint::Promises,
    Constraint::PickupReady,
    Constraint::PickupDue,
    Constraint::DropoffDue,
];

/// Without end.
const ENDLESS: Load = Load { mass_g: u32::MAX, volume_ml: u32::MAX, bags: u32::MAX };

/// The problem in which of [`GIVEN_UP`] only `kept` is asked for where `request` is concerned; skills beside the
/// `learnable` ones are to lift.
pub(super) fn relaxed(
    problem: &Problem,
    request: usize,
    learnable: Skills,
    kept: &BTreeSet<Constraint>,
) -> Problem {
    let gone = |constraint| !kept.contains(&constraint);
    let vehicles = problem.vehicles().iter().enumerate().map(|(number, vehicle)| {
        let mut vehicle = Vehicle { courier: number, ..vehicle.clone() };
        if gone(Constraint::Breaks) {
            vehicle.breaks.clear();
        }
        if gone(Constraint::Capacity) {
            vehicle.capacity = ENDLESS;
        }
        if gone(Constraint::VehicleLimits) {
            (vehicle.most_stops, vehicle.most_distance, vehicle.most_travel) = (None, None, None);
        }
        if gone(Constraint::ShiftHours) {
            vehicle.shift = window(Seconds::ZERO, Seconds::MAX);
        }
        vehicle
    });
    let requests = problem.requests().iter().enumerate().map(|(number, asked)| {
        let mut asked = asked.clone();
        if gone(Constraint::Sequence) {
            asked.sequence = Sequence::Free;
        }
        if number == request {
            own(&mut asked, learnable, gone);
        } else if gone(Constraint::Promises) {
            for stop in stops(&mut asked) {
                stop.windows = window(stop.windows.start(), Seconds::MAX).into();
            }
            asked.dropoffs.iter_mut().for_each(|dropoff| dropoff.most_on_board = None);
        }
        asked
    });
    problem
        .changed(vehicles.collect(), requests.collect())
        .expect("invariant: less is asked for, and no courier has two vehicles")
}

fn own(asked: &mut Request, learnable: Skills, gone: impl Fn(Constraint) -> bool) {
    if gone(Constraint::Skills) {
        asked.skills = Skills::from_bits(asked.skills.bits() & !learnable.bits());
    }
    if gone(Constraint::Lift) {
        asked.skills = Skills::from_bits(asked.skills.bits() & learnable.bits());
    }
    if gone(Constraint::Couriers) {
        asked.vehicles = Allowed::Any;
    }
    if gone(Constraint::OnBoard) {
        asked.dropoffs.iter_mut().for_each(|dropoff| dropoff.most_on_board = None);
    }
    let opened = |stop: &mut Stop, ready, due| {
        let start = if gone(ready) { Seconds::ZERO } else { stop.windows.start() };
        let end = if gone(due) { Seconds::MAX } else { stop.windows.end() };
        if gone(ready) || gone(due) {
            stop.windows = window(start, end).into();
        }
    };
    for pickup in &mut asked.pickups {
        opened(&mut pickup.stop, Constraint::PickupReady, Constraint::PickupDue);
    }
    for dropoff in &mut asked.dropoffs {
        opened(&mut dropoff.stop, Constraint::DropoffReady, Constraint::DropoffDue);
    }
}

fn stops(asked: &mut Request) -> impl Iterator<Item = &mut Stop> {
    let pickups = asked.pickups.iter_mut().map(|it| &mut it.stop);
    pickups.chain(asked.dropoffs.iter_mut().map(|it| &mut it.stop))
}

fn window(start: Seconds, end: Seconds) -> TimeWindow<Seconds> {
    TimeWindow::new(start, end).expect("invariant: an end is not moved before its start")
}
