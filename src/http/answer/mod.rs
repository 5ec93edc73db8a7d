//! What use cases give, as documents.

mod decision;
mod fleet;
mod labour;
mod map;
mod moves;
mod order;
mod plain;
mod quote;
mod round;
mod rules;
mod streets;

pub(super) use plain::{created, geojson};
pub(super) use rules::{rules, wants_toml};
