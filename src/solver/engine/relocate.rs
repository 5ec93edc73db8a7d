//! One request to where it adds the least of all.

use super::{
    model::{Model, NONE},
    offers::Offers,
    place::{NO_PLACE, Place},
    state::State,
};

/// Moves a request that is served to the cheapest place in any route in use, its own among them. The vehicle it left
/// and the one it went to, if the plan is better then; else nothing has changed.
pub(super) fn relocate(
    model: &Model,
    state: &mut State,
    offers: &mut Offers,
    request: u32,
) -> Option<[u32; 2]> {
    let from = state.home[request as usize];
    let before = state.score(model);
    let mut to = NONE;
    let better = state.attempt(model, |state| {
        if !state.remove(model, from, &[request]) {
            return false;
        }
        let mut best = Place { cost: NO_PLACE, ..Place::NONE };
        for used in 0..state.used.items().len() {
            let vehicle = state.used.items()[used];
            // What is kept of the route without it would soon be of no use.
            let place = if vehicle == from {
                state.cheapest(model, vehicle, request, best.cost, &mut |_| false)
            } else {
                offers.get(model, state, vehicle, request)
            };
            if place.cost < best.cost {
                (best, to) = (place, vehicle);
            }
        }
        to != NONE && state.insert(model, to, request, best) && state.score(model).beats(&before)
    });
    better.then_some([from, to])
}
