//! One order of a plan, explained.

use super::{
    base::Base,
    book::Book,
    conflict::conflict,
    decide::Made,
    fit::{Pair, fit},
    obstacles::obstacles,
    remedies::{Day, remedies},
    settle::without,
    trial::Trial,
};
use crate::{
    domain::{Alternative, CostWeights, Decision, Fit, Inputs, Obstacle, Outcome, Shift, Verdict},
    solver::{Problem, StopId},
    units::Seconds,
};

/// What is needed to explain one order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Desk<'a> {
    pub(super) problem: &'a Problem,
    pub(super) made: &'a Made<'a>,
    pub(super) book: &'a Book<'a>,
    /// The stops of each vehicle.
    pub(super) routes: &'a [Vec<StopId>],
    /// The same as they are ridden.
    pub(super) bases: &'a [Base<'a>],
    /// By vehicle.
    pub(super) shifts: &'a [Shift],
    /// The routes of before (vehicle, stops).
    pub(super) warm_start: &'a [(usize, Vec<StopId>)],
}

impl Desk<'_> {
    /// Why `request` is where it is; where it is nowhere, `seek` asks for remedies.
    pub(super) fn decision(&self, request: usize, seek: bool) -> Decision {
        let is_home = |stops: &Vec<StopId>| stops.iter().any(|stop| stop.request() == request);
        let home = self.routes.iter().position(is_home);
        let mut ranked: Vec<((u8, i64), Alternative)> = (0..self.bases.len())
            .map(|vehicle| {
                let chosen = home == Some(vehicle);
                let verdict = if chosen {
                    self.chosen(vehicle, request)
                } else {
                    self.other(vehicle, request)
                };
                let rank = match &verdict {
                    _ if chosen => (0, 0),
                    Verdict::Possible(fit) => (1, fit.cost),
                    Verdict::Forbidden { .. } => (2, 0),
                };
                (rank, self.alternative(vehicle, verdict))
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let alternatives: Vec<Alternative> = ranked.into_iter().map(|(_, it)| it).collect();
        let outcome = match home {
            Some(_) => Outcome::Assigned,
            None => self.unassigned(request, seek, &alternatives),
        };
        let order = self.book.order(request);
        Decision { order, inputs: self.inputs(), outcome, alternatives, by_hand: None }
    }

    fn inputs(&self) -> Inputs {
        let Made { objective, decided_at, rules_version, seed, iterations, .. } = *self.made;
        let weights = CostWeights {
            riding_s: objective.travel,
            distance_m: objective.distance,
            waiting_s: objective.waiting,
            off_target_s: objective.off_target,
        };
        let (orders, shifts) = (self.problem.requests().len(), self.bases.len());
        Inputs { decided_at, rules_version, seed, iterations, orders, shifts, weights }
    }

    fn alternative(&self, vehicle: usize, verdict: Verdict) -> Alternative {
        let shift = &self.shifts[vehicle];
        Alternative {
            courier: shift.courier.clone(),
            vehicle: shift.vehicle.clone(),
            from_at: shift.window.start(),
            until_at: shift.window.end(),
            verdict,
        }
    }

    fn chosen(&self, vehicle: usize, request: usize) -> Verdict {
        let rest = without(&self.bases[vehicle], request);
        let after = self.bases[vehicle].route.as_ref();
        let pair =
            after.map(|after| Pair { problem: self.problem, before: rest.route.as_ref(), after });
        match pair {
            Some(pair) => Verdict::Possible(self.fit(pair, vehicle, request)),
            // No plan has such a round: the judge would refuse it.
            None => {
                Verdict::Forbidden { obstacles: vec![Obstacle::Unreachable], every_place: true }
            }
        }
    }

    fn other(&self, vehicle: usize, request: usize) -> Verdict {
        let base = &self.bases[vehicle];
        let trial = Trial::new(base, request);
        if let Some(found) = trial.cheapest(self.made.objective, None) {
            let (before, after) = (base.route.as_ref(), &found.route);
            let pair = Pair { problem: self.problem, before, after };
            return Verdict::Possible(self.fit(pair, vehicle, request));
        }
        let (obstacles, every_place) = obstacles(&trial, self.book);
        Verdict::Forbidden { obstacles, every_place }
    }

    fn fit(&self, pair: Pair<'_>, vehicle: usize, request: usize) -> Fit {
        let vehicles = self.problem.vehicles();
        let before = self
            .warm_start
            .iter()
            .find(|(_, stops)| stops.iter().any(|stop| stop.request() == request));
        let changes = before
            .is_some_and(|(before, _)| vehicles[*before].courier != vehicles[vehicle].courier);
        fit(pair, request, self.made.objective, self.book, changes)
    }

    fn unassigned(&self, request: usize, seek: bool, alternatives: &[Alternative]) -> Outcome {
        let problem = self.problem;
        let conflict = conflict(problem, self.routes, request);
        let shifts = self.shifts.iter();
        let shifts: Vec<[&str; 3]> = shifts
            .map(|shift| [shift.courier.as_str(), shift.vehicle.as_str(), shift.hub.as_str()])
            .collect();
        let earliest = self.made.not_before;
        let day = Day {
            problem,
            objective: self.made.objective,
            routes: self.routes,
            book: self.book,
            shifts: &shifts,
            earliest: earliest.map_or(Seconds::ZERO, |at| at.seconds_since(self.book.start)),
        };
        let obstacles: Vec<Obstacle> = alternatives
            .iter()
            .flat_map(|it| match &it.verdict {
                Verdict::Forbidden { obstacles, .. } => obstacles.clone(),
                Verdict::Possible(_) => Vec::new(),
            })
            .collect();
        let remedies = if seek { remedies(day, request, &obstacles) } else { Vec::new() };
        Outcome::Unassigned { conflict, remedies, sought: seek }
    }
}
