//! The slow twin: routes judged by `schedule` and by adding up, nothing of the engine but its objective.

use crate::solver::{
    Plan, Problem, Route, Sequence, StopId, VisitKind,
    engine::objective::{Broken, Objective, Score},
    schedule,
};
use crate::units::{Dimension, Load, Seconds};
use std::collections::BTreeSet;

const DIMENSIONS: [Dimension; 3] = [Dimension::Mass, Dimension::Volume, Dimension::Bags];

/// Does all that is on board fit at any time? What is not fetched is on board from the start.
pub(super) fn fits(problem: &Problem, vehicle: usize, stops: &[StopId]) -> bool {
    let room = problem.vehicles()[vehicle].capacity;
    let whole: BTreeSet<usize> = stops.iter().map(|stop| stop.request()).collect();
    DIMENSIONS.into_iter().all(|dimension| {
        let part = |load: Load| i64::from(load.amount(dimension));
        let asked = |request: usize| &problem.requests()[request];
        let aboard = |request: &usize| -> i64 {
            let picked: i64 = asked(*request).pickups.iter().map(|it| part(it.load)).sum();
            let dropped: i64 = asked(*request).dropoffs.iter().map(|it| part(it.load)).sum();
            (dropped - picked).max(0)
        };
        let mut now: i64 = whole.iter().map(aboard).sum();
        let mut most = now;
        for stop in stops {
            now += match *stop {
                StopId::Pickup { request, pickup } => part(asked(request).pickups[pickup].load),
                StopId::Dropoff { request, dropoff } => {
                    -part(asked(request).dropoffs[dropoff].load)
                }
            };
            most = most.max(now);
        }
        room.amount(dimension) == u32::MAX || most <= i64::from(room.amount(dimension))
    })
}

/// What a route costs; `None` if it cannot be.
pub(super) fn cost(
    problem: &Problem,
    objective: Objective,
    vehicle: usize,
    stops: &[StopId],
) -> Option<i64> {
    if stops.is_empty() {
        return Some(0);
    }
    let can_be = |_: &Route| fits(problem, vehicle, stops) && are_in_order(problem, vehicle, stops);
    let route = schedule(problem, vehicle, stops).ok().filter(can_be)?;
    let unfair = fairness(problem, objective, &[&route]);
    Some(way_cost(problem, objective, vehicle, stops) + soft(problem, objective, &route) + unfair)
}

/// What the work of the couriers of these routes costs for being unequal.
fn fairness(problem: &Problem, objective: Objective, routes: &[&Route]) -> i64 {
    let clock = |seconds: Seconds| i64::from(seconds.as_u32());
    let courier = |vehicle: usize| problem.vehicles()[vehicle].courier;
    let couriers: BTreeSet<usize> = routes.iter().map(|route| courier(route.vehicle)).collect();
    let one = |who: usize| {
        let own = problem.vehicles().iter().filter(|vehicle| vehicle.courier == who);
        let before = own.map(|vehicle| clock(vehicle.worked)).max().unwrap_or(0);
        let own = routes.iter().filter(|route| courier(route.vehicle) == who);
        let over = |route: &Route| route.visits.last().unwrap().end.max(route.arrival);
        let now: i64 = own.map(|route| clock(over(route)) - clock(route.departure)).sum();
        let cost = |worked: i64| worked.pow(2) * objective.fair / 3600;
        cost(before + now) - cost(before)
    };
    couriers.into_iter().map(one).sum()
}

/// Are there few enough stops, each behind those it must follow, and nothing within a block?
pub(super) fn are_in_order(problem: &Problem, vehicle: usize, stops: &[StopId]) -> bool {
    let rider = &problem.vehicles()[vehicle];
    let most = rider.most_stops.map_or(usize::MAX, |most| most.max(rider.locked.len()));
    let asked = |stop: &StopId| &problem.requests()[stop.request()];
    let follows = |at: usize| {
        let mut behind = stops[at + 1..].iter();
        !behind.any(|other| {
            other.request() == stops[at].request() && asked(other).must_precede(*other, stops[at])
        })
    };
    let is_whole = |at: usize| {
        let own = |other: &StopId| other.request() == stops[at].request();
        if asked(&stops[at]).sequence != Sequence::Block || !stops[at + 1..].iter().any(own) {
            let made = stops[..=at].iter().filter(|other| own(other)).count();
            let block = asked(&stops[at]).sequence == Sequence::Block;
            return !block || made == asked(&stops[at]).len() || at + 1 == stops.len();
        }
        own(&stops[at + 1])
    };
    stops.len() <= most && (0..stops.len()).all(|at| follows(at) && is_whole(at))
}

