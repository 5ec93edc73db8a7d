//! Routes that may be late and overloaded, and what is squeezed into them.

use super::{
    states::{made_anew, picture, versions},
    town::{Traits, any_town, fill, is_absent, samples, stops},
    twin,
};
use crate::solver::{
    engine::{
        bent::{BentRoute, Weights},
        model::{Kind, Model, NONE, id},
        objective::Objective,
        random::Random,
        squeeze::Squeeze,
        state::State,
    },
    fixture::{Parts, any_parts},
};
use proptest::prelude::*;

fn put(model: &Model, route: &BentRoute, vehicle: u32, request: u32, gaps: [u32; 2]) -> BentRoute {
    let ask = &model.asks[request as usize];
    let mut route = route.clone();
    if ask.kind == Kind::Pair {
        route.put(model, gaps[1], ask.first + 1);
    }
    route.put(model, gaps[0], ask.first);
    route.refresh(model, vehicle);
    route
}

fn takes_part(model: &Model, request: u32) -> bool {
    matches!(model.asks[request as usize].kind, Kind::Pair | Kind::Dropoff)
}

/// A route of a vehicle with too much in it, and the requests that are not.
fn bent(model: &Model, state: &State, vehicle: u32, random: &mut Random) -> (BentRoute, Vec<u32>) {
    let mut route = BentRoute { version: u64::MAX, ..BentRoute::default() };
    route.copy_from(&state.routes[vehicle as usize]);
    let mut others = Vec::new();
    for request in 0..id(model.asks.len()) {
        if !is_absent(state, request) || !takes_part(model, request) {
            continue;
        }
        if random.chance(0.5) {
            let gaps = route.points.len() - 1;
            let first = random.below(gaps);
            let second = first + random.below(gaps - first);
            route = put(model, &route, vehicle, request, [id(first), id(second)]);
        } else {
            others.push(request);
        }
    }
    (route, others)
}

/// For each request not in it: is the least penalty found that of the route with the request put there,
/// and, if `exact`, the least of all pairs of gaps?
fn least(parts: &Parts, seed: u64, exact: bool) -> usize {
    let model = Model::new(parts.problem(), Objective::TRAVEL);
    let mut state = State::new(&model);
    let mut random = Random::new(seed);
    if model.riders.is_empty() {
        return 0;
    }
    fill(&model, &mut state, &mut random, 0.4);
    let vehicle = id(random.below(model.riders.len()));
    if model.riders[vehicle as usize].rest.is_some() {
        return 0;
    }
    let (route, others) = bent(&model, &state, vehicle, &mut random);
    let weights = Weights { late: 1.0, load: [1.0, 0.01, 30.0][random.below(3)] };
    let mut broken = 0;
    for request in others {
        let after = |gaps: [u32; 2]| {
            let after = put(&model, &route, vehicle, request, gaps);
            after.penalty(weights) - route.penalty(weights)
        };
        let single = model.asks[request as usize].kind == Kind::Dropoff;
        let gaps = id(route.points.len() - 1);
        let pairs = (0..gaps).flat_map(|first| (first..gaps).map(move |second| [first, second]));
        let pairs = pairs.filter(|[first, second]| !single || first == second);
        let lowest = pairs.map(after).fold(f64::INFINITY, f64::min);
        let mut drops = Vec::new();
        let mut find = |most| route.least(&model, vehicle, request, most, weights, &mut drops);
        let found = find(f64::INFINITY);
        if found.exact {
            // Where ways are missing, penalties are of the order of 2^32.
            let slack = 1e-9 * found.cost.abs().max(route.penalty(weights)).max(1.0);
            assert!((found.cost - after(found.gaps)).abs() < slack, "{found:?} in {parts:?}");
        }
        if exact {
            assert!(found.exact && (found.cost - lowest).abs() < 1e-6, "{found:?}, not {lowest}");
            assert!(find(lowest + 0.01).exact);
            let none = find(lowest - 0.01);
            assert!(!none.exact && none.cost <= lowest, "{none:?}, not {lowest}");
        }
        broken += usize::from(found.cost > 0.0 && route.is_broken());
    }
    broken
}

