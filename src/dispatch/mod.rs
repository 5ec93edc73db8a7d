//! The co-operative's words to the solver's indices, and back. Pure functions.

mod instance;
mod publish;
mod reason;
mod snapping;

pub use instance::{Instance, InstanceError};
