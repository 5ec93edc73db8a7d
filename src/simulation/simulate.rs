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
    if town.rules.prompt > Seconds::ZERO {
        for order in waiting(town) {
            put_in_promptly(town, order, now)?;
        }
    }
    let waiting = waiting(town);
    let (situation, mut live) = town.live(&waiting, seed, now)?;
    for order in waiting {
        if let Some(request) = situation.request(order) {
            live.insert(request);
        }
    }
    let iterations = town.rules.iterations;
    if iterations > 0 {
        live.improve(Budget { iterations: Some(iterations), ..Budget::default() });
    }
    let plan = live.plan();
    town.log.replans += 1;
    watch(&Moment { now, problem: &situation.problem, before: &situation.routes, plan: &plan });
    town.take_over(&situation, &live, &plan);
    Ok(())
}

/// Orders without a place, the first placed first.
fn waiting(town: &Town<'_>) -> Vec<usize> {
    let mut waiting: Vec<usize> = town.waiting.iter().map(|(order, _)| *order).collect();
    waiting.sort_by_key(|order| (town.scene.placed(*order), *order));
    waiting
}

/// Puts one order where it comes to its doors soon, see [`Rules::prompt`].
fn put_in_promptly(town: &mut Town<'_>, order: usize, now: Seconds) -> Result<(), SimulationError> {
    let soonest = town.soonest(order, now);
    let mut spare = town.rules.prompt;
    loop {
        let later = soonest + spare;
        town.promise(order, Some((later, now)));
        let (situation, mut live) = town.live(&[order], 0, now)?;
        let request = situation.request(order);
        if request.is_some_and(|request| live.insert(request).vehicle.is_some()) {
            let others = town.waiting.iter().filter(|(it, _)| *it != order).copied().collect();
            town.take_over(&situation, &live, &live.plan());
            town.waiting = others;
            return Ok(());
        }
        if town.is_whole_window(order, later, now) {
            town.promise(order, None);
            return Ok(());
        }
        spare = spare + spare;
    }
}

impl Town<'_> {
    /// Each door of an order at most so much later than it could be reached from now on; `None`: by its window alone.
    fn promise(&mut self, order: usize, by: Option<(Seconds, Seconds)>) {
        for dropoff in 0..self.scene.orders()[order].dropoffs.len() {
            let door = StopId::Dropoff { request: order, dropoff };
            match by {
                Some((later, now)) => {
                    let due = self.scene.earliest(order, dropoff, now) + later;
                    self.due.insert(door, due);
                }
                None => drop(self.due.remove(&door)),
            }
        }
    }

    /// Is that as late as the windows let it be?
    fn is_whole_window(&self, order: usize, later: Seconds, now: Seconds) -> bool {
        let dropoffs = self.scene.orders()[order].dropoffs.iter().enumerate();
        let mut late = dropoffs.map(|(dropoff, it)| {
            self.scene.earliest(order, dropoff, now) + later >= it.stop.windows.end()
        });
        late.all(|is_late| is_late)
    }

    /// The rounds as they stand, and these orders that wait for a place.
    fn live(
        &self,
        waiting: &[usize],
        seed: u64,
        now: Seconds,
    ) -> Result<(Situation, Live), SimulationError> {
        let Self { scene, rules, couriers, due, .. } = self;
        let situation = Situation::new(scene, rules, couriers, waiting, due, now)
            .map_err(|errors| SimulationError::Problem { at: now, errors })?;
        let chance = seed.wrapping_mul(0x9e37_79b9).wrapping_add(u64::from(now.as_u32()));
        let live = Live::new(situation.problem.clone(), rules.objective, chance, &situation.routes);
        let mut live = live.map_err(|errors| SimulationError::Live { at: now, errors })?;
        for (request, order) in situation.orders().enumerate() {
            live.announce(request, self.announced[order]);
        }
        Ok((situation, live))
    }
}
