//! From a day's orders to checked rounds.

use crate::{
    config::time_zone,
    dispatch::{Instance, InstanceError},
    domain::{Coop, Order, Rounds},
    routing::Router,
    solver::{Budget, Objective, Progress, Settings, Violation, check, solve},
};
use std::{
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

/// Rounds, and how long they took to make.
#[derive(Debug)]
pub struct Planned {
    /// The rounds, seen and passed by the independent checker.
    pub rounds: Rounds,
    /// Snapping and travel times.
    pub matrix_time: Duration,
    /// The solver.
    pub solver_time: Duration,
}

/// How long rounds are improved.
#[derive(Clone, Copy, Debug)]
pub struct Effort<'a> {
    /// At most so long.
    pub time: Duration,
    /// At most so many iterations: with these alone used up, the same orders give the same rounds.
    pub iterations: Option<u64>,
    /// Where chance begins.
    pub seed: u64,
    /// How many searches run side by side.
    pub threads: usize,
    /// Stops as soon as this is true; the best rounds so far are the outcome.
    pub cancel: Option<&'a AtomicBool>,
}

/// Why there are no rounds.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The day cannot be made a problem.
    #[error(transparent)]
    Instance(#[from] InstanceError),
    /// A defect of ours: the checker refuses the plan, so it is not published.
    #[error("the plan is wrong and was not published; please report this: {}", list(.0))]
    Refused(Vec<Violation>),
}

fn list(violations: &[Violation]) -> String {
    violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Plans the shifts of `coop` so that they serve `orders`, and has the plan checked. Each shift takes the
/// streets as they are when it begins.
///
/// # Errors
///
/// See [`PlanError`]. An order that cannot be served is no error: it is in the outcome with a reason.
pub fn plan_day(
    router: &Router,
    coop: &Coop,
    orders: &[Order],
    effort: Effort,
    watch: &mut (dyn FnMut(&Progress) + Send),
    max_snap_m: f64,
) -> Result<Planned, PlanError> {
    let start = Instant::now();
    let zone = time_zone(&coop.zone);
    let instance = match &zone {
        Some(zone) => Instance::timed(router, zone, coop, orders, max_snap_m)?,
        None => Instance::new(router, coop, orders, max_snap_m)?,
    };
    let matrix_time = start.elapsed();
    let deadline = Instant::now() + effort.time;
    let settings = Settings {
        objective: Objective::ROUNDS,
        seed: effort.seed,
        threads: effort.threads,
        budget: Budget {
            deadline: Some(deadline),
            iterations: effort.iterations,
            cancel: effort.cancel,
        },
    };
    let plan = solve(&instance.problem, &settings, watch).plan;
    let solver_time = start.elapsed().saturating_sub(matrix_time);
    let violations = check(&instance.problem, &plan);
    if violations.is_empty() {
        Ok(Planned { rounds: instance.rounds(&plan), matrix_time, solver_time })
    } else {
        Err(PlanError::Refused(violations))
    }
}
