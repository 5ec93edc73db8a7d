//! Locked stops, loads that are on board at the start, requests of one vehicle.

use super::*;
use crate::units::Load;

#[test]
fn a_break_may_lie_between_locked_stops() {
    let locked = vec![pickup(0), dropoff(0, 0), dropoff(0, 1)];
    assert_eq!(after(|parts, _| parts.vehicles[0].locked = locked), []);
}

#[test]
fn a_locked_stop_in_another_place() {
    let violations = after(|parts, _| parts.vehicles[0].locked = vec![pickup(0), dropoff(0, 1)]);
    let (expected, got) = (dropoff(0, 1), Some(dropoff(0, 0)));
    let broken = Violation::LockBroken { route: 0, vehicle: 0, visit: 1, expected, got };
    assert_eq!(violations, [broken]);
    let told = "visit 1 of route 0 of vehicle 0 is dropoff 0 of request 0, but dropoff 1 of \
                request 0 is locked there";
    assert_eq!(broken.to_string(), told);
}

#[test]
fn a_locked_stop_after_the_end_of_the_route() {
    let locked = vec![pickup(1), dropoff(1, 0), pickup(3)];
    let violations = after(|parts, _| parts.vehicles[1].locked = locked);
    let (expected, got) = (pickup(3), None);
    let broken = Violation::LockBroken { route: 1, vehicle: 1, visit: 2, expected, got };
    assert_eq!(violations, [broken, Violation::Dropped { request: 3, vehicle: 1 }]);
}

#[test]
fn a_locked_stop_of_a_vehicle_without_a_route() {
    let violations = after(|parts, _| parts.vehicles[2].locked = vec![pickup(1)]);
    assert_eq!(violations, [Violation::MissingLocked { vehicle: 2, stop: pickup(1) }]);
}

#[test]
fn a_dropoff_elsewhere_than_its_locked_pickup() {
    let stop = dropoff(0, 1);
    let violations = after(|parts, plan| {
        parts.vehicles[0].locked = vec![pickup(0)];
        plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 0)]);
        plan.routes.push(route(parts, 2, &[stop]));
    });
    assert_eq!(violations, [Violation::Split { route: 2, visit: 0, stop, other: 0 }]);
}

#[test]
fn a_request_of_another_vehicle() {
    let violations = after(|parts, _| parts.requests[1].vehicles = Allowed::one(2));
    let (route, request) = (1, 1);
    assert_eq!(violations, [Violation::WrongVehicle { route, request, vehicle: 1 }]);
    assert_eq!(after(|parts, _| parts.requests[1].vehicles = Allowed::one(1)), []);
}

#[test]
fn a_load_on_a_bike_left_over() {
    let left = |vehicle: Option<usize>, on_board: bool| {
        after(|parts, _| {
            parts.requests[2].vehicles = vehicle.map_or(Allowed::Any, Allowed::one);
            parts.requests[2].pickups.retain(|_| !on_board);
        })
    };
    assert_eq!(left(Some(0), true), [Violation::Dropped { request: 2, vehicle: 0 }]);
    assert_eq!(left(Some(0), false), []);
    assert_eq!(left(None, true), []);
}

#[test]
fn what_is_begun_and_left_out() {
    let violations = after(|parts, _| {
        parts.requests[2].vehicles = Allowed::one(0);
        parts.requests[2].begun = true;
    });
    assert_eq!(violations, [Violation::Dropped { request: 2, vehicle: 0 }]);
}

/// Request 1 is on board of vehicle 1 from the start.
fn on_board(load: Load, change: impl FnOnce(&mut Parts)) -> Vec<Violation> {
    after(|parts, plan| {
        parts.requests[1].pickups.clear();
        set_load(&mut parts.requests[1], 0, load);
        plan.routes[1] = route(parts, 1, &[dropoff(1, 0)]);
        change(parts);
    })
}

#[test]
fn too_much_on_board_at_the_start() {
    assert_eq!(on_board(load(3), |_| ()), []);
    let (dimension, expected, got) = (Dimension::Bags, 3, 4);
    let violations = on_board(Load { bags: 4, ..load(3) }, |_| ());
    let route = 1;
    assert_eq!(violations, [Violation::OverloadedAtStart { route, dimension, expected, got }]);
}

#[test]
fn a_courier_without_the_skill_for_what_is_on_board() {
    let needed = Skills::from_bits(0b100);
    let violations = on_board(load(1), |parts| parts.requests[1].skills = needed);
    assert_eq!(violations, [Violation::SkillMissing { route: 1, visit: 0, missing: needed }]);
}

#[test]
fn a_pickup_of_what_is_on_board() {
    let violations = after(|parts, _| parts.requests[1].pickups.clear());
    let stop = pickup(1);
    assert_eq!(violations, [Violation::NoSuchStop { route: 1, visit: 0, stop }]);
}

#[test]
fn part_of_what_is_on_board_left_out() {
    let stop = dropoff(0, 1);
    let violations = after(|parts, plan| {
        parts.requests[0].pickups.clear();
        plan.routes[0] = route(parts, 0, &[dropoff(0, 0)]);
    });
    assert_eq!(violations, [Violation::StopMissing { request: 0, route: 0, stop }]);
}
