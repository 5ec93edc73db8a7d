//! The solver's problem.

use super::{
    super::{
        problem::{Task, TaskKind, Vehicle, VroomProblem},
        refusal::{VroomCode, VroomRefusal},
        travel::VroomTravel,
    },
    clock::{Clock, LAST},
    cost::Prices,
    load::Parts,
    skills::Bits,
};
use crate::{
    matrix::{Leg, Matrix},
    solver::{
        Break, Costs, Objective, Problem, Request, Stop, StopId, TimeByKind, Vehicle as Rider,
    },
    units::{Metres, Seconds},
};
use std::collections::{HashMap, HashSet};

/// The problem for the solver, and what its numbers mean.
#[derive(Debug)]
pub(super) struct Translated {
    pub(super) problem: Problem,
    pub(super) objective: Objective,
    /// By request: its first task. A job is a task, a shipment that and the next.
    pub(super) firsts: Vec<usize>,
    pub(super) clock: Clock,
    pub(super) parts: Parts,
}

/// The solver's matrices may have so many cells in all: half a gigabyte while it searches.
const MOST_CELLS: usize = 16 << 20;

impl Translated {
    pub(super) fn new(problem: &VroomProblem, travel: &VroomTravel) -> Result<Self, VroomRefusal> {
        let clock = Clock::new(problem, travel);
        let (parts, bits) = (Parts::new(problem)?, Bits::new(problem)?);
        let Prices { objective, vehicles: prices } = Prices::new(problem, travel)?;
        let (matrices, of_vehicle) = matrices(problem, travel, &prices)?;
        let kinds = Kinds::new(problem);
        let weights = Weights::new(problem);
        let mut requests = Vec::new();
        let mut firsts = Vec::new();
        for (first, task) in problem.tasks.iter().enumerate() {
            if task.kind == TaskKind::Delivery {
                continue;
            }
            let stop = |task: &Task| stop(task, clock, &kinds);
            let mut request = match problem.tasks.get(first + 1) {
                Some(there) if task.kind == TaskKind::Pickup => {
                    Request::pair(stop(task)?, stop(there)?, parts.load(&task.pickup))
                }
                _ => job(task, stop(task)?, &parts)?,
            };
            request.skills = bits.of(&task.skills);
            request.priority = weights.of(task);
            requests.push(request);
            firsts.push(first);
        }
        let mut riders = Vec::with_capacity(problem.vehicles.len());
        for (index, vehicle) in problem.vehicles.iter().enumerate() {
            let place = |spot: Option<super::super::problem::Spot>| spot.map(|it| it.place);
            let rider = Rider::new(index, 0, clock.shift(vehicle)?, of_vehicle[index]);
            riders.push(Rider {
                start: place(vehicle.start),
                end: place(vehicle.end),
                breaks: breaks(vehicle, clock, &parts)?,
                capacity: parts.room(&vehicle.capacity),
                skills: bits.of(&vehicle.skills),
                kind: kinds.of(vehicle),
                most_stops: vehicle.max_tasks.map(|most| most as usize),
                most_travel: vehicle.max_travel_time.map(|most| clock.span(most)),
                most_distance: range(vehicle, travel)?,
                costs: prices[index],
                ..rider
            });
        }
        let translated = Problem::new(matrices, riders, requests).map_err(|errors| {
            tracing::error!(?errors, "a problem of VROOM's became an inconsistent one");
            VroomRefusal::new(VroomCode::Internal, "Internal error")
        })?;
        Ok(Self { problem: translated, objective, firsts, clock, parts })
    }

    /// The task (an index) that is done at a stop.
    pub(super) fn task(&self, stop: StopId, problem: &VroomProblem) -> usize {
        let first = self.firsts[stop.request()];
        match (stop, problem.tasks[first].kind) {
            (StopId::Dropoff { .. }, TaskKind::Pickup) => first + 1,
            _ => first,
        }
    }

    /// The stop at which a task is done.
    pub(super) fn stop(&self, task: usize, problem: &VroomProblem) -> Option<StopId> {
        let first = problem.pickup_of(task).unwrap_or(task);
        let request = self.firsts.binary_search(&first).ok()?;
        let all = self.problem.requests().get(request)?;
        let mut stops = all.stops(request).map(|(id, _)| id);
        stops.find(|stop| self.task(*stop, problem) == task)
    }
}

fn job(task: &Task, stop: Stop, parts: &Parts) -> Result<Request, VroomRefusal> {
    let zero = crate::units::Load::ZERO;
    let (delivery, pickup) = (parts.load(&task.delivery), parts.load(&task.pickup));
    if pickup == zero {
        return Ok(Request::delivery(stop, delivery));
    }
    if delivery == zero {
        return Ok(Request::collection(stop, pickup));
    }
    Err(VroomRefusal::input(format!(
        "Job {} has both a delivery and a pickup, which is not supported; make two jobs of it.",
        task.id
    )))
}

