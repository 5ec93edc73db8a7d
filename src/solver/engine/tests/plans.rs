//! Whole plans of random problems.

use super::{
    ALL,
    town::{Traits, any_town},
    twin,
};
use crate::solver::{
    Budget, Problem, Settings, Solved, StopId, Violation, check,
    engine::{objective::Objective, solve::solve},
    fixture::{Parts, any_locked_parts, any_parts, any_rich_locked_parts, any_rich_parts, solved},
};
use proptest::prelude::*;

fn searched(problem: &Problem, objective: Objective, threads: usize, iterations: u64) -> Solved {
    let budget = Budget { iterations: Some(iterations), ..Budget::default() };
    solve(problem, &Settings { objective, seed: 3, threads, budget, warm_start: &[] }, &mut |_| {})
}

/// What is wrong, but that something on board from the start was left over: it may be too much or too late.
pub(super) fn wrong(problem: &Problem, found: &Solved) -> Vec<Violation> {
    let mut wrong = check(problem, &found.plan);
    wrong.retain(|violation| !matches!(violation, Violation::Dropped { .. }));
    wrong
}

/// Can each vehicle do what it must begin with?
fn locks_can_be_kept(problem: &Problem) -> bool {
    (0..problem.vehicles().len()).all(|vehicle| {
        let rider = &problem.vehicles()[vehicle];
        let locked = &rider.locked;
        let skilled = |request: usize| rider.suits(problem.requests()[request].skills);
        locked.iter().all(|stop| skilled(stop.request()))
            && twin::cost(problem, Objective::TRAVEL, vehicle, locked).is_some()
    })
}

fn all_promises(parts: &Parts, budgets: &[u64]) -> Result<(), TestCaseError> {
    let problem = parts.problem();
    for objective in ALL {
        let first = solved(&problem, objective, 0);
        for &iterations in budgets {
            let found = solved(&problem, objective, iterations);
            prop_assert_eq!(wrong(&problem, &found), vec![], "{:?}", found);
            prop_assert_eq!(found.score, twin::score(&problem, objective, &found.plan));
            prop_assert!(found.score <= first.score, "{} after {}", found.score, first.score);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn plans_are_right_and_what_they_are_said_to_be(parts in any_parts(3), rich in any_rich_parts(3)) {
        all_promises(&parts, &[0, 50])?;
        all_promises(&rich, &[0, 50])?;
    }

    #[test]
    fn plans_with_locked_stops_begin_with_them(
        parts in prop_oneof![any_locked_parts(3), any_rich_locked_parts(2)],
    ) {
        let problem = parts.problem();
        prop_assume!(locks_can_be_kept(&problem));
        for objective in ALL {
            for iterations in [0, 50] {
                let found = solved(&problem, objective, iterations);
                let wrong = wrong(&problem, &found);
                // What is on board may find no place behind the locked stops.
                let missing = |wrong: &Violation| matches!(wrong, Violation::StopMissing { .. });
                prop_assume!(!wrong.iter().any(missing));
                prop_assert_eq!(wrong, vec![], "{:?}", found);
            }
        }
    }

    #[test]
    fn locked_stops_that_cannot_be_made_are_no_reason_to_panic(
        parts in prop_oneof![any_locked_parts(3), any_rich_locked_parts(2)],
    ) {
        for objective in ALL {
            drop(solved(&parts.problem(), objective, 20));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn longer_searches_make_right_plans(
        parts in prop_oneof![any_parts(2), any_rich_parts(2)], town in any_town(Traits { breaks: true, ..Traits::TIGHT }),
    ) {
        all_promises(&parts, &[500])?;
        all_promises(&town, &[500])?;
    }

    #[test]
    fn the_same_seed_makes_the_same_plan(parts in any_town(Traits::WIDE)) {
        let problem = parts.problem();
        // To leave out what is on board is worse than any number of others.
        let worth = |found: &Solved| {
            let left = found.plan.unassigned.iter().map(|left| &problem.requests()[left.request]);
            let on_board = left.filter(|asked| asked.is_under_way().is_some());
            (on_board.count(), found.score)
        };
        for objective in ALL {
            let one = searched(&problem, objective, 1, 100);
            for threads in [1, 2] {
                let found = searched(&problem, objective, threads, 100);
                let again = searched(&problem, objective, threads, 100);
                prop_assert_eq!(&found.plan, &again.plan);
                prop_assert_eq!(found.score, again.score);
                prop_assert_eq!(&found.stats, &again.stats);
                // The first of several searches is the one alone.
                prop_assert!(worth(&found) <= worth(&one), "{} and {}", found.score, one.score);
            }
        }
    }
}

/// Some of a plan's routes, with stops left out, doubled and exchanged.
fn spoiled(found: &Solved, spoil: &[(usize, usize, usize)]) -> Vec<(usize, Vec<StopId>)> {
    let mut routes = found.plan.stops();
    for (kind, route, at) in spoil.iter().copied() {
        if routes.is_empty() {
            break;
        }
        let count = routes.len();
        let route = route % count;
        let stops = &mut routes[route].1;
        let at = at % stops.len().max(1);
        match kind {
            0 if at < stops.len() => drop(stops.remove(at)),
            1 if at < stops.len() => stops.insert(0, stops[at]),
            2 if !stops.is_empty() => stops.swap(0, at),
            3 => stops.insert(at, StopId::Dropoff { request: 1000 + at, dropoff: 7 }),
            4 => routes[route].0 = at,
            5 => {
                let doubled = routes[route].clone();
                routes.push(doubled);
            }
            _ => {
                let other = routes[(route + 1) % count].1.clone();
                routes[route].1.extend(other);
            }
        }
    }
    routes
}

fn begun_with(problem: &Problem, warm_start: &[(usize, Vec<StopId>)], iterations: u64) -> Solved {
    let budget = Budget { iterations: Some(iterations), ..Budget::default() };
    let objective = Objective::ROUNDS;
    solve(problem, &Settings { objective, seed: 5, threads: 1, budget, warm_start }, &mut |_| {})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_search_begins_with_the_plan_it_is_given(
        parts in prop_oneof![any_locked_parts(3), any_rich_locked_parts(2)], town in any_town(Traits::WIDE)) {
        for problem in [parts.problem(), town.problem()] {
            prop_assume!(locks_can_be_kept(&problem));
            let found = solved(&problem, Objective::ROUNDS, 50);
            prop_assume!(check(&problem, &found.plan).is_empty());
            let again = begun_with(&problem, &found.plan.stops(), 0);
            prop_assert!(again.score <= found.score, "{} after {}", again.score, found.score);
            if found.score.unserved == 0 {
                prop_assert_eq!(&again.plan.routes, &found.plan.routes);
            }
        }
    }

    #[test]
    fn what_is_wrong_in_the_plan_it_is_given_does_no_harm(
        town in any_town(Traits::WIDE),
        spoil in prop::collection::vec((0..7_usize, 0..5_usize, 0..9_usize), 1..6),
    ) {
        let problem = town.problem();
        let found = solved(&problem, Objective::ROUNDS, 50);
        let spoiled = spoiled(&found, &spoil);
        for iterations in [0, 50] {
            let again = begun_with(&problem, &spoiled, iterations);
            prop_assert_eq!(wrong(&problem, &again), vec![], "{:?}", spoiled);
            prop_assert_eq!(again.score, twin::score(&problem, Objective::ROUNDS, &again.plan));
        }
    }
}
