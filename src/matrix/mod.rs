//! Places in, travel times and distances out.

mod table;

pub use table::{Leg, Matrix};
