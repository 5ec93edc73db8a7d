//! What use cases give, as documents.

mod decision;
mod fleet;
mod map;
mod order;
mod plain;
mod quote;
mod round;
mod streets;

pub(super) use plain::{created, geojson};
