//! Customizable contraction hierarchies.

mod bisect;
mod cover;
mod customized;
mod dissection;
mod ends;
mod flow;
mod hierarchy;
mod label;
mod narrow;
mod peel;
mod rows;
mod search;
mod sides;
mod simd;
mod slots;
mod table;
mod weights;

#[cfg(test)]
mod tests;

pub use customized::CustomizeTimes;
pub(crate) use customized::{Customized, Scratch};
pub(crate) use dissection::{edge_order, node_order};
pub(crate) use ends::Ends;
pub(crate) use hierarchy::Hierarchy;
pub(crate) use search::{UpDown, Walk};
pub use simd::Vectors;
pub(crate) use slots::Slots;
pub(crate) use table::NO_PATH;
pub(crate) use weights::{INFINITE, Weight};
