//! What the solver's engine will look like from here, on top of insertion until it is there.

use crate::{
    solver::{Insertion, Plan, Problem, construct},
    units::Seconds,
};
use std::{
    fmt,
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

/// What to solve by, and when to stop.
#[expect(dead_code, reason = "insertion asks for nothing")]
pub(super) struct Settings<'a> {
    pub(super) objective: Objective,
    pub(super) seed: u64,
    pub(super) threads: usize,
    pub(super) budget: Budget<'a>,
}

/// When to stop: whatever comes first.
#[expect(dead_code, reason = "insertion asks for nothing")]
pub(super) struct Budget<'a> {
    pub(super) deadline: Option<Instant>,
    pub(super) iterations: Option<u64>,
    pub(super) cancel: Option<&'a AtomicBool>,
}

/// What is to be kept small: weights a second, metre, second.
#[expect(dead_code, reason = "insertion asks for nothing")]
pub(super) struct Objective {
    pub(super) vehicles: bool,
    pub(super) travel: i64,
    pub(super) distance: i64,
    pub(super) waiting: i64,
}

/// How far it is.
pub(super) struct Progress {
    pub(super) iterations: u64,
    pub(super) elapsed: Duration,
    pub(super) score: Score,
    pub(super) phase: &'static str,
}

/// How good a plan is.
#[derive(Clone, Copy)]
pub(super) struct Score {
    pub(super) unserved: i64,
    pub(super) vehicles: i64,
    pub(super) cost: i64,
}

/// What came of it.
pub(super) struct Solved {
    pub(super) plan: Plan,
    pub(super) iterations: u64,
    pub(super) stats: Stats,
}

/// What the operators did.
pub(super) struct Stats;

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "regret-2 insertion, once")
    }
}

/// Solves a problem.
pub(super) fn solve(
    problem: &Problem,
    _: &Settings,
    watch: &mut (dyn FnMut(&Progress) + Send),
) -> Solved {
    let start = Instant::now();
    let plan = construct(problem, Insertion::Regret2);
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let travel: Seconds = plan.routes.iter().map(|route| route.totals.travel).sum();
    let (unserved, vehicles) = (count(plan.unassigned.len()), count(plan.routes.len()));
    let score = Score { unserved, vehicles, cost: i64::from(travel.as_u32()) };
    watch(&Progress { iterations: 1, elapsed: start.elapsed(), score, phase: "insertion" });
    Solved { plan, iterations: 1, stats: Stats }
}
