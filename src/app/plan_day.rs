//! From a day's orders to checked rounds.

mod by_hand;
mod decided;
pub(super) mod fairness_price;
pub(super) mod worth;

pub use by_hand::{move_by_hand, place_by_hand};
pub use decided::Decided;
pub use fairness_price::FairnessPrice;
pub use worth::Kept;

use super::{plan_under_way::carried_on, ways::note_ascents};
use crate::{
    config::{PlanLimits, time_zone},
    dispatch::{Day, Instance, InstanceError, Made, Quoted},
    domain::{Decision, Rounds},
    routing::Router,
    solver::{
        Budget, Objective, Plan, Progress, Score, Settings, Solved, StopId, Violation, check, solve,
    },
};
use std::{
    sync::atomic::AtomicBool,
    thread,
    time::{Duration, Instant},
};

/// Rounds, and how long they took to make.
#[derive(Debug)]
pub struct Planned {
    /// The rounds, seen and passed by the independent checker.
    pub rounds: Rounds,
    /// Of each round the shift, an index into [`Coop::shifts`](crate::domain::Coop::shifts).
    pub shifts: Vec<usize>,
    /// Snapping and travel times.
    pub matrix_time: Duration,
    /// The solver.
    pub solver_time: Duration,
    /// How often it changed the rounds in search of better ones.
    pub iterations: u64,
    /// How good they are for it.
    pub score: Score,
    /// What it costs that work is shared; `None` where that does not count, or no effort was made.
    pub fairness: Option<FairnessPrice>,
    /// The rounds that were announced stay as they were, but for orders that are new: this is why.
    pub kept: Option<Kept>,
}

impl Planned {
    fn note_ascents(&mut self, router: &Router, day: Day<'_>, max_snap_m: f64) {
        let rounds = self.shifts.iter().copied().zip(&mut self.rounds.rounds);
        note_ascents(router, day, max_snap_m, rounds);
    }
}

/// How long rounds are improved: until the first limit is reached.
#[derive(Clone, Copy, Debug)]
pub struct Effort<'a> {
    /// At most so long. Without this and `iterations` the first rounds are kept.
    pub time: Option<Duration>,
    /// At most so many iterations: if they are used up, the same orders give the same rounds.
    pub iterations: Option<u64>,
    /// Where chance begins.
    pub seed: u64,
    /// How many searches run side by side, each with the whole effort. 0: as many as there are cores
    /// (unless [`Self::sharing`] says how many), but one if there are `iterations`, since the rounds
    /// hang on it.
    pub threads: usize,
    /// Stops as soon as this is true; the best rounds so far are the outcome.
    pub cancel: Option<&'a AtomicBool>,
}

impl<'a> Effort<'a> {
    /// The effort that the settings ask for.
    #[must_use]
    pub fn new(limits: &PlanLimits, cancel: Option<&'a AtomicBool>) -> Self {
        let PlanLimits { time, iterations, seed, threads } = *limits;
        let threads = usize::try_from(threads).unwrap_or(usize::MAX);
        Self { time: Some(time), iterations, seed, threads, cancel }
    }

    /// Is the number of searches left to whoever plans?
    #[must_use]
    pub fn takes_what_is_free(limits: &PlanLimits) -> bool {
        limits.threads == 0 && limits.iterations.is_none()
    }

    /// The same with so many searches, where the number is left to whoever plans.
    #[must_use]
    pub fn sharing(self, threads: usize) -> Self {
        let is_open = self.threads == 0 && self.iterations.is_none();
        Self { threads: if is_open { threads.max(1) } else { self.threads }, ..self }
    }

    /// Is there none at all, so that rounds stay as they are?
    pub(super) fn is_none(&self) -> bool {
        match (self.iterations, self.time) {
            (Some(iterations), _) => iterations == 0,
            (None, time) => time.is_none_or(|time| time.is_zero()),
        }
    }

    /// Is it asked what sharing work costs?
    pub(super) fn prices(&self, instance: &Instance<'_>) -> bool {
        instance.objective.fair != 0 && !self.is_none()
    }

