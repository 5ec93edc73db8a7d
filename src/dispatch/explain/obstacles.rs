//! What keeps a vehicle from taking an order: of all places in its round the one that breaks the least.

use super::{ahead::spots, alone::alone, base::loads, book::Book, places::Gaps, trial::Trial};
use crate::{
    domain::{LateStop, Obstacle, Overrun, RoundStopKind},
    solver::{Breach, Problem, Route, Skills, StopId, breaches, schedule_late},
    units::Load,
};
use std::ops::ControlFlow;

/// How late a stop may be by itself, in one attempt after the other.
const STEPS_S: [i64; 4] = [300, 1_800, 7_200, i64::MAX];

/// All that is in the way, and whether every place was looked at.
pub(super) fn obstacles(trial: &Trial<'_, '_>, book: &Book<'_>) -> (Vec<Obstacle>, bool) {
    let (problem, vehicle) = (trial.base.problem, trial.base.vehicle);
    let (asked, rider) = (&problem.requests()[trial.request], trial.base.rider());
    let mut found = Vec::new();
    if !asked.vehicles.contains(vehicle) || !asked.skills.cover(rider.accepts) {
        found.push(Obstacle::NotAllowed);
    }
    let missing = rider.skills.missing(asked.skills);
    if book.learnable(missing) != Skills::NONE {
        found.push(Obstacle::Skill { missing: book.skills(missing) });
    }
    if let Some(clause) =
        book.lifts[vehicle].filter(|clause| clause.says < book.pieces_g[trial.request])
    {
        found.push(Obstacle::TooHeavy {
            piece_g: book.pieces_g[trial.request],
            at_most_g: clause.says,
            article: clause.article.clone(),
        });
    }
    if !asked.load().fits(&rider.capacity) {
        found.push(Obstacle::TooMuch { load: asked.load(), capacity: rider.capacity });
    }
    if let Err(obstacle) = alone(problem, vehicle, trial.request, book) {
        found.push(obstacle);
    }
    if found.is_empty() { with_others(trial, book) } else { (found, true) }
}

/// For an order that would fit if there were nothing else to do. First only places are looked at where no stop is
/// much too late by itself: what is found there is the least, unless it is later than that.
fn with_others(trial: &Trial<'_, '_>, book: &Book<'_>) -> (Vec<Obstacle>, bool) {
    let mut least = Least::default();
    let mut looked = None;
    for most in STEPS_S {
        let every = least.look(trial, most, looked);
        let settled = least.late.as_ref().is_some_and(|late| late.rank.late <= most);
        if settled || most == i64::MAX {
            return (least.told(trial, book), every);
        }
        looked = every.then_some(most).or(looked);
    }
    (vec![Obstacle::Unreachable], true)
}

/// A place that was not ridden yet: what it breaks at least.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Seconds too late or too long, in sum.
    late: i64,
    /// The most that is too much at any one time, bags first.
    above: (u32, u32, u32),
    /// What a stop by itself is late at least: of places that break as much the first such is told.
    alone: i64,
    gaps: Gaps,
}

/// A place, and what is broken there.
#[derive(Debug)]
struct Broken {
    stops: Vec<StopId>,
    route: Route,
    breaches: Vec<Breach>,
    rank: Rank,
}

/// The places that break the least.
#[derive(Debug, Default)]
struct Least {
    /// Late, with room for it.
    late: Option<Broken>,
    /// In time, without room.
    full: Option<Broken>,
    /// Neither.
    both: Option<Broken>,
}

impl Least {
    /// Looks for it where no stop is later than `most` seconds by itself; where none is later than `looked` it did
    /// before. Were these all places?
    fn look(&mut self, trial: &Trial<'_, '_>, most: i64, looked: Option<i64>) -> bool {
        let mut ranks: Vec<Rank> = Vec::new();
        let mut lowest = i64::MAX;
        let mut ahead = trial.ahead();
        let every = trial.each_place(most, |gaps| {
            let spots = spots(gaps);
            let alone = trial.least_late(&spots);
            let known = self.late.as_ref().map_or(i64::MAX - 1, |known| known.rank.late);
            if looked.is_none_or(|looked| alone > looked)
                && alone <= known
                && let Some(late) = ahead.late_at_least(&spots, known)
                && late <= known
            {
                let rank = Rank { late, above: trial.above(&spots), alone, gaps: gaps.clone() };
                let is_lowest = late < lowest && rank.above == (0, 0, 0);
                if is_lowest && !self.is_beyond(&rank) {
                    // The more is known early on, the less is left to look at.
                    lowest = late;
                    self.look_at(trial, &rank);
                } else if !self.is_beyond(&rank) {
                    ranks.push(rank);
                }
            }
            ControlFlow::Continue(())
        });
        ranks.retain(|rank| !self.is_beyond(rank));
        ranks.sort_unstable();
        for rank in &ranks {
            if !self.is_beyond(rank) {
                self.look_at(trial, rank);
            }
        }
        every
    }

    /// Is what breaks so much at least nothing that would be told?
    fn is_beyond(&self, rank: &Rank) -> bool {
        let is_told = |known: &Option<Broken>| known.as_ref().is_some_and(|it| it.rank <= *rank);
        match (rank.late, rank.above) {
            (_, (0, 0, 0)) => is_told(&self.late),
            (0, _) => is_told(&self.full),
            _ => self.full.is_some() || self.late.is_some() || is_told(&self.both),
        }
    }

