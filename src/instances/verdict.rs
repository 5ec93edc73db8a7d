//! What a judge found.

/// One thing wrong with a solution. Routes are counted from 1, as in published solutions.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentence above each variant says what its fields are")]
pub enum Violation {
    #[error("route {route} visits node {node}, but nodes to visit are 1 to {last}")]
    NoSuchNode { route: usize, node: i64, last: usize },
    #[error("route {route} visits node {node}, which route {first} visits before")]
    Twice { route: usize, node: usize, first: usize },
    #[error(
        "route {route} is late at node {node} by {by:.4}: service starts at {at:.4}, due {due}"
    )]
    Late { route: usize, node: usize, by: f64, at: f64, due: f64 },
    #[error("route {route} is late at its end by {by:.4}: it is over at {at:.4}, due {due}")]
    LateAtEnd { route: usize, by: f64, at: f64, due: f64 },
    #[error("route {route} has a load of {load} after node {node}, but the capacity is {capacity}")]
    Overloaded { route: usize, node: usize, load: i64, capacity: u32 },
    #[error("route {route} starts with a load of {load}, but the capacity is {capacity}")]
    OverloadedAtStart { route: usize, load: i64, capacity: u32 },
    #[error("node {node} is visited, but its {what}, node {other}, is not")]
    Half { node: usize, what: &'static str, other: usize },
    #[error("pickup {pickup} is in route {first}, but its delivery {delivery} in route {second}")]
    TwoRoutes { pickup: usize, first: usize, delivery: usize, second: usize },
    #[error("route {route} visits delivery {delivery} before its pickup {pickup}")]
    DeliveryFirst { route: usize, pickup: usize, delivery: usize },
    #[error("there are {routes} routes, but {fleet} vehicles")]
    TooManyRoutes { routes: usize, fleet: usize },
    #[error("route {route} does not say whose it is: name a courier of the instance in `couriers`")]
    Nobodys { route: usize },
    #[error("route {route} is of {courier}, who has another route")]
    CourierTwice { route: usize, courier: String },
}

/// What is to be said of a solution, in the file's unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// How many routes visit any node.
    pub vehicles: usize,
    /// How many vehicles there are.
    pub fleet: usize,
    /// What riding costs.
    pub distance: f64,
    /// How late anyone is anywhere, at most.
    pub max_lateness: f64,
    /// Nodes in no route.
    pub unserved: Vec<usize>,
    /// All that is wrong, or the first ten thousand.
    pub violations: Vec<Violation>,
    /// How many more there are.
    pub unlisted: usize,
}

impl Verdict {
    /// Is nothing wrong? Nodes may be left out.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.violations.is_empty()
    }

    /// Are all nodes visited?
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unserved.is_empty()
    }

    /// Notes one thing more.
    pub(super) fn add(&mut self, violation: Violation) {
        const LISTED: usize = 10_000;
        if self.violations.len() < LISTED {
            self.violations.push(violation);
        } else {
            self.unlisted += 1;
        }
    }
}
