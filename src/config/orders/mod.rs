//! A day's orders as CSV, read and written; a row is one dropoff.
//!
//! | column | meaning | if empty or left out |
//! |---|---|---|
//! | `order` | id; rows with the same id are dropoffs of one order | refused |
//! | `shop`, `shop_address` | where it is fetched, for people | empty |
//! | `pickup_lon`, `pickup_lat` | where it is fetched, in degrees | refused |
//! | `ready_at` | when it can be fetched at the earliest | refused |
//! | `pickup_by` | when its pickup starts at the latest | the first `due_by` of its dropoffs |
//! | `pickup_service_s` | service time at the shop | [`Settings::pickup_service`] |
//! | `customer`, `address` | where it goes, for people | empty |
//! | `lon`, `lat` | where it goes, in degrees | refused |
//! | `due_from` | when its dropoff may start | `ready_at` |
//! | `due_by` | when its dropoff starts at the latest | [`Settings::default_window`] after `due_from` |
//! | `dropoff_service_s` | service time at the customer | [`Settings::dropoff_service`] |
//! | `mass_g`, `volume_ml`, `bags` | load of this dropoff | [`Settings::default_load`] |
//! | `skills` | what the courier must be able to do, separated by spaces | none |
//!
//! Columns come in any order, under a header. From the second row of an order on, what belongs to
//! the order as a whole (all up to `pickup_service_s`, and `skills`) may be left empty, and must
//! agree with the first row otherwise.
//!
//! Times are local (`2026-11-21T12:15`), or carry their offset (`2026-11-21T11:15:00Z`). Of a local
//! time that comes twice on a change of the clock the first is meant. Cells are separated by `,` or
//! by `;`; with `;` a number may have a decimal comma.
//!
//! [`Settings::pickup_service`]: super::Settings::pickup_service
//! [`Settings::dropoff_service`]: super::Settings::dropoff_service
//! [`Settings::default_window`]: super::Settings::default_window
//! [`Settings::default_load`]: super::Settings::default_load

mod column;
mod draft;
mod formula;
mod moment;
mod read;
mod row;
mod table;
mod write;

pub use read::read_orders;
pub use write::write_orders;

#[cfg(test)]
mod tests;
