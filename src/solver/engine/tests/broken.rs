//! What reality has broken: made less, never more, and said.

use crate::solver::{
    Breach, Broken, Budget, Dropoff, Objective, StopId, check_live,
    engine::live::Live,
    fixture::{
        Parts, add_dropoff, dropoff, load, pickup, pickup_of, request, road, set_load, stop,
        vehicle, window,
    },
};
use crate::units::Seconds;

fn improve(live: &mut Live) -> bool {
    live.improve(Budget { iterations: Some(200), ..Budget::default() })
}

fn live(parts: &Parts, routes: &[(usize, Vec<StopId>)]) -> Live {
    Live::new(parts.problem(), Objective::TRAVEL, 1, routes).expect("routes")
}

/// Two orders are on board, and one bag more came with the second: three bags, room for two. The first is for
/// place 1, the heavier second for place 2.
fn one_bag_more() -> (Parts, Vec<(usize, Vec<StopId>)>) {
    let mut parts = Parts {
        matrices: vec![road(4)],
        vehicles: vec![vehicle()],
        requests: vec![request(0, 1), request(0, 2), request(1, 3)],
    };
    set_load(&mut parts.requests[1], 0, load(2));
    parts.vehicles[0].capacity = load(2);
    parts.vehicles[0].locked = vec![pickup(0), pickup(1)];
    let stops = vec![pickup(0), pickup(1), dropoff(0, 0), dropoff(1, 0)];
    (parts, vec![(0, stops)])
}

#[test]
fn what_is_too_much_goes_first() {
    let (mut parts, routes) = one_bag_more();
    parts.requests.truncate(2);
    set_load(&mut parts.requests[0], 0, load(2));
    set_load(&mut parts.requests[1], 0, load(5));
    let too_much = |after, by| Breach::Overloaded { vehicle: 0, after: Some(after), by: load(by) };
    let mut plan = live(&parts, &routes);
    let before = [too_much(pickup(1), 5), too_much(dropoff(0, 0), 3)];
    assert_eq!(plan.plan().breaches, before);
    assert_eq!(plan.score().broken, Broken { late: 0, load: 3 * (5 + 3) });
    // Farther, but five leave the bike before two do.
    assert!(improve(&mut plan));
    assert_eq!(plan.stops(0)[2..], [dropoff(1, 0), dropoff(0, 0)]);
    assert_eq!(plan.score().broken, Broken { late: 0, load: 3 * 5 });
    assert_eq!(plan.plan().breaches, [too_much(pickup(1), 5)]);
    assert_eq!(check_live(plan.problem(), &routes, &plan.plan()), vec![]);
    // But not where that would make the first late.
    parts.requests[0].dropoffs[0].stop = stop(1, 0, 25, 5);
    let mut plan = live(&parts, &routes);
    assert!(!improve(&mut plan));
    assert_eq!(plan.plan().breaches, before);
}

#[test]
fn nothing_is_fetched_while_too_much_is_on_board() {
    let (mut parts, routes) = one_bag_more();
    let mut plan = live(&parts, &routes);
    let before = plan.score().broken;
    let inserted = plan.insert(2);
    assert_eq!((inserted.vehicle, inserted.offers.len()), (Some(0), 1));
    assert_eq!(plan.score().broken, before);
    let at = |stop| plan.stops(0).iter().position(|it| *it == stop);
    assert!(at(pickup(2)) > at(dropoff(0, 0)), "{:?}", plan.stops(0));
    // Due before anything has left the bike.
    pickup_of(&mut parts.requests[2]).windows = window(0, 22).into();
    let mut plan = live(&parts, &routes);
    let inserted = plan.insert(2);
    assert_eq!((inserted.vehicle, inserted.offers), (None, vec![]));
    assert_eq!(plan.score().broken, before);
}

#[test]
fn several_dropoffs_are_fetched_when_there_is_room_again() {
    let (mut parts, routes) = one_bag_more();
    add_dropoff(&mut parts.requests[2], Dropoff::new(stop(3, 0, 1000, 5), load(0)));
    let mut plan = live(&parts, &routes);
    let before = plan.score().broken;
    assert_eq!(plan.insert(2).vehicle, Some(0));
    assert_eq!(plan.score().broken, before);
    assert_eq!(check_live(plan.problem(), &routes, &plan.plan()), vec![]);
}

/// One shift is over at 40 and the round at 60, as late as the other shift.
#[test]
fn a_shift_that_is_late_is_not_like_one_that_may_be_so_long() {
    let mut parts = Parts {
        matrices: vec![road(4)],
        vehicles: vec![vehicle(); 2],
        requests: vec![request(0, 2)],
    };
    parts.vehicles[0].shift = window(10, 40);
    parts.vehicles[1].shift = window(10, 60);
    let mut plan = live(&parts, &[(0, vec![pickup(0), dropoff(0, 0)])]);
    assert_eq!(plan.score().broken, Broken { late: 20, load: 0 });
    assert!(improve(&mut plan));
    assert_eq!((plan.vehicle(0), plan.score().broken), (Some(1), Broken::default()));
}

#[test]
fn a_late_stop_goes_to_who_is_less_late() {
    let mut parts = Parts {
        matrices: vec![road(5)],
        vehicles: vec![vehicle(); 2],
        requests: vec![request(3, 4), request(0, 2)],
    };
    // The first sets out late; the second could be there in time but for five seconds.
    parts.vehicles[0].shift = window(100, 1000);
    pickup_of(&mut parts.requests[0]).windows = window(0, 25).into();
    let routes = [(0, vec![pickup(0), dropoff(0, 0)]), (1, vec![pickup(1), dropoff(1, 0)])];
    let mut plan = live(&parts, &routes);
    assert_eq!(plan.score().broken, Broken { late: 105, load: 0 });
    assert!(improve(&mut plan));
    assert_eq!(plan.vehicle(0), Some(1));
    let late = [Breach::Late { vehicle: 1, stop: pickup(0), by: Seconds::new(5) }];
    assert_eq!(plan.plan().breaches, late);
    assert_eq!(check_live(plan.problem(), &routes, &plan.plan()), vec![]);
}
