//! Where a request goes, and what that adds: judged in constant time, and by trying.

use super::{
    ALL,
    town::{Traits, any_town, can_go_on, cheapest, fill, is_absent, samples, stops},
    twin,
};
use crate::solver::{
    StopId,
    alone::{Alone, alone},
    engine::{
        model::{Kind, Model, id},
        objective::Objective,
        perturb::any_place,
        place::Scratch,
        random::Random,
        state::State,
    },
    fixture::{Parts, any_locked_parts, any_rich_locked_parts},
};
use proptest::prelude::*;

/// The stops of a request that are not locked.
fn free(model: &Model, request: u32) -> Vec<StopId> {
    let ask = &model.asks[request as usize];
    (ask.free..ask.end).map(|node| model.ids[node as usize]).collect()
}

/// Vehicles that can go on with requests that are absent.
fn questions(model: &Model, state: &State) -> Vec<(u32, u32)> {
    let vehicles = || (0..id(model.riders.len())).filter(|vehicle| can_go_on(state, *vehicle));
    let absent = (0..id(model.asks.len())).filter(|request| is_absent(state, *request));
    absent.flat_map(|request| vehicles().map(move |vehicle| (vehicle, request))).collect()
}

fn twin_of(model: &Model, state: &State, vehicle: u32, request: u32) -> Option<i64> {
    let route = stops(model, state, vehicle);
    let locked = model.riders[vehicle as usize].locked.len();
    let (problem, objective) = (&model.problem, model.objective);
    let elsewhere = |other: &usize| *other != vehicle as usize;
    for other in (0..problem.vehicles().len()).filter(elsewhere) {
        let locked = &problem.vehicles()[other].locked;
        if locked.iter().any(|stop| stop.request() == request as usize) {
            return None;
        }
    }
    // What waits costs in the second stage: the place is chosen by its way.
    let ways = Objective { waiting: 0, fair: 0, eta: 0, ..objective };
    let added = free(model, request);
    twin::cheapest(problem, ways, vehicle as usize, &route, locked, &added, |_| true)
}

/// Is the route as it is no trouble? What is locked may be too much from the first.
fn can_be(model: &Model, state: &State, vehicle: u32) -> bool {
    let stops = stops(model, state, vehicle);
    twin::cost(&model.problem, model.objective, vehicle as usize, &stops).is_some()
}

/// Every question answered twice; how many had an answer, and how many had none.
fn exact(parts: &Parts, seed: u64, objective: Objective) -> [usize; 2] {
    let objective = Objective { waiting: 0, fair: 0, eta: 0, ..objective };
    let model = Model::new(parts.problem(), objective);
    let (mut state, mut random) = (State::new(&model), Random::new(seed));
    fill(&model, &mut state, &mut random, 0.6);
    let mut counts = [0; 2];
    for (vehicle, request) in questions(&model, &state) {
        if !can_be(&model, &state, vehicle) {
            continue;
        }
        let got = cheapest(&model, &mut state, vehicle, request).map(|place| place.cost);
        let expected = twin_of(&model, &state, vehicle, request);
        // Bounds are sharp where costs obey it, too: ways by distance do not.
        if let Some(cost) = got.filter(|_| objective.distance == 0) {
            let within = |limit| state.cheapest(&model, vehicle, request, limit, &mut |_| false);
            let [none, some] = [cost, cost + 1].map(within);
            assert!(!none.exists() && some.cost == cost);
        }
        assert_eq!(got, expected, "request {request} in vehicle {vehicle} of {parts:?}");
        counts[usize::from(got.is_none())] += 1;
    }
    counts
}

#[test]
fn nothing_is_cheaper_than_the_cheapest_where_the_triangle_inequality_holds() {
    let towns = any_town(Traits { locks: true, ..Traits::TIGHT });
    let mut counts = [0; 2];
    for (seed, parts) in (0..).zip(samples(&towns, 400)) {
        for objective in ALL {
            let [some, none] = exact(&parts, seed, objective);
            counts = [counts[0] + some, counts[1] + none];
        }
    }
    assert!(counts.iter().all(|counts| *counts > 1000), "{counts:?}");
}

