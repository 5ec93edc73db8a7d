//! Why a plan put each order where it is, and what would give those a place that are in no round.
//!
//! All of it is found out by trying: an order is put into every place of every other round, which is scheduled
//! anew ([`crate::solver::schedule`]); a remedy is tried by solving with it. What is told of a round is told with
//! the other rounds as they are.

mod ahead;
mod base;
mod earliest;
mod places;
mod tails;

mod trial;

mod alone;
mod book;
mod fit;
mod obstacles;

mod settle;

mod conflict;
mod relaxed;

mod changed;
mod law;
mod remedies;
mod verify;

mod desk;

mod decide;

pub use decide::Made;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
