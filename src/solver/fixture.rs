//! Problems for the tests of this module: random ones with every constraint, and hand-made ones.

use super::{
    Allowed, Break, Budget, Dropoff, Objective, Problem, Request, Settings, Skills, Solved, Stop,
    StopId, Vehicle, solve,
};
use crate::{
    matrix::{Leg, Matrix},
    units::{Load, Metres, Seconds, TimeWindow},
};
use proptest::{collection::vec, option, prelude::*, sample::Index};

mod rich;

pub(super) use rich::{any_rich_locked_parts, any_rich_parts};

/// What a problem is made of, to be changed before it is made.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) matrices: Vec<Matrix>,
    pub(super) vehicles: Vec<Vehicle>,
    pub(super) requests: Vec<Request>,
}

impl Parts {
    /// The problem, in which each vehicle has a courier of its own.
    pub(super) fn problem(&self) -> Problem {
        self.problem_of(&(0..self.vehicles.len()).collect::<Vec<_>>())
    }

    /// The problem in which the vehicles are of these couriers.
    pub(super) fn problem_of(&self, couriers: &[usize]) -> Problem {
        let of = |(vehicle, courier): (&Vehicle, &usize)| Vehicle {
            courier: *courier,
            ..vehicle.clone()
        };
        let vehicles = self.vehicles.iter().zip(couriers).map(of).collect();
        Problem::new(self.matrices.clone(), vehicles, self.requests.clone()).unwrap()
    }
}

impl Parts {
    /// A stop that there is, to be changed.
    pub(super) fn stop(&mut self, stop: StopId) -> &mut Stop {
        let request = &mut self.requests[stop.request()];
        match stop {
            StopId::Pickup { pickup, .. } => &mut request.pickups[pickup].stop,
            StopId::Dropoff { dropoff, .. } => &mut request.dropoffs[dropoff].stop,
        }
    }
}

/// What one search of so many iterations finds.
pub(super) fn solved(problem: &Problem, objective: Objective, iterations: u64) -> Solved {
    let budget = Budget { iterations: Some(iterations), ..Budget::default() };
    let settings = Settings { objective, seed: 7, threads: 1, budget, warm_start: &[] };
    solve(problem, &settings, &mut |_| {})
}

pub(super) fn window(start: u32, end: u32) -> TimeWindow<Seconds> {
    TimeWindow::new(Seconds::new(start), Seconds::new(end)).unwrap()
}

pub(super) fn stop(place: usize, from: u32, to: u32, service: u32) -> Stop {
    Stop::new(place, window(from, to), Seconds::new(service))
}

/// A load of `size` in each dimension.
pub(super) fn load(size: u32) -> Load {
    Load { mass_g: size, volume_ml: size, bags: size }
}

pub(super) fn leg(time: u32) -> Leg {
    Leg { time: Seconds::new(time), distance: Metres::new(time * 4) }
}

/// Places along a road, ten seconds from each to the next.
pub(super) fn road(places: usize) -> Matrix {
    Matrix::from_fn(places, |from, to| Some(leg(u32::try_from(from.abs_diff(to)).unwrap() * 10)))
}

/// From place 0 and back, all day, without a break or skills.
pub(super) fn vehicle() -> Vehicle {
    Vehicle { capacity: load(10), ..Vehicle::new(0, 0, window(0, 1000), 0) }
}

/// One bag from one place to another, at any time, five seconds at each.
pub(super) fn request(from: usize, to: usize) -> Request {
    Request::pair(stop(from, 0, 1000, 5), stop(to, 0, 1000, 5), load(1))
}

/// One bag, on board from the start, to a place.
pub(super) fn delivery(to: usize) -> Request {
    Request::delivery(stop(to, 0, 1000, 5), load(1))
}

/// The pickup of a request that has one, to be changed.
pub(super) fn pickup_of(request: &mut Request) -> &mut Stop {
    &mut request.pickups[0].stop
}

/// Sets what leaves at a dropoff; what comes on board at the pickup, if there is one, follows.
pub(super) fn set_load(request: &mut Request, dropoff: usize, load: Load) {
    request.dropoffs[dropoff].load = load;
    fetch_all(request);
}

/// One dropoff more, whose load is fetched at the pickup, too.
pub(super) fn add_dropoff(request: &mut Request, dropoff: Dropoff) {
    request.dropoffs.push(dropoff);
    fetch_all(request);
}

fn fetch_all(request: &mut Request) {
    if let [pickup] = &mut request.pickups[..] {
        pickup.load = request.dropoffs.iter().map(|dropoff| dropoff.load).sum();
    }
}

pub(super) fn pickup(request: usize) -> StopId {
    StopId::Pickup { request, pickup: 0 }
}

pub(super) fn dropoff(request: usize, dropoff: usize) -> StopId {
    StopId::Dropoff { request, dropoff }
}

fn any_window(latest: u32) -> impl Strategy<Value = TimeWindow<Seconds>> {
    (0..latest, 0..latest).prop_map(|(start, width)| window(start, start + width))
}

fn any_stop(places: usize) -> impl Strategy<Value = Stop> {
    (0..places, any_window(250), 0_u32..15)
        .prop_map(|(place, window, service)| Stop::new(place, window, Seconds::new(service)))
}

fn any_load(largest: u32) -> impl Strategy<Value = Load> {
    (0..=largest, 0..=largest, 0..=largest).prop_map(|(mass_g, volume_ml, bags)| Load {
        mass_g,
        volume_ml,
        bags,
    })
}

fn any_skills() -> impl Strategy<Value = Skills> {
    prop_oneof![3 => Just(0_u64), 1 => 0_u64..4].prop_map(Skills::from_bits)
}

