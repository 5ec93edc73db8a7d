//! Random feasible moves: a request to another route, or two requests between two routes.

use super::{
    model::{Model, NONE, id},
    place::{NO_PLACE, Place, Scratch, cheapest},
    random::Random,
    route::Route,
    state::State,
    stats::Operator,
    tools::Tools,
};

/// A feasible place of `request` in a route, all with equal chances.
pub(super) fn any_place(
    model: &Model,
    route: &Route,
    request: u32,
    scratch: &mut Scratch,
    random: &mut Random,
) -> Place {
    let mut seen = 0;
    let mut chosen = Place::NONE;
    let first = cheapest(model, route, request, NO_PLACE, scratch, &mut |place| {
        seen += 1;
        if random.below(seen) == 0 {
            chosen = place;
        }
        true
    });
    // Several dropoffs know no choice.
    if first.exists() { first } else { chosen }
}

/// Moves requests about at random, as far as that is feasible.
pub(super) fn perturb(model: &Model, state: &mut State, tools: &mut Tools, trials: usize) {
    for _ in 0..trials {
        let request = id(tools.random.below(model.asks.len()));
        let home = state.home[request as usize];
        let Some(vehicle) = tools.random.pick(state.used.items()) else { return };
        if home == NONE || home == vehicle || model.asks[request as usize].vehicle != NONE {
            continue;
        }
        let moved = if tools.random.chance(0.5) {
            relocate(model, state, tools, request, vehicle)
        } else {
            exchange(model, state, tools, request, vehicle)
        };
        tools.stats.count(Operator::Perturb, moved, false);
    }
}

fn relocate(
    model: &Model,
    state: &mut State,
    tools: &mut Tools,
    request: u32,
    vehicle: u32,
) -> bool {
    let home = state.home[request as usize];
    let place = any_place(
        model,
        &state.routes[vehicle as usize],
        request,
        &mut tools.scratch,
        &mut tools.random,
    );
    // A route less is no part of this.
    let only = state.routes[home as usize].len() <= model.asks[request as usize].nodes().len();
    if !place.exists() || only {
        return false;
    }
    state.attempt(model, |state| {
        state.remove(model, home, &[request]) && state.insert(model, vehicle, request, place)
    })
}

fn exchange(
    model: &Model,
    state: &mut State,
    tools: &mut Tools,
    request: u32,
    vehicle: u32,
) -> bool {
    let home = state.home[request as usize];
    let points = &state.routes[vehicle as usize].points;
    let node = points[1 + tools.random.below(points.len() - 2)].node;
    let other = model.nodes[node as usize].request;
    if model.asks[other as usize].vehicle != NONE {
        return false;
    }
    // Most exchanges fail: tried on copies first.
    let mut fits = |vehicle: u32, request: u32, out: u32| {
        let trial = tools.trial.get_or_insert_with(|| Route::new(model, vehicle));
        trial.copy_without(model, &state.routes[vehicle as usize], &[out]);
        if trial.refresh(model) {
            any_place(model, trial, request, &mut tools.scratch, &mut tools.random)
        } else {
            Place::NONE
        }
    };
    let there = fits(vehicle, request, other);
    if !there.exists() {
        return false;
    }
    let back = fits(home, other, request);
    if !back.exists() {
        return false;
    }
    state.attempt(model, |state| {
        state.remove(model, vehicle, &[other])
            && state.remove(model, home, &[request])
            && state.insert(model, vehicle, request, there)
            && state.insert(model, home, other, back)
    })
}
