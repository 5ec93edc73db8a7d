//! A day's orders as CSV, read and written; a row is one dropoff. [`read_orders`] has the columns.

mod column;
mod draft;
mod formula;
mod moment;
mod read;
mod row;
mod table;
mod terms;
mod write;

pub use draft::PlacedOrder;
pub use read::{read_orders, read_placed_orders};
pub use write::write_orders;

#[cfg(test)]
mod tests;