/// Puts each absent request where it is cheapest, in turn in each vehicle, and takes it out again.
fn as_cheap_as_said(
    parts: &Parts,
    seed: u64,
    objective: Objective,
) -> Result<usize, TestCaseError> {
    let model = Model::new(parts.problem(), objective);
    let (mut state, mut random) = (State::new(&model), Random::new(seed));
    fill(&model, &mut state, &mut random, 0.5);
    let mut counts = 0;
    for (vehicle, request) in questions(&model, &state) {
        let single = matches!(model.asks[request as usize].kind, Kind::Dropoff | Kind::Rest);
        let place = cheapest(&model, &mut state, vehicle, request);
        if single && !model.is_soft() && !model.exact && can_be(&model, &state, vehicle) {
            let expected = twin_of(&model, &state, vehicle, request);
            prop_assert_eq!(place.map(|place| place.cost), expected);
        }
        let Some(place) = place else { continue };
        counts += 1;
        let locked = model.riders[vehicle as usize].locked.len();
        let before = stops(&model, &state, vehicle);
        let cost = twin::cost(&model.problem, objective, vehicle as usize, &before);
        state.begin();
        prop_assert!(state.insert(&model, vehicle, request, place));
        let after = stops(&model, &state, vehicle);
        let more = twin::cost(&model.problem, objective, vehicle as usize, &after);
        prop_assert_eq!(&after[..locked], &before[..locked]);
        // Locked stops may be too much already.
        if let Some(cost) = cost {
            prop_assert_eq!(more.map(|more| more - cost), Some(place.cost), "{:?}", after);
        }
        state.undo(&model);
        // Within a bound there is the same place, or none.
        for limit in [place.cost - 1, place.cost, place.cost + 1, place.cost + 40] {
            let within = state.cheapest(&model, vehicle, request, limit, &mut |_| false);
            prop_assert!(within.cost < limit || !within.exists());
            // A bound may hide a pair where the triangle inequality does not hold.
            let pair = model.asks[request as usize].kind == Kind::Pair;
            if !model.is_soft() && !model.exact && !pair {
                prop_assert_eq!(within.exists(), place.cost < limit);
                prop_assert!(!within.exists() || within.cost == place.cost);
            }
        }
    }
    Ok(counts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_place_can_be_taken_and_adds_what_it_is_said_to(
        parts in prop_oneof![any_locked_parts(3), any_rich_locked_parts(2)],
        town in any_town(Traits { breaks: true, locks: true, ..Traits::TIGHT }),
        seed: u64,
    ) {
        for objective in ALL {
            as_cheap_as_said(&parts, seed, objective)?;
            as_cheap_as_said(&town, seed, objective)?;
        }
    }

    #[test]
    fn what_fits_an_empty_vehicle_has_a_place_there(
        parts in prop_oneof![any_locked_parts(4), any_rich_locked_parts(2)],
    ) {
        let model = Model::new(parts.problem(), Objective::TRAVEL);
        let mut state = State::new(&model);
        for (vehicle, request) in questions(&model, &state) {
            let rider = &model.problem.vehicles()[vehicle as usize];
            let asked = &model.problem.requests()[request as usize];
            let fits = alone(&model.problem, rider, request as usize);
            let few = rider.most_stops.is_none_or(|most| asked.len() <= most);
            let may = asked.load().fits(&rider.capacity) && few && model.may(request, vehicle);
            if rider.locked.is_empty() {
                let place = cheapest(&model, &mut state, vehicle, request);
                let expected = may && matches!(fits, Alone::Fits { .. });
                prop_assert_eq!(place.is_some(), expected, "{:?}", fits);
            }
        }
    }

    #[test]
    fn what_is_refused_is_not_taken(parts in any_town(Traits::TIGHT), seed: u64) {
        let model = Model::new(parts.problem(), Objective::TRAVEL);
        let (mut state, mut random) = (State::new(&model), Random::new(seed));
        fill(&model, &mut state, &mut random, 0.5);
        for (vehicle, request) in questions(&model, &state) {
            let Some(place) = cheapest(&model, &mut state, vehicle, request) else { continue };
            let mut refused = vec![];
            let other = state.cheapest(&model, vehicle, request, i64::MAX / 4, &mut |place| {
                let refuses = random.chance(0.5);
                refused.extend(refuses.then_some(place.gaps));
                refuses
            });
            prop_assert!(other.cost >= place.cost);
            prop_assert!(!other.exists() || !refused.contains(&other.gaps));
            let route = &state.routes[vehicle as usize];
            let any = any_place(&model, route, request, &mut Scratch::default(), &mut random);
            prop_assert!(any.exists() && any.cost >= place.cost);
        }
    }
}