    fn look_at(&mut self, trial: &Trial<'_, '_>, rank: &Rank) {
        let stops = trial.stops_at(&rank.gaps);
        let (problem, vehicle) = (trial.base.problem, trial.base.vehicle);
        let Ok(route) = schedule_late(problem, vehicle, &stops) else { return };
        let breaches = breaches(problem, std::slice::from_ref(&route));
        let late = breaches.iter().map(|breach| match breach {
            Breach::Late { by, .. }
            | Breach::Overdue { by, .. }
            | Breach::TooLongOnBoard { by, .. }
            | Breach::TooMuchTravel { by, .. } => i64::from(by.as_u32()),
            // A metre is some tenths of a second, a stop some minutes.
            Breach::TooFar { by, .. } => i64::from(by.as_u32().div_ceil(4)),
            Breach::TooManyStops { by, .. } => 300 * i64::try_from(*by).unwrap_or(i64::MAX / 300),
            Breach::Overloaded { .. } => 0,
        });
        let late = late.sum();
        let above = breaches.iter().filter_map(above).max().unwrap_or_default();
        let slot = match (late, above) {
            (0, _) => &mut self.full,
            (_, (0, 0, 0)) => &mut self.late,
            _ => &mut self.both,
        };
        let rank = Rank { late, above, ..rank.clone() };
        if slot.as_ref().is_none_or(|than| rank < than.rank) {
            *slot = Some(Broken { stops, route, breaches, rank });
        }
    }

    fn told(&self, trial: &Trial<'_, '_>, book: &Book<'_>) -> Vec<Obstacle> {
        let (late, full) = match (&self.late, &self.full) {
            (None, None) => (self.both.as_ref(), self.both.as_ref()),
            (late, full) => (late.as_ref(), full.as_ref()),
        };
        let mut found: Vec<Obstacle> = Vec::new();
        found.extend(late.and_then(|broken| broken.delays(trial, book)));
        for broken in [late, full].into_iter().flatten() {
            for obstacle in broken.beyond(book) {
                if !found.contains(&obstacle) {
                    found.push(obstacle);
                }
            }
        }
        found.extend(full.and_then(|broken| broken.full(trial.base.problem, book)));
        if found.is_empty() {
            found.push(Obstacle::Unreachable);
        }
        found
    }
}

fn above(breach: &Breach) -> Option<(u32, u32, u32)> {
    match breach {
        Breach::Overloaded { by, .. } => Some((by.bags, by.mass_g, by.volume_ml)),
        _ => None,
    }
}

impl Broken {
    /// Limits of the load and of the vehicle that are passed.
    fn beyond(&self, book: &Book<'_>) -> Vec<Obstacle> {
        let passed = self.breaches.iter().filter_map(|breach| match *breach {
            Breach::TooLongOnBoard { stop, by, .. } => {
                Some(Obstacle::StaysOnBoard { stop: book.stop(stop), by })
            }
            Breach::TooManyStops { by, .. } => Some(Obstacle::TooManyStops { by }),
            Breach::TooFar { .. } | Breach::TooMuchTravel { .. } => Some(Obstacle::TooFar),
            Breach::Late { .. } | Breach::Overdue { .. } | Breach::Overloaded { .. } => None,
        });
        passed.collect()
    }

    /// What is late; `None` if nothing is.
    fn delays(&self, trial: &Trial<'_, '_>, book: &Book<'_>) -> Option<Obstacle> {
        let problem = trial.base.problem;
        let start = |id: StopId| {
            let visits = self.route.visits.iter();
            let mut own = visits.filter(|it| it.kind == crate::solver::VisitKind::Stop(id));
            own.next().map_or_else(Default::default, |visit| visit.start)
        };
        let mut late = Vec::new();
        let mut back = None;
        for breach in &self.breaches {
            match *breach {
                Breach::Late { stop, .. } => late.push(LateStop {
                    stop: book.stop(stop),
                    start_at: book.at(start(stop)),
                    due_at: book.at(problem
                        .stop(stop)
                        .map_or_else(Default::default, |it| it.windows.end())),
                }),
                Breach::Overdue { by, .. } => {
                    let end = trial.base.rider().shift.end();
                    back = Some(Overrun { back_at: book.at(end + by), end_at: book.at(end) });
                }
                _ => {}
            }
        }
        let only_with_break =
            !trial.base.rider().breaks.is_empty() && trial.base.is_in_time_unrested(&self.stops);
        let any = !late.is_empty() || back.is_some();
        any.then_some(Obstacle::Delays { late, back, only_with_break })
    }

    /// Where the most is on board.
    fn full(&self, problem: &Problem, book: &Book<'_>) -> Option<Obstacle> {
        let worst = self.breaches.iter().filter_map(|breach| Some((above(breach)?, breach)));
        let (_, Breach::Overloaded { vehicle, after, .. }) =
            worst.rev().max_by_key(|(above, _)| *above)?
        else {
            return None;
        };
        let load = on_board(problem, &self.stops, *after);
        let capacity = problem.vehicles()[*vehicle].capacity;
        let after = after.map_or(RoundStopKind::Start, |stop| book.stop(stop));
        Some(Obstacle::Full { after, load, capacity })
    }
}

/// What is on board behind a stop, or at the start.
fn on_board(problem: &Problem, stops: &[StopId], after: Option<StopId>) -> Load {
    let until = stops.iter().position(|stop| Some(*stop) == after).map_or(0, |last| last + 1);
    loads(problem, stops).nth(until).unwrap_or_default()
}
