//! What an order adds to a round, with all that the figures are sums of.

use super::{
    base::{Base, change, cost, moved, off_target},
    book::Book,
};
use crate::{
    domain::{Fit, Later, LegTold, MovedStop, RoundStopKind, StopTimes, WaitTold},
    solver::{Objective, Problem, Route, StopId, VisitKind},
    units::Seconds,
};
use std::collections::{BTreeMap, BTreeSet};

/// Two states of one round: without an order and with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a, 'p> {
    pub(super) rest: &'a Base<'p>,
    pub(super) after: &'a Route,
}

/// What `request` adds.
pub(super) fn fit(
    pair: Pair<'_, '_>,
    request: usize,
    objective: &Objective,
    book: &Book<'_>,
    changes_courier: bool,
) -> Fit {
    let Pair { rest, after } = pair;
    let (problem, before) = (rest.problem, rest.route.as_ref());
    let (gone, come) = (before.map(|route| legs(problem, route)), legs(problem, after));
    let gone = gone.unwrap_or_default();
    let told = |legs: &[Leg], others: &[Leg]| {
        let others: BTreeSet<&Leg> = others.iter().collect();
        legs.iter().filter(|leg| !others.contains(leg)).map(|leg| leg.told(book)).collect()
    };
    let added = |of: fn(&Route) -> u32| i64::from(of(after)) - i64::from(before.map_or(0, of));
    let is_moved = |route| moved(problem, objective, route);
    Fit {
        riding_s: added(|route| route.totals.travel.as_u32()),
        distance_m: added(|route| route.totals.distance.as_u32()),
        waiting_s: added(|route| route.totals.waiting.as_u32()),
        off_target_s: off_target(problem, after)
            - before.map_or(0, |route| off_target(problem, route)),
        work_s: added(|route| route.work().as_u32()),
        worked_s: rest.beside + rest.work(),
        moved_s: is_moved(after) - before.map_or(0, is_moved),
        cost: cost(problem, objective, rest.beside, after) - rest.cost(objective)
            + change(problem, objective, rest.vehicle, request),
        legs_added: told(&come, &gone),
        legs_dropped: told(&gone, &come),
        waits: waits(before, after, book),
        moved: moved_stops(problem, before, after, book),
        stops: own_stops(after, request, book),
        later: later(before, after, book),
        changes_courier,
    }
}

/// Stops that were announced for a moment and start at another than without the order.
fn moved_stops(
    problem: &Problem,
    before: Option<&Route>,
    after: &Route,
    book: &Book<'_>,
) -> Vec<MovedStop> {
    let then = before.map(starts).unwrap_or_default();
    let now = starts(after);
    let told = now.into_iter().filter_map(|(id, start)| {
        let told = problem.stop(id)?.announced?;
        let before = then.get(&id).copied();
        (before != Some(start)).then(|| MovedStop {
            stop: book.stop(id),
            told_at: book.at(told),
            before_at: before.map(|at| book.at(at)),
            after_at: book.at(start),
        })
    });
    told.collect()
}

/// When the stops of a round start.
fn starts(route: &Route) -> BTreeMap<StopId, Seconds> {
    let stops = route.visits.iter().filter_map(|visit| match visit.kind {
        VisitKind::Stop(id) => Some((id, visit.start)),
        VisitKind::Break => None,
    });
    stops.collect()
}

/// Where a leg begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Start,
    Stop(StopId),
    End,
}

impl Point {
    fn told(self, book: &Book<'_>) -> RoundStopKind {
        match self {
            Self::Start => RoundStopKind::Start,
            Self::Stop(id) => book.stop(id),
            Self::End => RoundStopKind::End,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Leg {
    from: Point,
    to: Point,
    time_s: u32,
    distance_m: u32,
}

impl Leg {
    fn told(self, book: &Book<'_>) -> LegTold {
        LegTold {
            from: self.from.told(book),
            to: self.to.told(book),
            time_s: Seconds::new(self.time_s),
            distance_m: crate::units::Metres::new(self.distance_m),
        }
    }
}

fn legs(problem: &Problem, route: &Route) -> Vec<Leg> {
    let rider = &problem.vehicles()[route.vehicle];
    let stops = route.visits.iter().filter_map(|visit| match visit.kind {
        VisitKind::Stop(id) => Some((Point::Stop(id), problem.stop(id)?.place)),
        VisitKind::Break => None,
    });
    // An end that is open has no leg.
    let ends = rider.end.map(|end| (Point::End, end));
    let mut here = rider.start.map(|start| (Point::Start, start));
    let mut legs = Vec::with_capacity(route.visits.len() + 1);
    for there in stops.chain(ends) {
        if let Some(here) = here {
            let leg = problem.matrix(rider).leg(here.1, there.1);
            let (time_s, distance_m) =
                leg.map_or((0, 0), |leg| (leg.time.as_u32(), leg.distance.as_u32()));
            legs.push(Leg { from: here.0, to: there.0, time_s, distance_m });
        }
        here = Some(there);
    }
    legs
}

/// What is waited for otherwise than before: at stops, and at the first break, the second and so on.
fn waits(before: Option<&Route>, after: &Route, book: &Book<'_>) -> Vec<WaitTold> {
    let mut all: BTreeMap<(Option<StopId>, usize), [u32; 2]> = BTreeMap::new();
    for (number, route) in [before, Some(after)].into_iter().enumerate() {
        let mut rests = 0;
        for visit in route.into_iter().flat_map(|route| &route.visits) {
            let key = match visit.kind {
                VisitKind::Stop(id) => (Some(id), 0),
                VisitKind::Break => {
                    rests += 1;
                    (None, rests)
                }
            };
            all.entry(key).or_default()[number] = (visit.start - visit.arrival).as_u32();
        }
    }
    let differing = all.into_iter().filter(|(_, [before, after])| before != after);
    let told = differing.map(|((id, _), [before, after])| WaitTold {
        at: book.visit(id.map_or(VisitKind::Break, VisitKind::Stop)),
        before_s: Seconds::new(before),
        after_s: Seconds::new(after),
    });
    told.collect()
}

fn own_stops(after: &Route, request: usize, book: &Book<'_>) -> Vec<StopTimes> {
    let own = after.visits.iter().filter_map(|visit| match visit.kind {
        VisitKind::Stop(id) if id.request() == request => Some(StopTimes {
            stop: book.stop(id),
            arrival_at: book.at(visit.arrival),
            start_at: book.at(visit.start),
        }),
        _ => None,
    });
    own.collect()
}

fn later(before: Option<&Route>, after: &Route, book: &Book<'_>) -> Vec<Later> {
    let now = starts(after);
    let mut most: BTreeMap<usize, Seconds> = BTreeMap::new();
    for (id, then) in before.map(starts).unwrap_or_default() {
        if let Some(now) = now.get(&id).filter(|now| **now > then) {
            let known = most.entry(id.request()).or_default();
            *known = (*now - then).max(*known);
        }
    }
    let mut most: Vec<(usize, Seconds)> = most.into_iter().collect();
    most.sort_by_key(|(request, by)| (std::cmp::Reverse(*by), *request));
    most.into_iter().map(|(request, by_s)| Later { order: book.order(request), by_s }).collect()
}
