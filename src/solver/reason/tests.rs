//! One problem for each reason, with figures that can be worked out by hand: places on a road, ten
//! seconds from each to the next, five seconds at each stop.

use super::*;
use crate::solver::{
    Allowed, Break, Objective, Skills, Unassigned, check,
    fixture::{
        Parts, dropoff, leg, load, pickup, pickup_of, request, road, set_load, solved, vehicle,
        window,
    },
};
use crate::units::{Load, Seconds};

fn parts() -> Parts {
    Parts { matrices: vec![road(5)], vehicles: vec![vehicle(); 2], requests: vec![request(2, 4)] }
}

/// The reasons for all that is left over, which the checker believes.
fn reasons(parts: &Parts) -> Vec<Reason> {
    reasons_in(&parts.problem())
}

fn reasons_in(problem: &Problem) -> Vec<Reason> {
    let plan = solved(problem, Objective::ROUNDS, 0).plan;
    assert_eq!(check(problem, &plan), vec![]);
    plan.unassigned.iter().map(|Unassigned { reason, .. }| *reason).collect()
}

#[test]
fn there_may_be_no_vehicle() {
    assert_eq!(reasons(&Parts { vehicles: vec![], ..parts() }), [Reason::NoVehicle]);
}

#[test]
fn a_skill_may_be_missing() {
    let mut parts = parts();
    parts.requests[0].skills = Skills::from_bits(0b111);
    parts.vehicles[1].skills = Skills::from_bits(0b101);
    assert_eq!(reasons(&parts), [Reason::Skill { missing: Skills::from_bits(0b010) }]);
}

#[test]
fn it_may_be_too_much_for_all_in_one_dimension() {
    let mut parts = parts();
    set_load(&mut parts.requests[0], 0, Load { bags: 7, volume_ml: 3, mass_g: 3 });
    parts.vehicles[0].capacity = Load { bags: 6, ..load(10) };
    parts.vehicles[1].capacity = Load { bags: 5, ..load(2) };
    let expected = Reason::TooMuch { dimension: Dimension::Bags, needed: 7, largest: 6 };
    assert_eq!(reasons(&parts), [expected]);
}

#[test]
fn it_may_be_too_heavy_for_one_and_too_bulky_for_the_other() {
    let mut parts = parts();
    set_load(&mut parts.requests[0], 0, load(7));
    parts.vehicles[0].capacity = Load { volume_ml: 6, ..load(10) };
    parts.vehicles[1].capacity = Load { mass_g: 5, ..load(10) };
    assert_eq!(reasons(&parts), [Reason::TooMuchTogether { needed: load(7) }]);
}

#[test]
fn it_may_be_too_much_for_all_in_a_dimension_in_which_another_is_too_much_for_most() {
    let mut parts = parts();
    parts.vehicles = vec![vehicle(); 3];
    set_load(&mut parts.requests[0], 0, Load { bags: 11, ..load(7) });
    for small in &mut parts.vehicles[..2] {
        small.capacity = Load { mass_g: 6, ..load(10) };
    }
    let expected = Reason::TooMuch { dimension: Dimension::Bags, needed: 11, largest: 10 };
    assert_eq!(reasons(&parts), [expected]);
}

#[test]
fn those_without_the_skill_do_not_count_for_what_is_too_much() {
    let mut parts = parts();
    parts.requests[0].skills = Skills::from_bits(0b1);
    set_load(&mut parts.requests[0], 0, load(11));
    parts.vehicles[1] = Vehicle { skills: Skills::from_bits(0b1), ..vehicle() };
    parts.vehicles[0].capacity = load(90);
    let expected = Reason::TooMuch { dimension: Dimension::Mass, needed: 11, largest: 10 };
    assert_eq!(reasons(&parts), [expected]);
}

#[test]
fn a_place_may_be_cut_off() {
    let mut parts = parts();
    parts.matrices[0] =
        crate::matrix::Matrix::from_fn(5, |from, to| ((from, to) != (2, 4)).then(|| leg(10)));
    assert_eq!(reasons(&parts), [Reason::Unreachable]);
}

#[test]
fn the_pickup_may_be_too_early_for_everyone() {
    let mut parts = parts();
    pickup_of(&mut parts.requests[0]).windows = window(0, 19).into();
    parts.vehicles[0].start = Some(4);
    parts.vehicles[0].shift = window(5, 1000);
    let (earliest, due) = (Seconds::new(20), Seconds::new(19));
    assert_eq!(reasons(&parts), [Reason::TooLate { stop: pickup(0), earliest, due }]);
}

#[test]
fn the_dropoff_may_be_too_early_for_those_who_make_the_pickup() {
    let mut parts = parts();
    pickup_of(&mut parts.requests[0]).windows = window(0, 20).into();
    parts.requests[0].dropoffs[0].stop.windows = window(0, 44).into();
    parts.vehicles[0].shift = window(10, 1000);
    let (earliest, due) = (Seconds::new(45), Seconds::new(44));
    assert_eq!(reasons(&parts), [Reason::TooLate { stop: dropoff(0, 0), earliest, due }]);
}

#[test]
fn the_break_may_leave_no_time() {
    let mut parts = parts();
    pickup_of(&mut parts.requests[0]).windows = window(0, 20).into();
    parts.requests[0].dropoffs[0].stop.windows = window(0, 45).into();
    let rest = Break::new(window(1, 44), Seconds::new(1));
    parts.vehicles = vec![Vehicle { breaks: vec![rest], ..vehicle() }; 2];
    assert_eq!(reasons(&parts), [Reason::NoTimeForBreak { window: window(1, 44) }]);
}

