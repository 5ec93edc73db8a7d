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
    // How many moves there were, by then when a round was changed for the last time, and when an order was looked at.
    let (mut moves, mut changed) = (0, vec![0; bases.len()]);
    let mut looked = vec![None; problem.requests().len()];
    for _ in 0..MOST_ROUNDS {
        let before = moves;
        for &request in &free {
            let is_news = |vehicle: usize| looked[request].is_none_or(|at| changed[vehicle] > at);
            if let Some(touched) = settle_one(objective, &mut bases, request, is_news) {
                moves += 1;
                touched.into_iter().flatten().for_each(|vehicle| changed[vehicle] = moves);
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

/// The round of `base` without an order.
pub(super) fn without<'a>(base: &Base<'a>, request: usize) -> Base<'a> {
    let rest = base.stops.iter().copied().filter(|stop| stop.request() != request);
    Base::new(base.problem, base.vehicle, rest.collect())
}

/// The vehicles that it left and went to, if it was moved. In a round that is no news there was nothing better for it.
fn settle_one(
    objective: &Objective,
    bases: &mut [Base<'_>],
    request: usize,
    is_news: impl Fn(usize) -> bool + Sync,
) -> Option<[Option<usize>; 2]> {
    let is_in = |base: &&Base<'_>| base.stops.iter().any(|stop| stop.request() == request);
    let home = bases.iter().find(is_in);
    let all = home.is_some_and(|home| is_news(home.vehicle));
    if !all && !bases.iter().any(|base| is_news(base.vehicle)) {
        return None;
    }
    let rest = home.map(|home| without(home, request));
    let now =
        home.zip(rest.as_ref()).map(|(home, rest)| home.cost(objective) - rest.cost(objective));
    // Who cannot do without it keeps it.
    let kept = rest.as_ref().filter(|rest| !rest.is_in_time).map(|rest| rest.vehicle);
    let looked = bases.par_iter().filter(|base| {
        (all || is_news(base.vehicle)) && kept.is_none_or(|kept| kept == base.vehicle)
    });
    let found = looked.filter_map(|base| {
        let base = rest.as_ref().filter(|rest| rest.vehicle == base.vehicle).unwrap_or(base);
        let found = Trial::new(base, request).cheapest(objective, now)?;
        Some((found.added, base.vehicle, found.stops))
    });
    let (_, vehicle, stops) = found.min_by_key(|(added, vehicle, _)| (*added, *vehicle))?;
    let left = rest.as_ref().map(|rest| rest.vehicle);
    if let Some(rest) = rest {
        let home = rest.vehicle;
        bases[home] = rest;
    }
    let problem = bases[vehicle].problem;
    bases[vehicle] = Base::new(problem, vehicle, stops);
    Some([left, Some(vehicle)])
}
