//! Single orders that would cost less in another place.

use super::{
    base::{Base, change},
    trial::Trial,
};
use crate::solver::{Objective, Problem, StopId};
use rayon::prelude::*;

/// After so many rounds over all orders what is left is told, not moved.
const MOST_ROUNDS: usize = 4;

/// Puts orders that are in no route into the cheapest place there is, and moves each that would cost less
/// elsewhere, the others as they are; `may` says which. True if anything was done.
pub(super) fn settle(
    problem: &Problem,
    objective: &Objective,
    routes: &mut [Vec<StopId>],
    may: impl Fn(usize) -> bool,
) -> bool {
    let mut bases = bases(problem, routes);
    let bound = |request: usize| {
        let mut locked = problem.vehicles().iter().flat_map(|vehicle| &vehicle.locked);
        locked.any(|stop| stop.request() == request)
    };
    let free = (0..problem.requests().len()).filter(|it| may(*it) && !bound(*it));
    let free: Vec<usize> = free.collect();
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

/// The rounds of all vehicles, as they are ridden.
pub(super) fn bases<'a>(problem: &'a Problem, routes: &[Vec<StopId>]) -> Vec<Base<'a>> {
    let alone = routes.iter().enumerate();
    let mut bases: Vec<Base<'a>> =
        alone.map(|(vehicle, stops)| Base::new(problem, vehicle, stops.clone())).collect();
    for vehicle in 0..bases.len() {
        bases[vehicle] = bases[vehicle].clone().beside(&bases);
    }
    bases
}

/// The round of `base` without an order.
pub(super) fn without<'a>(base: &Base<'a>, request: usize) -> Base<'a> {
    let rest = base.stops.iter().copied().filter(|stop| stop.request() != request);
    base.with(rest.collect())
}

/// The rounds without an order, and the vehicle that has it.
pub(super) fn all_without<'a>(
    bases: &[Base<'a>],
    request: usize,
) -> (Vec<Base<'a>>, Option<usize>) {
    let mut rest = bases.to_vec();
    let is_in = |base: &Base<'_>| base.stops.iter().any(|stop| stop.request() == request);
    let home = bases.iter().position(is_in);
    if let Some(home) = home {
        rest[home] = without(&bases[home], request);
        share(&mut rest, home);
    }
    (rest, home)
}

/// The other rounds of the courier of this vehicle hear how long this one is now.
fn share(bases: &mut [Base<'_>], changed: usize) {
    let courier = bases[changed].rider().courier;
    for other in 0..bases.len() {
        if other != changed && bases[other].rider().courier == courier {
            bases[other] = bases[other].clone().beside(bases);
        }
    }
}

fn settle_one(objective: &Objective, bases: &mut Vec<Base<'_>>, request: usize) -> bool {
    let (rest, home) = all_without(bases, request);
    let problem = bases.first().map(|base| base.problem);
    let now = home.zip(problem).map(|(home, problem)| {
        let change = change(problem, objective, home, request);
        bases[home].cost(objective) - rest[home].cost(objective) + change
    });
    let found = rest.par_iter().filter_map(|base| {
        let found = Trial::new(base, request).cheapest(objective)?;
        Some((found.added, base.vehicle, found.stops))
    });
    let best = found.min_by_key(|(added, vehicle, _)| (*added, *vehicle));
    let Some((_, vehicle, stops)) = best.filter(|(added, ..)| now.is_none_or(|now| *added < now))
    else {
        return false;
    };
    *bases = rest;
    bases[vehicle] = bases[vehicle].with(stops);
    share(bases, vehicle);
    true
}
