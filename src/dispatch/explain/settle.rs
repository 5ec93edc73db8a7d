//! Single orders that would cost less in another place.

use super::{base::Base, trial::Trial};
use crate::solver::{Objective, Problem, StopId};
use rayon::prelude::*;

/// After so many rounds over all orders what is left is told, not moved.
const MOST_ROUNDS: usize = 4;

/// Puts orders that are in no route into the cheapest place there is, and moves each that would cost less
/// elsewhere, the others as they are. True if anything was done.
pub(super) fn settle(problem: &Problem, objective: &Objective, routes: &mut [Vec<StopId>]) -> bool {
    let mut bases: Vec<Base<'_>> = (0..)
        .zip(&*routes)
        .map(|(vehicle, stops)| Base::new(problem, vehicle, stops.clone()))
        .collect();
    let bound = |request: usize| {
        let mut locked = problem.vehicles().iter().flat_map(|vehicle| &vehicle.locked);
        locked.any(|stop| stop.request() == request)
    };
    let free: Vec<usize> = (0..problem.requests().len()).filter(|it| !bound(*it)).collect();
    let mut any = false;
    for _ in 0..MOST_ROUNDS {
        let mut moved = false;
        for &request in &free {
            moved |= settle_one(objective, &mut bases, request);
        }
        any |= moved;
        if !moved {
            break;
        }
    }
    for (stops, base) in routes.iter_mut().zip(bases) {
        *stops = base.stops;
    }
    any
}

/// The round of `base` without an order.
pub(super) fn without<'a>(base: &Base<'a>, request: usize) -> Base<'a> {
    let rest = base.stops.iter().copied().filter(|stop| stop.request() != request);
    Base::new(base.problem, base.vehicle, rest.collect())
}

fn settle_one(objective: &Objective, bases: &mut [Base<'_>], request: usize) -> bool {
    let is_in = |base: &&Base<'_>| base.stops.iter().any(|stop| stop.request() == request);
    let home = bases.iter().find(is_in);
    let rest = home.map(|home| without(home, request));
    let now =
        home.zip(rest.as_ref()).map(|(home, rest)| home.cost(objective) - rest.cost(objective));
    let found = bases.par_iter().filter_map(|base| {
        let base = rest.as_ref().filter(|rest| rest.vehicle == base.vehicle).unwrap_or(base);
        let found = Trial::new(base, request).cheapest(objective)?;
        Some((found.added, base.vehicle, found.stops))
    });
    let best = found.min_by_key(|(added, vehicle, _)| (*added, *vehicle));
    let Some((_, vehicle, stops)) = best.filter(|(added, ..)| now.is_none_or(|now| *added < now))
    else {
        return false;
    };
    if let Some(rest) = rest {
        let home = rest.vehicle;
        bases[home] = rest;
    }
    let problem = bases[vehicle].problem;
    bases[vehicle] = Base::new(problem, vehicle, stops);
    true
}