    fn searches(&self) -> usize {
        match (self.threads, self.iterations) {
            (0, None) => thread::available_parallelism().map_or(1, usize::from),
            (0, Some(_)) => 1,
            (threads, _) => threads,
        }
    }

    /// The part of its time that is left for the rounds where it is asked what sharing work costs.
    pub(super) fn without_pricing(&self) -> Self {
        Self { time: self.time.map(|time| time * 4 / 5), ..*self }
    }

    /// A quarter of that for the question; of iterations, which are no time, a quarter more.
    pub(super) fn for_pricing(&self) -> Self {
        let iterations = self.iterations.map(|all| all / 4);
        Self { time: self.time.map(|time| time / 5), iterations, ..*self }
    }

    fn settings<'s>(
        &'s self,
        objective: Objective,
        warm_start: &'s [(usize, Vec<StopId>)],
    ) -> Settings<'s> {
        let (seed, threads, budget) = (self.seed, self.searches(), self.budget());
        Settings { objective, seed, threads, budget, warm_start }
    }

    /// For one search that begins now.
    fn budget(&self) -> Budget<'_> {
        let deadline = self.time.and_then(|time| Instant::now().checked_add(time));
        Budget { deadline, iterations: self.iterations, cancel: self.cancel }
    }
}

/// How far planning is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlanProgress {
    /// How often rounds were changed in search of better ones.
    pub iterations: u64,
    /// Number of orders that are in none of the best rounds so far.
    pub left_out: usize,
    /// How much less riding and waiting the best rounds so far take than the first ones that served as
    /// many orders, from 0 to 1, each weighed as the day's objective does.
    pub saved: f64,
    /// How much of the effort is used, from 0 to 1.
    pub done: f64,
}

impl PlanProgress {
    fn new(instance: &Instance<'_>, progress: &Progress, first: &mut First) -> Self {
        let Progress { iterations, score, done, .. } = progress;
        let (left_out, saved) = (instance.left_out(score), first.saved(score));
        Self { iterations: *iterations, left_out, saved, done: *done }
    }
}

/// The first rounds that served as many orders as the best so far. Beside others nothing is told: an order
/// more has to be ridden for.
#[derive(Debug, Default)]
struct First(Option<Score>);