#[test]
fn the_place_that_breaks_the_least_is_found_where_the_triangle_inequality_holds() {
    let towns = any_town(Traits { vehicles: 2, ..Traits::TIGHT });
    let all = (0..).zip(samples(&towns, 1500));
    let broken: usize = all.map(|(seed, parts)| least(&parts, seed, true)).sum();
    assert!(broken > 500, "{broken}");
}

/// A route is bent if it is not feasible, and the lateness is that of a slow reckoning.
fn unbent(parts: &Parts, seed: u64) -> Result<(), TestCaseError> {
    let model = Model::new(parts.problem(), Objective::TRAVEL);
    let (state, mut random) = (State::new(&model), Random::new(seed));
    for vehicle in 0..id(model.riders.len()) {
        let rider = &model.riders[vehicle as usize];
        if rider.rest.is_some() {
            continue;
        }
        let (route, _) = bent(&model, &state, vehicle, &mut random);
        let inner = &route.points[1..route.points.len() - 1];
        let ids: Vec<_> = inner.iter().map(|point| model.ids[point.node as usize]).collect();
        let fits = twin::cost(&model.problem, Objective::TRAVEL, vehicle as usize, &ids).is_some();
        prop_assert_eq!(!route.is_broken(), fits, "{:?}", route);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_said_to_break_is_what_breaks(parts in any_parts(1), seed: u64) {
        least(&parts, seed, false);
    }

    #[test]
    fn a_route_is_bent_if_it_cannot_be(
        parts in any_parts(1), town in any_town(Traits::TIGHT), seed: u64,
    ) {
        unbent(&parts, seed)?;
        unbent(&town, seed)?;
    }
}

/// Tries to squeeze everybody in who is left over; how often that went well, and how often not.
fn squeezed(parts: &Parts, seed: u64) -> [usize; 2] {
    let model = Model::new(parts.problem(), Objective::VEHICLES_THEN_TRAVEL);
    let mut counts = [0; 2];
    if model.riders.is_empty() {
        return counts;
    }
    let (mut state, mut random) = (State::new(&model), Random::new(seed));
    fill(&model, &mut state, &mut random, 0.8);
    let mut squeeze = Squeeze::new(&model);
    for request in state.absent.items().to_vec() {
        let (before, old) = (picture(&model, &state), versions(&state));
        let (fleet, absent) = (state.used.items().len(), state.absent.items().len());
        let done = squeeze.run(&model, &mut state, &mut random, request);
        counts[usize::from(!done)] += 1;
        if !done {
            assert_eq!((picture(&model, &state), versions(&state)), (before, old));
            continue;
        }
        assert_ne!(state.home[request as usize], NONE);
        assert_eq!(state.absent.items().len(), absent - 1);
        assert!(state.used.items().len() <= fleet);
        assert_eq!(picture(&model, &state), picture(&model, &made_anew(&model, &state)));
        for vehicle in 0..id(model.riders.len()) {
            let stops = stops(&model, &state, vehicle);
            let cost = twin::cost(&model.problem, Objective::TRAVEL, vehicle as usize, &stops);
            assert!(cost.is_some(), "{stops:?} of {parts:?}");
        }
    }
    counts
}

#[test]
fn who_is_squeezed_in_is_in_and_who_is_not_changes_nothing() {
    let mut counts = [0; 2];
    let traits = Traits { windows: (60, 200), vehicles: 5, requests: 16, ..Traits::TIGHT };
    for (seed, parts) in (0..).zip(samples(&any_town(traits), 600)) {
        let [done, not] = squeezed(&parts, seed);
        counts = [counts[0] + done, counts[1] + not];
    }
    for (seed, parts) in (0..).zip(samples(&any_parts(2), 600)) {
        squeezed(&parts, seed);
    }
    assert!(counts.iter().all(|counts| *counts > 300), "{counts:?}");
}
