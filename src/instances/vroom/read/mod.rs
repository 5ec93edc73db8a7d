//! From a JSON document to a problem, with all that is wrong with it.

mod admit;
mod fields;
mod matrices;
mod options;
mod places;
mod problem;
mod steps;
mod task;
mod vehicle;
mod windows;

pub use admit::{VroomLimits, admit_vroom};
pub use problem::{parse_vroom, read_vroom};

#[cfg(test)]
mod tests;
