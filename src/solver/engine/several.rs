//! Several dropoffs: for each gap of the pickup, one dropoff after another, each where it adds the least.

use super::{
    model::{Ask, Model, id},
    place::{NO_PLACE, Place, Scratch},
    route::Route,
    single::best_gap,
    soft,
};
use crate::solver::alone::{Alone, alone};

/// The cheapest of what the heuristic finds, if it adds less than `limit`.
pub(super) fn cheapest(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    scratch: &mut Scratch,
) -> Place {
    // What is put in later is looked for without a limit: where something is broken, another may be better then.
    let within = if model.relaxed { NO_PLACE } else { limit };
    match built(model, route, ask, within, scratch) {
        Some(cost) if cost < limit => Place { cost, gaps: [0; 2] },
        _ => Place::NONE,
    }
}

/// Puts the request where [`cheapest`] saw it.
pub(super) fn apply(model: &Model, route: &mut Route, ask: &Ask, scratch: &mut Scratch) {
    if built(model, route, ask, NO_PLACE, scratch).is_some() {
        route.points.clone_from(&scratch.routes[1].points);
    }
}

/// Leaves the best route in the scratch's second place.
fn built(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    scratch: &mut Scratch,
) -> Option<i64> {
    while scratch.routes.len() < 2 {
        scratch.routes.push(Route::new(model, route.vehicle));
    }
    let locked = model.riders[route.vehicle as usize].locked.len();
    let free = ask.free..ask.end;
    let mut best = Found { limit, cost: limit, weighed: NO_PLACE };
    let mut fits = false;
    if ask.has_pickup && ask.free == ask.first {
        for gap in locked..=route.len() {
            if route.points[gap].leave.rested.min(route.points[gap].leave.unrested)
                > model.nodes[ask.first as usize].due
            {
                break;
            }
            let [trial, ..] = &mut scratch.routes[..] else { return None };
            trial.copy_from(route);
            trial.put(model, gap, ask.first);
            if trial.refresh(model)
                && let Some(cost) = dropoffs(model, scratch, free.start + 1..free.end, gap + 1)
            {
                fits = true;
                best.take_if_better(model, route, scratch, cost - route.cost);
            }
        }
    } else {
        scratch.routes[0].copy_from(route);
        if let Some(cost) = dropoffs(model, scratch, free, locked) {
            fits = true;
            best.take_if_better(model, route, scratch, cost - route.cost);
        }
    }
    // Not because of the limit: what is put in later is looked for without one.
    if !fits && route.is_empty() {
        return in_fastest_order(model, route, ask, limit, scratch);
    }
    (best.weighed < NO_PLACE).then_some(best.cost)
}

/// The best of what was built so far.
struct Found {
    limit: i64,
    cost: i64,
    /// The cost, and what is broken more: what counts where something is broken.
    weighed: i64,
}

impl Found {
    /// Looks at the scratch's first route, which adds so much; if it is better, it becomes the second.
    fn take_if_better(&mut self, model: &Model, route: &Route, scratch: &mut Scratch, cost: i64) {
        let mut weighed = cost;
        if model.relaxed {
            let trial = &mut scratch.routes[0];
            soft::refresh(model, trial);
            weighed += soft::penalty(model, trial.broken - route.broken);
        }
        if cost < self.limit && weighed < self.weighed {
            (self.cost, self.weighed) = (cost, weighed);
            scratch.routes.swap(0, 1);
        }
    }
}

/// In an empty route, where one dropoff after another may lead nowhere: so that what fits alone is found.
fn in_fastest_order(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    scratch: &mut Scratch,
) -> Option<i64> {
    let request = model.nodes[ask.first as usize].request as usize;
    let vehicle = &model.problem.vehicles()[route.vehicle as usize];
    let Alone::Fits { order } = alone(&model.problem, vehicle, request) else { return None };
    let trial = scratch.routes.get_mut(1)?;
    trial.copy_from(route);
    let dropoffs = ask.first + u32::from(ask.has_pickup);
    if ask.has_pickup {
        trial.put(model, 0, ask.first);
    }
    for dropoff in order {
        trial.put(model, trial.len(), dropoffs + id(dropoff));
    }
    (trial.refresh(model) && !trial.overloaded(model) && trial.cost < limit).then_some(trial.cost)
}

/// Puts the dropoffs into the scratch's first route, from the gap `first` on; its cost then.
fn dropoffs(
    model: &Model,
    scratch: &mut Scratch,
    nodes: std::ops::Range<u32>,
    first: usize,
) -> Option<i64> {
    let trial = scratch.routes.first_mut()?;
    let has_break = model.riders[trial.vehicle as usize].rest.is_some();
    for node in nodes {
        // Its load is on board already: loads are judged in the end.
        let place = if has_break {
            best_gap::<true>(model, trial, node, first, NO_PLACE, |_, _| true, &mut |_| false)
        } else {
            best_gap::<false>(model, trial, node, first, NO_PLACE, |_, _| true, &mut |_| false)
        };
        if !place.exists() {
            return None;
        }
        trial.put(model, place.gaps[0] as usize, node);
        trial.refresh(model);
    }
    (!trial.overloaded(model)).then_some(trial.cost)
}