fn stop(task: &Task, clock: Clock, kinds: &Kinds) -> Result<Stop, VroomRefusal> {
    let span = |span: &super::super::problem::Span| TimeByKind {
        usual: clock.span(span.usual),
        others: span
            .by_type
            .iter()
            .filter_map(|(kind, time)| Some((kinds.number(kind)?, clock.span(*time))))
            .collect(),
    };
    let windows = clock.windows(&task.windows)?;
    let stop = Stop::new(task.spot.place, windows, Seconds::ZERO);
    Ok(Stop { service: span(&task.service), setup: span(&task.setup), ..stop })
}

fn breaks(vehicle: &Vehicle, clock: Clock, parts: &Parts) -> Result<Vec<Break>, VroomRefusal> {
    let breaks = vehicle.breaks.iter().map(|rest| {
        let bounded = rest.max_load.as_ref().map(|most| parts.room(most));
        if bounded.is_some_and(|most| !parts.room(&vehicle.capacity).fits(&most)) {
            return Err(VroomRefusal::input(format!(
                "Break {} of vehicle {} has a max_load below the capacity, which is supported in plan mode only.",
                rest.id, vehicle.id
            )));
        }
        Ok(Break::new(clock.windows(&rest.windows)?, clock.span(rest.service)))
    });
    breaks.collect()
}

/// How far it may ride.
fn range(vehicle: &Vehicle, travel: &VroomTravel) -> Result<Option<Metres>, VroomRefusal> {
    if vehicle.max_distance.is_some() && travel.has_costs(vehicle) {
        return Err(VroomRefusal::input(format!(
            "Custom costs together with a max_distance are not supported, as for vehicle {}.",
            vehicle.id
        )));
    }
    Ok(vehicle.max_distance.map(Metres::new))
}

/// A matrix for each profile and pace, and that of each vehicle.
fn matrices(
    problem: &VroomProblem,
    travel: &VroomTravel,
    prices: &[Costs],
) -> Result<(Vec<Matrix>, Vec<usize>), VroomRefusal> {
    let places = problem.places.len();
    let mut known: HashMap<(usize, u32), usize> = HashMap::new();
    let mut firsts = Vec::new();
    let of_vehicle = problem.vehicles.iter().map(|vehicle| {
        *known.entry((vehicle.profile, vehicle.pace)).or_insert_with(|| {
            firsts.push(vehicle);
            firsts.len() - 1
        })
    });
    let of_vehicle: Vec<usize> = of_vehicle.collect();
    // The solver has a table for each matrix and each way to pay for it.
    let paid = of_vehicle.iter().zip(prices).map(|(matrix, it)| (matrix, it.travel, it.distance));
    let tables = paid.collect::<HashSet<_>>().len();
    if tables.saturating_mul(places.pow(2)) > MOST_CELLS {
        let message = "Too many profiles, speed factors and costs for so many locations.";
        return Err(VroomRefusal::new(VroomCode::TooLarge, message));
    }
    let cut = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
    let matrices = firsts.iter().map(|vehicle| {
        let by_costs = travel.has_costs(vehicle);
        Matrix::from_fn(places, |from, to| {
            let ride = travel.ride(vehicle, from, to).filter(|ride| ride.time <= LAST)?;
            let way = if by_costs { ride.cost } else { ride.distance };
            Some(Leg { time: Seconds::new(cut(ride.time)), distance: Metres::new(cut(way)) })
        })
    });
    Ok((matrices.collect(), of_vehicle))
}

/// The types of vehicles by number.
struct Kinds<'a>(Vec<&'a str>);

impl<'a> Kinds<'a> {
    fn new(problem: &'a VroomProblem) -> Self {
        let mut kinds: Vec<&str> = problem.vehicles.iter().map(|it| it.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Self(kinds)
    }

    /// `None`: no vehicle has it.
    fn number(&self, kind: &str) -> Option<u32> {
        u32::try_from(self.0.binary_search(&kind).ok()?).ok()
    }

    fn of(&self, vehicle: &Vehicle) -> u32 {
        self.number(&vehicle.kind).unwrap_or(0)
    }
}

/// What it weighs to leave a task: its priority before all, then each task counts.
struct Weights {
    tasks: u32,
}

impl Weights {
    fn new(problem: &VroomProblem) -> Self {
        Self { tasks: u32::try_from(problem.tasks.len()).unwrap_or(u32::MAX) }
    }

    /// Of a shipment both ends have its priority.
    fn of(&self, task: &Task) -> u32 {
        let ends = if task.kind == TaskKind::Job { 1 } else { 2 };
        let priority = u32::from(task.priority).saturating_mul(self.tasks.saturating_add(1));
        priority.saturating_add(1).saturating_mul(ends)
    }
}
