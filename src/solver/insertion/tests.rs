//! The best place, against trying every place with a full schedule.

use crate::solver::{
    Problem, StopId,
    fixture::{any_parts, dropoff, pickup},
    insertion::place::{Place, best_place},
    schedule,
    tour::{Cost, Tour},
};
use crate::units::Load;
use proptest::prelude::*;

/// The cost of a route, and `None` if it breaks anything hard.
fn cost(problem: &Problem, vehicle: usize, stops: &[StopId], last_loads: usize) -> Option<Cost> {
    if stops.is_empty() {
        return Some(Cost::default());
    }
    let totals = schedule(problem, vehicle, stops).ok()?.totals;
    let rider = &problem.vehicles()[vehicle];
    let aboard = |stop: &StopId| match *stop {
        StopId::Dropoff { request, dropoff } => {
            let asked = &problem.requests()[request];
            asked.pickup.is_none().then(|| asked.dropoffs[dropoff].1)
        }
        StopId::Pickup { .. } => None,
    };
    let mut on_board: Load = stops.iter().filter_map(aboard).sum();
    if !on_board.fits(&rider.capacity) {
        return None;
    }
    for &stop in stops {
        let asked = &problem.requests()[stop.request()];
        let newest = stop.request() + 1 == problem.requests().len();
        let count = if newest { last_loads } else { asked.dropoffs.len() };
        on_board = match stop {
            StopId::Pickup { .. } => {
                on_board + asked.dropoffs[..count].iter().map(|(_, load)| *load).sum()
            }
            StopId::Dropoff { dropoff, .. } => on_board - asked.dropoffs[dropoff].1,
        };
        let able = rider.skills.cover(asked.skills) && asked.allows(vehicle);
        if !able || !on_board.fits(&rider.capacity) {
            return None;
        }
    }
    Some(Cost {
        travel: i64::from(totals.travel.as_u32()),
        distance: i64::from(totals.distance.as_u32()),
        waiting: i64::from(totals.waiting.as_u32()),
    })
}

fn with(stops: &[StopId], at: usize, stop: StopId) -> Vec<StopId> {
    let mut stops = stops.to_vec();
    stops.insert(at, stop);
    stops
}

/// Every pickup and dropoff position of the last request, by full evaluation.
fn every_pair(problem: &Problem, stops: &[StopId]) -> Option<Place> {
    let request = problem.requests().len() - 1;
    let before = cost(problem, 0, stops, 0)?;
    let mut best: Option<Place> = None;
    for first in 0..=stops.len() {
        let fetched = with(stops, first, pickup(request));
        for second in first + 1..=fetched.len() {
            let stops = with(&fetched, second, dropoff(request, 0));
            let Some(after) = cost(problem, 0, &stops, 1) else { continue };
            let added = after - before;
            if best.as_ref().is_none_or(|best| added < best.added) {
                let dropoffs = vec![second];
                best = Some(Place { added, pickup: Some(first), dropoffs });
            }
        }
    }
    best
}

/// The documented heuristic for several dropoffs, by full evaluation.
fn one_after_another(problem: &Problem, stops: &[StopId]) -> Option<Place> {
    let request = problem.requests().len() - 1;
    let before = cost(problem, 0, stops, 0)?;
    let mut best: Option<Place> = None;
    let fetched = problem.requests()[request].pickup.is_some();
    let firsts = if fetched { (0..=stops.len()).map(Some).collect() } else { vec![None] };
    'pickups: for first in firsts {
        let mut route = stops.to_vec();
        if let Some(first) = first {
            route.insert(first, pickup(request));
        }
        if cost(problem, 0, &route, 0).is_none() {
            continue;
        }
        let mut dropoffs = Vec::new();
        for next in 0..problem.requests()[request].dropoffs.len() {
            let places = first.map_or(0, |first| first + 1)..=route.len();
            let cheapest = places
                .filter_map(|at| {
                    let stops = with(&route, at, dropoff(request, next));
                    let cost = cost(problem, 0, &stops, next + 1)?;
                    Some(((cost.travel, cost.distance), at))
                })
                .min();
            let Some((_, at)) = cheapest else { continue 'pickups };
            route.insert(at, dropoff(request, next));
            dropoffs.push(at);
        }
        let after = cost(problem, 0, &route, dropoffs.len())?;
        if best.as_ref().is_none_or(|best| after - before < best.added) {
            best = Some(Place { added: after - before, pickup: first, dropoffs });
        }
    }
    best
}

/// A tour of the first vehicle with as many requests as it takes but the last, and the last one's
/// best place in it.
fn last_into_the_rest(problem: &Problem) -> (Vec<StopId>, Option<Place>) {
    let (mut tour, mut scratch) = (Tour::new(problem, 0), Tour::new(problem, 0));
    let last = problem.requests().len() - 1;
    for request in 0..last {
        if let Some(place) = best_place(problem, &tour, request, &mut scratch) {
            place.apply(problem, request, &mut tour);
        }
    }
    let stops = tour.calls.iter().map(|call| call.id).collect();
    (stops, best_place(problem, &tour, last, &mut scratch))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_best_place_of_a_pair_is_the_best_of_all_pairs(
        parts in any_parts(1).prop_filter("needs both", |parts| {
            !parts.vehicles.is_empty()
                && parts.requests.last().is_some_and(|last| last.pickup.is_some())
        }),
    ) {
        let problem = parts.problem();
        let (stops, place) = last_into_the_rest(&problem);
        prop_assert_eq!(place, every_pair(&problem, &stops));
    }

    #[test]
    fn several_dropoffs_go_one_after_another_where_each_is_cheapest(
        parts in any_parts(3).prop_filter("needs both", |parts| {
            !parts.vehicles.is_empty()
                && parts.requests.last().is_some_and(|last| {
                    last.dropoffs.len() > 1 || last.pickup.is_none()
                })
        }),
    ) {
        let problem = parts.problem();
        let (stops, place) = last_into_the_rest(&problem);
        let expected = one_after_another(&problem, &stops);
        if expected.is_some() || !stops.is_empty() {
            prop_assert_eq!(place, expected);
        }
    }
}
