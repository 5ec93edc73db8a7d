//! Reasons that are not true, or whose figures are not.

use super::*;
use crate::{solver::Vehicle, units::Load};

/// One request, of the given vehicles, left over for `reason`.
fn left(vehicles: Vec<Vehicle>, reason: Reason) -> Vec<Violation> {
    let mut asked = request(2, 4);
    asked.skills = Skills::from_bits(0b1);
    let parts = Parts { matrices: vec![road(5)], vehicles, requests: vec![asked] };
    let plan = Plan { unassigned: vec![Unassigned { request: 0, reason }], ..Plan::default() };
    check(&parts.problem(), &plan)
}

fn able() -> Vehicle {
    Vehicle { skills: Skills::from_bits(0b1), ..vehicle() }
}

fn false_for(reason: Reason, witness: Option<usize>) -> Vec<Violation> {
    vec![Violation::FalseReason { request: 0, reason, witness }]
}

fn figure(reason: Reason, expected: u64, got: u64) -> Vec<Violation> {
    vec![Violation::WrongFigure { request: 0, reason, expected, got }]
}

const S: fn(u32) -> Seconds = Seconds::new;

#[test]
fn a_vehicle_that_could_do_it_refutes_every_reason() {
    let reasons = [
        Reason::NoVehicle,
        Reason::Skill { missing: Skills::from_bits(0b1) },
        Reason::TooMuch { dimension: Dimension::Bags, needed: 1, largest: 0 },
        Reason::TooMuchTogether { needed: load(1) },
        Reason::Unreachable,
        Reason::TooLate { stop: pickup(0), earliest: S(2000), due: S(1000) },
        Reason::NoTimeForBreak { window: window(0, 10) },
        Reason::OutsideShifts { shift: window(0, 1000), back: S(1001) },
        Reason::AllBusy { candidates: 1 },
    ];
    for reason in reasons {
        assert_eq!(left(vec![able()], reason), false_for(reason, Some(0)));
    }
}

#[test]
fn a_request_of_one_vehicle_is_left_over_for_what_that_one_lacks() {
    let pinned = |reason| {
        let mut asked = request(2, 4);
        asked.skills = Skills::from_bits(0b1);
        asked.vehicles = Allowed::one(1);
        let (matrices, vehicles) = (vec![road(5)], vec![able(), vehicle()]);
        let parts = Parts { matrices, vehicles, requests: vec![asked] };
        let unassigned = vec![Unassigned { request: 0, reason }];
        check(&parts.problem(), &Plan { unassigned, ..Plan::default() })
    };
    assert_eq!(pinned(Reason::Skill { missing: Skills::from_bits(0b1) }), []);
    assert_eq!(pinned(Reason::NoVehicle), false_for(Reason::NoVehicle, Some(1)));
    let busy = Reason::AllBusy { candidates: 1 };
    assert_eq!(pinned(busy), false_for(busy, None));
}

#[test]
fn too_much_is_no_reason_where_nobody_has_the_skill() {
    let alone = Reason::TooMuch { dimension: Dimension::Bags, needed: 1, largest: 0 };
    for reason in [alone, Reason::TooMuchTogether { needed: load(1) }] {
        assert_eq!(left(vec![vehicle()], reason), false_for(reason, None));
    }
}

#[test]
fn missing_skills_are_the_fewest_of_a_vehicle() {
    let reason = |bits| Reason::Skill { missing: Skills::from_bits(bits) };
    assert_eq!(left(vec![vehicle()], reason(0b1)), []);
    assert_eq!(left(vec![vehicle()], reason(0b11)), figure(reason(0b11), 1, 2));
    assert_eq!(left(vec![vehicle()], reason(0b10)), false_for(reason(0b10), None));
}

