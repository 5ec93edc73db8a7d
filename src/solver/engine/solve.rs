//! From nothing to a plan.

use super::{
    anneal::{Cooling, anneal},
    best::Best,
    budget::{Budget, Spending},
    first::{first_plan, serve_all_who_fit},
    fleet::Fleet,
    model::Model,
    objective::{Objective, Score},
    pool::Pool,
    search::{Pace, Search},
    state::State,
    stats::Stats,
    tools::Tools,
    write::plan,
};
use crate::solver::{Plan, Problem, StopId};
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// What to solve for, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// What is to be made small.
    pub objective: Objective,
    /// Chance begins here: the same problem, settings, number of threads and budget of iterations give the
    /// same plan.
    pub seed: u64,
    /// So many searches, each with a seed of its own, run side by side; the best plan is taken.
    pub threads: usize,
    /// When to stop; each search has the whole of it.
    pub budget: Budget<'a>,
    /// Routes to begin with (vehicle, stops in order), such as those of the plan before; empty: from nothing.
    /// What of them is no longer possible is left out. The plan that is found is never worse than what
    /// remains.
    pub warm_start: &'a [(usize, Vec<StopId>)],
}

/// How far the search is.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Iterations so far, of all searches.
    pub iterations: u64,
    /// Time since the beginning.
    pub elapsed: Duration,
    /// How much of the budget is used, from 0 to 1.
    pub done: f64,
    /// The best score so far, of any search.
    pub score: Score,
    /// What is being done.
    pub phase: &'static str,
    /// The operators that made the most of the best plans, with how many.
    pub leading: Vec<(&'static str, u64)>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Solved {
    /// The best plan.
    pub plan: Plan,
    /// How good it is.
    pub score: Score,
    /// Iterations, of all searches.
    pub iterations: u64,
    /// What the operators did, in all searches.
    pub stats: Stats,
}

/// How much of the budget trying to do with a route less may cost then, and beginning elsewhere.
const AGAIN: f64 = 0.1;
const KICK: f64 = 0.05;

/// How much of the budget may be used when long routes are begun anew for the last time.
const LAST: f64 = 0.7;

/// After so many whole rounds' iterations in a row that found nothing better, nothing better is looked for.
const IDLE_ROUNDS: u64 = 20;

/// How often progress is told at most.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// The best plan found within the budget. `watch` hears of the progress about ten times a second.
///
/// First everybody who is in no route yet is put where that adds the least, then routes are made fewer (if
/// the objective asks for that) or places are sought for those left over, then ways are made shorter.
#[must_use]
pub fn solve(
    problem: &Problem,
    settings: &Settings,
    watch: &mut (dyn FnMut(&Progress) + Send),
) -> Solved {
    solve_at(problem, settings, Pace::USUAL, watch)
}

