//! When a search stops.

use super::{
    ALL,
    town::{Traits, any_town, samples},
};
use crate::solver::{
    Budget, Problem, Progress, Settings, Solved, check,
    engine::{objective::Objective, solve::solve},
};
use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::{Duration, Instant},
};

fn town() -> Problem {
    samples(&any_town(Traits { vehicles: 3, requests: 12, ..Traits::WIDE }), 9)
        .iter()
        .max_by_key(|parts| (parts.vehicles.len(), parts.requests.len()))
        .expect("nine towns")
        .problem()
}

fn searched(problem: &Problem, objective: Objective, threads: usize, budget: Budget) -> Solved {
    let found = solve(
        problem,
        &Settings { objective, seed: 1, threads, budget, warm_start: &[] },
        &mut |_| {},
    );
    assert_eq!(check(problem, &found.plan), vec![]);
    found
}

#[test]
fn iterations_are_as_many_as_were_asked_for() {
    let problem = town();
    let tight = samples(&any_town(Traits::TIGHT), 20);
    for objective in ALL {
        for asked in [0, 1, 2, 31, 32, 33, 50, 64, 100, 150] {
            for threads in [1, 2] {
                let budget = Budget { iterations: Some(asked), ..Budget::default() };
                let found = searched(&problem, objective, threads, budget);
                let most = (asked + 1) * threads as u64;
                assert!((asked..=most).contains(&found.iterations), "{asked}: {found:?}");
            }
        }
        // Whatever phases there are.
        for parts in &tight {
            let budget = Budget { iterations: Some(70), ..Budget::default() };
            let settings = Settings { objective, seed: 1, threads: 1, budget, warm_start: &[] };
            let found = solve(&parts.problem(), &settings, &mut |_| {});
            assert!(found.iterations <= 71, "{}", found.iterations);
        }
    }
}

#[test]
fn without_any_budget_or_after_the_deadline_there_is_a_first_plan() {
    let problem = town();
    let past = Instant::now();
    for deadline in [None, Some(past), past.checked_sub(Duration::from_mins(1))] {
        for objective in ALL {
            let budget = Budget { deadline, ..Budget::default() };
            let found = searched(&problem, objective, 2, budget);
            assert!(found.iterations <= 2, "{}", found.iterations);
            assert!(!found.plan.routes.is_empty());
            let none = Budget { iterations: Some(0), ..Budget::default() };
            assert_eq!(found.plan, searched(&problem, objective, 2, none).plan);
        }
    }
}

/// One that keeps a search busy.
fn city() -> Problem {
    let traits = Traits { vehicles: 9, requests: 80, ..Traits::WIDE };
    let towns = samples(&any_town(traits), 9);
    towns.iter().max_by_key(|parts| parts.requests.len()).expect("nine towns").problem()
}

#[test]
fn the_deadline_ends_the_search_whatever_else_is_allowed() {
    let problem = city();
    for objective in ALL {
        let begun = Instant::now();
        let deadline = Some(begun + Duration::from_millis(60));
        let budget = Budget { deadline, iterations: Some(u64::MAX), cancel: None };
        let found = searched(&problem, objective, 1, budget);
        assert!(found.iterations > 10);
        let took = begun.elapsed();
        assert!(took >= Duration::from_millis(60) && took < Duration::from_secs(3), "{took:?}");
    }
}

#[test]
fn the_budget_ends_what_begins_shortly_before() {
    let problem = town();
    // After this many the search begins again, with less of the budget left than that may take.
    let round = 1000 * problem.requests().len() as u64;
    for asked in [round + round / 50, round + round / 12] {
        let budget = Budget { iterations: Some(asked), ..Budget::default() };
        let found = searched(&problem, Objective::VEHICLES_THEN_TRAVEL, 1, budget);
        assert!((asked..=asked + 1).contains(&found.iterations), "{asked}: {}", found.iterations);
    }
}

#[test]
fn who_asks_for_nothing_gets_nothing_at_once() {
    let town = town();
    let (matrix, vehicles) = (town.matrices().to_vec(), town.vehicles().to_vec());
    let problem = Problem::new(matrix, vehicles, vec![]).expect("couriers with nothing to do");
    for objective in ALL {
        assert_eq!(searched(&problem, objective, 1, long()).plan.routes, vec![]);
    }
}

#[test]
fn who_cancels_gets_the_best_so_far() {
    let problem = town();
    let cancel = AtomicBool::new(true);
    let budget = Budget { cancel: Some(&cancel), ..long() };
    assert!(searched(&problem, Objective::ROUNDS, 2, budget).iterations <= 2);

    cancel.store(false, Ordering::Relaxed);
    let heard = AtomicU64::new(0);
    let settings =
        Settings { objective: Objective::ROUNDS, seed: 1, threads: 2, budget, warm_start: &[] };
    let begun = Instant::now();
    let found = solve(&problem, &settings, &mut |progress: &Progress| {
        if progress.iterations > 0 {
            heard.store(progress.iterations, Ordering::Relaxed);
            cancel.store(true, Ordering::Relaxed);
        }
    });
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(found.iterations >= heard.into_inner());
    assert_eq!(check(&problem, &found.plan), vec![]);
}

fn long() -> Budget<'static> {
    let deadline = Some(Instant::now() + Duration::from_mins(1));
    Budget { deadline, iterations: Some(100_000_000), cancel: None }
}

#[test]
fn where_nothing_better_is_found_again_and_again_the_search_ends() {
    let problem = samples(&any_town(Traits { vehicles: 2, requests: 3, ..Traits::WIDE }), 1)
        .first()
        .expect("one town")
        .problem();
    for objective in ALL {
        assert!(searched(&problem, objective, 1, long()).iterations < 10_000_000);
    }
}

#[test]
fn progress_goes_on_and_scores_get_better() {
    let problem = city();
    let deadline = Some(Instant::now() + Duration::from_millis(450));
    let budget = Budget { deadline, ..Budget::default() };
    let settings = Settings {
        objective: Objective::VEHICLES_THEN_TRAVEL,
        seed: 1,
        threads: 2,
        budget,
        warm_start: &[],
    };
    let mut told: Vec<Progress> = vec![];
    let found = solve(&problem, &settings, &mut |progress| told.push(progress.clone()));
    assert!(told.len() >= 2, "{told:?}");
    for pair in told.windows(2) {
        assert!(pair[0].elapsed < pair[1].elapsed);
        assert!(pair[0].iterations <= pair[1].iterations);
        assert!(pair[0].done <= pair[1].done && pair[1].done <= 1.0);
        assert!(pair[0].score >= pair[1].score);
    }
    let last = told.last().expect("told at least twice");
    assert!(last.iterations <= found.iterations && last.score >= found.score);
}
