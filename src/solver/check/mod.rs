//! A problem and a plan in, everything that is wrong with the plan out.
//!
//! The judge of the solver: it shares the types of problem and plan with it and not one line of
//! reckoning. Each family of rules has its own file. A visit is compared with what the plan itself
//! says about the visit before, so that one mistake is one violation and not a cascade.

mod judge;
mod reading;
mod violation;

mod before;
mod breach;
mod courier;
mod kept;
mod limits;
mod load;
mod on_board;
mod sequence;
mod served;
mod structure;
mod times;
mod totals;

mod reason;
mod ride;

pub use judge::{check, check_live};
pub use violation::Violation;

#[cfg(test)]
mod tests;