#[test]
fn too_much_says_how_much() {
    let small = || vec![Vehicle { capacity: load(0), ..able() }];
    let reason = |needed, largest| Reason::TooMuch { dimension: Dimension::Mass, needed, largest };
    assert_eq!(left(small(), reason(1, 0)), []);
    assert_eq!(left(small(), reason(2, 0)), figure(reason(2, 0), 1, 2));
    assert_eq!(left(small(), reason(1, 1)), figure(reason(1, 1), 0, 1));
}

#[test]
fn too_much_is_more_than_the_largest_takes() {
    let able =
        |mass_g, volume_ml| Vehicle { capacity: Load { mass_g, volume_ml, bags: 9 }, ..able() };
    let fleet = || vec![able(0, 5), able(3, 0)];
    let together = |needed| Reason::TooMuchTogether { needed };
    let alone = |dimension, needed, largest| Reason::TooMuch { dimension, needed, largest };
    assert_eq!(left(fleet(), together(load(1))), []);
    for wrong in [Load { mass_g: 2, ..load(1) }, Load { bags: 2, ..load(1) }] {
        assert_eq!(left(fleet(), together(wrong)), figure(together(wrong), 1, 2));
    }
    // Somebody has room for it in this dimension, whatever is said of the largest.
    let wrong = alone(Dimension::Volume, 1, 5);
    assert_eq!(left(fleet(), wrong), false_for(wrong, None));
    let wrong = alone(Dimension::Volume, 1, 0);
    assert_eq!(left(fleet(), wrong), figure(wrong, 5, 0));
    // What is too much for all in one dimension is not too much together.
    let fleet = || vec![able(0, 5), able(0, 0)];
    assert_eq!(left(fleet(), together(load(1))), false_for(together(load(1)), None));
    assert_eq!(left(fleet(), alone(Dimension::Mass, 1, 0)), []);
}

#[test]
fn too_late_says_where_and_when() {
    let late = || vec![Vehicle { shift: window(990, 2000), ..able() }];
    let reason = |stop, earliest, due| Reason::TooLate { stop, earliest: S(earliest), due: S(due) };
    let right = reason(pickup(0), 1010, 1000);
    assert_eq!(left(late(), right), []);
    let wrong = reason(pickup(0), 1011, 1000);
    assert_eq!(left(late(), wrong), figure(wrong, 1010, 1011));
    let wrong = reason(pickup(0), 1010, 999);
    assert_eq!(left(late(), wrong), figure(wrong, 1000, 999));
    for stop in [dropoff(0, 0), dropoff(0, 1), pickup(1)] {
        let wrong = reason(stop, 1035, 1000);
        assert_eq!(left(late(), wrong), false_for(wrong, None));
    }
}

#[test]
fn no_time_for_a_break_names_its_window() {
    let rest = Break::new(window(0, 10), S(30));
    let tight = || vec![Vehicle { breaks: vec![rest.clone()], shift: window(11, 1000), ..able() }];
    let reason = |start, end| Reason::NoTimeForBreak { window: window(start, end) };
    assert_eq!(left(tight(), reason(0, 10)), []);
    assert_eq!(left(tight(), reason(0, 11)), false_for(reason(0, 11), None));
}

#[test]
fn outside_shifts_says_when_it_would_be_back() {
    let short = || vec![Vehicle { shift: window(0, 80), ..able() }];
    let reason = |end, back| Reason::OutsideShifts { shift: window(0, end), back: S(back) };
    assert_eq!(left(short(), reason(80, 90)), []);
    assert_eq!(left(short(), reason(80, 91)), figure(reason(80, 91), 90, 91));
    assert_eq!(left(short(), reason(81, 90)), false_for(reason(81, 90), None));
}

#[test]
fn all_busy_counts_those_who_could() {
    let counted = |candidates| {
        let mut parts = parts();
        parts.vehicles.truncate(2);
        pickup_of(&mut parts.requests[3]).windows = window(0, 1000).into();
        let mut plan = plan(&parts);
        plan.unassigned[1].reason = Reason::AllBusy { candidates };
        check(&parts.problem(), &plan)
    };
    assert_eq!(counted(2), []);
    let (request, reason) = (3, Reason::AllBusy { candidates: 3 });
    assert_eq!(counted(3), [Violation::WrongFigure { request, reason, expected: 2, got: 3 }]);
}

