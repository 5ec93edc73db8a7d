//! What is let through and what is not.

use super::*;
use crate::solver::fixture::{request, road, vehicle, window};
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
    let told = "vehicles 2 and 0 are of one courier, but their shifts overlap";
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
}
