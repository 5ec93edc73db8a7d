//! Room for orders that are not posted yet.

use super::Instance;
use crate::{
    domain::{Room, RoundStopKind, Rounds},
    solver::{Infeasible, Plan, Route, StopId, Violation, breaches, schedule, schedule_late},
};

impl Instance<'_> {
    /// The plan without the orders that are only held: times are as early as can be without them.
    ///
    /// # Errors
    ///
    /// [`Infeasible`] if a route cannot be ridden without them, which only travel times that break the triangle
    /// inequality can cause.
    pub fn without_held(&self, plan: &Plan) -> Result<Plan, Infeasible> {
        let mut shown = plan.clone();
        shown.unassigned.retain(|left| !self.held.contains(&left.request));
        shown.routes.clear();
        for route in &plan.routes {
            let stops: Vec<StopId> = route.stops().collect();
            let stay: Vec<StopId> =
                stops.iter().copied().filter(|stop| !self.is_held(*stop)).collect();
            if stay.len() == stops.len() {
                shown.routes.push(route.clone());
            } else if !stay.is_empty() {
                shown.routes.push(self.ridden(route.vehicle, &stay)?);
            }
        }
        shown.breaches = breaches(&self.problem, &shown.routes);
        Ok(shown)
    }

    /// These stops, in time; in a day under way late where they must be.
    fn ridden(&self, vehicle: usize, stops: &[StopId]) -> Result<Route, Infeasible> {
        let route = schedule(&self.problem, vehicle, stops);
        if self.is_under_way() {
            return route.or_else(|_| schedule_late(&self.problem, vehicle, stops));
        }
        route
    }

    /// Notes in the rounds of the plan without held orders where these have room in the `plan` with them. A courier who
    /// would ride for nobody else has no round to note it in.
    pub fn note_room(&self, plan: &Plan, rounds: &mut Rounds) {
        for route in &plan.routes {
            let mut shown = route.stops().filter(|stop| !self.is_held(*stop));
            let Some(first) = shown.next().map(|stop| self.stop_kind(stop)) else { continue };
            let own = |kind: &RoundStopKind| *kind == first;
            let mut all = rounds.rounds.iter_mut();
            let round = all.find(|round| round.stops.iter().any(|stop| own(&stop.kind)));
            let Some(round) = round else { continue };
            // The start is 0; a break is at its place in the round as it is shown.
            let mut before = 1;
            for stop in route.stops() {
                let kind = self.stop_kind(stop);
                if self.is_held(stop) {
                    round.room.push(Room { kind, before });
                } else {
                    let at = round.stops.iter().position(|it| it.kind == kind);
                    before = at.map_or(before, |at| at + 1);
                }
            }
        }
    }

    fn is_held(&self, stop: StopId) -> bool {
        self.held.contains(&stop.request())
    }

    /// Is this only wrong because a held order is in no round?
    pub(crate) fn is_about_held(&self, violation: &Violation) -> bool {
        matches!(violation, Violation::Forgotten { request } if self.held.contains(request))
    }
}
