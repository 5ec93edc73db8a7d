//! Numbers as large as they come, and problems with nothing in them.

use super::{ALL, twin};
use crate::{
    matrix::{Leg, Matrix},
    solver::{
        Allowed, Break, Objective, Problem, Reason, Request, Skills, Solved, Vehicle, check,
        fixture::{
            Parts, delivery, dropoff, leg, load, pickup, pickup_of, request, road, set_load,
            solved, stop, vehicle, window,
        },
    },
    units::{Load, Metres, Seconds},
};
use proptest::{collection::vec, prelude::*};

/// What all objectives find, with enough iterations for every operator to have its turn.
fn found(parts: &Parts, iterations: u64) -> Vec<Solved> {
    let problem = parts.problem();
    let one = |objective| {
        let found = solved(&problem, objective, iterations);
        assert_eq!(check(&problem, &found.plan), vec![], "{found:?}");
        found
    };
    ALL.into_iter().map(one).collect()
}

fn unserved(parts: &Parts, iterations: u64) -> Vec<i64> {
    found(parts, iterations).iter().map(|found| found.score.unserved).collect()
}

fn town(vehicles: usize, requests: usize) -> Parts {
    let requests = (0..requests).map(|at| request(1 + at % 4, 1 + (at + 2) % 4)).collect();
    Parts { matrices: vec![road(5)], vehicles: vec![vehicle(); vehicles], requests }
}

#[test]
fn nobody_works() {
    for found in found(&town(0, 3), 12_000) {
        assert_eq!(found.plan.routes, vec![]);
        assert_eq!(found.plan.unassigned.len(), 3);
        assert_eq!(found.score.unserved, 3);
    }
}

#[test]
fn nobody_can_go_anywhere() {
    let mut parts = town(2, 3);
    parts.matrices = vec![Matrix::from_fn(5, |from, to| (from == to).then(|| leg(0)))];
    for found in found(&parts, 12_000) {
        assert!(found.plan.unassigned.iter().all(|left| left.reason == Reason::Unreachable));
        assert_eq!(found.plan.unassigned.len(), 3);
    }
}

#[test]
fn nothing_is_to_be_done() {
    for found in found(&town(2, 0), 100) {
        assert_eq!(found.plan, crate::solver::Plan::default());
    }
}

#[test]
fn more_vehicles_than_requests_are_no_trouble() {
    for (found, objective) in found(&town(9, 2), 300).into_iter().zip(ALL) {
        assert_eq!(found.score.unserved, 0);
        if objective.vehicles {
            assert_eq!(found.plan.routes.len(), 1);
        }
    }
}

#[test]
fn all_places_may_be_one() {
    let mut parts = town(3, 12);
    parts.matrices = vec![Matrix::from_fn(5, |_, _| Some(leg(0)))];
    let mut expected = ALL.map(|_| 0);
    assert_eq!(unserved(&parts, 300), expected);
    // All at once, each service as long as the window: one each, for one dropoff each.
    for request in &mut parts.requests {
        *request = delivery(2);
        request.dropoffs[0].stop = stop(2, 100, 100, 1);
    }
    expected = ALL.map(|_| 9);
    assert_eq!(unserved(&parts, 300), expected);
}

#[test]
fn what_is_due_before_its_pickup_can_be_done_is_left_over() {
    let mut parts = town(2, 3);
    pickup_of(&mut parts.requests[1]).windows = window(500, 600).into();
    parts.requests[1].dropoffs[0].stop.windows = window(0, 400).into();
    for found in found(&parts, 12_000) {
        let [left] = &found.plan.unassigned[..] else { panic!("{found:?}") };
        assert_eq!(left.request, 1);
        assert!(matches!(left.reason, Reason::TooLate { .. }));
    }
}

#[test]
fn the_heaviest_priority_comes_first() {
    let mut parts = town(1, 8);
    for (at, request) in parts.requests.iter_mut().enumerate() {
        *request = delivery(2);
        request.dropoffs[0].stop = stop(2, 100, 100, 1);
        request.priority = u32::MAX - at as u32;
    }
    let expected = (1..8).map(|at| i64::from(u32::MAX) - at).sum::<i64>();
    assert_eq!(unserved(&parts, 300), ALL.map(|_| expected));
}

