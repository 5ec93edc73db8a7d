//! Orders with their stops.

mod list;
mod read;
mod write;

pub use list::{CursorError, OrderCursor, OrderFilter, OrderPage};