fn any_request(places: usize, dropoffs: usize) -> impl Strategy<Value = Request> {
    let dropoffs = vec((any_stop(places), any_load(3)), 1..=dropoffs);
    let pickup = option::weighted(0.75, any_stop(places));
    let vehicle = option::weighted(0.25, 0_usize..4);
    let priority = prop_oneof![3 => Just(1_u32), 1 => 2_u32..1000];
    (pickup, dropoffs, any_skills(), vehicle, priority).prop_map(
        |(mut pickup, mut dropoffs, skills, vehicle, priority)| {
            // Windows in the order of the ride, so that a fair share of the requests can be served.
            if let Some(Stop { windows: open, .. }) = &mut pickup {
                *open = window(open.start().as_u32() / 2, open.end().as_u32()).into();
            }
            for (Stop { windows: open, .. }, _) in &mut dropoffs {
                *open = window(open.start().as_u32(), open.end().as_u32() + 150).into();
            }
            let mut request = match pickup {
                Some(pickup) => Request::spread(pickup, dropoffs),
                None => Request {
                    pickups: Vec::new(),
                    ..Request::spread(dropoffs[0].0.clone(), dropoffs)
                },
            };
            request.vehicles = vehicle.map_or(Allowed::Any, Allowed::one);
            Request { skills, priority, ..request }
        },
    )
}

fn any_vehicle(places: usize, matrices: usize) -> impl Strategy<Value = Vehicle> {
    let rest = (any_window(200), 0_u32..25)
        .prop_map(|(window, duration)| Break::new(window, Seconds::new(duration)));
    let skills = prop_oneof![2 => Just(3_u64), 1 => 0_u64..4].prop_map(Skills::from_bits);
    let shift = (0_u32..100, 100_u32..500).prop_map(|(start, width)| window(start, start + width));
    (0..places, 0..places, shift, option::of(rest), any_load(12), skills, 0..matrices).prop_map(
        |(start, end, shift, rest, capacity, skills, matrix)| {
            let capacity = capacity + load(2);
            let breaks = rest.into_iter().collect();
            let plain = Vehicle::new(0, start, shift, matrix);
            Vehicle { end: Some(end), breaks, capacity, skills, ..plain }
        },
    )
}

/// No triangle inequality, no symmetry, one cell in twelve unreachable, some places at one spot.
fn any_matrix(places: usize) -> impl Strategy<Value = Matrix> {
    let cell = prop_oneof![
        1 => Just(None),
        2 => Just(Some(leg(0))),
        9 => (0_u32..60, 0_u32..40).prop_map(|(time, distance)| Some(Leg {
            time: Seconds::new(time),
            distance: Metres::new(distance),
        })),
    ];
    vec(vec(cell, places), places).prop_map(move |mut rows| {
        for (place, row) in rows.iter_mut().enumerate() {
            row[place] = Some(leg(0));
        }
        Matrix::from_rows(&rows, places)
    })
}

/// Small problems with every constraint, some without vehicles or without requests.
pub(super) fn any_parts(dropoffs: usize) -> impl Strategy<Value = Parts> {
    (2_usize..7, 1_usize..3).prop_flat_map(move |(places, matrices)| {
        let vehicles = vec(any_vehicle(places, matrices), 0..4);
        let requests = vec(any_request(places, dropoffs), 0..8);
        (vec(any_matrix(places), matrices), vehicles, requests).prop_map(
            |(matrices, vehicles, mut requests)| {
                for request in &mut requests {
                    if request.vehicles.named().iter().any(|vehicle| *vehicle >= vehicles.len()) {
                        request.vehicles = Allowed::Any;
                    }
                }
                Parts { matrices, vehicles, requests }
            },
        )
    })
}

/// The same, most with stops that vehicles must begin with.
pub(super) fn any_locked_parts(dropoffs: usize) -> impl Strategy<Value = Parts> {
    locked(any_parts(dropoffs))
}

fn locked(parts: impl Strategy<Value = Parts>) -> impl Strategy<Value = Parts> {
    // For each request a vehicle, how many of its stops are locked, and keys to mix them by.
    let settled = (any::<Index>(), 0_usize..6, vec(any::<u32>(), 4));
    (parts, vec(settled, 8)).prop_map(|(mut parts, settled)| {
        let mut mixed = Vec::new();
        for (request, (vehicle, many, keys)) in
            settled.iter().take(parts.requests.len()).enumerate()
        {
            let asked = &parts.requests[request];
            let may = |vehicle: &usize| asked.vehicles.contains(*vehicle);
            let may: Vec<usize> = (0..parts.vehicles.len()).filter(may).collect();
            if !may.is_empty() {
                let vehicle = may[vehicle.index(may.len())];
                let keys = keys.iter().take(asked.len().min(many.saturating_sub(2)));
                mixed.extend(keys.map(|key| (*key, request, vehicle)));
            }
        }
        mixed.sort_unstable();
        let mut made = vec![0; parts.requests.len()];
        for (_, request, vehicle) in mixed {
            let stop = parts.requests[request].stops(request).nth(made[request]).unwrap().0;
            made[request] += 1;
            parts.vehicles[vehicle].locked.push(stop);
        }
        parts
    })
}

/// Some stops of the requests, of each the pickup and the first dropoff at most, in any order.
pub(super) fn some_stops(problem: &Problem, keys: &[Index]) -> Vec<StopId> {
    let all: Vec<StopId> = (0..problem.requests().len())
        .flat_map(|request| [pickup(request), dropoff(request, 0)])
        .filter(|stop| problem.stop(*stop).is_some())
        .collect();
    let mut stops: Vec<StopId> = keys.iter().map(|key| *key.get(&all)).collect();
    let mut seen = std::collections::HashSet::new();
    stops.retain(|stop| seen.insert(*stop));
    stops
}
