//! Fewer routes, a place for everybody, and random moves.

use super::{
    states::{made_anew, picture},
    town::{Traits, any_town, fill, samples, stops},
    twin,
};
use crate::solver::{
    engine::{
        best::Best,
        budget::{Budget, Spending},
        eject::Ejection,
        fleet::Fleet,
        model::{Kind, Model, id},
        objective::Objective,
        perturb::perturb,
        recreate::{Begin, Draw},
        search::{Search, Told},
        state::State,
        stats::Stats,
        tools::Tools,
    },
    fixture::{Parts, any_locked_parts},
};
use std::time::Instant;

/// A search of so many iterations.
fn search<'a>(
    model: &'a Model,
    state: &'a mut State,
    tools: &'a mut Tools,
    iterations: u64,
    told: &'a mut Told<'a>,
) -> Search<'a> {
    let budget = Budget { iterations: Some(iterations), ..Budget::default() };
    Search::new(model, state, tools, budget, Instant::now(), told)
}

/// Everything fits, and is what a plan made anew would be.
fn is_right(model: &Model, state: &State) {
    for vehicle in 0..id(model.riders.len()) {
        let stops = stops(model, state, vehicle);
        let cost = twin::cost(&model.problem, model.objective, vehicle as usize, &stops);
        assert!(cost.is_some(), "{stops:?} of {:?}", model.problem);
    }
    assert_eq!(picture(model, state), picture(model, &made_anew(model, state)));
}

/// A first plan with more routes than it needs.
fn spread(model: &Model, tools: &mut Tools) -> State {
    let mut state = State::new(model);
    fill(model, &mut state, &mut tools.random, 1.0);
    let Tools { offers, recreate, random, .. } = tools;
    assert!(recreate.run(model, &mut state, offers, Draw::GREEDY, Begin::Always, random));
    state
}

#[test]
fn fewer_routes_leave_nobody_out() {
    let mut fewer = 0;
    for (seed, parts) in (0..).zip(samples(&any_town(Traits::WIDE), 100)) {
        let model = Model::new(parts.problem(), Objective::VEHICLES_THEN_TRAVEL);
        let mut tools = Tools::new(&model, seed);
        let mut state = spread(&model, &mut tools);
        let (before, routes) = (state.score(&model), state.used.items().len());
        let mut told = |_: &'static str, _: &Best, _: &Spending, _: &Stats| ();
        let mut search = search(&model, &mut state, &mut tools, 300, &mut told);
        Fleet::new(&model).reduce(&mut search, 1.0);
        let best = search.best.score;
        is_right(&model, &state);
        assert_eq!(state.score(&model), best);
        assert!(best <= before);
        assert_eq!(state.unserved(), before.unserved);
        fewer += routes - state.used.items().len();
    }
    assert!(fewer > 100, "{fewer}");
}

#[test]
fn a_place_for_everybody_leaves_no_more_out() {
    let mut more = 0;
    for (seed, parts) in (0..).zip(samples(&any_town(Traits::TIGHT), 100)) {
        let model = Model::new(parts.problem(), Objective::TRAVEL);
        let mut tools = Tools::new(&model, seed);
        let mut state = State::new(&model);
        fill(&model, &mut state, &mut tools.random, 0.9);
        let before = state.score(&model);
        let mut told = |_: &'static str, _: &Best, _: &Spending, _: &Stats| ();
        let mut search = search(&model, &mut state, &mut tools, 200, &mut told);
        Fleet::new(&model).serve(&mut search, 1.0);
        let best = search.best.score;
        is_right(&model, &state);
        assert_eq!(state.score(&model), best);
        assert!(best <= before);
        more += usize::from(best.unserved < before.unserved);
    }
    assert!(more > 20, "{more}");
}

/// A route is taken out, and its requests are placed elsewhere by ejection; was there a place for all?
fn ejected(parts: &Parts, seed: u64) -> Option<bool> {
    let model = Model::new(parts.problem(), Objective::VEHICLES_THEN_TRAVEL);
    let mut tools = Tools::new(&model, seed);
    let mut state = spread(&model, &mut tools);
    let used = state.used.items().to_vec();
    if used.len() < 2 {
        return None;
    }
    state.empty(&model, &used[..1]);
    let mut counters = vec![1; model.asks.len()];
    let mut ejection = Ejection::new(&model);
    let mut told = |_: &'static str, _: &Best, _: &Spending, _: &Stats| ();
    let mut search = search(&model, &mut state, &mut tools, 20, &mut told);
    search.pace.ejection_turn = 30 * model.asks.len();
    let within = ejection.place(&mut search, 1.0, &mut counters);
    assert!(within || search.spending.progress() >= 1.0);
    is_right(&model, &state);
    assert!(state.used.items().len() < used.len());
    Some(state.unserved() == 0)
}

#[test]
fn ejection_keeps_every_route_feasible_and_begins_none() {
    let traits = Traits { windows: (60, 200), vehicles: 6, requests: 16, ..Traits::TIGHT };
    let mut seen = [0; 2];
    for (seed, parts) in (0..).zip(samples(&any_town(traits), 60)) {
        if let Some(all) = ejected(&parts, seed) {
            seen[usize::from(all)] += 1;
        }
    }
    assert!(seen.iter().all(|seen| *seen > 3), "{seen:?}");
}

#[test]
fn random_moves_leave_everybody_somewhere_and_every_route_in_use() {
    let mut moved = 0;
    let towns = any_town(Traits { breaks: true, ..Traits::WIDE });
    for (seed, parts) in (0..).zip(samples(&towns, 150)) {
        let model = Model::new(parts.problem(), Objective::ROUNDS);
        let mut tools = Tools::new(&model, seed);
        let mut state = State::new(&model);
        fill(&model, &mut state, &mut tools.random, 0.9);
        let mut absent = state.absent.items().to_vec();
        let (homes, mut used) = (state.home.clone(), state.used.items().to_vec());
        perturb(&model, &mut state, &mut tools, 60);
        is_right(&model, &state);
        let mut after = [state.absent.items().to_vec(), state.used.items().to_vec()];
        for list in [&mut absent, &mut used].into_iter().chain(&mut after) {
            list.sort_unstable();
        }
        assert_eq!([absent, used], after);
        let pairs = homes.iter().zip(&state.home);
        moved += pairs.filter(|(before, after)| before != after).count();
    }
    assert!(moved > 300, "{moved}");
}

#[test]
fn a_request_of_one_vehicle_never_leaves_it() {
    let towns = any_locked_parts(2);
    for (seed, parts) in (0..).zip(samples(&towns, 300)) {
        let model = Model::new(parts.problem(), Objective::TRAVEL);
        if model.riders.is_empty() || model.asks.is_empty() {
            continue;
        }
        let mut tools = Tools::new(&model, seed);
        let mut state = State::new(&model);
        fill(&model, &mut state, &mut tools.random, 0.9);
        perturb(&model, &mut state, &mut tools, 30);
        for (request, ask) in model.asks.iter().enumerate() {
            let home = state.home[request];
            let only = ask.vehicle;
            assert!(only == u32::MAX || home == only || home == u32::MAX);
            assert!(ask.kind != Kind::Settled || home == only);
        }
    }
}
