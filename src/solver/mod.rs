//! Pickup and delivery with time windows (PDPTW): a [`Problem`] of indices, units and matrices in, a
//! [`Plan`] out. Knows nothing of co-operatives, streets or clocks.
//!
//! Instants are [`Seconds`](crate::units::Seconds) since the start of the plan; places are rows and
//! columns of the matrices.

mod plan;
mod problem;

mod clock;
mod schedule;

mod breaches;

mod alone;
mod reason;

mod check;

mod engine;

#[cfg(test)]
mod fixture;

pub use breaches::breaches;
pub use check::{Violation, check, check_live};
pub use engine::{
    Broken, Budget, Inserted, Live, LiveError, Objective, Offer, Progress, Score, Settings, Solved,
    Stats, solve,
};
pub use plan::{Breach, Plan, Reason, Route, StopId, Totals, Unassigned, Visit, VisitKind};
pub use problem::{
    Allowed, Break, Costs, Dropoff, Pickup, Problem, ProblemError, Request, Sequence, Skills, Stop,
    TimeByKind, Vehicle, Windows,
};
pub use schedule::{Infeasible, schedule, schedule_late};

#[cfg(test)]
mod tests;
