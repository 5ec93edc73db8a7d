//! Guided ejection: a request that fits nowhere is put where the requests that must leave for it are
//! those that were the easiest to place so far.
//!
//! Nagata and Kobayashi (2010), "Guided ejection search for the pickup and delivery problem with time
//! windows", `EvoCOP`.

use super::{
    model::{Model, NONE},
    perturb::{any_place, perturb},
    place::{NO_PLACE, cheapest},
    route::Route,
    search::Search,
    squeeze::Squeeze,
    state::State,
    stats::Operator,
    tools::Tools,
};
use std::cmp::Ordering;

/// A turn has so many steps at least.
const SHORTEST: usize = 4;

/// The search, with what it remembers of routes.
#[derive(Debug)]
pub(super) struct Ejection {
    squeeze: Squeeze,
}

/// What must leave a route for a request to have a place: one request, then both are it, or two.
#[derive(Clone, Copy, Debug)]
struct Way {
    sum: u32,
    vehicle: u32,
    out: [u32; 2],
}

impl Ejection {
    pub(super) fn new(model: &Model) -> Self {
        Self { squeeze: Squeeze::new(model) }
    }

    /// Places what is absent in the routes in use, for one turn at most. False if the share of the budget
    /// ended before.
    pub(super) fn place(&mut self, search: &mut Search, share: f64, counters: &mut [u32]) -> bool {
        let model = search.model;
        let mut stack: Vec<u32> = search.state.absent.items().to_vec();
        search.tools.random.shuffle(&mut stack);
        let turn = search.pace.ejection_turn / model.asks.len().max(1);
        for _ in 0..turn.max(SHORTEST) {
            let Some(request) = stack.pop() else { return true };
            if !search.spending.go_on_slowly(share) {
                return false;
            }
            search.tell();
            let (state, tools) = (&mut *search.state, &mut *search.tools);
            let last = stack.is_empty();
            let placed = place_anywhere(model, state, tools, request);
            tools.stats.count(Operator::Place, placed, placed && last);
            let squeezed = !placed && self.squeeze.run(model, state, &mut tools.random, request);
            if !placed {
                tools.stats.count(Operator::Squeeze, squeezed, squeezed && last);
            }
            if placed || squeezed {
                search.take_if_better();
                continue;
            }
            let counter = &mut counters[request as usize];
            *counter = counter.saturating_add(1);
            let way = cheapest_way(model, state, tools, request, counters);
            let ejected =
                way.is_some_and(|way| take(model, state, tools, request, way, &mut stack));
            tools.stats.count(Operator::Eject, ejected, false);
            if !ejected {
                stack.insert(0, request);
            }
            perturb(model, state, tools, search.pace.trials);
            search.take_if_better();
        }
        true
    }
}

fn place_anywhere(model: &Model, state: &mut State, tools: &mut Tools, request: u32) -> bool {
    let mut seen = 0;
    let mut chosen = NONE;
    for used in 0..state.used.items().len() {
        let vehicle = state.used.items()[used];
        if tools.offers.get(model, state, vehicle, request).exists() {
            seen += 1;
            if tools.random.below(seen) == 0 {
                chosen = vehicle;
            }
        }
    }
    if chosen == NONE {
        return false;
    }
    let place = if model.exact {
        tools.offers.get(model, state, chosen, request)
    } else {
        let route = &state.routes[chosen as usize];
        any_place(model, route, request, &mut tools.scratch, &mut tools.random)
    };
    place.exists() && state.attempt(model, |state| state.insert(model, chosen, request, place))
}

/// The requests, two at most, with the least counters without which `request` has a place.
fn cheapest_way(
    model: &Model,
    state: &State,
    tools: &mut Tools,
    request: u32,
    counters: &[u32],
) -> Option<Way> {
    let mut best: Option<Way> = None;
    let mut ties = 0;
    let mut held: Vec<(u32, Vec<(u32, u32)>)> = Vec::with_capacity(state.used.items().len());
    for &vehicle in state.used.items() {
        if !model.may(request, vehicle) {
            continue;
        }
        let mut others: Vec<(u32, u32)> = state
            .requests(model, vehicle)
            .filter(|other| model.asks[*other as usize].vehicle == NONE)
            .map(|other| (counters[other as usize], other))
            .collect();
        others.sort_unstable();
        held.push((vehicle, others));
    }
    let start = tools.random.below(held.len().max(1));
    // One alone first: a bound for two.
    for pass in 0..2 {
        for at in 0..held.len() {
            let (vehicle, others) = &held[(start + at) % held.len()];
            for (one, first) in others.iter().enumerate() {
                let seconds = if pass == 0 { &others[one..=one] } else { &others[one + 1..] };
                for second in seconds {
                    let sum = if pass == 0 { first.0 } else { first.0 + second.0 };
                    match best.map_or(u32::MAX, |way: Way| way.sum).cmp(&sum) {
                        Ordering::Less => break,
                        Ordering::Equal => {
                            ties += 1;
                            if tools.random.below(ties + 1) != 0 {
                                continue;
                            }
                        }
                        Ordering::Greater => {}
                    }
                    let out = [first.1, second.1];
                    if fits_without(model, state, tools, *vehicle, request, out) {
                        if best.is_none_or(|way| sum < way.sum) {
                            ties = 0;
                        }
                        best = Some(Way { sum, vehicle: *vehicle, out });
                    }
                }
            }
        }
    }
    best
}

fn fits_without(
    model: &Model,
    state: &State,
    tools: &mut Tools,
    vehicle: u32,
    request: u32,
    out: [u32; 2],
) -> bool {
    let trial = tools.trial.get_or_insert_with(|| Route::new(model, vehicle));
    trial.copy_without(model, &state.routes[vehicle as usize], &out);
    trial.refresh(model)
        && cheapest(model, trial, request, NO_PLACE, &mut tools.scratch, &mut |_| false).exists()
}

fn take(
    model: &Model,
    state: &mut State,
    tools: &mut Tools,
    request: u32,
    way: Way,
    stack: &mut Vec<u32>,
) -> bool {
    let out = if way.out[0] == way.out[1] { &way.out[..1] } else { &way.out[..] };
    let done = state.attempt(model, |state| {
        if !state.remove(model, way.vehicle, out) {
            return false;
        }
        let place = if model.exact {
            state.cheapest(model, way.vehicle, request, NO_PLACE, &mut |_| false)
        } else {
            let route = &state.routes[way.vehicle as usize];
            any_place(model, route, request, &mut tools.scratch, &mut tools.random)
        };
        place.exists() && state.insert(model, way.vehicle, request, place)
    });
    if done {
        stack.extend_from_slice(out);
    }
    done
}
