//! A round as it is without an order, and what can be told in constant time of a stop in one of its gaps.

use super::{
    earliest::{Earliest, clock},
    tails::{Call, Tails},
};
use crate::{
    matrix::{Leg, Matrix},
    solver::{
        Objective, Problem, Request, Route, Sequence, Stop, StopId, Vehicle, Visit, VisitKind,
        schedule, schedule_late,
    },
    units::{Load, Metres, Seconds},
};
use std::{collections::BTreeSet, sync::Arc};

/// A round. Gap `g` is before its stop `g`; the last gap is before the way back.
#[derive(Clone, Debug)]
pub(super) struct Base<'a> {
    pub(super) problem: &'a Problem,
    pub(super) vehicle: usize,
    pub(super) stops: Vec<StopId>,
    /// How it is ridden, late where that cannot be helped; `None` if it has no stops, or cannot be at all.
    pub(super) route: Option<Route>,
    /// Is nothing late? A round that loses a stop may lose the place for its break, and be late then.
    pub(super) is_in_time: bool,
    /// How many seconds its courier has worked beside: before the plan, and in other rounds of it.
    pub(super) beside: i64,
    /// By gap: the place before it, and when it may be left at the earliest.
    pub(super) before: Vec<(Option<usize>, Earliest)>,
    /// By gap: the place after it, and when service there must start for all behind it to be in time.
    pub(super) after: Vec<(Option<usize>, i64)>,
    /// What the stops from a gap on make late.
    pub(super) tails: Arc<Tails>,
    /// By gap: what is on board there.
    pub(super) loads: Arc<[Load]>,
}

/// A stop as a clock sees it that is so far from what follows.
pub(super) fn call(stop: &Stop, rider: &Vehicle, next: i64) -> Call {
    let (open, due) = (clock(stop.windows.start()), clock(stop.windows.end()));
    let service = clock(stop.service.of(rider.kind));
    Call { place: stop.place, open, due, service, next }
}

/// The ride from one place to another; none at an end that is open.
pub(super) fn hop(matrix: &Matrix, from: Option<usize>, to: Option<usize>) -> Option<Leg> {
    match from.zip(to) {
        Some((from, to)) => matrix.leg(from, to),
        None => Some(Leg { time: Seconds::ZERO, distance: Metres::ZERO }),
    }
}

impl<'a> Base<'a> {
    pub(super) fn new(problem: &'a Problem, vehicle: usize, stops: Vec<StopId>) -> Self {
        let rider = &problem.vehicles()[vehicle];
        let matrix = problem.matrix(rider);
        let time = |from, to| hop(matrix, from, to).map_or(0, |leg| clock(leg.time));
        let known: Vec<&Stop> = stops.iter().filter_map(|stop| problem.stop(*stop)).collect();
        let mut there = rider.end;
        let mut calls: Vec<Call> = Vec::with_capacity(known.len());
        for stop in known.iter().rev() {
            calls.push(call(stop, rider, time(Some(stop.place), there)));
            there = Some(stop.place);
        }
        calls.reverse();
        let (mut here, mut now) = (rider.start, Earliest::new(rider));
        let mut before = vec![(here, now.clone())];
        for call in &calls {
            now = now.served(time(here, Some(call.place)), call, rider);
            here = Some(call.place);
            before.push((here, now.clone()));
        }
        let back = clock(rider.shift.end());
        let (mut there, mut latest) = (rider.end, back);
        let mut after = vec![(there, latest)];
        for call in calls.iter().rev() {
            let leave = latest - call.next - call.service;
            (there, latest) = (Some(call.place), leave.min(call.due));
            after.push((there, latest));
        }
        after.reverse();
        let latest = after.iter().map(|(_, latest)| *latest).collect();
        let tails = Arc::new(Tails::new(calls, latest, back));
        let loads = loads(problem, &stops).collect();
        let in_time = schedule(problem, vehicle, &stops).ok();
        let is_in_time = in_time.is_some() || stops.is_empty();
        let route = in_time.or_else(|| schedule_late(problem, vehicle, &stops).ok());
        let beside = worked(problem, rider.courier);
        Self { problem, vehicle, stops, route, is_in_time, beside, before, after, tails, loads }
    }

    /// The round of these stops instead.
    pub(super) fn with(&self, stops: Vec<StopId>) -> Self {
        let mut other = Self::new(self.problem, self.vehicle, stops);
        other.beside = self.beside;
        other
    }

    /// The same where the other rounds of its courier are as these are.
    pub(super) fn beside(self, others: &[Base<'_>]) -> Self {
        let (vehicle, courier) = (self.vehicle, self.rider().courier);
        let own = |it: &&Base<'_>| it.vehicle != vehicle && it.rider().courier == courier;
        let more: i64 = others.iter().filter(own).map(Base::work).sum();
        let beside = worked(self.problem, courier) + more;
        Self { beside, ..self }
    }

    /// How long its courier is at work in it.
    pub(super) fn work(&self) -> i64 {
        self.route.as_ref().map_or(0, |route| clock(route.work()))
    }

    pub(super) fn rider(&self) -> &'a Vehicle {
        &self.problem.vehicles()[self.vehicle]
    }

    /// How many stops stay where they are.
    pub(super) fn locked(&self) -> usize {
        self.rider().locked.len().min(self.stops.len())
    }

    /// What it costs.
    pub(super) fn cost(&self, objective: &Objective) -> i64 {
        self.route.as_ref().map_or(0, |route| cost(self.problem, objective, self.beside, route))
    }

