//! A day before anyone rides it: orders become known one by one, the live engine puts each into the rounds,
//! and couriers ride with luck that a seed decides. Knows the solver's problem, no co-operative and no clock.
//!
//! [`simulate`] rides one day and gives its [`Log`]; [`Figures`] are what is told of it, [`compare`] tells two
//! sets of [`Rules`] apart on the same luck, [`Bands`] say how far an announced arrival may be off.

mod luck;
mod rules;
mod scene;

mod courier;
mod estimates;
mod log;
mod situation;

mod ride;
mod town;

mod simulate;

mod bands;
mod compare;
mod figures;
mod statistics;
mod work;

pub use bands::{Bands, Coverage, Forecast};
pub use compare::{Difference, Verdict, compare};
pub use figures::{Better, Figure, Figures};
pub use log::{Churn, Estimate, Home, Log, NotServed, Planned, Ridden};
pub use luck::Luck;
pub use rules::Rules;
pub use scene::{Scene, SceneError};
pub use simulate::{Moment, SimulationError, simulate};
pub use statistics::{gini, mean, quantile};
pub use work::Work;

#[cfg(test)]
mod tests;
