//! Indices, order, who is served by whom, loads and skills.

use super::*;

#[test]
fn a_vehicle_that_is_not_there() {
    let violations = after(|_, plan| plan.routes[1].vehicle = 7);
    assert_eq!(violations, [Violation::NoSuchVehicle { route: 1, vehicle: 7, vehicles: 3 }]);
}

#[test]
fn a_stop_that_is_not_there() {
    for stop in [pickup(4), dropoff(4, 0), dropoff(1, 1)] {
        let violations = after(|_, plan| {
            let mut visit = plan.routes[1].visits[0];
            visit.kind = VisitKind::Stop(stop);
            plan.routes[1].visits.push(visit);
        });
        assert_eq!(violations, [Violation::NoSuchStop { route: 1, visit: 2, stop }]);
    }
}

#[test]
fn a_request_that_is_not_there() {
    let left = Unassigned { request: 4, reason: Reason::Unreachable };
    let violations = after(|_, plan| plan.unassigned.push(left));
    assert_eq!(violations, [Violation::NoSuchRequest { entry: 2, request: 4, requests: 4 }]);
}

#[test]
fn routes_and_unassigned_in_the_wrong_order() {
    let violations = after(|_, plan| plan.routes.swap(0, 1));
    assert_eq!(violations, [Violation::RoutesOutOfOrder { route: 1 }]);
    let violations = after(|_, plan| plan.unassigned.swap(0, 1));
    assert_eq!(violations, [Violation::UnassignedOutOfOrder { entry: 1 }]);
}

#[test]
fn two_routes_of_one_vehicle() {
    let violations = after(|parts, plan| {
        plan.routes[1] = route(parts, 0, &[pickup(1), dropoff(1, 0)]);
    });
    assert_eq!(violations, [Violation::VehicleTwice { route: 1, vehicle: 0, first: 0 }]);
}

#[test]
fn a_route_without_stops() {
    let violations = after(|_, plan| {
        let (vehicle, departure) = (2, Seconds::ZERO);
        let (visits, totals) = (vec![], crate::solver::Totals::default());
        plan.routes.push(Route { vehicle, departure, visits, arrival: departure, totals });
    });
    assert_eq!(violations, [Violation::EmptyRoute { route: 2 }]);
}

#[test]
fn a_request_forgotten() {
    let violations = after(|_, plan| plan.unassigned.truncate(1));
    assert_eq!(violations, [Violation::Forgotten { request: 3 }]);
    let violations = after(|_, plan| plan.routes.truncate(1));
    assert_eq!(violations, [Violation::Forgotten { request: 1 }]);
}

#[test]
fn a_request_unassigned_twice() {
    let violations = after(|_, plan| plan.unassigned.insert(1, plan.unassigned[0]));
    assert_eq!(violations, [Violation::UnassignedTwice { entry: 1, request: 2 }]);
}

#[test]
fn a_request_both_served_and_unassigned() {
    let left = Unassigned { request: 1, reason: Reason::Unreachable };
    let violations = after(|_, plan| plan.unassigned.insert(0, left));
    assert_eq!(violations, [Violation::ServedAndUnassigned { request: 1, route: 1 }]);
}

#[test]
fn a_stop_made_twice() {
    let stop = dropoff(1, 0);
    let violations =
        after(|parts, plan| plan.routes[1] = route(parts, 1, &[pickup(1), stop, stop]));
    assert_eq!(violations, [Violation::StopTwice { route: 1, visit: 2, stop }]);
}

#[test]
fn a_stop_left_out() {
    let stop = dropoff(0, 1);
    let violations =
        after(|parts, plan| plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 0)]));
    assert_eq!(violations, [Violation::StopMissing { request: 0, route: 0, stop }]);
    let stop = pickup(1);
    let violations = after(|parts, plan| plan.routes[1] = route(parts, 1, &[dropoff(1, 0)]));
    assert_eq!(violations, [Violation::StopMissing { request: 1, route: 1, stop }]);
}

#[test]
fn a_request_split_between_vehicles() {
    let stop = dropoff(0, 1);
    let violations = after(|parts, plan| {
        plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 0)]);
        plan.routes.push(route(parts, 2, &[stop]));
    });
    assert_eq!(violations, [Violation::Split { route: 2, visit: 0, stop, other: 0 }]);
}

#[test]
fn a_dropoff_before_its_pickup() {
    let stop = dropoff(1, 0);
    let violations = after(|parts, plan| plan.routes[1] = route(parts, 1, &[stop, pickup(1)]));
    assert_eq!(violations, [Violation::DropoffFirst { route: 1, visit: 0, stop }]);
}

#[test]
fn a_courier_without_the_skill() {
    let violations = after(|parts, _| parts.vehicles[0].skills = Skills::from_bits(0b10));
    let missing = Skills::from_bits(0b01);
    assert_eq!(violations, [Violation::SkillMissing { route: 0, visit: 0, missing }]);
}

#[test]
fn too_much_on_board_in_each_dimension() {
    for dimension in [Dimension::Mass, Dimension::Volume, Dimension::Bags] {
        let violations = after(|parts, _| {
            let capacity = &mut parts.vehicles[0].capacity;
            *match dimension {
                Dimension::Mass => &mut capacity.mass_g,
                Dimension::Volume => &mut capacity.volume_ml,
                Dimension::Bags => &mut capacity.bags,
            } = 4;
        });
        let (expected, got) = (4, 5);
        let overloaded = Violation::Overloaded { route: 0, visit: 0, dimension, expected, got };
        assert_eq!(violations, [overloaded]);
    }
}
