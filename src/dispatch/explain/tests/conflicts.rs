//! A set of reasons cannot be kept, and without any one of them it can.

use super::*;
use crate::{
    dispatch::explain::{
        conflict::conflict,
        relaxed::{GIVEN_UP, relaxed},
    },
    domain::Constraint,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Has it a place? Slowly.
fn possible(case: &Case, request: usize, kept: &BTreeSet<Constraint>) -> bool {
    let problem = relaxed(&case.problem, request, Case::book().all_learnable(), kept);
    case.routes.iter().enumerate().any(|(vehicle, stops)| {
        is_allowed(&problem, vehicle, request)
            && every_place(&problem, stops, request)
                .iter()
                .any(|stops| ridden(&problem, vehicle, stops).is_some())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_conflict_is_irreducible(case in any_limited_case()) {
        for request in 0..case.problem.requests().len() {
            if case.home(request).is_some() {
                continue;
            }
            let found: BTreeSet<Constraint> =
                conflict(&case.problem, &case.routes, request, Case::book().all_learnable())
                    .into_iter()
                    .collect();
            if found.is_empty() {
                prop_assert!(possible(&case, request, &GIVEN_UP.into()));
                continue;
            }
            if found.contains(&Constraint::Ways) {
                prop_assert!(found.len() == 1 && !possible(&case, request, &BTreeSet::new()));
                continue;
            }
            prop_assert!(!possible(&case, request, &found));
            for one in &found {
                let mut fewer = found.clone();
                fewer.remove(one);
                prop_assert!(possible(&case, request, &fewer), "{one:?} is not needed in {found:?}");
            }
        }
    }
}
