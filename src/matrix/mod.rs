//! Places in, travel times and distances out.

mod many_to_many;
mod table;

pub use many_to_many::many_to_many;
pub use table::{Leg, Matrix};
