//! The rounds engine: one state, three entry points ([`solve`], [`Live::insert`], [`Live::improve`]).
//!
//! A [`Model`](model::Model) is the problem by numbers, a [`State`](state::State) a plan in the making.
//! Insertions are judged in constant time by what every [`Route`](route::Route) keeps of its visits; what
//! survives is scheduled exactly ([`soft`]).

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "indices and counts of a problem fit 31 bits; random numbers are cut on purpose"
)]

mod amount;
mod build;
mod grid;
mod model;

mod budget;
mod objective;
mod random;
mod stats;

mod best;
mod index_set;
mod moves;
mod route;
mod soft;
mod state;

mod broken;
mod offers;
mod pair;
mod place;
mod several;
mod single;
mod table;

mod anneal;
mod pool;
mod recreate;
mod ruin;
mod tails;
mod tools;
mod trade;

mod bent;
mod eject;
mod fleet;
mod perturb;
mod squeeze;

mod first;
mod hopeless;
mod search;
mod solve;
mod write;

mod ejection;
mod live;
mod live_error;
mod relax;

pub use budget::Budget;
pub use live::{Inserted, Live, Offer};
pub use live_error::LiveError;
pub use objective::{Broken, Objective, Score};
pub use solve::{Progress, Settings, Solved, solve};
pub use stats::Stats;

#[cfg(test)]
mod tests;
