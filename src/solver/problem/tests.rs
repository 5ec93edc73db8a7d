//! What is let through and what is not.

use super::*;
use crate::solver::fixture::{
    add_dropoff, any_locked_parts, delivery, dropoff, pickup, request, road, vehicle, window,
};
use proptest::{collection::vec, prelude::*};

fn shifts(shifts: &[(usize, u32, u32)]) -> Vec<Vehicle> {
    let on = |&(courier, start, end): &(usize, u32, u32)| Vehicle {
        courier,
        shift: window(start, end),
        ..vehicle()
    };
    shifts.iter().map(on).collect()
}

fn refused(vehicles: Vec<Vehicle>) -> Vec<ProblemError> {
    Problem::new(vec![road(1)], vehicles, vec![]).err().unwrap_or_default()
}

#[test]
fn a_courier_cannot_be_in_two_places_at_once() {
    let error = ProblemError::ShiftsOverlap { first: 2, second: 0 };
    let told = "vehicles 2 and 0 are of one courier, but their shifts overlap: \
                end one before the other begins";
    assert_eq!(error.to_string(), told);
    let overlapping = [(7, 199, 300), (5, 0, 300), (7, 100, 200)];
    assert_eq!(refused(shifts(&overlapping)), [error]);
}

#[test]
fn shifts_back_to_back_are_fine() {
    assert_eq!(refused(shifts(&[(7, 200, 300), (7, 100, 200), (7, 300, 300)])), []);
}

#[test]
fn a_long_shift_overlaps_with_each_in_it() {
    let error = |second| ProblemError::ShiftsOverlap { first: 0, second };
    assert_eq!(refused(shifts(&[(1, 0, 90), (1, 10, 20), (1, 30, 40)])), [error(1), error(2)]);
}

#[test]
fn without_a_matrix_requests_wait_for_better_days() {
    assert!(Problem::new(vec![], vec![], vec![request(3, 4)]).is_ok());
    let errors = Problem::new(vec![], vec![vehicle()], vec![]).unwrap_err();
    assert_eq!(errors, [ProblemError::NoSuchMatrix { vehicle: 0, matrix: 0, matrices: 0 }]);
}

/// What is wrong with requests 0 (one bag), 1 (two dropoffs) and 2 (on board, two dropoffs) if these
/// stops are locked in vehicles 0 and 1.
fn locked(locked: [&[StopId]; 2], only: Option<usize>) -> Vec<ProblemError> {
    let mut requests = vec![request(1, 2), request(1, 2), delivery(2)];
    for request in &mut requests[1..] {
        add_dropoff(request, request.dropoffs[0].clone());
        request.vehicles = only.map_or(Allowed::Any, Allowed::one);
    }
    let locked = locked.map(|locked| Vehicle { locked: locked.to_vec(), ..vehicle() });
    let [first, second] = locked;
    let vehicles = vec![first, Vehicle { courier: 1, ..second }];
    Problem::new(vec![road(3)], vehicles, requests).err().unwrap_or_default()
}

#[test]
fn locked_stops_that_a_plan_can_keep() {
    let first = [pickup(0), pickup(1), dropoff(0, 0), dropoff(1, 1)];
    assert_eq!(locked([&first, &[dropoff(2, 1)]], None), []);
    assert_eq!(locked([&[], &[dropoff(2, 1), pickup(1)]], Some(1)), []);
}

#[test]
fn locked_stops_that_no_plan_can_keep() {
    let gone = |position, stop| ProblemError::NoSuchLockedStop { vehicle: 0, position, stop };
    let strange = [pickup(3), dropoff(0, 1), pickup(2), dropoff(3, 0)];
    let expected: Vec<_> = strange.iter().enumerate().map(|(at, it)| gone(at, *it)).collect();
    assert_eq!(locked([&strange, &[]], None), expected);
    let told = expected[..2].iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            "locked stop 0 of vehicle 0 is pickup 0 of request 3, which no request has",
            "locked stop 1 of vehicle 0 is dropoff 1 of request 0, which no request has",
        ]
    );

    let stop = pickup(0);
    let twice = |second| vec![ProblemError::LockedTwice { stop, first: 0, second }];
    assert_eq!(locked([&[stop, stop], &[]], None), twice(0));
    assert_eq!(locked([&[stop], &[stop]], None), twice(1));

    let stop = dropoff(1, 0);
    let missing = pickup(1);
    let before =
        |vehicle, position| ProblemError::LockedBeforePickup { vehicle, position, stop, missing };
    assert_eq!(locked([&[stop], &[]], None), [before(0, 0)]);
    assert_eq!(locked([&[stop, pickup(1)], &[]], None), [before(0, 0)]);
    assert_eq!(locked([&[pickup(1)], &[stop]], None), [before(1, 0)]);
    assert_eq!(locked([&[], &[dropoff(2, 0), stop]], None), [before(1, 1)]);

    let apart = ProblemError::LockedApart { request: 2, first: 0, second: 1 };
    assert_eq!(locked([&[dropoff(2, 0)], &[dropoff(2, 1)]], None), [apart]);

    let request = 2;
    let other = ProblemError::LockedElsewhere { vehicle: 0, position: 0, request };
    assert_eq!(locked([&[dropoff(2, 0)], &[]], Some(1)), std::slice::from_ref(&other));
    let told = "locked stop 0 of vehicle 0 is of request 2, which that vehicle may not serve: \
                lock it elsewhere, or allow the vehicle";
    assert_eq!(other.to_string(), told);
    let all = locked([&[dropoff(2, 0), pickup(4)], &[]], Some(1));
    assert_eq!(all, [other, gone(1, pickup(4))]);
}

#[test]
fn a_request_has_a_weight_and_a_vehicle_that_is_there() {
    let mut light = request(0, 0);
    (light.priority, light.vehicles) = (0, Allowed::one(1));
    let errors = Problem::new(vec![road(1)], vec![vehicle()], vec![request(0, 0), light]);
    let nowhere = ProblemError::NoSuchVehicle { request: 1, vehicle: 1, vehicles: 1 };
    assert_eq!(errors.unwrap_err(), [ProblemError::NoPriority { request: 1 }, nowhere]);
}

proptest! {
    #[test]
    fn shifts_are_refused_if_two_of_a_courier_share_a_second(
        parts in vec((0_usize..3, 0_u32..30, 1_u32..9), 0..7),
    ) {
        let parts: Vec<_> = parts.into_iter().map(|(who, at, long)| (who, at, at + long)).collect();
        let mut seconds = std::collections::BTreeSet::new();
        let mut all = parts.iter().flat_map(|(who, from, to)| (*from..*to).map(move |at| (who, at)));
        let shared = all.any(|second| !seconds.insert(second));
        prop_assert_eq!(!refused(shifts(&parts)).is_empty(), shared);
    }

    #[test]
    fn all_but_the_locked_stops_of_one_vehicle_can_be_taken_back(parts in any_locked_parts(3)) {
        let mut parts = parts;
        prop_assert!(parts.problem().vehicles().len() == parts.vehicles.len());
        for vehicle in &mut parts.vehicles {
            vehicle.locked.pop();
        }
        parts.problem();
    }
}
