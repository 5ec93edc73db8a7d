//! What couriers work, and what it costs for being much.

use super::{ALL, State};
use crate::solver::engine::model::Model;

impl State {
    /// Takes a route's times anew, after a change of what they cost.
    pub(in crate::solver::engine) fn reconsider(&mut self, model: &Model, vehicle: u32) {
        let done = self.renew(model, vehicle, ALL);
        debug_assert!(done, "what was feasible is so still");
    }

    /// The courier of this vehicle works so much more.
    pub(super) fn work(&mut self, model: &Model, vehicle: u32, more: i64) {
        self.unfairness += self.unfair(model, vehicle, more);
        self.hours[model.riders[vehicle as usize].courier as usize] += more;
    }

    /// What it costs for being unequal that the courier of this vehicle works so much more.
    pub(in crate::solver::engine) fn unfair(&self, model: &Model, vehicle: u32, more: i64) -> i64 {
        if model.objective.fair == 0 {
            return 0;
        }
        let courier = model.riders[vehicle as usize].courier;
        let now = self.hours[courier as usize];
        model.fairness(courier, now + more) - model.fairness(courier, now)
    }
}
