//! A route as VROOM tells it: from an order of steps to times, loads, sums and what is broken.

use super::{
    answer::{Cause, Route, Step as ToldStep, Violations},
    problem::{Costs, Step, StepKind, Task, TaskKind, Vehicle, VroomProblem},
    refusal::VroomRefusal,
    timeline::{Timed, timed},
    travel::VroomTravel,
};
use std::collections::HashSet;

/// The route of a vehicle (an index) that makes `steps` with the times that break the least, and all that it
/// breaks. Start and end are among the steps.
pub(super) fn itinerary(
    problem: &VroomProblem,
    travel: &VroomTravel,
    vehicle: usize,
    steps: &[Step],
) -> Result<Route, VroomRefusal> {
    let rider = &problem.vehicles[vehicle];
    let timed = timed(problem, travel, rider, steps)?;
    let mut telling = Telling::new(problem, travel, rider, steps);
    for (at, step) in timed.iter().enumerate() {
        telling.tell(step, timed.get(at + 1..).unwrap_or_default());
    }
    Ok(telling.done())
}

/// A route in the telling.
struct Telling<'a> {
    problem: &'a VroomProblem,
    travel: &'a VroomTravel,
    vehicle: &'a Vehicle,
    load: Vec<i64>,
    /// In seconds: when the last step is over, and for how long the vehicle was in motion.
    end: i64,
    duration: i64,
    distance: i64,
    cost: i64,
    tasks: u32,
    /// Pickups (into the tasks) that wait for their delivery, with their step; deliveries that came too soon.
    open: Vec<(usize, usize)>,
    too_soon: HashSet<usize>,
    rested: HashSet<usize>,
    /// Of the way to the next stop: what was told of its length at breaks.
    ridden: i64,
    route: Route,
}

impl<'a> Telling<'a> {
    fn new(
        problem: &'a VroomProblem,
        travel: &'a VroomTravel,
        vehicle: &'a Vehicle,
        steps: &[Step],
    ) -> Self {
        let zero = vec![0; problem.dimensions];
        // Jobs are loaded before the start, shipments on the way.
        let mut load = zero.clone();
        for step in steps {
            if let StepKind::Task(task) = step.kind
                && problem.tasks[task].kind == TaskKind::Job
            {
                add(&mut load, &problem.tasks[task].delivery, 1);
            }
        }
        let route = Route {
            vehicle: vehicle.id,
            cost: 0,
            description: vehicle.description.clone(),
            delivery: zero.clone(),
            amount: Vec::new(),
            pickup: zero,
            setup: 0,
            service: 0,
            duration: 0,
            waiting_time: 0,
            priority: 0,
            distance: None,
            steps: Vec::with_capacity(steps.len()),
            violations: Violations::default(),
            geometry: String::new(),
            profile: vehicle.profile,
        };
        Self {
            problem,
            travel,
            vehicle,
            load,
            end: 0,
            duration: 0,
            distance: 0,
            cost: 0,
            tasks: 0,
            open: Vec::new(),
            too_soon: HashSet::new(),
            rested: HashSet::new(),
            ridden: 0,
            route,
        }
    }

    /// Ticks as VROOM tells them: whole seconds, rounded down.
    fn seconds(&self, ticks: i64) -> i64 {
        ticks.div_euclid(self.travel.ticks)
    }

    fn tell(&mut self, step: &Timed, rest: &[Timed]) {
        let [arrival, begins, setup, service] =
            [step.arrival, step.begins, step.setup, step.service].map(|it| self.seconds(it));
        if step.kind == StepKind::Start {
            self.end = arrival;
        }
        self.duration += arrival - self.end;
        let waiting_time = begins - arrival;
        self.end = arrival + waiting_time + setup + service;
        let ridden = self.ride(step, rest);
        let mut violations = Violations::default();
        let (mut id, mut description) = (None, String::new());
        let number = self.route.steps.len();
        let kind = match step.kind {
            StepKind::Start => "start",
            StepKind::End => "end",
            StepKind::Task(task) => {
                let told = &self.problem.tasks[task];
                (id, description) = (Some(told.id), told.description.clone());
                self.task(task, told, number, &mut violations);
                told.kind.name()
            }
            StepKind::Break(rest) => {
                let told = &self.vehicle.breaks[rest];
                (id, description) = (Some(told.id), told.description.clone());
                self.rested.insert(rest);
                if told.max_load.as_ref().is_some_and(|most| exceeds(&self.load, most)) {
                    violations.add(Cause::MaxLoad);
                }
                "break"
            }
        };
        self.outside(step, &mut violations);
        self.limits(step.kind, ridden, &mut violations);
        self.route.setup += setup;
        self.route.service += service;
        self.route.waiting_time += waiting_time;
        let is_task = matches!(step.kind, StepKind::Task(_));
        self.route.steps.push(ToldStep {
            kind,
            description,
            location: step.spot.and_then(|spot| spot.at),
            location_index: step.spot.and_then(|spot| spot.index),
            id,
            setup,
            service,
            waiting_time,
            job: id.filter(|_| is_task),
            load: self.load.clone(),
            arrival,
            duration: self.duration,
            violations,
            distance: self.travel.tells_distances.then_some(ridden),
            place: step.spot.map(|spot| spot.place),
        });
    }