#[test]
fn the_way_back_may_be_longer_than_the_shifts() {
    let mut parts = parts();
    parts.vehicles[0].shift = window(0, 80);
    parts.vehicles[1].shift = window(100, 185);
    let expected = Reason::OutsideShifts { shift: window(100, 185), back: Seconds::new(190) };
    assert_eq!(reasons(&parts), [expected]);
}

#[test]
fn everyone_who_could_may_be_busy() {
    let mut parts = parts();
    pickup_of(&mut parts.requests[0]).windows = window(20, 20).into();
    parts.requests = vec![parts.requests[0].clone(); 3];
    for request in &mut parts.requests {
        set_load(request, 0, load(6));
    }
    assert_eq!(reasons(&parts), [Reason::AllBusy { candidates: 2 }]);
}

#[test]
fn a_request_of_one_vehicle_is_asked_of_that_vehicle_alone() {
    let mut parts = parts();
    parts.requests[0].vehicles = Allowed::one(1);
    parts.requests[0].skills = Skills::from_bits(0b1);
    parts.vehicles[0].skills = Skills::from_bits(0b1);
    assert_eq!(reasons(&parts), [Reason::Skill { missing: Skills::from_bits(0b1) }]);

    parts.vehicles[1].skills = Skills::from_bits(0b1);
    set_load(&mut parts.requests[0], 0, load(7));
    parts.vehicles[1].capacity = load(6);
    let expected = Reason::TooMuch { dimension: Dimension::Mass, needed: 7, largest: 6 };
    assert_eq!(reasons(&parts), [expected]);

    parts.vehicles[1].capacity = load(10);
    parts.vehicles[1].shift = window(0, 89);
    let expected = Reason::OutsideShifts { shift: window(0, 89), back: Seconds::new(90) };
    assert_eq!(reasons(&parts), [expected]);

    parts.vehicles[1].shift = window(0, 90);
    parts.requests = vec![parts.requests[0].clone(); 2];
    assert_eq!(reasons(&parts), [Reason::AllBusy { candidates: 1 }]);
}

#[test]
fn what_is_due_before_its_pickup_can_be_done_is_too_late() {
    let mut parts = parts();
    pickup_of(&mut parts.requests[0]).windows = window(500, 600).into();
    parts.requests[0].dropoffs[0].stop.windows = window(0, 400).into();
    let (earliest, due) = (Seconds::new(525), Seconds::new(400));
    assert_eq!(reasons(&parts), [Reason::TooLate { stop: dropoff(0, 0), earliest, due }]);
}

#[test]
fn what_is_on_board_may_be_too_late_too() {
    let mut parts = parts();
    parts.requests[0].pickups.clear();
    parts.requests[0].dropoffs[0].stop.windows = window(0, 39).into();
    let (earliest, due) = (Seconds::new(40), Seconds::new(39));
    assert_eq!(reasons(&parts), [Reason::TooLate { stop: dropoff(0, 0), earliest, due }]);
    parts.requests[0].dropoffs[0].stop.windows = window(0, 40).into();
    assert_eq!(reasons(&parts), []);
}

#[test]
fn a_courier_with_two_shifts_is_busy_once() {
    let mut parts = parts();
    parts.requests = vec![request(2, 4); 3];
    for request in &mut parts.requests {
        set_load(request, 0, load(6));
    }
    // There and back with two stops takes 90 seconds.
    parts.vehicles[0].shift = window(0, 90);
    parts.vehicles[1].shift = window(90, 180);
    assert_eq!(reasons_in(&parts.problem_of(&[0, 1])), [Reason::AllBusy { candidates: 2 }]);
    assert_eq!(reasons_in(&parts.problem_of(&[3, 3])), [Reason::AllBusy { candidates: 1 }]);
}

#[test]
fn a_request_that_no_vehicle_is_for() {
    let mut parts = parts();
    parts.requests[0].vehicles = Allowed::Not(vec![0, 1]);
    assert_eq!(reasons(&parts), [Reason::NotAllowed]);
    parts.requests[0].vehicles = Allowed::Any;
    parts.vehicles.iter_mut().for_each(|it| it.accepts = Skills::from_bits(0b1));
    assert_eq!(reasons(&parts), [Reason::NotAllowed]);
}

#[test]
fn a_request_with_more_stops_than_any_vehicle_may_make() {
    let mut parts = parts();
    parts.vehicles.iter_mut().for_each(|it| it.most_stops = Some(1));
    assert_eq!(reasons(&parts), [Reason::TooManyStops { stops: 2, most: 1 }]);
}

#[test]
fn a_request_too_far_away() {
    let mut parts = parts();
    parts.vehicles.iter_mut().for_each(|it| it.most_travel = Some(Seconds::new(79)));
    assert_eq!(reasons(&parts), [Reason::TooFar { vehicle: 0 }]);
}

#[test]
fn a_request_that_would_be_cold() {
    let mut parts = parts();
    parts.requests[0].dropoffs[0].most_on_board = Some(Seconds::new(19));
    let (stop, most) = (dropoff(0, 0), Seconds::new(19));
    assert_eq!(reasons(&parts), [Reason::TooLongOnBoard { stop, most }]);
}
