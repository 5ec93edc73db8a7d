//! Solving, and the routes of a plan as VROOM tells them.

use super::{
    super::{
        answer::VroomAnswer,
        itinerary::itinerary,
        problem::{Step, StepKind, Vehicle, VroomProblem},
        refusal::{VroomCode, VroomRefusal},
        timeline::timed,
        travel::VroomTravel,
    },
    reason::why,
    translate::Translated,
};
use crate::solver::{
    Budget, Plan, Progress, Route, Settings, StopId, Violation, VisitKind, check, schedule, solve,
};
use std::{
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

/// How hard to search.
#[derive(Clone, Copy, Debug)]
pub struct VroomEffort<'a> {
    /// At most so long.
    pub time: Duration,
    /// So many times at most a route is changed; `None`: what VROOM's exploration level and the number of
    /// tasks suggest.
    pub iterations: Option<u64>,
    /// How many searches run side by side.
    pub threads: usize,
    /// Where chance begins.
    pub seed: u64,
    /// Ends the search as soon as this is true.
    pub cancel: Option<&'a AtomicBool>,
}

/// Iterations for each task on each level of exploration: some milliseconds for a handful of tasks.
const EACH: u64 = 600;

impl VroomProblem {
    /// Routes that serve as much priority as can be, then as many tasks, at as little cost as was found.
    ///
    /// # Errors
    ///
    /// If something of the problem is not supported, or the steps of a vehicle are no route.
    pub fn solve(
        &self,
        travel: &VroomTravel,
        effort: VroomEffort<'_>,
        progress: &mut (dyn FnMut(&Progress) + Send),
    ) -> Result<VroomAnswer, VroomRefusal> {
        self.refuse_breaks(travel)?;
        let translated = Translated::new(self, travel)?;
        let warm_start = self.warm_start(&translated)?;
        let level = u64::from(self.options.exploration.unwrap_or(5)) + 1;
        let tasks = u64::try_from(self.tasks.len()).unwrap_or(u64::MAX);
        let iterations = effort.iterations.unwrap_or(level.saturating_mul(tasks) * EACH);
        let asked = self.options.limit_s.and_then(|limit| Duration::try_from_secs_f64(limit).ok());
        let time = asked.map_or(effort.time, |asked| asked.min(effort.time));
        let deadline = Instant::now().checked_add(time);
        let budget = Budget { deadline, iterations: Some(iterations), cancel: effort.cancel };
        let settings = Settings {
            objective: translated.objective,
            seed: effort.seed,
            threads: effort.threads.max(1),
            budget,
            warm_start: &warm_start,
        };
        let plan = solve(&translated.problem, &settings, progress).plan;
        if let Some(violation) = check(&translated.problem, &plan).first() {
            tracing::error!(%violation, "the solver made a wrong plan of a problem of VROOM's");
            return Err(VroomRefusal::new(VroomCode::Internal, "Internal error"));
        }
        self.told(travel, &translated, &plan)
    }

    fn told(
        &self,
        travel: &VroomTravel,
        translated: &Translated,
        plan: &Plan,
    ) -> Result<VroomAnswer, VroomRefusal> {
        let mut routes = Vec::with_capacity(plan.routes.len());
        for route in &plan.routes {
            let told = itinerary(self, travel, route.vehicle, &self.steps_of(translated, route))?;
            if !told.violations.is_empty() {
                tracing::error!(violations = ?told.violations, "a plan breaks what VROOM asks for");
                return Err(VroomRefusal::new(VroomCode::Internal, "Internal error"));
            }
            routes.push(told);
        }
        let mut left = Vec::new();
        for unassigned in &plan.unassigned {
            let first = translated.firsts[unassigned.request];
            let reason = why(self, translated, &unassigned.reason);
            left.push((first, reason.clone()));
            if self.pickup_of(first).is_some() {
                left.push((first + 1, reason));
            }
        }
        left.sort_by_key(|(task, _)| *task);
        Ok(self.answered(routes, left.into_iter().map(|(task, why)| self.unassigned(task, why))))
    }

