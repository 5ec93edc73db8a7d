//! What leaves no place for an order: an irreducible set.

use super::{
    base::Base,
    relaxed::{GIVEN_UP, relaxed},
    trial::Trial,
};
use crate::{
    domain::Constraint,
    solver::{Problem, Skills, StopId},
};
use std::collections::BTreeSet;

/// Has this request a place in any of the routes as they are?
pub(super) fn has_place(problem: &Problem, routes: &[Vec<StopId>], request: usize) -> bool {
    (0..).zip(routes).any(|(vehicle, stops)| has_place_in(problem, vehicle, stops, request))
}

/// Has it one in this route?
pub(super) fn has_place_in(
    problem: &Problem,
    vehicle: usize,
    stops: &[StopId],
    request: usize,
) -> bool {
    Trial::in_time(&Base::new(problem, vehicle, stops.to_vec()), request).has_place()
}

/// A set of which the request cannot have all kept, the routes as they are, but without any one of it all others,
/// and nothing else. Empty if it has a place.
///
/// By deletion (Chinneck and Dravnieks 1991): one after the other is given up for good if there is no place all
/// the same; skills beside the `learnable` ones are to lift. To keep less never takes a place away, so that one pass is enough.
pub(super) fn conflict(
    problem: &Problem,
    routes: &[Vec<StopId>],
    request: usize,
    learnable: Skills,
) -> Vec<Constraint> {
    let is_possible = |kept: &BTreeSet<Constraint>| {
        has_place(&relaxed(problem, request, learnable, kept), routes, request)
    };
    let mut kept: BTreeSet<Constraint> = GIVEN_UP.into();
    if problem.vehicles().is_empty() {
        return vec![Constraint::Shift];
    }
    if is_possible(&kept) {
        return Vec::new();
    }
    if !is_possible(&BTreeSet::new()) {
        return vec![Constraint::Ways];
    }
    for constraint in GIVEN_UP {
        kept.remove(&constraint);
        if is_possible(&kept) {
            kept.insert(constraint);
        }
    }
    kept.into_iter().collect()
}
