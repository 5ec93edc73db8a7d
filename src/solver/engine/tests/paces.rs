//! Every part of the search, in small.

use super::{
    ALL,
    plans::wrong,
    town::{Traits, any_town, samples},
    twin,
};
use crate::solver::{
    Budget, Problem, Progress, Settings, Skills, Solved, Stats,
    engine::{
        objective::Objective,
        search::Pace,
        solve::{solve, solve_at},
    },
    fixture::{Parts, any_parts, request, road, vehicle},
};

/// Turns so short that a small budget has many of each.
const QUICK: Pace = Pace { absence_turn: 3, ejection_turn: 1, trials: 5, round: 2, short_round: 1 };

fn searched(problem: &Problem, objective: Objective, threads: usize) -> Solved {
    let budget = Budget { iterations: Some(400), ..Budget::default() };
    let settings = Settings { objective, seed: 11, threads, budget, warm_start: &[] };
    solve_at(problem, &settings, QUICK, &mut |_| {})
}

fn towns() -> Vec<Parts> {
    let tight = Traits { windows: (60, 200), vehicles: 6, requests: 16, ..Traits::TIGHT };
    let mut towns = samples(&any_town(tight), 25);
    towns.extend(samples(&any_town(Traits { breaks: true, ..Traits::WIDE }), 25));
    towns.extend(samples(&any_parts(3), 25));
    towns
}

#[test]
fn all_that_the_search_does_makes_right_plans_and_the_same_again() {
    let mut all = Stats::default();
    for parts in towns() {
        let problem = parts.problem();
        for objective in ALL {
            let found = searched(&problem, objective, 1);
            assert_eq!(wrong(&problem, &found), vec![], "{problem:?}");
            assert_eq!(found.score, twin::score(&problem, objective, &found.plan));
            for threads in [1, 2] {
                let [found, again] = [0; 2].map(|_| searched(&problem, objective, threads));
                assert_eq!(found.plan, again.plan);
                assert_eq!(found.stats, again.stats);
            }
            all.add(&found.stats);
        }
    }
    // Heading and one line for each operator that was tried.
    let told = all.to_string();
    let (heading, rows) = told.split_once('\n').expect("several lines");
    assert_eq!(
        heading.split_whitespace().collect::<Vec<_>>(),
        ["operator", "tried", "kept", "best"]
    );
    assert_eq!(rows.lines().count(), 15, "{told}");
    let kept = |row: &str| row.split_whitespace().rev().nth(1).map(str::to_owned);
    assert!(rows.lines().all(|row| kept(row).is_some_and(|kept| kept != "0")), "{told}");
}

/// A search that finds nothing better for long ends before its budget, but not sooner where rounds are short.
#[test]
fn a_search_ends_when_it_is_idle_for_long() {
    // One route of many stops, and several of few.
    for (vehicles, requests) in [(1, 20), (4, 6)] {
        let orders = (0..requests).map(|at| request(1 + at % 4, 1 + (at + 2) % 4)).collect();
        let town = Parts {
            matrices: vec![road(5)],
            vehicles: vec![vehicle(); vehicles],
            requests: orders,
        };
        let problem = town.problem();
        let budget = Budget { iterations: Some(1_000_000), ..Budget::default() };
        let objective = Objective::TRAVEL;
        let settings = Settings { objective, seed: 1, threads: 1, budget, warm_start: &[] };
        let found = solve_at(&problem, &settings, QUICK, &mut |_| {});
        assert_eq!(found.score.unserved, 0, "else it is no test");
        let least = 20 * QUICK.round * requests as u64;
        assert!((least..10 * least).contains(&found.iterations), "{}", found.iterations);
    }
}

/// Who cannot be served by anybody is left out, and changes nothing for the others.
#[test]
fn nobody_looks_for_a_place_for_those_who_have_none() {
    let mut seen = 0;
    for mut parts in samples(&any_town(Traits::WIDE), 60) {
        let objective = Objective::VEHICLES_THEN_TRAVEL;
        let budget = Budget { iterations: Some(0), ..Budget::default() };
        let settings = Settings { objective, seed: 1, threads: 1, budget, warm_start: &[] };
        let Some(last) = parts.requests.last().cloned() else { continue };
        let without = solve(&parts.problem(), &settings, &mut |_| {});
        if without.score.unserved > 0 {
            continue;
        }
        parts.requests.push(crate::solver::Request {
            skills: Skills::from_bits(1),
            vehicles: crate::solver::Allowed::Any,
            ..last
        });
        let problem = parts.problem();
        let budget = Budget { iterations: Some(60), ..Budget::default() };
        let mut phases = vec![];
        let found = solve(&problem, &Settings { budget, ..settings }, &mut |told: &Progress| {
            phases.push(told.phase);
        });
        assert_eq!(wrong(&problem, &found), vec![]);
        assert_eq!(found.plan.unassigned.len(), 1);
        assert_eq!(
            found.score.unserved,
            i64::from(problem.requests()[parts.requests.len() - 1].priority)
        );
        assert_eq!(found.score, twin::score(&problem, objective, &found.plan));
        assert!(!phases.contains(&"a place for everybody"), "{phases:?}");
        assert!(phases.contains(&"fewer routes"), "{phases:?}");
        assert!(found.score.vehicles <= without.score.vehicles);
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}
