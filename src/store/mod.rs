//! Rows of a database to domain values and back: one SQL text for SQLite and PostgreSQL.
//!
//! A [`View`] reads the rows of one co-operative as they are at one moment; a [`Change`] reads and
//! writes them in one transaction that also holds the events of what it did. Changes of one
//! co-operative come one after the other: each begins by raising its counter of events. So numbers
//! of events are in the order of commits, without gaps.

mod accounts;
mod address;
mod carried;
mod cells;
mod coops;
mod decisions;
mod error;
mod events;
mod fleet;
mod heat;
mod held;
mod open;
mod orders;
mod references;
mod rounds;
mod rules;
mod sessions;
mod shifts;
mod shops;
mod statement;
mod streets;
mod watch;
mod work;

pub use accounts::Login;
pub use coops::StoredCoop;
pub use decisions::StoredDecision;
pub use error::StoreError;
pub use open::Store;
pub use orders::{CursorError, OrderCursor, OrderFilter, OrderPage};
pub use rounds::{CarriedRound, NewRound, Publication};
pub use sessions::Session;
pub use work::{Change, Reading, View, Work, Writing};
