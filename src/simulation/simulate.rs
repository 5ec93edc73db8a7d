//! The day, event by event.

use super::{Log, Luck, Rules, Scene, estimates::Told, situation::Situation, town::Town};
use crate::{
    solver::{Budget, Live, LiveError, Plan, Problem, ProblemError, Reason, StopId},
    units::Seconds,
};

/// A defect of ours: what a day leads to is always a problem, and its rounds can be ridden.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SimulationError {
    /// The open orders make no problem.
    #[error("at {at} what is open makes no problem; please report this: {errors:?}")]
    Problem {
        /// Second of the day.
        at: Seconds,
        /// Why not.
        errors: Vec<ProblemError>,
    },
    /// The rounds cannot be ridden on.
    #[error("at {at} the rounds cannot be ridden on; please report this: {errors:?}")]
    Live {
        /// Second of the day.
        at: Seconds,
        /// Why not.
        errors: Vec<LiveError>,
    },
}

/// Rounds that were looked at.
#[derive(Debug)]
pub struct Moment<'a> {
    /// When.
    pub now: Seconds,
    /// What was open.
    pub problem: &'a Problem,
    /// The rounds as they stood.
    pub before: &'a [(usize, Vec<StopId>)],
    /// The rounds from now on.
    pub plan: &'a Plan,
}

/// Where orders wait for a place, rounds are looked at when somebody is free, but not more often.
const RETRY: Seconds = Seconds::from_minutes(1);

/// Rides a day. Whenever an order is placed, and whenever else something has changed, those that have no place are put
/// in and the rounds improved; what has begun is never changed, what is on board stays with its courier. An order that
/// has no place by its last moment is not served, with the reason it was given then. `watch` sees all rounds.
///
/// The outcome hangs on the arguments alone: same scene, rules and seed, same day.
///
/// # Errors
///
/// See [`SimulationError`].
pub fn simulate(
    scene: &Scene,
    rules: &Rules,
    seed: u64,
    watch: &mut dyn FnMut(&Moment<'_>),
) -> Result<Log, SimulationError> {
    let luck = Luck::new(seed, rules);
    let mut town = Town::new(scene, rules);
    let mut told = Told::default();
    let mut arrivals = arrivals(scene);
    let mut now = Seconds::ZERO;
    loop {
        let next = next(&town, arrivals.last().map(|(at, _)| *at), now);
        for courier in &mut town.couriers {
            courier.ride(scene, rules, &luck, [now, next.unwrap_or(Seconds::MAX)], &mut town.log);
        }
        let Some(next) = next else { break };
        now = next;
        let none = Reason::NoVehicle;
        while arrivals.last().is_some_and(|(at, _)| *at <= now) {
            town.waiting.extend(arrivals.pop().map(|(_, order)| (order, none)));
        }
        if town.is_busy() {
            look(&mut town, seed, now, watch)?;
            town.give_up(now);
            told.tell(&mut town, now);
        }
    }
    for courier in &town.couriers {
        town.log.homes[courier.vehicle] = courier.go_home(scene, &luck);
    }
    Ok(town.log)
}

/// Orders and when they are placed, the last first.
fn arrivals(scene: &Scene) -> Vec<(Seconds, usize)> {
    let orders = 0..scene.orders().len();
    let mut arrivals: Vec<_> = orders.map(|order| (scene.placed(order), order)).collect();
    arrivals.sort_unstable_by(|one, other| other.cmp(one));
    arrivals
}

/// When the rounds are looked at next; `None`: everything is settled.
fn next(town: &Town<'_>, arrival: Option<Seconds>, now: Seconds) -> Option<Seconds> {
    let replan = town.rules.replan;
    let again = (town.is_busy() && replan > Seconds::ZERO).then(|| now + replan);
    let retry = || town.next_free(now).map(|at| at.max(now + RETRY));
    let last = || {
        let moments = town.waiting.iter().map(|(order, _)| town.scene.last_moment(*order));
        moments.min().map(|at| at.max(now + Seconds::new(1)))
    };
    let waits = !town.waiting.is_empty();
    let waiting = if waits { [retry(), last()] } else { [None, None] };
    [arrival, again].into_iter().chain(waiting).flatten().min()
}

/// Looks at the rounds: puts in who waits, and improves them.
fn look(
    town: &mut Town<'_>,
    seed: u64,
    now: Seconds,
    watch: &mut dyn FnMut(&Moment<'_>),
) -> Result<(), SimulationError> {
    let (scene, rules) = (town.scene, town.rules);
    let mut waiting: Vec<usize> = town.waiting.iter().map(|(order, _)| *order).collect();
    waiting.sort_by_key(|order| (scene.placed(*order), *order));
    let situation = Situation::new(scene, rules, &town.couriers, &waiting, now)
        .map_err(|errors| SimulationError::Problem { at: now, errors })?;
    let chance = seed.wrapping_mul(0x9e37_79b9).wrapping_add(u64::from(now.as_u32()));
    let live = Live::new(situation.problem.clone(), rules.objective, chance, &situation.routes);
    let mut live = live.map_err(|errors| SimulationError::Live { at: now, errors })?;
    for (request, order) in situation.orders().enumerate() {
        live.announce(request, town.announced[order]);
    }
    for order in waiting {
        if let Some(request) = situation.request(order) {
            live.insert(request);
        }
    }
    if rules.iterations > 0 {
        live.improve(Budget { iterations: Some(rules.iterations), ..Budget::default() });
    }
    let plan = live.plan();
    town.log.replans += 1;
    watch(&Moment { now, problem: &situation.problem, before: &situation.routes, plan: &plan });
    town.take_over(&situation, &live, &plan);
    Ok(())
}
