//! Where a route leads, and when.

use super::{
    eta::{EtaError, FAR, Moment, earliest},
    problem::{Spot, Step, StepKind, Vehicle, VroomProblem, Windows},
    refusal::{VroomCode, VroomRefusal},
    travel::{Ride, VroomTravel},
};

/// One step with its times, in ticks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Timed {
    pub(super) kind: StepKind,
    /// Nowhere for a break.
    pub(super) spot: Option<Spot>,
    /// The way here from the last step that is no break.
    pub(super) ride: Ride,
    pub(super) arrival: i64,
    /// When setup and service, or the break, starts.
    pub(super) begins: i64,
    pub(super) setup: i64,
    pub(super) service: i64,
    /// By how much it begins outside its windows, in ticks: too early if that is negative.
    pub(super) outside: i64,
}

/// The steps of a vehicle with the times that break the least. Start and end are among them.
///
/// # Errors
///
/// If there is no way, or what is said of times cannot be kept.
pub(super) fn timed(
    problem: &VroomProblem,
    travel: &VroomTravel,
    vehicle: &Vehicle,
    steps: &[Step],
) -> Result<Vec<Timed>, VroomRefusal> {
    let mut timed = placed(problem, travel, vehicle, steps)?;
    let moments = moments(problem, travel, vehicle, steps, &timed);
    let begins = earliest(&moments).map_err(|error| match error {
        EtaError::Impossible => {
            VroomRefusal::input(format!("Infeasible route for vehicle {}.", vehicle.id))
        }
        EtaError::TooMuch => VroomRefusal::new(
            VroomCode::TooLarge,
            format!("Too many steps and time windows for vehicle {}.", vehicle.id),
        ),
    })?;
    let (mut end, mut left) = (begins.first().copied().unwrap_or(0), 0);
    for ((step, moment), begins) in timed.iter_mut().zip(&moments).zip(begins) {
        // Whoever has to wait for a break rides on as far as there is time.
        let ridden = if moment.is_break { left.min(begins - end) } else { left };
        left -= ridden;
        (step.arrival, step.begins) = (end + ridden, begins);
        step.outside = moment.outside(begins);
        end = begins + moment.action;
        if !moment.is_break {
            left = moment.travel;
        }
    }
    Ok(timed)
}

/// The steps with all but their times.
fn placed(
    problem: &VroomProblem,
    travel: &VroomTravel,
    vehicle: &Vehicle,
    steps: &[Step],
) -> Result<Vec<Timed>, VroomRefusal> {
    let visited = || {
        steps.iter().filter_map(|step| match step.kind {
            StepKind::Task(task) => Some(problem.tasks[task].spot),
            _ => None,
        })
    };
    let first = vehicle.start.or_else(|| visited().next()).or(vehicle.end);
    let last = vehicle.end.or_else(|| visited().next_back()).or(vehicle.start);
    let mut here: Option<Spot> = None;
    // Where the vehicle is when it comes to its first task: nowhere if it starts there.
    let mut before = vehicle.start.map(|spot| spot.place);
    let mut found = Vec::with_capacity(steps.len());
    for step in steps {
        let (mut setup, mut service) = (0, 0);
        let spot = match step.kind {
            StepKind::Start => first,
            StepKind::End => last,
            StepKind::Task(task) => {
                let task = &problem.tasks[task];
                if before != Some(task.spot.place) {
                    setup = i64::from(task.setup.of(vehicle)) * travel.ticks;
                }
                service = i64::from(task.service.of(vehicle)) * travel.ticks;
                before = Some(task.spot.place);
                Some(task.spot)
            }
            StepKind::Break(rest) => {
                service = i64::from(vehicle.breaks[rest].service) * travel.ticks;
                None
            }
        };
        // Where an end is left open nobody rides to it or from it.
        let rides_here = match step.kind {
            StepKind::Start => vehicle.start,
            StepKind::End => vehicle.end,
            StepKind::Task(_) | StepKind::Break(_) => spot,
        };
        let ride = match (here, rides_here) {
            (Some(from), Some(to)) => travel
                .ride(vehicle, from.place, to.place)
                .ok_or_else(|| no_way(problem, from, to))?,
            _ => Ride::default(),
        };
        here = rides_here.or(here);
        let kind = step.kind;
        found.push(Timed { kind, spot, ride, arrival: 0, begins: 0, setup, service, outside: 0 });
    }
    Ok(found)
}

fn no_way(problem: &VroomProblem, from: Spot, to: Spot) -> VroomRefusal {
    let name = |spot: Spot| {
        let place = problem.places[spot.place];
        match (place.at, place.index) {
            (Some([lon, lat]), _) => format!("[{lon};{lat}]"),
            (None, Some(index)) => format!("index {index}"),
            (None, None) => String::new(),
        }
    };
    let message = format!("Unfound route(s) from location {} to {}", name(from), name(to));
    VroomRefusal::new(VroomCode::Routing, message)
}

fn moments(
    problem: &VroomProblem,
    travel: &VroomTravel,
    vehicle: &Vehicle,
    steps: &[Step],
    timed: &[Timed],
) -> Vec<Moment> {
    let ticks = |seconds: u32| i64::from(seconds) * travel.ticks;
    let windows = |windows: &Windows| windows.iter().map(|window| window.map(ticks)).collect();
    let hours = vehicle.window.map(|hours| hours.map(ticks));
    let mut next = 0;
    let mut moments: Vec<Moment> = steps
        .iter()
        .zip(timed)
        .rev()
        .map(|(step, timed)| {
            let is_break = matches!(step.kind, StepKind::Break(_));
            let windows = match step.kind {
                StepKind::Start => hours.iter().map(|[start, _]| [*start, FAR]).collect(),
                StepKind::End => hours.iter().map(|[_, end]| [-FAR, *end]).collect(),
                StepKind::Task(task) => windows(&problem.tasks[task].windows),
                StepKind::Break(rest) => windows(&vehicle.breaks[rest].windows),
            };
            let travel = if is_break { 0 } else { next };
            if !is_break {
                next = timed.ride.time;
            }
            let action = timed.setup + timed.service;
            Moment { is_break, windows, bounds: bounds(step, ticks), action, travel }
        })
        .collect();
    moments.reverse();
    moments
}

/// When a step must begin.
fn bounds(step: &Step, ticks: impl Fn(u32) -> i64 + Copy) -> [i64; 2] {
    let from = [step.at, step.after].into_iter().flatten().map(ticks).max();
    let until = [step.at, step.before].into_iter().flatten().map(ticks).min();
    [from.unwrap_or(0), until.unwrap_or(FAR)]
}
