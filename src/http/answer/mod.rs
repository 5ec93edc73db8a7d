//! What use cases give, as documents.

mod fleet;
mod map;
mod order;
mod plain;
mod round;

pub(super) use plain::{created, geojson};
