//! What is told is applied, and tried against all there is.

mod bounds;
mod conflicts;
mod eased;
mod fits;
mod forbidden;
mod kinds;
mod remedied;
mod settled;

use super::{
    fixture::{Case, LIFT, OBJECTIVE, PICKUPS, any_case, any_limited_case},
    places::stops_of,
};
use crate::{
    domain::RoundStopKind,
    solver::{Problem, Route, Sequence, StopId, breaches, schedule, schedule_late},
};

/// Every sequence that has the stops of a request somewhere among `stops`, the pickup first; slowly.
fn every_place(problem: &Problem, stops: &[StopId], request: usize) -> Vec<Vec<StopId>> {
    let mut all = vec![stops.to_vec()];
    for own in stops_of(problem, request) {
        let longer = all.iter().flat_map(|stops| {
            (0..=stops.len()).map(|gap| {
                let mut stops = stops.clone();
                stops.insert(gap, own);
                stops
            })
        });
        all = longer.collect();
    }
    all.retain(|stops| is_in_order(problem, stops));
    all
}

/// Does each order have its stops as it asks for them, blocks without anything between?
fn is_in_order(problem: &Problem, stops: &[StopId]) -> bool {
    let asked = |stop: &StopId| &problem.requests()[stop.request()];
    let pairs = || (0..stops.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
    pairs().all(|(a, b)| {
        let (first, second) = (stops[a], stops[b]);
        if first.request() != second.request() {
            return true;
        }
        let own = stops[a..=b].iter().all(|it| it.request() == first.request());
        let whole = asked(&first).sequence != Sequence::Block || own;
        whole && !asked(&first).must_precede(second, first)
    })
}

/// The route, if all is in time, there is always room and it is within the limits of its vehicle.
fn ridden(problem: &Problem, vehicle: usize, stops: &[StopId]) -> Option<Route> {
    let route = schedule(problem, vehicle, stops).ok()?;
    let is_fine = breaches(problem, std::slice::from_ref(&route)).is_empty();
    is_fine.then_some(route)
}

/// The route, late where that cannot be helped.
fn as_can_be(problem: &Problem, vehicle: usize, stops: &[StopId]) -> Option<Route> {
    let late = || schedule_late(problem, vehicle, stops);
    schedule(problem, vehicle, stops).or_else(|_| late()).ok()
}

fn is_allowed(problem: &Problem, vehicle: usize, request: usize) -> bool {
    let asked = &problem.requests()[request];
    problem.vehicles()[vehicle].skills.cover(asked.skills) && asked.vehicles.contains(vehicle)
}

/// Back from what is told to the problem's numbers; `None` for the hub and the break.
fn id_of(stop: &RoundStopKind) -> Option<StopId> {
    match stop {
        RoundStopKind::Pickup { order, position } => {
            Some(StopId::Pickup { request: order.parse().unwrap(), pickup: *position })
        }
        RoundStopKind::Dropoff { order, position } => {
            let dropoff = position - PICKUPS;
            Some(StopId::Dropoff { request: order.parse().unwrap(), dropoff })
        }
        RoundStopKind::Start | RoundStopKind::Break | RoundStopKind::End => None,
    }
}