    fn steps_of(&self, translated: &Translated, route: &Route) -> Vec<Step> {
        let mut rests = 0..;
        let between = route.visits.iter().filter_map(|visit| match visit.kind {
            VisitKind::Stop(stop) => Some(StepKind::Task(translated.task(stop, self))),
            VisitKind::Break => rests.next().map(StepKind::Break),
        });
        let all = [StepKind::Start].into_iter().chain(between).chain([StepKind::End]);
        all.map(Step::new).collect()
    }

    /// The routes that vehicles bring along, for the search to begin with.
    fn warm_start(
        &self,
        translated: &Translated,
    ) -> Result<Vec<(usize, Vec<StopId>)>, VroomRefusal> {
        if !self.has_steps() {
            return Ok(Vec::new());
        }
        let mut routes = Vec::new();
        for (vehicle, rider) in self.vehicles.iter().enumerate() {
            let tasks = rider.steps.iter().filter_map(|step| match step.kind {
                StepKind::Task(task) => translated.stop(task, self),
                _ => None,
            });
            let stops: Vec<StopId> = tasks.collect();
            if stops.is_empty() {
                continue;
            }
            self.refuse_route(translated, vehicle, &stops)?;
            routes.push((vehicle, stops));
        }
        Ok(routes)
    }

    /// VROOM takes no vehicle that cannot have its breaks even with nothing to do.
    fn refuse_breaks(&self, travel: &VroomTravel) -> Result<(), VroomRefusal> {
        for vehicle in self.vehicles.iter().filter(|vehicle| !vehicle.breaks.is_empty()) {
            let rests = (0..vehicle.breaks.len()).map(StepKind::Break);
            let all = [StepKind::Start].into_iter().chain(rests).chain([StepKind::End]);
            let steps: Vec<Step> = all.map(Step::new).collect();
            // Without a way: it need not ride.
            let end = vehicle.end.filter(|_| vehicle.start.is_none());
            let idle = Vehicle { end, ..vehicle.clone() };
            if timed(self, travel, &idle, &steps)?.iter().any(|step| step.outside != 0) {
                let id = vehicle.id;
                return Err(VroomRefusal::input(format!("Inconsistent breaks for vehicle {id}.")));
            }
        }
        Ok(())
    }

    /// VROOM takes no route that breaks anything.
    fn refuse_route(
        &self,
        translated: &Translated,
        vehicle: usize,
        stops: &[StopId],
    ) -> Result<(), VroomRefusal> {
        let id = self.vehicles[vehicle].id;
        let refuse = |message: String| Err(VroomRefusal::input(message));
        let rider = &translated.problem.vehicles()[vehicle];
        for stop in stops {
            let request = &translated.problem.requests()[stop.request()];
            if !rider.skills.cover(request.skills) {
                let job = self.tasks[translated.task(*stop, self)].id;
                let what = "Missing skill or step out of reach";
                return refuse(format!("{what} for vehicle {id} and job {job}."));
            }
            let mut others = request.stops(stop.request()).map(|(other, _)| other);
            if others.any(|other| !stops.contains(&other)) {
                return refuse(format!("Invalid shipment in route for vehicle {id}."));
            }
        }
        if rider.most_stops.is_some_and(|most| stops.len() > most) {
            return refuse(format!("Too many tasks for vehicle {id}."));
        }
        let route = schedule(&translated.problem, vehicle, stops)
            .map_err(|_| VroomRefusal::input(format!("Infeasible route for vehicle {id}.")))?;
        let alone = Plan { routes: vec![route], ..Plan::default() };
        let is_load = |violation: &Violation| {
            matches!(violation, Violation::Overloaded { .. } | Violation::OverloadedAtStart { .. })
        };
        if check(&translated.problem, &alone).iter().any(is_load) {
            return refuse(format!("Route over capacity for vehicle {id}."));
        }
        Ok(())
    }
}