impl First {
    /// Which part of their cost these do without.
    fn saved(&mut self, score: &Score) -> f64 {
        let known = self.0.filter(|first| first.unserved == score.unserved);
        let first = *self.0.insert(known.unwrap_or(*score));
        if first.cost <= 0 {
            return 0.0;
        }
        (1.0 - score.cost as f64 / first.cost as f64).clamp(0.0, 1.0)
    }
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

/// Plans the shifts of `day` so that they serve its orders, and has the plan checked. Each shift takes the
/// streets as they are when it begins. `watch` hears of the progress about ten times a second.
///
/// Where there is any effort, orders that could cost less elsewhere by themselves are moved in the end, so that each is
/// where it costs the least, the others as they are.
///
/// Where rounds are being ridden, what is left of them is planned anew with the others: nobody comes later than it
/// would have to be anyway, and nothing that was accepted is left out.
///
/// # Errors
///
/// See [`PlanError`]. An order that cannot be served is no error: it is in the outcome with a reason.
pub fn plan_day(
    router: &Router,
    day: Day<'_>,
    max_snap_m: f64,
    effort: &Effort<'_>,
    watch: &mut (dyn FnMut(&PlanProgress) + Send),
) -> Result<Planned, PlanError> {
    let begun = Instant::now();
    let instance = instance(router, day, max_snap_m)?;
    let mut planned = solved(&instance, begun, effort, watch)?.0;
    planned.note_ascents(router, day, max_snap_m);
    Ok(planned)
}

/// As [`plan_day`], and says of each order why it is where it is.
///
/// # Errors
///
/// See [`PlanError`].
pub fn explain_day(
    router: &Router,
    day: Day<'_>,
    max_snap_m: f64,
    effort: &Effort<'_>,
    decided: &Decided<'_>,
    watch: &mut (dyn FnMut(&PlanProgress) + Send),
) -> Result<(Planned, Vec<Decision>), PlanError> {
    let begun = Instant::now();
    let instance = instance(router, day, max_snap_m)?;
    let (mut planned, plan) = solved(&instance, begun, effort, watch)?;
    planned.note_ascents(router, day, max_snap_m);
    let kept_below_s = planned.kept.map(|kept| kept.below.as_u32());
    let made = Made {
        seed: effort.seed,
        iterations: planned.iterations,
        kept_below_s,
        ..decided.made(&instance.objective)
    };
    let decisions = instance.decisions(&plan, &made);
    Ok((planned, decisions))
}

fn solved(
    instance: &Instance<'_>,
    begun: Instant,
    effort: &Effort<'_>,
    watch: &mut (dyn FnMut(&PlanProgress) + Send),
) -> Result<(Planned, Plan), PlanError> {
    if instance.is_under_way() {
        return carried_on(instance, begun, effort, watch);
    }
    let matrix_time = begun.elapsed();
    let mut first = First::default();
    let mut told = |progress: &Progress| watch(&PlanProgress::new(instance, progress, &mut first));
    let search = if effort.prices(instance) { effort.without_pricing() } else { *effort };
    let settings = search.settings(instance.objective, &instance.warm_start);
    let Solved { mut plan, iterations, mut score, .. } =
        solve(&instance.problem, &settings, &mut told);
    let (mut kept, mut fairness) = (None, None);
    if !effort.is_none() {
        if let Some(settled) = instance.settled(&plan, false)? {
            (plan, score) = settled;
        }
        if let Some((instead, why)) = worth::instead(instance, effort, score)? {
            ((plan, score), kept) = (instead, why);
        }
    }
    // Who was promised a place has it.
    if !effort.is_none() && instance.disappoints(&plan) {
        let live = instance.seated(instance.problem.requests().len())?.live;
        if live.score().beats(&score) {
            let seated = (live.plan(), live.score());
            ((plan, score), kept) = (instance.settled(&seated.0, false)?.unwrap_or(seated), None);
        }
    }
    if effort.prices(instance) {
        fairness = Some(fairness_price::price(instance, &effort.for_pricing(), &plan));
    }
    let solver_time = begun.elapsed().saturating_sub(matrix_time);
    let (rounds, shifts) = judged(instance, &plan, |plan| check(&instance.problem, plan))?;
    let planned =
        Planned { rounds, shifts, matrix_time, solver_time, iterations, score, fairness, kept };
    Ok((planned, plan))
}

/// The rounds of a plan, if `judge` has nothing against it, nor against what of it is shown.
pub(super) fn judged(
    instance: &Instance<'_>,
    plan: &Plan,
    judge: impl Fn(&Plan) -> Vec<Violation>,
) -> Result<(Rounds, Vec<usize>), PlanError> {
    let violations = judge(plan);
    if !violations.is_empty() {
        return Err(PlanError::Refused(violations));
    }
    let shown = instance.without_held(plan).map_err(InstanceError::Held)?;
    let mut violations = judge(&shown);
    violations.retain(|violation| !instance.is_about_held(violation));
    if !violations.is_empty() {
        return Err(PlanError::Refused(violations));
    }
    let (mut rounds, shifts) = instance.rounds_of_shifts(&shown);
    instance.note_room(plan, &mut rounds);
    Ok((rounds, shifts))
}

/// What it would mean to take the order of this index into the day as it stands, see [`Instance::quote`].
///
/// # Errors
///
/// See [`PlanError`].
pub fn quote_order(
    router: &Router,
    day: Day<'_>,
    max_snap_m: f64,
    asked: usize,
) -> Result<Quoted, PlanError> {
    let quoted = instance(router, day, max_snap_m)?.quote(asked)?;
    if quoted.violations.is_empty() {
        Ok(quoted)
    } else {
        Err(PlanError::Refused(quoted.violations))
    }
}

/// The day on streets as they are when each shift begins, where its time zone is one.
pub(super) fn instance<'a>(
    router: &Router,
    day: Day<'a>,
    max_snap_m: f64,
) -> Result<Instance<'a>, InstanceError> {
    match &time_zone(&day.coop.zone) {
        Some(zone) => Instance::timed(router, zone, day, max_snap_m),
        None => Instance::untimed(router, day, max_snap_m),
    }
}

#[cfg(test)]
mod tests;
