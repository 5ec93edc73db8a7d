//! Orders with their stops.

mod list;
mod read;
mod write;

pub use list::{CursorError, OrderCursor, OrderFilter, OrderPage};
pub(super) use read::{by_id, of_day};
