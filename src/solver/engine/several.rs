//! Several stops: for each gap of the first, one stop after another, each where it adds the least. Of a block, all
//! in one gap.

use super::{
    model::{Ask, Model},
    place::{NO_PLACE, Place, Scratch},
    route::Route,
    single::best_gap,
    soft,
};
use crate::solver::{
    StopId,
    alone::{Alone, alone},
};

/// The cheapest of what the heuristic finds, if it adds less than `limit`.
pub(super) fn cheapest(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    scratch: &mut Scratch,
) -> Place {
    // What is put in later is looked for without a limit: where something is broken, another may be better then.
    let weighs = model.relaxed || model.is_exact(model.request_of(ask), route);
    let within = if weighs { NO_PLACE } else { limit };
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
    // As they are listed, so that each comes after those it must follow.
    let mut free = std::mem::take(&mut scratch.free);
    free.clear();
    free.extend(ask.free..ask.end);
    free.sort_unstable_by_key(|node| model.ids[*node as usize]);
    let begun = ask.free > ask.first;
    let mut best = Found { limit, cost: limit, weighed: NO_PLACE };
    let mut fits = false;
    if ask.block {
        // What is locked of it is locked last.
        let last = if begun { locked } else { route.len() };
        for gap in locked..=last {
            let trial = &mut scratch.routes[0];
            trial.copy_from(route);
            for node in free.iter().rev() {
                trial.put(model, gap, *node);
            }
            if trial.refresh(model) && !trial.overloaded(model) {
                let cost = trial.cost;
                fits |= best.take_if_better(model, route, scratch, cost - route.cost);
            }
        }
    } else if !begun && matches!(model.ids[free[0] as usize], StopId::Pickup { .. }) {
        for gap in locked..=route.len() {
            if route.points[gap].leave.rested.min(route.points[gap].leave.unrested)
                > model.nodes[free[0] as usize].due
            {
                break;
            }
            let trial = &mut scratch.routes[0];
            trial.copy_from(route);
            trial.put(model, gap, free[0]);
            if trial.refresh(model)
                && let Some(cost) = others(model, scratch, &free[1..], locked)
            {
                fits |= best.take_if_better(model, route, scratch, cost - route.cost);
            }
        }
    } else {
        scratch.routes[0].copy_from(route);
        if let Some(cost) = others(model, scratch, &free, locked) {
            fits |= best.take_if_better(model, route, scratch, cost - route.cost);
        }
    }
    scratch.free = free;
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
    /// Looks at the scratch's first route, which adds so much; if it is better, it becomes the second. False if it
    /// cannot be after all.
    fn take_if_better(
        &mut self,
        model: &Model,
        route: &Route,
        scratch: &mut Scratch,
        cost: i64,
    ) -> bool {
        let mut weighed = cost;
        let trial = &mut scratch.routes[0];
        if model.relaxed || model.is_exact_route(trial) {
            if !soft::refresh(model, trial) {
                return false;
            }
            weighed += soft::penalty(model, trial.broken - route.broken) + trial.soft - route.soft;
        }
        if cost < self.limit && weighed < self.weighed {
            (self.cost, self.weighed) = (cost, weighed);
            scratch.routes.swap(0, 1);
        }
        true
    }
}

/// In an empty route, where one stop after another may lead nowhere: so that what fits alone is found.
fn in_fastest_order(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    scratch: &mut Scratch,
) -> Option<i64> {
    let request = model.request_of(ask) as usize;
    let vehicle = &model.problem.vehicles()[route.vehicle as usize];
    let Alone::Fits { order } = alone(&model.problem, vehicle, request) else { return None };
    let trial = scratch.routes.get_mut(1)?;
    trial.copy_from(route);
    for stop in order {
        trial.put(model, trial.len(), model.node_of(stop)?);
    }
    let fits = trial.refresh(model) && !trial.overloaded(model) && soft::refresh(model, trial);
    (fits && trial.cost < limit).then_some(trial.cost)
}

/// Puts these nodes into the scratch's first route, behind so many stops that are locked; its cost then.
fn others(model: &Model, scratch: &mut Scratch, nodes: &[u32], locked: usize) -> Option<i64> {
    let trial = scratch.routes.first_mut()?;
    let has_break = model.riders[trial.vehicle as usize].rest.is_some();
    for &node in nodes {
        let before = |other: u32| model.is_before(other, node);
        let first = trial.nodes().rposition(before).map_or(locked, |at| locked.max(at + 1));
        // Loads are judged in the end, when all of it is in.
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
