//! Single orders that would cost less in another place.

use super::{
    base::{Base, change},
    trial::Trial,
};
use crate::{
    dispatch::begun::SEED,
    solver::{Live, LiveError, Objective, Plan, Problem, Score, StopId, breaches},
};
use rayon::prelude::*;

/// After so many rounds over all orders what is left is told, not moved.
const MOST_ROUNDS: usize = 4;

/// The plan with the routes of all vehicles after [`settle`] in `eased`, the problem in which what was broken before may
/// be so; `None` if nothing is moved, or if something would be broken that was not.
pub(super) fn settled(
    problem: &Problem,
    eased: &Problem,
    objective: Objective,
    mut routes: Vec<Vec<StopId>>,
    may: impl Fn(usize) -> bool,
) -> Result<Option<(Plan, Score)>, Vec<LiveError>> {
    if !settle(eased, &objective, &mut routes, may) {
        return Ok(None);
    }
    let routes = routes.into_iter().enumerate().filter(|(_, stops)| !stops.is_empty());
    let live = Live::new(problem.clone(), objective, SEED, &routes.collect::<Vec<_>>())?;
    let plan = live.plan();
    // What is late in sum the least there may be late where nothing was.
    let is_as_late = breaches(eased, &plan.routes).is_empty();
    Ok(is_as_late.then(|| (plan, live.score())))
}

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
    // How many moves there were, by then when a round was changed for the last time, and when an order was looked at.
    let (mut moves, mut changed) = (0, vec![0; bases.len()]);
    let mut looked = vec![None; problem.requests().len()];
    for _ in 0..MOST_ROUNDS {
        let before = moves;
        for &request in &free {
            let is_news = |vehicle: usize| looked[request].is_none_or(|at| changed[vehicle] > at);
            if let Some(touched) = settle_one(objective, &mut bases, request, is_news) {
                moves += 1;
                // What a round costs hangs on how long its courier is at work in others.
                for vehicle in touched.into_iter().flatten() {
                    let courier = problem.vehicles()[vehicle].courier;
                    let own = problem.vehicles().iter().zip(&mut changed);
                    let own = own.filter(|(it, _)| it.courier == courier);
                    own.for_each(|(_, changed)| *changed = moves);
                }
            }
            looked[request] = Some(moves);
        }
        if moves == before {
            break;
        }
    }
    for (stops, base) in routes.iter_mut().zip(bases) {
        *stops = base.stops;
    }
    moves > 0
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

/// The vehicles that it left and went to, if it was moved. In a round that is no news there was nothing better for it.
fn settle_one(
    objective: &Objective,
    bases: &mut Vec<Base<'_>>,
    request: usize,
    is_news: impl Fn(usize) -> bool + Sync,
) -> Option<[Option<usize>; 2]> {
    let is_in = |base: &Base<'_>| base.stops.iter().any(|stop| stop.request() == request);
    let all = bases.iter().position(is_in).is_some_and(&is_news);
    if !all && !(0..bases.len()).any(&is_news) {
        return None;
    }
    let (rest, home) = all_without(bases, request);
    let problem = bases.first()?.problem;
    let now = home.map(|home| {
        let change = change(problem, objective, home, request);
        bases[home].cost(objective) - rest[home].cost(objective) + change
    });
    // Who cannot do without it keeps it.
    let kept = home.filter(|home| !rest[*home].is_in_time);
    let looked = rest.par_iter().filter(|base| {
        (all || is_news(base.vehicle)) && kept.is_none_or(|kept| kept == base.vehicle)
    });
    let found = looked.filter_map(|base| {
        let found = Trial::in_time(base, request).cheapest(objective, now)?;
        Some((found.added, base.vehicle, found.stops))
    });
    let (_, vehicle, stops) = found.min_by_key(|(added, vehicle, _)| (*added, *vehicle))?;
    *bases = rest;
    bases[vehicle] = bases[vehicle].with(stops);
    share(bases, vehicle);
    Some([home, Some(vehicle)])
}
