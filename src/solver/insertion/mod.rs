//! Requests into routes, one after another, each at its cheapest place.
//!
//! The cost of a route is its riding time; ties are broken by distance, then by waiting. A place is
//! offered only if nothing hard breaks: pickup before dropoffs, windows, capacity at every point,
//! shift, break, skills, reachability. Which request comes next is the operators' choice:
//! [`cheapest`] or [`regret`] (Potvin and Rousseau 1993; Ropke and Pisinger 2006).

mod construct;
mod offers;
mod pair;
mod place;
mod several;

mod cheapest;
mod regret;

pub use construct::{Insertion, construct};
pub(super) use place::best_place;

#[cfg(test)]
mod tests;
