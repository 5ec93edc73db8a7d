//! Where a request goes in a tour, and what that costs.

use super::{pair, several};
use crate::solver::{
    Problem,
    tour::{Call, Cost, Tour},
};

/// One way to put a request into a tour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::solver) struct Place {
    /// What it adds to the tour's cost.
    pub(in crate::solver) added: Cost,
    /// How many stops come before the pickup, if the request has one.
    pub(in crate::solver) pickup: Option<usize>,
    /// How many stops come before each dropoff when it is inserted, the pickup and the request's
    /// earlier dropoffs being there already.
    pub(in crate::solver) dropoffs: Vec<usize>,
}

impl Place {
    /// Puts `request` there.
    pub(in crate::solver) fn apply(&self, problem: &Problem, request: usize, tour: &mut Tour) {
        if let Some((at, call)) = self.pickup.zip(Call::pickup(problem, request)) {
            tour.calls.insert(at, call);
        }
        for (dropoff, &at) in self.dropoffs.iter().enumerate() {
            tour.calls.insert(at, Call::dropoff(problem, request, dropoff));
        }
        tour.refresh(problem);
    }
}

/// The cheapest place for `request` in `tour`; `None` if there is none. Exact for a pickup
/// and one dropoff. Several dropoffs, or those of a load that is on board from the start, are inserted one after another, each where it is cheapest, once for each place of the pickup;
/// should that fail in an empty tour, their fastest order is tried, so that what fits alone is found.
///
/// `scratch` is any tour; its content is lost.
pub(in crate::solver) fn best_place(
    problem: &Problem,
    tour: &Tour,
    request: usize,
    scratch: &mut Tour,
) -> Option<Place> {
    let asked = &problem.requests()[request];
    let vehicle = tour.rider(problem);
    let able = vehicle.skills.cover(asked.skills) && asked.load().fits(&vehicle.capacity);
    if !able || !asked.allows(tour.vehicle) {
        return None;
    }
    match Call::pickup(problem, request) {
        Some(pickup) if asked.dropoffs.len() == 1 => pair::best(problem, tour, request, pickup),
        pickup => several::best(problem, tour, request, pickup, scratch),
    }
}