    /// Does this gap part the stops of an order that are to follow each other?
    fn is_in_block(&self, gap: usize) -> bool {
        let around = gap.checked_sub(1).and_then(|first| self.stops.get(first..=gap));
        let Some([before, behind]) = around else { return false };
        let request = before.request();
        let is_block = self.problem.requests()[request].sequence == Sequence::Block;
        is_block && behind.request() == request
    }

    /// Could these stops be made in time, and the way back, if there were no break?
    pub(super) fn is_in_time_unrested(&self, stops: &[StopId]) -> bool {
        let unrested = Base::new(self.problem, self.vehicle, stops.to_vec());
        // What may be left, and what must be reached, at each gap: late somewhere, late everywhere behind.
        let ends = unrested.before.iter().zip(&unrested.after);
        let matrix = self.problem.matrix(self.rider());
        let mut ends = ends.map(|((here, leave), (there, latest))| {
            leave.unrested() + hop(matrix, *here, *there).map_or(0, |leg| clock(leg.time))
                <= *latest
        });
        ends.all(|in_time| in_time)
    }

    /// By how much at least, in seconds and in sum, this stop in this gap and those behind it are late, the break
    /// left aside; `None` if there is no way, or the gap parts stops that are to follow each other. What is above
    /// `most` is not counted to the end. Other stops in other gaps add to it only, where travel times obey the triangle
    /// inequality.
    pub(super) fn lateness(&self, gap: usize, stop: StopId, most: i64) -> Option<i64> {
        if self.is_in_block(gap) {
            return None;
        }
        let ((here, leave), (there, _)) = (&self.before[gap], self.after[gap]);
        let here = *here;
        let stop = self.problem.stop(stop)?;
        let (matrix, own) = (self.problem.matrix(self.rider()), Some(stop.place));
        let time = |from, to| hop(matrix, from, to).map(|leg| clock(leg.time));
        let start = (leave.unrested() + time(here, own)?).max(clock(stop.windows.start()));
        let next = start + clock(stop.service.of(self.rider().kind)) + time(own, there)?;
        Some((start - clock(stop.windows.end())).max(0) + self.tails.late(gap, next, most))
    }
}

/// How long a courier has worked before the plan.
fn worked(problem: &Problem, courier: usize) -> i64 {
    let own = problem.vehicles().iter().filter(|it| it.courier == courier);
    own.map(|it| clock(it.worked)).max().unwrap_or(0)
}

/// What a round costs whose courier has worked `beside` seconds beside it; who has changed hands left aside.
pub(super) fn cost(problem: &Problem, objective: &Objective, beside: i64, route: &Route) -> i64 {
    let totals = &route.totals;
    objective.travel * clock(totals.travel)
        + objective.distance * i64::from(totals.distance.as_u32())
        + objective.waiting * clock(totals.waiting)
        + objective.off_target * off_target(problem, route)
        + moved(problem, objective, route) * objective.eta
        + objective.fairness(beside + clock(route.work()))
        - objective.fairness(beside)
}

/// Seconds that stops begin outside their targets.
pub(super) fn off_target(problem: &Problem, route: &Route) -> i64 {
    let outside = route.visits.iter().map(|visit| {
        let VisitKind::Stop(stop) = visit.kind else { return 0 };
        let Some(target) = problem.stop(stop).and_then(|stop| stop.target) else { return 0 };
        let start = clock(visit.start);
        (clock(target.start()) - start).max(start - clock(target.end())).max(0)
    });
    outside.sum()
}

/// By how many seconds in sum stops of a round start before or after the moments that were announced for them, beyond
/// what is tolerated of each.
pub(super) fn moved(problem: &Problem, objective: &Objective, route: &Route) -> i64 {
    let one = |visit: &Visit| {
        let VisitKind::Stop(stop) = visit.kind else { return None };
        let told = clock(problem.stop(stop)?.announced?);
        Some(((clock(visit.start) - told).abs() - objective.eta_tolerance).max(0))
    };
    route.visits.iter().filter_map(one).sum()
}

/// What it costs that this vehicle has an order of which another courier was told.
pub(super) fn change(problem: &Problem, objective: &Objective, vehicle: usize, it: usize) -> i64 {
    if changes_courier(problem, vehicle, it) { objective.change } else { 0 }
}

/// Was another courier than that of this vehicle told of an order?
pub(super) fn changes_courier(problem: &Problem, vehicle: usize, request: usize) -> bool {
    let courier = |vehicle: usize| problem.vehicles().get(vehicle).map(|it| it.courier);
    let told = problem.requests()[request].announced.and_then(courier);
    told.is_some_and(|told| Some(told) != courier(vehicle))
}

/// What a round of these stops costs at least, waiting and what was announced left aside; `None` if there is no way.
pub(super) fn least(base: &Base<'_>, objective: &Objective, stops: &[StopId]) -> Option<i64> {
    let (problem, rider) = (base.problem, base.rider());
    let matrix = problem.matrix(rider);
    let mut here = rider.start;
    let (mut sum, mut work) = (0, 0);
    let mut ride = |there: Option<usize>, service: Seconds| {
        let leg = hop(matrix, here, there)?;
        here = there;
        work += clock(leg.time) + clock(service);
        sum += objective.travel * clock(leg.time)
            + objective.distance * i64::from(leg.distance.as_u32());
        Some(())
    };
    for stop in stops {
        let stop = problem.stop(*stop)?;
        ride(Some(stop.place), stop.service.of(rider.kind))?;
    }
    ride(rider.end, Seconds::ZERO)?;
    Some(sum + objective.fairness(base.beside + work) - objective.fairness(base.beside))
}

/// What is on board at the start and after each stop.
pub(super) fn loads<'a>(
    problem: &'a Problem,
    stops: &'a [StopId],
) -> impl Iterator<Item = Load> + 'a {
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
