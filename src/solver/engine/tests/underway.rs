//! Days under way: routes of a solved plan, some of them locked in part, and late by now.

use super::twin;
use crate::solver::{
    Breach, Broken, Objective, Plan, Problem, Score, StopId, Violation, check_live,
    engine::{live::Live, random::Random},
    fixture::{Parts, solved, window},
    schedule_late,
};
use crate::units::Seconds;
use std::collections::{BTreeMap, BTreeSet};

/// Vehicles with the stops of their routes.
pub(super) type Routes = Vec<(usize, Vec<StopId>)>;

/// A problem with routes that were planned for it before reality came.
#[derive(Clone, Debug)]
pub(super) struct Underway {
    pub(super) problem: Problem,
    pub(super) routes: Routes,
}

impl Underway {
    /// Any part of each route is locked; some requests wait for a place; some vehicles set out later, some
    /// windows end sooner and some vehicles carry less than when the routes were made.
    pub(super) fn new(parts: &Parts, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let planned = parts.problem();
        let mut routes = twin::routes(&solved(&planned, Objective::TRAVEL, 15).plan);
        for (vehicle, stops) in &mut routes {
            let requests: BTreeSet<usize> = stops.iter().map(|stop| stop.request()).collect();
            for request in requests {
                let rest = || stops.iter().copied().filter(|stop| stop.request() != request);
                let rest: Vec<StopId> = rest().collect();
                // Where the triangle inequality does not hold, what is left may lead nowhere.
                let goes = rest.is_empty() || schedule_late(&planned, *vehicle, &rest).is_ok();
                if random.chance(0.2) && goes {
                    *stops = rest;
                }
            }
        }
        routes.retain(|(_, stops)| !stops.is_empty());
        let mut parts = parts.clone();
        for (vehicle, stops) in &routes {
            if random.chance(0.7) {
                let locked = &stops[..random.below(stops.len() + 1)];
                parts.vehicles[*vehicle].locked = locked.to_vec();
            }
        }
        make_late(&mut parts, &routes, &mut random);
        Self { problem: parts.problem(), routes }
    }

    pub(super) fn live(&self, objective: Objective) -> Live {
        Live::new(self.problem.clone(), objective, 5, &self.routes).expect("routes of a plan")
    }

    /// What is wrong with a plan that came of this one, but what was not served from the first and was never
    /// tried since.
    pub(super) fn wrong(&self, plan: &Plan, tried: &BTreeSet<usize>) -> Vec<Violation> {
        let served = |request: usize| {
            self.routes.iter().any(|(_, stops)| stops.iter().any(|it| it.request() == request))
        };
        let mut wrong = check_live(&self.problem, &self.routes, plan);
        wrong.retain(|violation| match *violation {
            Violation::FalseReason { request, .. } => tried.contains(&request),
            Violation::Dropped { request, .. } => served(request),
            _ => true,
        });
        wrong
    }
}

fn make_late(parts: &mut Parts, routes: &Routes, random: &mut Random) {
    for vehicle in &mut parts.vehicles {
        let (start, end) = (vehicle.shift.start().as_u32(), vehicle.shift.end().as_u32());
        // A break that cannot be had any more is nobody's to plan.
        let last = match &vehicle.breaks[..] {
            [] => end,
            [rest] => rest.windows.end().as_u32().min(end),
            _ => start,
        };
        if random.chance(0.4) {
            let later = start + random.below(90) as u32;
            vehicle.shift = window(later.min(last).max(start), end);
        }
        if random.chance(0.2) {
            let (start, end) = (vehicle.shift.start().as_u32(), vehicle.shift.end().as_u32());
            vehicle.shift = window(start, start.max(end.saturating_sub(150)));
        }
        let fewer = random.below(3);
        vehicle.most_stops = vehicle.most_stops.map(|most| most.saturating_sub(fewer));
        vehicle.most_travel =
            vehicle.most_travel.map(|most| most - Seconds::new(random.below(60) as u32));
        if random.chance(0.2) {
            let less = random.below(4) as u32;
            vehicle.capacity.bags = vehicle.capacity.bags.saturating_sub(less);
        }
    }
    for stop in routes.iter().flat_map(|(_, stops)| stops) {
        if random.chance(0.2) {
            let stop = parts.stop(*stop);
            let (start, end) = (stop.windows.start().as_u32(), stop.windows.end().as_u32());
            let sooner = end.saturating_sub(random.below(150) as u32);
            stop.windows = window(start, start.max(sooner)).into();
        }
    }
}

/// What is broken in sum.
pub(super) fn broken(breaches: &[Breach]) -> Broken {
    breaches.iter().fold(Broken::default(), |sum, breach| match *breach {
        Breach::TooManyStops { .. } | Breach::TooMuchTravel { .. } | Breach::TooFar { .. } => sum,
        Breach::Late { by, .. }
        | Breach::Overdue { by, .. }
        | Breach::TooLongOnBoard { by, .. } => {
            Broken { late: sum.late + i64::from(by.as_u32()), ..sum }
        }
        Breach::Overloaded { by, .. } => {
            let parts = [by.mass_g, by.volume_ml, by.bags].map(i64::from);
            Broken { load: sum.load + parts.iter().sum::<i64>(), ..sum }
        }
    })
}

/// What a live plan is worth, by what it says; who was told of what as `told` and `starts` say, else as the problem
/// does.
pub(super) fn score(
    live: &Live,
    objective: Objective,
    told: &BTreeMap<usize, Option<usize>>,
    starts: &BTreeMap<StopId, Option<Seconds>>,
) -> Score {
    let (problem, plan) = (live.problem(), live.plan());
    let mut requests = problem.requests().to_vec();
    for (number, asked) in requests.iter_mut().enumerate() {
        asked.announced = told.get(&number).copied().unwrap_or(asked.announced);
        for (pickup, it) in asked.pickups.iter_mut().enumerate() {
            let id = StopId::Pickup { request: number, pickup };
            it.stop.announced = starts.get(&id).copied().unwrap_or(it.stop.announced);
        }
        for (dropoff, it) in asked.dropoffs.iter_mut().enumerate() {
            let id = StopId::Dropoff { request: number, dropoff };
            it.stop.announced = starts.get(&id).copied().unwrap_or(it.stop.announced);
        }
    }
    let problem = problem.changed(problem.vehicles().to_vec(), requests).unwrap();
    Score { broken: broken(&plan.breaches), ..twin::score(&problem, objective, &plan) }
}