#[test]
fn all_busy_counts_a_courier_once() {
    let mut parts = Parts {
        matrices: vec![road(5)],
        vehicles: vec![vehicle(); 2],
        requests: vec![request(2, 4); 3],
    };
    parts.vehicles[0].shift = window(0, 90);
    parts.vehicles[1].shift = window(90, 180);
    let problem = parts.problem_of(&[6, 6]);
    let counted = |candidates| {
        let reason = Reason::AllBusy { candidates };
        let route = |index| schedule(&problem, index, &[pickup(index), dropoff(index, 0)]);
        let routes = vec![route(0).unwrap(), route(1).unwrap()];
        let unassigned = vec![Unassigned { request: 2, reason }];
        check(&problem, &Plan { routes, unassigned, breaches: vec![] })
    };
    assert_eq!(counted(1), []);
    let (request, reason) = (2, Reason::AllBusy { candidates: 2 });
    assert_eq!(counted(2), [Violation::WrongFigure { request, reason, expected: 1, got: 2 }]);
}

#[test]
fn a_vehicle_for_others_is_none() {
    let others = || vec![Vehicle { accepts: Skills::from_bits(0b10), ..able() }];
    assert_eq!(left(others(), Reason::NotAllowed), []);
    assert_eq!(left(vec![able()], Reason::NotAllowed), false_for(Reason::NotAllowed, Some(0)));
    assert_eq!(left(vec![], Reason::NotAllowed), false_for(Reason::NotAllowed, None));
    assert_eq!(left(others(), Reason::NoVehicle), false_for(Reason::NoVehicle, None));
}

#[test]
fn too_many_stops_for_every_vehicle() {
    let few = |most| vec![Vehicle { most_stops: Some(most), ..able() }];
    let reason = |stops, most| Reason::TooManyStops { stops, most };
    assert_eq!(left(few(1), reason(2, 1)), []);
    assert_eq!(left(few(2), reason(2, 1)), false_for(reason(2, 1), Some(0)));
    let wrong =
        |reason, expected, got| Violation::WrongFigure { request: 0, reason, expected, got };
    assert_eq!(left(few(1), reason(2, 0)), [wrong(reason(2, 0), 1, 0)]);
    assert_eq!(left(few(1), reason(3, 1)), [wrong(reason(3, 1), 2, 3)]);
}

#[test]
fn too_far_for_every_vehicle() {
    let near = |most| vec![Vehicle { most_travel: Some(S(most)), ..able() }];
    let reason = Reason::TooFar { vehicle: 0 };
    assert_eq!(left(near(79), reason), []);
    assert_eq!(left(near(80), reason), false_for(reason, Some(0)));
    let other = Reason::TooFar { vehicle: 1 };
    assert_eq!(left(near(79), other), false_for(other, None));
}

#[test]
fn too_long_on_board_of_every_vehicle() {
    let warm = |limit: u32, most: u32| {
        let mut asked = request(2, 4);
        asked.dropoffs[0].most_on_board = Some(S(limit));
        let parts =
            Parts { matrices: vec![road(5)], vehicles: vec![vehicle()], requests: vec![asked] };
        let reason = Reason::TooLongOnBoard { stop: dropoff(0, 0), most: S(most) };
        let unassigned = vec![Unassigned { request: 0, reason }];
        check(&parts.problem(), &Plan { unassigned, ..Plan::default() })
    };
    assert_eq!(warm(19, 19), []);
    assert!(matches!(warm(20, 20)[..], [Violation::FalseReason { witness: Some(0), .. }]));
    assert!(matches!(warm(19, 18)[..], [Violation::WrongFigure { expected: 19, got: 18, .. }]));
}