#[test]
fn what_is_begun_comes_before_any_priority() {
    let mut parts = town(1, 6);
    for request in &mut parts.requests {
        request.dropoffs[0].stop = stop(2, 400, 400, 1);
        request.priority = 9;
    }
    let begun = &mut parts.requests[4];
    (begun.vehicles, begun.begun, begun.priority) = (Allowed::one(0), true, 1);
    for found in found(&parts, 300) {
        let left: Vec<usize> = found.plan.unassigned.iter().map(|left| left.request).collect();
        assert_eq!(left, [0, 1, 2, 3, 5], "{found:?}");
    }
}

#[test]
fn two_vehicles_serve_more_than_one_if_only_one_has_the_skill() {
    // The first has what only one request needs, and takes the other at first.
    let mut parts = town(2, 2);
    parts.vehicles[0].skills = Skills::from_bits(1);
    parts.vehicles[1].start = Some(1);
    for (at, request) in parts.requests.iter_mut().enumerate() {
        *request = delivery(4 - at);
        request.dropoffs[0].stop.windows = window(100, 100).into();
    }
    parts.requests[1].skills = Skills::from_bits(1);
    assert_eq!(unserved(&parts, 500), ALL.map(|_| 0));
}

#[test]
fn several_dropoffs_too_many_for_everybody_are_left_over() {
    let mut parts = town(1, 2);
    parts.requests[0] =
        Request::spread(stop(1, 0, 1000, 5), vec![(stop(2, 0, 1000, 5), load(1)); 11]);
    assert_eq!(unserved(&parts, 60), ALL.map(|_| 1));
    parts.vehicles[0].capacity = load(11);
    assert_eq!(unserved(&parts, 60), ALL.map(|_| 0));
}

const LARGE: [u32; 8] = [0, 1, 5, 1 << 29, (1 << 30) - 1, (1 << 30) + 7, u32::MAX - 1, u32::MAX];

fn any_large() -> impl Strategy<Value = u32> {
    prop_oneof![
        2 => proptest::sample::select(&LARGE[..]),
        1 => 0_u32..100,
        1 => any::<u32>(),
    ]
}

fn any_large_load() -> impl Strategy<Value = Load> {
    (any_large(), any_large(), any_large()).prop_map(|(mass_g, volume_ml, bags)| Load {
        mass_g,
        volume_ml,
        bags,
    })
}

prop_compose! {
    fn any_large_stop()(
        place in 0_usize..3, one in any_large(), other in any_large(), service in any_large(),
    ) -> crate::solver::Stop {
        stop(place, one.min(other), one.max(other), service)
    }
}

prop_compose! {
    fn any_large_vehicle()(
        one in any_large(), other in any_large(), rest in (any_large(), any_large(), any_large()),
        rests: bool, capacity in any_large_load(),
    ) -> Vehicle {
        let (start, end, duration) = rest;
        let duration = Seconds::new(duration);
        let rest = Break::new(window(start.min(end), start.max(end)), duration);
        let shift = window(one.min(other), one.max(other));
        Vehicle { shift, breaks: rests.then_some(rest).into_iter().collect(), capacity, ..vehicle() }
    }
}

