//! Problems on a grid of streets, where the triangle inequality holds, and plans in the making.

use crate::{
    matrix::{Leg, Matrix},
    solver::{
        Allowed, Break, Request, StopId, Vehicle,
        engine::{
            model::{Model, NONE, id},
            perturb::any_place,
            place::{NO_PLACE, Scratch},
            random::Random,
            state::State,
        },
        fixture::{Parts, stop, window},
    },
    units::{Load, Metres, Seconds},
};
use proptest::{collection::vec, option, prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::ops::RangeInclusive;

/// What a town has beside one pickup and one dropoff each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    pub(super) vehicles: usize,
    pub(super) requests: usize,
    /// How long windows are.
    pub(super) windows: (u32, u32),
    pub(super) breaks: bool,
    /// Stops that vehicles must begin with.
    pub(super) locks: bool,
}

impl Traits {
    /// Windows and vehicles that leave some over.
    pub(super) const TIGHT: Self =
        Self { vehicles: 3, requests: 10, windows: (20, 160), breaks: false, locks: false };
    /// Room for nearly everybody.
    pub(super) const WIDE: Self =
        Self { vehicles: 8, requests: 14, windows: (150, 400), breaks: false, locks: false };
}

/// Distances that have nothing to do with the times.
fn any_matrix() -> impl Strategy<Value = Matrix> {
    vec((0_u32..40, 0_u32..40, 0_u32..97), 3..9).prop_map(|places| {
        Matrix::from_fn(places.len(), |from, to| {
            let (one, other) = (places[from], places[to]);
            let time = one.0.abs_diff(other.0) + one.1.abs_diff(other.1);
            let distance = one.2 * other.2 % 89;
            Some(Leg { time: Seconds::new(time), distance: Metres::new(distance) })
        })
    })
}

fn any_load(sizes: RangeInclusive<u32>) -> impl Strategy<Value = Load> {
    (sizes.clone(), sizes.clone(), sizes).prop_map(|(mass_g, volume_ml, bags)| Load {
        mass_g,
        volume_ml,
        bags,
    })
}

fn any_vehicle(places: usize, breaks: bool) -> impl Strategy<Value = Vehicle> {
    let rest = (50_u32..200, 0_u32..150, 0_u32..25).prop_map(|(start, width, duration)| {
        Break::new(window(start, start + width), Seconds::new(duration))
    });
    let rest = option::weighted(0.8, rest).prop_map(move |rest| rest.filter(|_| breaks));
    (0..places, 0..places, 0_u32..40, 300_u32..600, rest, any_load(4..=12)).prop_map(
        |(start, end, open, width, rest, capacity)| Vehicle {
            end: Some(end),
            breaks: rest.into_iter().collect(),
            capacity,
            ..Vehicle::new(0, start, window(open, open + width), 0)
        },
    )
}

fn any_request(places: usize, vehicles: usize, traits: Traits) -> impl Strategy<Value = Request> {
    let (least, most) = traits.windows;
    let when = (0_u32..250, least..most, 0_u32..80, least..most);
    let only = option::weighted(0.1, 0..vehicles);
    let how = (0.0..1.0_f64, any_load(0..=4), only, 1_u32..4);
    (0..places, 0..places, 0_u32..8, when, how).prop_map(
        |(from, to, service, (open, wide, later, long), (kind, load, vehicle, priority))| {
            let given = stop(to, open + later, open + later + long, service);
            let fetched = (kind > 0.2).then(|| stop(from, open, open + wide, service));
            let asked = match fetched {
                Some(fetched) => Request::pair(fetched, given, load),
                None => Request::delivery(given, load),
            };
            Request { vehicles: vehicle.map_or(Allowed::Any, Allowed::one), priority, ..asked }
        },
    )
}

/// A town with one to so many vehicles and requests; half the vehicles are alike.
pub(super) fn any_town(traits: Traits) -> impl Strategy<Value = Parts> {
    (any_matrix(), 1..=traits.vehicles).prop_flat_map(move |(matrix, count)| {
        let places = matrix.rows();
        let vehicles = vec(any_vehicle(places, traits.breaks), count.div_ceil(2));
        let requests = vec(any_request(places, count, traits), 1..=traits.requests);
        let locks = vec(0_usize..3, if traits.locks { 0..=3 } else { 0..=0 });
        (vehicles, requests, locks).prop_map(move |(some, requests, locks)| {
            let vehicles: Vec<_> = some.iter().cycle().take(count).cloned().collect();
            let mut parts = Parts { matrices: vec![matrix.clone()], vehicles, requests };
            lock(&mut parts, &locks);
            parts
        })
    })
}

/// Locks so many stops of the first requests, each in a vehicle of its own.
fn lock(parts: &mut Parts, locks: &[usize]) {
    let vehicles = parts.vehicles.len();
    for (request, (asked, many)) in parts.requests.iter().zip(locks).enumerate() {
        let vehicle = asked.vehicles.only_one().unwrap_or(request % vehicles);
        let stops = asked.stops(request).map(|(stop, _)| stop);
        parts.vehicles[vehicle].locked.extend(stops.take(*many));
    }
}

/// The same random values every time, for tests that count how often something happened.
pub(super) fn samples<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    let one = |_| strategy.new_tree(&mut runner).expect("a value").current();
    (0..count).map(one).collect()
}

/// Puts requests where they fit, at random, and leaves some out.
pub(super) fn fill(model: &Model, state: &mut State, random: &mut Random, chance: f64) {
    let mut absent = state.absent.items().to_vec();
    random.shuffle(&mut absent);
    let mut scratch = Scratch::default();
    for request in absent.into_iter().filter(|_| !model.riders.is_empty()) {
        let vehicle = id(random.below(model.riders.len()));
        if random.chance(chance) && can_go_on(state, vehicle) {
            let route = &state.routes[vehicle as usize];
            let place = any_place(model, route, request, &mut scratch, random);
            if place.exists() {
                let done = state.attempt(model, |it| it.insert(model, vehicle, request, place));
                assert!(done || model.exact);
            }
        }
    }
}

/// Can this vehicle do what it must begin with, and have its break?
pub(super) fn can_go_on(state: &State, vehicle: u32) -> bool {
    state.routes[vehicle as usize].version != 0
}

/// The cheapest place as [`State::cheapest`] finds it, without a bound.
pub(super) fn cheapest(
    model: &Model,
    state: &mut State,
    vehicle: u32,
    request: u32,
) -> Option<crate::solver::engine::place::Place> {
    let place = state.cheapest(model, vehicle, request, NO_PLACE, &mut |_| false);
    place.exists().then_some(place)
}

/// The stops of one vehicle.
pub(super) fn stops(model: &Model, state: &State, vehicle: u32) -> Vec<StopId> {
    state.routes[vehicle as usize].nodes().map(|node| model.ids[node as usize]).collect()
}

/// Is a request in no route?
pub(super) fn is_absent(state: &State, request: u32) -> bool {
    state.home[request as usize] == NONE
}
