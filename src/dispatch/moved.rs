//! An order that is put into the round of a shift by hand, for real.

use super::{Instance, InstanceError, Made, begun::stretch};
use crate::{
    domain::{Decision, Round},
    solver::{
        Allowed, Live, Problem, ProblemError, Route, StopId, Violation, breaches, check_live,
    },
};

/// What comes of a move.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The rounds that it changes, with their shifts (by index). Of one that is being ridden it is what is left.
    pub rounds: Vec<(usize, Round)>,
    /// The shift whose round it leaves without a stop, if that is not being ridden.
    pub emptied: Option<usize>,
    /// Why the order is there now.
    pub decision: Option<Decision>,
    /// What is wrong with these rounds. None may be published then: a defect of ours.
    pub violations: Vec<Violation>,
}

impl Instance<'_> {
    /// Puts an order into the round of a shift (both by index), as [`Self::by_hand`] tells, which must find nothing hard
    /// against it: the vehicle's capacity, skills and limits, and who may have the order, are taken for what it needs. `None` if there is no way to ride it.
    ///
    /// # Errors
    ///
    /// [`InstanceError::Stuck`] if what is left of one of the two rounds cannot be ridden as it is;
    /// [`InstanceError::Live`], [`InstanceError::Problem`]: a defect of ours.
    pub fn moved(
        &self,
        order: usize,
        shift: usize,
        position: Option<usize>,
        made: &Made<'_>,
    ) -> Result<Option<Moved>, InstanceError> {
        let (_, before) = self.live()?;
        let source = self.round_with(order).map(|(vehicle, _)| vehicle);
        let is_known = |vehicle: usize| {
            let has = |routes: &[(usize, Vec<StopId>)]| routes.iter().any(|it| it.0 == vehicle);
            has(&before) || !has(&self.warm_start)
        };
        let stuck: Vec<usize> =
            source.into_iter().chain([shift]).filter(|vehicle| !is_known(*vehicle)).collect();
        if !stuck.is_empty() {
            return Err(InstanceError::Stuck { shifts: stuck });
        }
        let Some((stops, route)) = self.placed(order, shift, position) else { return Ok(None) };
        let mut after = before.clone();
        for (_, stops) in &mut after {
            stops.retain(|stop| stop.request() != order);
        }
        after.retain(|(vehicle, stops)| *vehicle != shift && !stops.is_empty());
        after.push((shift, stops));
        let problem = self.overruled(order, shift, &route).map_err(InstanceError::Problem)?;
        let live = Live::new(problem.clone(), self.objective, 1, &after);
        let plan = live.map_err(InstanceError::Live)?.plan();
        let mut shown = self.without_held(&plan).map_err(InstanceError::Held)?;
        shown.breaches = breaches(&problem, &shown.routes);
        let mut violations = check_live(&problem, &self.asked_of(&before), &shown);
        // Nobody looks for places for the others.
        violations.retain(|violation| {
            !matches!(violation, Violation::FalseReason { .. }) && !self.is_about_held(violation)
        });
        let (mut rounds, shifts) = self.rounds_of_shifts(&shown);
        self.note_room(&plan, &mut rounds);
        let changed = |vehicle: usize| vehicle == shift || Some(vehicle) == source;
        let rounds = shifts.iter().copied().zip(rounds.rounds);
        let rounds: Vec<(usize, Round)> = rounds.filter(|(shift, _)| changed(*shift)).collect();
        let is_left = |vehicle: &usize| rounds.iter().all(|(shift, _)| shift != vehicle);
        let emptied = source.filter(is_left);
        let decision = self.decisions_about(&plan, made, |request| request == order).pop();
        Ok(Some(Moved { rounds, emptied, decision, violations }))
    }

    /// The problem in which the vehicle can and may carry what the route brings.
    fn overruled(
        &self,
        order: usize,
        shift: usize,
        route: &Route,
    ) -> Result<Problem, Vec<ProblemError>> {
        let mut vehicles = self.problem.vehicles().to_vec();
        let mut requests = self.problem.requests().to_vec();
        stretch(&mut vehicles[shift], route);
        requests[order].skills = vehicles[shift].accepts;
        requests[order].vehicles = Allowed::one(shift);
        self.problem.changed(vehicles, requests)
    }
}
