//! VROOM's problem to the solver's, and its plans back.
//!
//! A job is a request of one stop, a shipment one of two. What the solver counts otherwise is turned into what
//! it knows: times begin shortly before the first window (`clock`), of the parts of amounts only those that can
//! be too much are told (`load`), skills that the same vehicles have are one (`skills`), and costs are whole
//! numbers (`cost`). What it cannot honour is refused.

mod clock;
mod cost;
mod load;
mod reason;
mod routes;
mod skills;
mod translate;

pub use routes::VroomEffort;

#[cfg(test)]
mod tests;
