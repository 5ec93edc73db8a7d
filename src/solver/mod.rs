//! Pickup and delivery with time windows (PDPTW): a [`Problem`] of indices, units and matrices in, a
//! [`Plan`] out. Knows nothing of co-operatives, streets or clocks.
//!
//! Instants are [`Seconds`](crate::units::Seconds) since the start of the plan; places are rows and
//! columns of the matrices.

mod plan;
mod problem;

mod clock;
mod schedule;
mod tour;

mod alone;
mod insertion;
mod reason;

mod check;

#[cfg(test)]
mod fixture;

pub use check::{Violation, check, check_live};
pub use insertion::{Insertion, construct};
pub use plan::{Breach, Plan, Reason, Route, StopId, Totals, Unassigned, Visit, VisitKind};
pub use problem::{Break, Problem, ProblemError, Request, Skills, Stop, Vehicle};
pub use schedule::{Infeasible, breaches, schedule, schedule_late};

#[cfg(test)]
mod tests;
