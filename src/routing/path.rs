//! What a search finds.

use crate::graph::{Cost, EdgeId};

/// A path from a snapped place to another: all its edges, of which the first and the last may be
/// used in part only.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Its cost.
    pub cost: Cost,
    /// Its edges in order. Never empty.
    pub edges: Vec<EdgeId>,
}
