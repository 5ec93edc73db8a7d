//! Promises that hold across the whole solver.

use super::{
    fixture::{any_parts, request, road, solved, vehicle},
    *,
};
use proptest::prelude::*;

const ALL: [Objective; 3] = [Objective::VEHICLES_THEN_TRAVEL, Objective::TRAVEL, Objective::ROUNDS];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_made_without_a_search_passes_the_checker(parts in any_parts(3)) {
        let problem = parts.problem();
        for objective in ALL {
            let plan = solved(&problem, objective, 0).plan;
            // A load that is on a bike already may be too much for it, or too late.
            let dropped = |violation: &Violation| matches!(violation, Violation::Dropped { .. });
            let mut violations = check(&problem, &plan);
            violations.retain(|violation| !dropped(violation));
            prop_assert_eq!(violations, vec![], "{:?}: {:?}", objective, plan);
        }
    }

    #[test]
    fn the_same_problem_makes_the_same_plan(parts in any_parts(3)) {
        for objective in ALL {
            let plan = solved(&parts.problem(), objective, 20).plan;
            prop_assert_eq!(solved(&parts.problem(), objective, 20).plan, plan);
        }
    }
}

#[test]
fn without_vehicles_everything_is_left_over() {
    let problem = Problem::new(vec![road(3)], vec![], vec![request(1, 2); 2]).unwrap();
    for objective in ALL {
        let plan = solved(&problem, objective, 100).plan;
        let left = |request| Unassigned { request, reason: Reason::NoVehicle };
        assert_eq!(plan, Plan { unassigned: vec![left(0), left(1)], ..Plan::default() });
        assert_eq!(check(&problem, &plan), vec![]);
    }
}

#[test]
fn without_requests_nobody_leaves() {
    let problem = Problem::new(vec![road(3)], vec![vehicle()], vec![]).unwrap();
    for objective in ALL {
        assert_eq!(solved(&problem, objective, 100).plan, Plan::default());
    }
}

#[test]
fn a_problem_without_anything_has_a_plan() {
    let problem = Problem::new(vec![], vec![], vec![]).unwrap();
    assert_eq!(solved(&problem, Objective::ROUNDS, 100).plan, Plan::default());
    assert_eq!(check(&problem, &Plan::default()), vec![]);
}

#[test]
fn dropoffs_in_no_order_that_the_heuristic_sees_still_fit_an_empty_vehicle() {
    // From place 1 only place 3 can be reached, from there 2; listed, 2 comes first.
    let ways = [(0, 1), (1, 3), (3, 2), (2, 0), (1, 0), (3, 0)];
    let matrix = crate::matrix::Matrix::from_fn(4, |from, to| {
        (from == to || ways.contains(&(from, to))).then(|| fixture::leg(10))
    });
    let mut asked = request(1, 2);
    fixture::add_dropoff(&mut asked, request(1, 3).dropoffs[0].clone());
    let problem = Problem::new(vec![matrix], vec![vehicle()], vec![asked]).unwrap();
    for objective in ALL {
        let plan = solved(&problem, objective, 0).plan;
        assert_eq!(plan.unassigned, vec![]);
        assert_eq!(check(&problem, &plan), vec![]);
    }
}