fn any_large_parts() -> impl Strategy<Value = Parts> {
    let way = prop_oneof![
        2 => Just(None),
        3 => Just(Some((0, 0))),
        3 => (any_large(), any_large()).prop_map(Some),
    ];
    let asked = (any::<bool>(), any_large_stop(), any_large_stop(), any_large_load(), 1..=u32::MAX);
    (vec(way, 9), vec(any_large_vehicle(), 1..3), vec(asked, 1..5)).prop_map(
        |(ways, vehicles, asked)| {
            let matrix = Matrix::from_fn(3, |from, to| {
                let (time, distance) = ways[from * 3 + to]?;
                Some(Leg { time: Seconds::new(time), distance: Metres::new(distance) })
            });
            let requests = asked.into_iter().map(|(fetched, from, to, size, priority)| {
                let asked = if fetched {
                    Request::pair(from, to, size)
                } else {
                    Request::delivery(to, size)
                };
                Request { priority, ..asked }
            });
            Parts { matrices: vec![matrix], vehicles, requests: requests.collect() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// No sum overflows. What is later than 34 years is not looked at, and so much on the way that it does
    /// not fit 29 bits is rounded up: "all busy" may then be wrong, nothing else.
    #[test]
    fn numbers_may_be_as_large_as_they_come(parts in any_large_parts()) {
        let problem = parts.problem();
        for objective in ALL {
            let found = solved(&problem, objective, 20);
            let mut wrong = check(&problem, &found.plan);
            wrong.retain(|wrong| !matches!(
                wrong,
                crate::solver::Violation::FalseReason { reason: Reason::AllBusy { .. }, .. }
            ));
            prop_assert_eq!(wrong, vec![], "{:?}", found);
            let score = twin::score(&problem, objective, &found.plan);
            prop_assert_eq!(found.score.unserved, score.unserved);
            // A way that costs more than 32 bits costs 32 bits.
            prop_assert!(found.score.cost <= score.cost);
        }
    }
}

#[test]
fn a_day_in_a_few_decades_is_a_day() {
    let mut parts = town(2, 6);
    let late = 1_000_000_000;
    for vehicle in &mut parts.vehicles {
        vehicle.shift = window(late, late + 1000);
    }
    for request in &mut parts.requests {
        pickup_of(request).windows = window(late, late + 1000).into();
        request.dropoffs[0].stop.windows = window(late, late + 1000).into();
    }
    assert_eq!(unserved(&parts, 200), ALL.map(|_| 0));
}

#[test]
fn what_takes_longer_than_a_shift_does_not_fit_it_however_long_both_are() {
    let mut parts = town(1, 1);
    parts.matrices = vec![Matrix::from_fn(5, |_, _| Some(leg(0)))];
    parts.requests[0] = delivery(2);
    parts.requests[0].dropoffs[0].stop = stop(2, 0, u32::MAX, 1 << 31);
    parts.vehicles[0].shift = window(0, (1 << 30) + 5);
    assert_eq!(unserved(&parts, 20), ALL.map(|_| 1));
    // It opens when the window is over.
    parts.requests[0].dropoffs[0].stop = stop(2, 0, (1 << 30) + 10, 0);
    parts.vehicles[0].shift = window(3_000_000_000, u32::MAX);
    assert_eq!(unserved(&parts, 20), ALL.map(|_| 1));
}

#[test]
fn loads_that_fill_a_vehicle_to_the_gram_fit() {
    let mut parts = town(1, 2);
    for request in &mut parts.requests {
        set_load(request, 0, load(100_000_000));
        request.pickups.clear();
    }
    parts.vehicles[0].capacity = load(200_000_000);
    assert_eq!(unserved(&parts, 50), ALL.map(|_| 0));
    parts.vehicles[0].capacity = load(199_999_999);
    assert_eq!(unserved(&parts, 50), ALL.map(|_| 1));
}

#[test]
fn locked_stops_out_of_reach_are_no_reason_to_panic() {
    let mut parts = town(2, 2);
    parts.vehicles[0].locked = vec![pickup(0), dropoff(0, 0)];
    parts.matrices = vec![Matrix::from_fn(5, |from, to| (from == to).then(|| leg(0)))];
    let problem: Problem = parts.problem();
    for objective in ALL {
        drop(solved(&problem, objective, 60));
    }
}

#[test]
fn an_objective_that_asks_for_nothing_is_content_with_anything() {
    let nothing = Objective { travel: 0, ..Objective::TRAVEL };
    let problem = town(2, 6).problem();
    let found = solved(&problem, nothing, 100);
    assert_eq!(check(&problem, &found.plan), vec![]);
    assert_eq!((found.score.unserved, found.score.cost), (0, 0));
}