/// What the times of a route cost.
fn soft(problem: &Problem, objective: Objective, route: &Route) -> i64 {
    let clock = |seconds: Seconds| i64::from(seconds.as_u32());
    let mut cost = waiting(route) * objective.waiting;
    for visit in &route.visits {
        let VisitKind::Stop(id) = visit.kind else { continue };
        let (asked, start) = (&problem.requests()[id.request()], clock(visit.start));
        if let Some(target) = asked.stop(id).unwrap().target {
            let outside = (clock(target.start()) - start).max(start - clock(target.end())).max(0);
            cost += outside * objective.off_target;
        }
        if let (Some(placed), StopId::Dropoff { .. }) = (asked.placed, id) {
            cost += (start - clock(placed)).max(0) * objective.door;
        }
        if let Some(told) = asked.stop(id).unwrap().announced {
            let by = (start - clock(told)).max(clock(told) - start);
            cost += (by - objective.eta_tolerance).max(0) * objective.eta;
        }
    }
    cost + changes(problem, route) * objective.change
}

/// How many requests of a route another courier was told of. What is locked whole was never to go elsewhere, and what is
/// locked of one that is in no route is nobody's yet.
fn changes(problem: &Problem, route: &Route) -> i64 {
    let courier = |vehicle: usize| Some(problem.vehicles().get(vehicle)?.courier);
    let requests: BTreeSet<usize> = route.stops().map(StopId::request).collect();
    let changed = requests.into_iter().filter(|request| {
        let asked = &problem.requests()[*request];
        let locked = &problem.vehicles()[route.vehicle].locked;
        let told = asked.announced.and_then(courier);
        told.is_some_and(|told| Some(told) != courier(route.vehicle))
            && asked.stops(*request).all(|(stop, _)| route.stops().any(|it| it == stop))
            && !asked.stops(*request).all(|(stop, _)| locked.contains(&stop))
    });
    changed.count() as i64
}

/// The ways one after another.
fn way_cost(problem: &Problem, objective: Objective, vehicle: usize, stops: &[StopId]) -> i64 {
    let rider = &problem.vehicles()[vehicle];
    let places = stops.iter().map(|stop| problem.stop(*stop).unwrap().place);
    let places: Vec<usize> = rider.start.into_iter().chain(places).chain(rider.end).collect();
    let way = |pair: &[usize]| {
        let leg = problem.matrix(rider).leg(pair[0], pair[1]).unwrap();
        let time = i64::from(leg.time.as_u32()) * i64::from(rider.costs.travel);
        let distance = i64::from(leg.distance.as_u32()) * i64::from(rider.costs.distance);
        time * objective.travel + distance * objective.distance
    };
    rider.costs.fixed + places.windows(2).map(way).sum::<i64>()
}

fn waiting(route: &Route) -> i64 {
    let waits = route.visits.iter().map(|visit| visit.start - visit.arrival);
    waits.map(|wait| i64::from(wait.as_u32())).sum()
}

/// When service starts at each of these.
pub(super) fn starts(route: &Route) -> Vec<Seconds> {
    let stops = route.visits.iter().filter(|visit| visit.kind != VisitKind::Break);
    stops.map(|visit| visit.start).collect()
}

/// The stops of each route of a plan, with its vehicle.
pub(super) fn routes(plan: &Plan) -> Vec<(usize, Vec<StopId>)> {
    plan.stops()
}

/// What a plan is worth, by what it says.
pub(super) fn score(problem: &Problem, objective: Objective, plan: &Plan) -> Score {
    let left = plan.unassigned.iter();
    let cost = plan.routes.iter().zip(routes(plan)).map(|(route, (vehicle, stops))| {
        way_cost(problem, objective, vehicle, &stops) + soft(problem, objective, route)
    });
    Score {
        unserved: left.map(|left| i64::from(problem.requests()[left.request].priority)).sum(),
        broken: Broken::default(),
        vehicles: if objective.vehicles { plan.routes.len() as i64 } else { 0 },
        cost: cost.sum::<i64>()
            + fairness(problem, objective, &plan.routes.iter().collect::<Vec<_>>()),
    }
}

/// What the cheapest place for these stops of a request, one or two, adds to a route whose first `locked`
/// stops stay where they are: every pair of gaps is tried, and `may` has to agree to what comes of it.
pub(super) fn cheapest(
    problem: &Problem,
    objective: Objective,
    vehicle: usize,
    route: &[StopId],
    locked: usize,
    added: &[StopId],
    may: impl Fn(&[StopId]) -> bool,
) -> Option<i64> {
    let rider = &problem.vehicles()[vehicle];
    let asked = &problem.requests()[added[0].request()];
    if !rider.suits(asked.skills) || !asked.vehicles.contains(vehicle) {
        return None;
    }
    let before = cost(problem, objective, vehicle, route)?;
    let mut best = None;
    for first in locked..=route.len() {
        for second in first..=route.len() {
            let mut trial = route.to_vec();
            match added {
                [one] => trial.insert(first, *one),
                [one, other] => {
                    trial.insert(second, *other);
                    trial.insert(first, *one);
                }
                _ => panic!("one stop or two"),
            }
            let after = cost(problem, objective, vehicle, &trial).filter(|_| may(&trial));
            best = after.map(|after| after - before).into_iter().chain(best).min();
        }
    }
    best
}
