//! What a map shows besides streets to ride: water, land, buildings, lines, and things with a name.
//!
//! It is collected on the same two passes as the streets: block by block in [`sighted`], joined in
//! [`draft`], and put together once the nodes are known, in [`assemble`].

mod kinds;
mod path;

mod class;
mod keys;
mod look;
mod poi;

mod draft;
mod finder;
mod sighted;

mod assemble;
mod inside;
mod part;
mod relation;
mod rings;
mod sea;
mod shore;

mod held;

pub use held::{Area, Line, Scenery, SceneryCounts, Spot};
pub use kinds::{
    AreaKind, BikeKind, LineKind, PoiKind, RailKind, RoadKind, SettlementKind, SpotKind,
    WaterwayKind,
};
pub use path::Path;

pub(super) use draft::Draft;
pub(super) use finder::Finder;
pub(super) use keys::SceneryKeys;
pub(super) use sighted::Sighted;
