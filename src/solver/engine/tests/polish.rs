//! Small steps on a good plan: none that is better is left, and nothing else is changed.

use super::{
    ALL,
    moves::{filled, towns},
    states::{made_anew, picture},
};
use crate::solver::engine::{
    best::Best,
    model::{Kind, Model, NONE},
    objective::Objective,
    place::NO_PLACE,
    polish::polish,
    random::Random,
    relocate::relocate,
    state::State,
    tools::Tools,
    window::{WIDTH, Windows},
};

/// Every order of some things.
fn orders(things: &[u32]) -> Vec<Vec<u32>> {
    let Some((first, others)) = things.split_first() else { return vec![vec![]] };
    let with = |order: Vec<u32>| {
        (0..=order.len()).map(move |at| [&order[..at], &[*first], &order[at..]].concat())
    };
    orders(others).into_iter().flat_map(with).collect()
}

/// Is there an order of a window's stops that makes the plan better?
fn can_be_ordered(model: &Model, state: &mut State, vehicle: u32) -> bool {
    let nodes: Vec<u32> = state.routes[vehicle as usize].nodes().collect();
    let before = state.score(model);
    let locked = model.riders[vehicle as usize].locked.len();
    (locked..nodes.len()).any(|first| {
        let last = (first + WIDTH).min(nodes.len());
        orders(&nodes[first..last]).into_iter().any(|order| {
            let trial = [&nodes[..first], &order, &nodes[last..]].concat();
            let fetched = (0..trial.len()).all(|at| {
                let ask = &model.asks[model.nodes[trial[at] as usize].request as usize];
                !ask.has_pickup || trial[..=at].contains(&ask.first)
            });
            let mut better = false;
            if fetched {
                state.attempt(model, |state| {
                    better =
                        state.rewrite(model, vehicle, &trial) && state.score(model).beats(&before);
                    false
                });
            }
            better
        })
    })
}

#[test]
fn no_better_order_of_a_few_stops_is_left() {
    let (mut random, mut done, mut mended) = (Random::new(8), 0, 0);
    for parts in towns() {
        for objective in [Objective::TRAVEL, Objective::VEHICLES_THEN_TRAVEL] {
            let Some((model, mut state)) = filled(&parts, objective, &mut random) else { continue };
            let vehicle = random.pick(state.used.items()).unwrap();
            // All orders of longer routes take too long here.
            if state.routes[vehicle as usize].len() > 8 {
                continue;
            }
            let (before, home) = (state.score(&model), state.home.clone());
            let could = can_be_ordered(&model, &mut state, vehicle);
            let mut windows = Windows::default();
            let better = windows.reorder(&model, &mut state, vehicle);
            assert_eq!(better, state.score(&model).beats(&before));
            assert_eq!(better, could, "{:?}", state.routes[vehicle as usize]);
            while windows.reorder(&model, &mut state, vehicle) {}
            assert!(!can_be_ordered(&model, &mut state, vehicle));
            assert_eq!(state.home, home);
            assert_eq!(picture(&model, &state), picture(&model, &made_anew(&model, &state)));
            done += 1;
            mended += usize::from(better);
        }
    }
    assert!(done > 100 && mended > 20, "{mended} of {done}");
}

#[test]
fn a_request_is_moved_where_that_is_better_and_nowhere_else() {
    let (mut random, mut moved, mut stayed) = (Random::new(9), 0, 0);
    for parts in towns() {
        for objective in ALL {
            let Some((model, mut state)) = filled(&parts, objective, &mut random) else { continue };
            let mut tools = Tools::new(&model, 1);
            let served = (0..).zip(&model.asks).filter(|(request, ask)| {
                ask.kind == Kind::Pair
                    && ask.vehicle == NONE
                    && state.home[*request as usize] != NONE
            });
            let served: Vec<u32> = served.map(|(request, _)| request).collect();
            let Some(request) = random.pick(&served) else { continue };
            let (before, old) = (state.score(&model), picture(&model, &state));
            let found = relocate(&model, &mut state, &mut tools.offers, request);
            if let Some([_, to]) = found {
                assert!(state.score(&model).beats(&before));
                assert_eq!(state.home[request as usize], to);
                assert_eq!(picture(&model, &state), picture(&model, &made_anew(&model, &state)));
                moved += 1;
            } else {
                assert_eq!(picture(&model, &state), old);
                stayed += 1;
            }
            // No place is better than the one it has now.
            let (before, home) = (state.score(&model), state.home[request as usize]);
            for vehicle in state.used.items().to_vec() {
                state.attempt(&model, |state| {
                    if state.remove(&model, home, &[request]) {
                        let place =
                            state.cheapest(&model, vehicle, request, NO_PLACE, &mut |_| false);
                        if place.exists() && state.insert(&model, vehicle, request, place) {
                            assert!(model.is_soft() || !state.score(&model).beats(&before));
                        }
                    }
                    false
                });
            }
        }
    }
    assert!(moved > 60 && stayed > 60, "{moved} {stayed}");
}

#[test]
fn a_polished_plan_is_better_if_that_is_said_and_serves_the_same() {
    let (mut random, mut mended) = (Random::new(10), 0);
    for parts in towns() {
        for objective in ALL {
            let Some((model, mut state)) = filled(&parts, objective, &mut random) else { continue };
            let mut tools = Tools::new(&model, 1);
            let mut best = Best::new(&model, &state);
            let served =
                |state: &State| state.home.iter().map(|home| *home != NONE).collect::<Vec<_>>();
            let (before, old) = (state.score(&model), picture(&model, &state));
            // Nothing has changed since the best plan was taken.
            assert!(!polish(&model, &mut state, &mut tools, &best));
            assert_eq!(picture(&model, &state), old);
            for vehicle in state.used.items().to_vec() {
                let nodes: Vec<u32> = state.routes[vehicle as usize].nodes().collect();
                state.attempt(&model, |state| state.rewrite(&model, vehicle, &nodes));
            }
            let all = served(&state);
            let better = polish(&model, &mut state, &mut tools, &best);
            assert_eq!(better, state.score(&model).beats(&before));
            assert_eq!(served(&state), all);
            assert_eq!(picture(&model, &state), picture(&model, &made_anew(&model, &state)));
            best.take(&model, &state);
            mended += usize::from(better);
        }
    }
    assert!(mended > 60, "{mended}");
}
