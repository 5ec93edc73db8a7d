//! The plan that a search begins with.

use super::{
    model::{Kind, Model, NONE, id},
    place::NO_PLACE,
    recreate::Draw,
    state::State,
    tools::Tools,
};
use crate::solver::StopId;

/// Takes over of `routes` what is possible, and puts everybody else where that adds the least.
pub(super) fn first_plan(
    model: &Model,
    state: &mut State,
    tools: &mut Tools,
    routes: &[(usize, Vec<StopId>)],
) {
    state.set_hopeless_aside(model);
    for (vehicle, stops) in routes {
        let Some(rider) = model.riders.get(*vehicle) else { continue };
        let begun = state.routes[*vehicle].nodes().count() > rider.locked.len();
        if !begun {
            take_over(model, state, id(*vehicle), stops);
        }
    }
    serve_all_who_fit(model, state, tools);
}

/// Puts everybody in who fits. Where the triangle inequality does not hold, somebody may fit only after another.
pub(super) fn serve_all_who_fit(model: &Model, state: &mut State, tools: &mut Tools) {
    let Tools { recreate, offers, random, .. } = tools;
    let mut before = usize::MAX;
    while state.absent.items().len() < before {
        before = state.absent.items().len();
        recreate.run_for_good(model, state, offers, Draw::GREEDY, random);
    }
}

/// Gives a route its stops of before. If they cannot be ridden like that any more, its requests are put
/// into it one by one, in their order, where each adds the least.
fn take_over(model: &Model, state: &mut State, vehicle: u32, stops: &[StopId]) {
    let locked = &model.riders[vehicle as usize].locked;
    let known: Vec<u32> = stops.iter().filter_map(|stop| model.node_of(*stop)).collect();
    let stays = |request: u32| {
        let ask = &model.asks[request as usize];
        let whole = ask.nodes().all(|node| known.contains(&node) || locked.contains(&node));
        whole && ask.kind != Kind::Settled && model.may(request, vehicle)
    };
    let mut requests: Vec<u32> = Vec::new();
    let mut nodes = locked.clone();
    for node in known.iter().copied().filter(|node| !locked.contains(node)) {
        let request = model.nodes[node as usize].request;
        if !requests.contains(&request) {
            if state.home[request as usize] != NONE || !stays(request) {
                continue;
            }
            requests.push(request);
        }
        if model.may_follow(node, &nodes) && !nodes.contains(&node) {
            nodes.push(node);
        }
    }
    let whole = |request: &u32| model.asks[*request as usize].nodes().all(|n| nodes.contains(&n));
    if requests.iter().all(whole)
        && state.attempt(model, |state| state.rewrite(model, vehicle, &nodes))
    {
        return;
    }
    for request in requests {
        let place = state.cheapest(model, vehicle, request, NO_PLACE, &mut |_| false);
        if place.exists() {
            state.attempt(model, |state| state.insert(model, vehicle, request, place));
        }
    }
}