    /// How far the vehicle has come: at a break in proportion to the time.
    fn ride(&mut self, step: &Timed, rest: &[Timed]) -> i64 {
        if step.spot.is_some() {
            self.distance += step.ride.distance;
            self.cost += step.ride.cost;
            self.ridden = self.distance;
            return self.distance;
        }
        let whole = rest.iter().find(|next| next.spot.is_some()).map(|next| next.ride);
        let before = self.route.steps.last().map_or(0, |last| last.duration);
        if let Some(whole) = whole.filter(|whole| self.seconds(whole.time) > 0) {
            let (time, part) = (self.seconds(whole.time), self.duration - before);
            self.ridden += (part * whole.distance + time / 2) / time;
        }
        self.ridden
    }

    fn task(&mut self, task: usize, told: &Task, step: usize, violations: &mut Violations) {
        add(&mut self.load, &told.pickup, 1);
        add(&mut self.load, &told.delivery, -1);
        add(&mut self.route.pickup, &told.pickup, 1);
        add(&mut self.route.delivery, &told.delivery, 1);
        self.route.priority += i64::from(told.priority);
        self.tasks += 1;
        if !covers(&self.vehicle.skills, &told.skills) {
            violations.add(Cause::Skills);
        }
        if self.vehicle.max_tasks.is_some_and(|most| self.tasks > most) {
            violations.add(Cause::MaxTasks);
        }
        match told.kind {
            TaskKind::Job => {}
            TaskKind::Pickup if self.too_soon.contains(&(task + 1)) => {
                violations.add(Cause::Precedence);
            }
            TaskKind::Pickup => self.open.push((task, step)),
            TaskKind::Delivery => {
                let picked_up = self.open.iter().position(|(pickup, _)| pickup + 1 == task);
                if let Some(at) = picked_up {
                    self.open.swap_remove(at);
                } else {
                    self.too_soon.insert(task);
                    violations.add(Cause::Precedence);
                }
            }
        }
    }

    /// Too early or too late.
    fn outside(&self, step: &Timed, violations: &mut Violations) {
        if step.outside < 0 {
            // It begins before that second is over, so it is a second more.
            violations.add_seconds(Cause::LeadTime, -self.seconds(step.outside));
        } else {
            violations.add_seconds(Cause::Delay, self.seconds(step.outside));
        }
    }

    fn limits(&self, kind: StepKind, ridden: i64, violations: &mut Violations) {
        if exceeds(&self.load, &self.vehicle.capacity) {
            violations.add(Cause::Load);
        }
        if kind == StepKind::Start {
            return;
        }
        let above =
            |value: i64, most: Option<u32>| most.is_some_and(|most| value > i64::from(most));
        if above(self.duration, self.vehicle.max_travel_time) {
            violations.add(Cause::MaxTravelTime);
        }
        if above(ridden, self.vehicle.max_distance) {
            violations.add(Cause::MaxDistance);
        }
    }

    fn done(mut self) -> Route {
        for (_, step) in &self.open {
            self.route.steps[*step].violations.add(Cause::Precedence);
        }
        for step in &self.route.steps {
            self.route.violations.add_all(&step.violations);
        }
        if self.rested.len() < self.vehicle.breaks.len() {
            self.route.violations.add(Cause::MissingBreak);
        }
        let rides = if self.travel.has_costs(self.vehicle) {
            self.cost
        } else {
            ride_cost(&self.vehicle.costs, self.duration, self.distance)
        };
        let Costs { fixed, per_task_hour, .. } = self.vehicle.costs;
        let mut route = self.route;
        let rests = route.steps.iter().filter(|step| step.kind == "break");
        let work = route.setup + route.service - rests.map(|step| step.service).sum::<i64>();
        route.cost = i64::from(fixed) + rides + work * i64::from(per_task_hour) / 3600;
        route.duration = self.duration;
        route.distance = self.travel.tells_distances.then_some(self.distance);
        route.amount.clone_from(&route.delivery);
        route
    }
}

/// What riding costs, in whole units, rounded down.
fn ride_cost(costs: &Costs, seconds: i64, metres: i64) -> i64 {
    let time = i128::from(costs.per_hour) * i128::from(seconds) * 1000;
    let way = i128::from(costs.per_km) * i128::from(metres) * 3600;
    i64::try_from((time + way) / 3_600_000).unwrap_or(i64::MAX)
}

fn add(load: &mut [i64], amount: &[u32], sign: i64) {
    for (load, part) in load.iter_mut().zip(amount) {
        *load += sign * i64::from(*part);
    }
}

fn exceeds(load: &[i64], most: &[u32]) -> bool {
    load.iter().zip(most).any(|(load, most)| *load > i64::from(*most))
}

/// Are all of `needed` among the skills? Both are in order.
pub(super) fn covers(skills: &[u32], needed: &[u32]) -> bool {
    needed.iter().all(|skill| skills.binary_search(skill).is_ok())
}
