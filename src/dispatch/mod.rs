//! The co-operative's words to the solver's indices, and back. Pure functions.

mod builder;
mod day;
mod explain;
mod instance;
mod publish;
mod quote;
mod reason;
mod refusal;
mod snapping;

pub use day::Day;
pub use explain::Made;
pub use instance::Instance;
pub use quote::{Offer, Quote, Quoted};
pub use refusal::InstanceError;
pub use snapping::hub_place;
