//! VROOM's plan mode: routes that are given, with the times that break the least; and the answer of both modes.

use super::{
    answer::{Route, Summary, Unassigned, Violations, VroomAnswer, Why},
    itinerary::itinerary,
    problem::{StepKind, VroomProblem},
    refusal::VroomRefusal,
    travel::VroomTravel,
};

impl VroomProblem {
    /// Times for the routes that the vehicles bring along: as little as can be is before or after its window,
    /// in sum; then as little as can be is waited; then all is as early as can be.
    ///
    /// # Errors
    ///
    /// If there is no way between two stops, or what is said of times cannot be kept.
    pub fn plan(&self, travel: &VroomTravel) -> Result<VroomAnswer, VroomRefusal> {
        let vehicles = self.vehicles.iter().enumerate();
        let routes = vehicles.filter(|(_, vehicle)| !vehicle.steps.is_empty());
        let routes = routes.map(|(at, vehicle)| itinerary(self, travel, at, &vehicle.steps));
        let routes: Vec<Route> = routes.collect::<Result<_, _>>()?;
        let mut planned = vec![false; self.tasks.len()];
        for step in self.vehicles.iter().flat_map(|vehicle| &vehicle.steps) {
            if let StepKind::Task(task) = step.kind {
                planned[task] = true;
            }
        }
        let left = (0..self.tasks.len()).filter(|task| !planned[*task]);
        let not_planned = |_| Why {
            code: "not_in_steps",
            en: "None of the vehicles' steps names it.".to_owned(),
            fr: "Aucune étape des véhicules ne la nomme.".to_owned(),
        };
        Ok(self.answered(routes, left.map(|task| self.unassigned(task, not_planned(task)))))
    }

    /// A task that is left over.
    pub(super) fn unassigned(&self, task: usize, reason: Why) -> Unassigned {
        let task = &self.tasks[task];
        Unassigned {
            id: task.id,
            location: task.spot.at,
            location_index: task.spot.index,
            kind: task.kind.name(),
            description: task.description.clone(),
            reason,
        }
    }

    /// The whole answer, of its parts.
    pub(super) fn answered(
        &self,
        routes: Vec<Route>,
        unassigned: impl Iterator<Item = Unassigned>,
    ) -> VroomAnswer {
        let unassigned: Vec<Unassigned> = unassigned.collect();
        let sum = |part: fn(&Route) -> i64| routes.iter().map(part).sum::<i64>();
        let amount = |part: fn(&Route) -> &Vec<i64>| {
            let mut total = vec![0; self.dimensions];
            for route in &routes {
                for (total, own) in total.iter_mut().zip(part(route)) {
                    *total += own;
                }
            }
            total
        };
        let mut violations = Violations::default();
        for route in &routes {
            violations.add_all(&route.violations);
        }
        let distance = (!routes.is_empty())
            .then(|| routes.iter().map(|route| route.distance).sum::<Option<i64>>());
        let delivery = amount(|route| &route.delivery);
        let summary = Summary {
            cost: sum(|route| route.cost),
            routes: routes.len(),
            unassigned: unassigned.len(),
            amount: delivery.clone(),
            delivery,
            pickup: amount(|route| &route.pickup),
            setup: sum(|route| route.setup),
            service: sum(|route| route.service),
            duration: sum(|route| route.duration),
            waiting_time: sum(|route| route.waiting_time),
            priority: sum(|route| route.priority),
            distance: distance.flatten(),
            violations,
            ..Summary::default()
        };
        VroomAnswer::new(summary, unassigned, routes)
    }
}