/// The same at another pace.
pub(super) fn solve_at(
    problem: &Problem,
    settings: &Settings,
    pace: Pace,
    watch: &mut (dyn FnMut(&Progress) + Send),
) -> Solved {
    let begun = Instant::now();
    let model = {
        let mut model = Model::new(problem.clone(), settings.objective);
        model.accept_begun();
        model
    };
    let shared = Shared { iterations: AtomicU64::new(0), best: Mutex::new(Score::WORST) };
    let found = std::thread::scope(|scope| {
        let others: Vec<_> = (1..settings.threads.max(1))
            .map(|thread| {
                let (model, shared) = (&model, &shared);
                scope.spawn(move || search(model, settings, pace, thread, begun, shared, None))
            })
            .collect();
        let mut found = vec![search(&model, settings, pace, 0, begun, &shared, Some(watch))];
        for other in others {
            match other.join() {
                Ok(one) => found.push(one),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        found
    });
    let mut stats = Stats::default();
    for one in &found {
        stats.add(&one.stats);
    }
    let iterations = found.iter().map(|one| one.iterations).sum();
    let best = found.into_iter().map(|one| one.best).min_by_key(|best| best.score);
    let best = best.expect("invariant: one search at least");
    Solved { plan: plan(&model, &best.routes), score: model.told(best.score), iterations, stats }
}

/// What searches know of each other: for the progress only, so that none depends on the others.
struct Shared {
    iterations: AtomicU64,
    best: Mutex<Score>,
}

struct Found {
    best: Best,
    iterations: u64,
    stats: Stats,
}

fn search(
    model: &Model,
    settings: &Settings,
    pace: Pace,
    thread: usize,
    begun: Instant,
    shared: &Shared,
    mut watch: Option<&mut (dyn FnMut(&Progress) + Send)>,
) -> Found {
    let seed = settings.seed.wrapping_add((thread as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let (mut state, mut tools) = (State::new(model), Tools::new(model, seed));
    first_plan(model, &mut state, &mut tools, settings.warm_start);

    let mut told: Option<(Instant, &str)> = None;
    let mut counted = 0;
    let mut tell = |phase, best: &Best, spending: &Spending, stats: &Stats| {
        if told.is_some_and(|(at, about)| about == phase && at.elapsed() < TELL_EVERY) {
            return;
        }
        told = Some((Instant::now(), phase));
        let more = spending.iterations - counted;
        counted = spending.iterations;
        let iterations = shared.iterations.fetch_add(more, Ordering::Relaxed) + more;
        let mut known = shared.best.lock().unwrap_or_else(PoisonError::into_inner);
        *known = best.score.min(*known);
        let score = model.told(*known);
        drop(known);
        if let Some(watch) = &mut watch {
            let (elapsed, done) = (begun.elapsed(), spending.progress());
            let leading = stats.leading(2);
            watch(&Progress { iterations, elapsed, done, score, phase, leading });
        }
    };
    let mut search = Search::new(model, &mut state, &mut tools, settings.budget, begun, &mut tell);
    search.pace = pace;
    search.pool = Some(Pool::new(Pool::USUAL));
    search.tell();
    improve(&mut search);
    serve_who_fits(&mut search);
    let Search { best, spending, .. } = search;
    Found { best, iterations: spending.iterations, stats: tools.stats }
}

/// When the budget ends, the best plan may have room for somebody who was passed over in its last step.
fn serve_who_fits(search: &mut Search) {
    search.restore();
    if search.state.absent.items().is_empty() {
        return;
    }
    serve_all_who_fit(search.model, search.state, search.tools);
    search.take_if_better();
}

/// From the first plan to the best, as far as the budget goes.
fn improve(search: &mut Search) {
    let model = search.model;
    if search.state.used.items().is_empty() && search.state.absent.items().is_empty() {
        return;
    }
    // Where many must move, making routes fewer takes longer.
    let share = if model.asks.len() > 120 { 0.5 } else { 0.25 };
    let mut fleet = Fleet::new(model);
    if !search.state.absent.items().is_empty() {
        search.enter("a place for everybody");
        fleet.serve(search, share);
    }
    if model.objective.vehicles {
        search.enter("fewer routes");
        fleet.reduce(search, share);
    }
    // Where routes are few and long, the search does not get from one way of sharing requests out to
    // another. So it begins again and again, with requests placed anew.
    let requests = model.asks.len() as u64;
    let (mut idle, mut before) = (0, search.best.score);
    for turn in 1_u64.. {
        search.enter("shorter ways");
        let (cooling, round, often) = if !search.has_long_routes() {
            (Cooling::WHOLE, search.pace.round * requests, 1)
        } else if search.spending.progress() < LAST {
            (Cooling::AGAIN, search.pace.short_round * requests, 4)
        } else {
            (Cooling::AGAIN, search.pace.round * requests, 1)
        };
        anneal(search, cooling, round);
        search.restore();
        idle = if search.best.score.beats(&before) { 0 } else { idle + round };
        before = search.best.score;
        let long = IDLE_ROUNDS * search.pace.round * requests;
        if search.spending.progress() >= 1.0 || idle >= long {
            return;
        }
        if model.objective.vehicles {
            // From a plan with short ways it may work, too, to need a route less.
            search.enter("fewer routes");
            let vehicles = search.best.score.vehicles;
            if turn % often == 0 {
                fleet.reduce(search, search.spending.progress() + AGAIN);
            }
            if search.best.score.vehicles == vehicles {
                fleet.kick(search, search.spending.progress() + KICK);
            }
        }
    }
}
