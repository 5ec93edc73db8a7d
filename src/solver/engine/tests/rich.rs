//! What the search makes of choices, costs, open ends, blocks and loads that must stay warm.

use crate::solver::{
    Allowed, Budget, Costs, Live, Objective, Plan, Request, Sequence, StopId, Vehicle, VisitKind,
    check,
    engine::tests::{PUNCTUAL, twin},
    fixture::{
        Parts, any_rich_parts, delivery, dropoff, load, pickup, pickup_of, request, road, solved,
        stop, vehicle, window,
    },
};
use crate::units::Seconds;
use proptest::prelude::*;

/// What a search of some iterations finds, everybody served.
fn served(parts: &Parts, objective: Objective) -> Plan {
    let problem = parts.problem();
    let plan = solved(&problem, objective, 200).plan;
    assert_eq!(check(&problem, &plan), vec![]);
    assert_eq!(plan.unassigned, vec![]);
    plan
}

fn parts(vehicles: usize, requests: Vec<Request>) -> Parts {
    Parts { matrices: vec![road(8)], vehicles: vec![vehicle(); vehicles], requests }
}

#[test]
fn a_request_goes_to_a_vehicle_that_may_serve_it() {
    let mut parts = parts(3, vec![request(1, 2), request(1, 2), request(1, 2)]);
    parts.requests[0].vehicles = Allowed::Only(vec![1, 2]);
    parts.requests[1].vehicles = Allowed::Not(vec![0, 1]);
    parts.requests[2].vehicles = Allowed::Not(vec![2]);
    let routes = twin::routes(&served(&parts, Objective::TRAVEL));
    for (vehicle, stops) in routes {
        for stop in stops {
            assert!(parts.requests[stop.request()].vehicles.contains(vehicle));
        }
    }
}

#[test]
fn a_route_that_costs_more_than_it_saves_is_not_begun() {
    let mut parts = parts(2, vec![request(1, 2), request(7, 6)]);
    parts.vehicles[1].start = Some(7);
    parts.vehicles[1].end = Some(7);
    assert_eq!(served(&parts, Objective::TRAVEL).routes.len(), 2);
    parts.vehicles[1].costs = Costs { fixed: 1000, ..Costs::default() };
    let plan = served(&parts, Objective::TRAVEL);
    assert_eq!((plan.routes.len(), plan.routes[0].vehicle), (1, 0));
}

#[test]
fn the_vehicle_whose_seconds_cost_less_rides() {
    let mut parts = parts(2, vec![request(1, 2)]);
    parts.vehicles[0].costs = Costs { travel: 3, ..Costs::default() };
    let found = solved(&parts.problem(), Objective::TRAVEL, 50);
    assert_eq!((found.plan.routes[0].vehicle, found.score.cost), (1, 40));
}

#[test]
fn an_open_route_costs_no_way_from_and_to_home() {
    let mut parts = parts(1, vec![request(3, 5)]);
    (parts.vehicles[0].start, parts.vehicles[0].end) = (None, None);
    assert_eq!(solved(&parts.problem(), Objective::TRAVEL, 50).score.cost, 20);
}

#[test]
fn what_is_collected_fills_the_vehicle_to_the_end() {
    let collected = |place| Request::collection(stop(place, 0, 1000, 5), load(6));
    let parts = parts(2, vec![collected(1), collected(2), delivery(3)]);
    let plan = served(&parts, Objective::TRAVEL);
    assert_eq!(plan.routes.len(), 2);
}

#[test]
fn a_limit_on_stops_sends_out_another() {
    let mut parts = parts(2, vec![request(1, 2), request(1, 2)]);
    assert_eq!(served(&parts, Objective::TRAVEL).routes.len(), 1);
    parts.vehicles.iter_mut().for_each(|vehicle| vehicle.most_stops = Some(3));
    assert_eq!(served(&parts, Objective::TRAVEL).routes.len(), 2);
}

#[test]
fn a_warm_meal_is_fetched_late_enough() {
    let mut parts = parts(1, vec![request(1, 2), request(3, 4)]);
    parts.requests[0].dropoffs[0].stop.windows = window(300, 400).into();
    parts.requests[0].dropoffs[0].most_on_board = Some(Seconds::new(30));
    served(&parts, Objective::TRAVEL);
    // Who has it on board has nothing else to do on the way.
    parts.requests[0].dropoffs[0].most_on_board = Some(Seconds::new(10));
    let plan = served(&parts, Objective::TRAVEL);
    let stops = &twin::routes(&plan)[0].1;
    let at = stops.iter().position(|stop| *stop == pickup(0)).unwrap();
    assert_eq!(stops[at + 1], dropoff(0, 0));
}

#[test]
fn nothing_comes_between_the_stops_of_a_block() {
    let mut parts = parts(1, vec![request(1, 5), request(2, 3), request(3, 4)]);
    assert!(twin::routes(&served(&parts, Objective::TRAVEL))[0].1[1] != dropoff(0, 0));
    parts.requests[0].sequence = Sequence::Block;
    let plan = served(&parts, Objective::TRAVEL);
    let stops = &twin::routes(&plan)[0].1;
    let at = stops.iter().position(|stop| *stop == pickup(0)).unwrap();
    assert_eq!(stops[at + 1], dropoff(0, 0));
}

