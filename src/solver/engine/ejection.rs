//! Room for one request by moving one other.

use super::{
    model::{Kind, Model, NONE},
    place::{NO_PLACE, Scratch, cheapest},
    route::Route,
    state::State,
};

/// After so many moves that turn out not to hold, none is looked for.
const TRIED: usize = 8;

/// The request that leaves, from where, to where, and what both moves cost together.
#[derive(Clone, Copy)]
struct Move {
    cost: i64,
    from: u32,
    moved: u32,
    to: u32,
}

/// Puts `request` into the route that another request leaves for a third one, where both together add the
/// least and breaks nothing more. Gives the vehicle and who moved; `None` if no single move makes room, as far as
/// a few are tried: nothing has changed then.
pub(super) fn eject_one(model: &Model, state: &mut State, request: u32) -> Option<(u32, u32)> {
    let used: Vec<u32> = state.used.items().to_vec();
    let mut scratch = Scratch::default();
    let mut trial = Route::new(model, *used.first()?);
    let mut found: Vec<Move> = Vec::new();
    for &from in &used {
        if !model.may(request, from) {
            continue;
        }
        let route = &state.routes[from as usize];
        let movable = |other: &u32| {
            let ask = &model.asks[*other as usize];
            ask.vehicle == NONE && ask.kind != Kind::Settled
        };
        let held: Vec<u32> = state.requests(model, from).filter(movable).collect();
        for moved in held {
            trial.copy_without(model, route, &[moved]);
            if !trial.refresh(model) {
                continue;
            }
            let never = &mut |_| false;
            let place = cheapest(model, &trial, request, NO_PLACE, &mut scratch, never);
            if place.exists() {
                found.push(Move {
                    cost: place.cost + trial.cost - route.cost,
                    from,
                    moved,
                    to: NONE,
                });
            }
        }
    }
    // What would leave, the cheapest first, until no place for it can make up for the rest.
    found.sort_by_key(|one| (one.cost, one.from, one.moved));
    let mut refused: Vec<Move> = Vec::new();
    while refused.len() < TRIED {
        let best = cheapest_move(model, state, &found, &refused)?;
        let broken = state.score(model).broken;
        let done = state.attempt(model, |state| {
            state.remove(model, best.from, &[best.moved])
                && [(best.from, request), (best.to, best.moved)].into_iter().all(
                    |(vehicle, request)| {
                        let place =
                            state.cheapest(model, vehicle, request, NO_PLACE, &mut |_| false);
                        place.exists() && state.insert(model, vehicle, request, place)
                    },
                )
                && state.score(model).broken.within(broken)
        });
        if done {
            return Some((best.from, best.moved));
        }
        refused.push(best);
    }
    None
}

/// Of those who would leave, the cheapest first, the one with the cheapest place elsewhere, but for moves that
/// were refused.
fn cheapest_move(
    model: &Model,
    state: &mut State,
    leaving: &[Move],
    refused: &[Move],
) -> Option<Move> {
    let mut best: Option<Move> = None;
    for one in leaving {
        let limit = best.map_or(NO_PLACE, |best| best.cost - one.cost);
        if limit <= 0 {
            break;
        }
        for vehicle in 0..model.riders.len() as u32 {
            let is_refused =
                |it: &Move| (it.from, it.moved, it.to) == (one.from, one.moved, vehicle);
            if vehicle == one.from || refused.iter().any(is_refused) {
                continue;
            }
            let limit = best.map_or(NO_PLACE, |best| best.cost - one.cost);
            let place = state.cheapest(model, vehicle, one.moved, limit, &mut |_| false);
            if place.exists() {
                best = Some(Move { cost: one.cost + place.cost, to: vehicle, ..*one });
            }
        }
    }
    best
}
