//! One order of a plan, explained.

use super::{
    base::{Base, changes_courier},
    book::Book,
    conflict::conflict,
    decide::Made,
    fit::{Pair, fit},
    law::Law,
    obstacles::obstacles,
    remedies::{Day, remedies},
    settle::all_without,
    trial::Trial,
};
use crate::{
    domain::{Alternative, CostWeights, Decision, Fit, Inputs, Obstacle, Outcome, Shift, Verdict},
    solver::{Problem, Route, StopId},
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
    /// By which remedies are judged, if somebody has asked it.
    pub(super) law: Option<Law<'a>>,
}

impl Desk<'_> {
    /// Why `request` is where it is; where it is nowhere, `seek` asks for remedies.
    pub(super) fn decision(&self, request: usize, seek: bool) -> Decision {
        let (rest, home) = all_without(self.bases, request);
        let mut ranked: Vec<((u8, i64), Alternative)> = (0..self.bases.len())
            .map(|vehicle| {
                let chosen = home == Some(vehicle);
                let verdict = if chosen {
                    self.chosen(&rest[vehicle], request)
                } else {
                    self.other(&rest[vehicle], request)
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
        let Made { objective, decided_at, rules_version, seed, iterations, kept_below_s, .. } =
            *self.made;
        let weights = CostWeights {
            riding_s: objective.travel,
            distance_m: objective.distance,
            waiting_s: objective.waiting,
            off_target_s: objective.off_target,
            fairness: objective.fair,
            change: objective.change,
            moved_s: objective.eta,
            tolerance_s: objective.eta_tolerance,
        };
        let (orders, shifts) = (self.problem.requests().len(), self.bases.len());
        Inputs {
            decided_at,
            rules_version,
            seed,
            iterations,
            orders,
            shifts,
            weights,
            kept_below_s,
        }
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

    /// `rest` is the round without it.
    fn chosen(&self, rest: &Base<'_>, request: usize) -> Verdict {
        match &self.bases[rest.vehicle].route {
            Some(after) => Verdict::Possible(self.fit(rest, after, request)),
            // No plan has such a round: the judge would refuse it.
            None => {
                Verdict::Forbidden { obstacles: vec![Obstacle::Unreachable], every_place: true }
            }
        }
    }

    fn other(&self, base: &Base<'_>, request: usize) -> Verdict {
        let trial = Trial::new(base, request);
        if let Some(found) = trial.cheapest(self.made.objective, None) {
            return Verdict::Possible(self.fit(base, &found.route, request));
        }
        let (obstacles, every_place) = obstacles(&trial, self.book);
        Verdict::Forbidden { obstacles, every_place }
    }

    fn fit(&self, rest: &Base<'_>, after: &Route, request: usize) -> Fit {
        let changes = changes_courier(self.problem, rest.vehicle, request);
        fit(Pair { rest, after }, request, self.made.objective, self.book, changes)
    }

    fn unassigned(&self, request: usize, seek: bool, alternatives: &[Alternative]) -> Outcome {
        let problem = self.problem;
        let conflict = conflict(problem, self.routes, request, self.book.all_learnable());
        let shifts = self.shifts.iter();
        let shifts: Vec<[&str; 4]> = shifts
            .map(|it| [it.courier.as_str(), it.vehicle.as_str(), it.hub.as_str(), it.last_hub()])
            .collect();
        let earliest = self.made.not_before;
        let day = Day {
            problem,
            objective: self.made.objective,
            routes: self.routes,
            book: self.book,
            shifts: &shifts,
            law: self.law,
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