#[test]
fn several_orders_of_one_courier_go_together() {
    let mut together = request(1, 2);
    together.pickups.extend(request(6, 7).pickups);
    together.dropoffs.extend(request(6, 7).dropoffs);
    together.dropoffs[0].after = Some(vec![0]);
    together.dropoffs[1].after = Some(vec![1]);
    let mut parts = parts(2, vec![together]);
    parts.vehicles.iter_mut().for_each(|vehicle| vehicle.capacity = load(1));
    let plan = served(&parts, Objective::TRAVEL);
    assert_eq!((plan.routes.len(), plan.routes[0].visits.len()), (1, 4));
}

#[test]
fn what_should_be_soon_is_served_soon() {
    // By its way alone the far one would do as well first.
    let mut parts = parts(1, vec![delivery(2), delivery(4)]);
    pickup_free(&mut parts);
    let first = |parts: &Parts| {
        let plan = served(parts, PUNCTUAL);
        let VisitKind::Stop(stop) = plan.routes[0].visits[0].kind else { panic!("no break") };
        stop
    };
    parts.requests[1].dropoffs[0].stop.target = Some(window(0, 45));
    assert_eq!(first(&parts), dropoff(1, 0));
    parts.requests[1].dropoffs[0].stop.target = None;
    parts.requests[0].dropoffs[0].stop.target = Some(window(0, 25));
    assert_eq!(first(&parts), dropoff(0, 0));
}

/// The vehicle ends where it likes to, so that order matters little.
fn pickup_free(parts: &mut Parts) {
    parts.vehicles = vec![Vehicle { start: Some(3), end: None, ..vehicle() }];
}

#[test]
fn a_pickup_has_its_own_windows() {
    let mut parts = parts(1, vec![request(1, 2)]);
    let open = [window(0, 5), window(40, 50)];
    pickup_of(&mut parts.requests[0]).windows = crate::solver::Windows::new(open.to_vec()).unwrap();
    let plan = served(&parts, Objective::TRAVEL);
    assert_eq!(plan.routes[0].visits[0].start, Seconds::new(40));
    let stop = StopId::Pickup { request: 0, pickup: 0 };
    assert_eq!(plan.routes[0].visits[0].kind, VisitKind::Stop(stop));
}

#[test]
fn who_has_worked_much_is_given_less() {
    let mut parts = parts(2, vec![request(1, 2), request(1, 2), request(5, 6), request(5, 6)]);
    parts.vehicles[0].worked = Seconds::new(20 * 3600);
    let fair = Objective { fair: 100, ..Objective::TRAVEL };
    let routes = twin::routes(&served(&parts, fair));
    assert!(routes.iter().all(|(vehicle, _)| *vehicle == 1), "{routes:?}");
    parts.vehicles[0].worked = Seconds::ZERO;
    assert_eq!(served(&parts, Objective { fair: 10_000, ..fair }).routes.len(), 2);
}

#[test]
fn what_was_announced_for_a_moment_stays_there() {
    let mut parts = parts(1, vec![delivery(2), delivery(6)]);
    let routes = [(0, vec![dropoff(1, 0), dropoff(0, 0)])];
    let objective = Objective { eta: 10, eta_tolerance: 2, ..PUNCTUAL };
    let first = |parts: &Parts, told: Option<u32>| {
        let mut live = Live::new(parts.problem(), objective, 1, &routes).unwrap();
        if told.is_some() {
            live.announce_start(dropoff(1, 0), told.map(Seconds::new));
        }
        live.improve(Budget { iterations: Some(300), ..Budget::default() });
        live.stops(0)[0]
    };
    assert_eq!(first(&parts, Some(60)), dropoff(1, 0));
    assert_eq!(first(&parts, Some(65)), dropoff(0, 0));
    // The same as the problem says it.
    parts.stop(dropoff(1, 0)).announced = Some(Seconds::new(60));
    assert_eq!(first(&parts, None), dropoff(1, 0));
}

#[test]
fn who_was_told_of_a_request_keeps_it_unless_that_saves_more() {
    let mut parts = parts(2, vec![delivery(2), delivery(3)]);
    let apart = |parts: &Parts, change| {
        served(parts, Objective { change, ..Objective::TRAVEL }).routes.len() == 2
    };
    assert!(!apart(&parts, 1000));
    parts.requests[0].announced = Some(0);
    parts.requests[1].announced = Some(1);
    assert!(apart(&parts, 1000));
    assert!(!apart(&parts, 1));
    // Nobody was told who is not there.
    parts.requests[1].announced = Some(9);
    assert!(!apart(&parts, 1000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn two_shifts_of_one_courier_count_together(mut parts in any_rich_parts(2)) {
        for (number, vehicle) in (0..).zip(&mut parts.vehicles) {
            vehicle.shift = window(number * 150, number * 150 + 149);
            vehicle.breaks.clear();
        }
        let one_courier = parts.problem_of(&vec![0; parts.vehicles.len()]);
        let found = solved(&one_courier, PUNCTUAL, 60);
        prop_assert_eq!(found.score, twin::score(&one_courier, PUNCTUAL, &found.plan));
    }
}
