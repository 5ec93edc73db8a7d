//! OSRM and ours side by side: the same map made ready, the same requests over HTTP, in turns.

mod compare;
mod differences;
mod http;
mod process;
mod questions;
mod ready;

pub use compare::compare;
