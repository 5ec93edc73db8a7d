//! What keeps a vehicle from taking an order: of all places in its round the one that breaks the least.

use super::{alone::alone, book::Book, places::Gaps, trial::Trial};
use crate::{
    domain::{LateStop, Obstacle, Overrun, RoundStopKind},
    solver::{Breach, Problem, Request, Route, Skills, StopId, breaches, schedule_late},
    units::Load,
};
use std::{collections::BTreeSet, ops::ControlFlow};

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
    for most in STEPS_S {
        let (least, every) = least_broken(trial, most);
        let settled = least.late.as_ref().is_some_and(|late| late.late <= most);
        if settled || most == i64::MAX {
            return (least.told(trial, book), every);
        }
    }
    (vec![Obstacle::Unreachable], true)
}

/// What the places break where no stop is later than `most` seconds by itself, and whether all were looked at.
fn least_broken(trial: &Trial<'_, '_>, most: i64) -> (Least, bool) {
    let mut tried: Vec<(i64, Gaps)> = Vec::new();
    let every = trial.each_place(most, |gaps| {
        tried.push((trial.least_late(gaps), gaps.clone()));
        ControlFlow::Continue(())
    });
    tried.sort_by_key(|(late, _)| *late);
    let mut least = Least::default();
    for (at_least, gaps) in &tried {
        if least.settles(*at_least) {
            break;
        }
        let known = least.late.as_ref().map_or(i64::MAX, |known| known.late);
        let Some(at_least) = trial.late_at_least(gaps, known) else { continue };
        if least.settles(at_least) {
            continue;
        }
        let stops = trial.stops_at(gaps);
        let (problem, vehicle) = (trial.base.problem, trial.base.vehicle);
        if at_least > 0 && least.full.is_some() && !has_room(problem, vehicle, &stops) {
            continue;
        }
        if let Ok(route) = schedule_late(problem, vehicle, &stops) {
            least.look_at(trial, &stops, route);
        }
    }
    (least, every)
}

/// A place, and what is broken there.
#[derive(Debug)]
struct Broken {
    stops: Vec<StopId>,
    route: Route,
    breaches: Vec<Breach>,
    /// Seconds too late or too long, in sum.
    late: i64,
    /// The most that is too much at any one time, bags first.
    above: (u32, u32, u32),
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
    /// Is nothing better to be found among those that are late by so much at least?
    fn settles(&self, at_least: i64) -> bool {
        at_least > 0 && self.late.as_ref().is_some_and(|known| known.late <= at_least)
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

    fn look_at(&mut self, trial: &Trial<'_, '_>, stops: &[StopId], route: Route) {
        let breaches = breaches(trial.base.problem, std::slice::from_ref(&route));
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
        let broken = Broken { stops: stops.to_vec(), route, breaches, late, above };
        let slot = match (late, above) {
            (0, _) => &mut self.full,
            (_, (0, 0, 0)) => &mut self.late,
            _ => &mut self.both,
        };
        let is_less = |than: &Broken| (broken.late, broken.above) < (than.late, than.above);
        if slot.as_ref().is_none_or(is_less) {
            *slot = Some(broken);
        }
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

/// Is there always room for what is on board?
fn has_room(problem: &Problem, vehicle: usize, stops: &[StopId]) -> bool {
    let capacity = problem.vehicles()[vehicle].capacity;
    loads(problem, stops).all(|load| load.fits(&capacity))
}

/// What is on board behind a stop, or at the start.
fn on_board(problem: &Problem, stops: &[StopId], after: Option<StopId>) -> Load {
    let until = stops.iter().position(|stop| Some(*stop) == after).map_or(0, |last| last + 1);
    loads(problem, stops).nth(until).unwrap_or_default()
}

/// What is on board at the start and after each stop.
fn loads<'a>(problem: &'a Problem, stops: &'a [StopId]) -> impl Iterator<Item = Load> + 'a {
    let requests: BTreeSet<usize> = stops.iter().map(|stop| stop.request()).collect();
    let begun = requests.into_iter().map(|request| &problem.requests()[request]);
    let start: Load = begun.map(Request::aboard).sum();
    let after = stops.iter().scan(start, |load, stop| {
        let request = &problem.requests()[stop.request()];
        *load = match *stop {
            StopId::Pickup { pickup, .. } => *load + request.pickups[pickup].load,
            StopId::Dropoff { dropoff, .. } => *load - request.dropoffs[dropoff].load,
        };
        Some(*load)
    });
    std::iter::once(start).chain(after)
}
