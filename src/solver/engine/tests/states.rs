//! Plans in the making: after any steps as if made anew, and after an undo as before.

use super::{
    ALL,
    town::{Traits, any_town, can_go_on, fill, is_absent, stops},
    twin,
};
use crate::solver::{
    engine::{
        model::{Model, NONE, id},
        objective::{Broken, Objective},
        perturb::any_place,
        place::Scratch,
        pool::Pool,
        random::Random,
        route::Point,
        state::State,
        tails::Tails,
        trade::trade,
    },
    fixture::{Parts, any_locked_parts, any_rich_locked_parts},
};
use proptest::prelude::*;

/// All that can be seen of a plan in the making.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    score: String,
    home: Vec<u32>,
    absent: Vec<u32>,
    used: Vec<u32>,
    idle: Vec<bool>,
    points: Vec<String>,
    parts: Vec<(i64, i64, Broken)>,
    at: Vec<Vec<u32>>,
}

pub(super) fn picture(model: &Model, state: &State) -> Picture {
    let sorted = |items: &[u32]| {
        let mut items = items.to_vec();
        items.sort_unstable();
        items
    };
    let route = |route: &super::super::route::Route| route.points.iter().map(point).collect();
    let at = |node: u32| state.at[node as usize];
    Picture {
        score: format!("{:?} {:?}", state.score(model), (state.cost(), state.unserved())),
        home: state.home.clone(),
        absent: sorted(state.absent.items()),
        used: sorted(state.used.items()),
        idle: (0..state.kinds()).map(|kind| state.idle(kind).is_some()).collect(),
        points: state.routes.iter().map(route).collect(),
        parts: state.routes.iter().map(|route| (route.cost, route.soft, route.broken)).collect(),
        at: state.routes.iter().map(|route| route.nodes().map(at).collect()).collect(),
    }
}

fn point(point: &Point) -> String {
    format!("{point:?}\n")
}

pub(super) fn versions(state: &State) -> Vec<u64> {
    state.routes.iter().map(|route| route.version).collect()
}

/// The same plan, put together route by route.
pub(super) fn made_anew(model: &Model, state: &State) -> State {
    let mut anew = State::new(model);
    for route in &state.routes {
        if can_go_on(state, route.vehicle) {
            let nodes: Vec<u32> = route.nodes().collect();
            let done = anew.rewrite(model, route.vehicle, &nodes);
            assert!(done || route.overloaded(model));
        }
    }
    anew
}

/// One step at random: puts a request somewhere, takes some out, exchanges tails, takes a route of a plan
/// before over, trades routes, or mixes the stops of a route. False if it has to be undone.
fn step(
    model: &Model,
    state: &mut State,
    (tails, pool): &mut (Tails, Pool),
    random: &mut Random,
) -> bool {
    let vehicle = id(random.below(model.riders.len()));
    if !can_go_on(state, vehicle) {
        return true;
    }
    let held: Vec<u32> = state.requests(model, vehicle).collect();
    match random.below(7) {
        0 | 1 => {
            let request = id(random.below(model.asks.len()));
            let route = &state.routes[vehicle as usize];
            let place = any_place(model, route, request, &mut Scratch::default(), random);
            if !is_absent(state, request) || !place.exists() {
                return true;
            }
            state.insert(model, vehicle, request, place)
        }
        2 => {
            let out: Vec<u32> = held.into_iter().filter(|_| random.chance(0.4)).collect();
            state.remove(model, vehicle, &out)
        }
        3 => tails.exchange(model, state, i64::from(u32::MAX), random),
        4 => pool.adopt(model, state, random),
        5 => trade(model, state, random),
        _ => {
            let locked = model.riders[vehicle as usize].locked.len();
            let mut nodes: Vec<u32> = state.routes[vehicle as usize].nodes().collect();
            if nodes.len() > locked + 1 {
                let one = locked + random.below(nodes.len() - locked);
                let other = locked + random.below(nodes.len() - locked);
                nodes.swap(one, other);
            }
            state.rewrite(model, vehicle, &nodes)
        }
    }
}

fn any_steps(parts: &Parts, objective: Objective, seed: u64) -> Result<(), TestCaseError> {
    if parts.vehicles.is_empty() || parts.requests.is_empty() {
        return Ok(());
    }
    let (mut parts, mut random) = (parts.clone(), Random::new(seed));
    // Some were announced to somebody.
    for request in &mut parts.requests {
        if random.chance(0.3) {
            request.announced = Some(random.below(parts.vehicles.len()));
        }
    }
    let model = Model::new(parts.problem(), objective);
    let mut state = State::new(&model);
    fill(&model, &mut state, &mut random, 0.5);
    let mut moves = (Tails::default(), Pool::new(20));
    for _ in 0..12 {
        moves.1.add(&model, &state);
        let before = (picture(&model, &state), versions(&state));
        state.begin();
        let done = (0..3).all(|_| step(&model, &mut state, &mut moves, &mut random));
        for (vehicle, (old, new)) in (0..).zip(before.1.iter().zip(versions(&state))) {
            prop_assert!(state.is_touched(vehicle) || *old == new);
        }
        if done && random.chance(0.6) {
            state.keep();
        } else {
            state.undo(&model);
            prop_assert_eq!((picture(&model, &state), versions(&state)), before);
        }
        let now = picture(&model, &state);
        prop_assert_eq!(&now, &picture(&model, &made_anew(&model, &state)));
        adds_up(&model, &state)?;
    }
    Ok(())
}

/// The sums are those of the twin.
fn adds_up(model: &Model, state: &State) -> Result<(), TestCaseError> {
    let (mut cost, mut unserved) = (0, 0);
    for (request, ask) in model.asks.iter().enumerate() {
        unserved += if state.home[request] == NONE { ask.priority } else { 0 };
    }
    let mut used = 0;
    for vehicle in 0..id(model.riders.len()) {
        let stops = stops(model, state, vehicle);
        if !can_go_on(state, vehicle) {
            continue;
        }
        used += usize::from(!stops.is_empty());
        match twin::cost(&model.problem, model.objective, vehicle as usize, &stops) {
            Some(more) => cost += more,
            // Locked stops may be too much already.
            None => return Ok(()),
        }
    }
    prop_assert_eq!((state.cost(), state.unserved()), (cost, unserved));
    prop_assert_eq!(state.used.items().len(), used);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn steps_and_their_undoing_leave_no_trace(
        parts in prop_oneof![any_locked_parts(3), any_rich_locked_parts(2)],
        town in any_town(Traits { breaks: true, locks: true, ..Traits::TIGHT }),
        seed: u64,
    ) {
        for objective in ALL {
            any_steps(&parts, objective, seed)?;
            any_steps(&town, objective, seed)?;
        }
    }
}
