//! How a simulated day is steered, and how much chance there is in it.

use crate::{solver::Objective, units::Seconds};

/// What two simulated days may differ in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// What is to be kept small.
    pub objective: Objective,
    /// Iterations of the search after each change; counted, so that the same seed gives the same day on any machine.
    pub iterations: u64,
    /// Rounds are looked at again at least so often while somebody has something to do; zero: only when an order
    /// comes or waits.
    pub replan: Seconds,
    /// Zero: an order is put in where that costs the least, at whatever time of its window. Otherwise where that costs
    /// the least among the places from which it comes to its doors at most so much later than it would at once,
    /// behind all that some courier has to do; if there is none, twice as much, and so on. That is kept from then
    /// on as if it had been promised.
    pub prompt: Seconds,
    /// A courier's next stop is settled so long before it is time to set out for it. Zero: only by setting out.
    pub commit: Seconds,
    /// Couriers set out such that they would be so long before a stop's window at its door; what is longer they
    /// wait where they are, where a new order may find them.
    pub early: Seconds,
    /// An order is announced to its courier, and its arrival to the customer, so long before the courier sets
    /// out for its pickup.
    pub announce: Seconds,
    /// Spread of riding times: standard deviation over mean.
    pub riding_cv: f64,
    /// Spread of service times.
    pub service_cv: f64,
}

impl Default for Rules {
    /// A day's rounds as the service makes them. The spreads are assumptions: a ride of ten minutes is off by two,
    /// a service of two minutes by half a minute, as standard deviations.
    fn default() -> Self {
        Self {
            objective: Objective::ROUNDS,
            iterations: 300,
            replan: Seconds::from_minutes(5),
            prompt: Seconds::ZERO,
            commit: Seconds::ZERO,
            early: Seconds::from_minutes(2),
            announce: Seconds::from_minutes(20),
            riding_cv: 0.2,
            service_cv: 0.25,
        }
    }
}

impl Rules {
    /// The same where everything takes what was planned.
    #[must_use]
    pub fn without_noise(self) -> Self {
        Self { riding_cv: 0.0, service_cv: 0.0, ..self }
    }
}
