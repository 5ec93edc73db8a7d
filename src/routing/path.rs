//! What a search finds.

use super::cch::INFINITE;
use crate::graph::{Cost, EdgeId, LONGEST_MS};

/// No path takes this long: three days. Whoever would ride that far does not get there.
pub(super) const FARTHEST: Cost = Cost::new(2 * LONGEST_MS, 0);

// While a query runs, an edge that is taken off in the end may come on top.
const _: () = assert!(FARTHEST.plus(Cost::new(LONGEST_MS, u32::MAX)).weight() < INFINITE);

/// A path from a snapped place to another: all its edges, of which the first and the last may be
/// used in part only.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Its cost.
    pub cost: Cost,
    /// Its edges in order. Never empty.
    pub edges: Vec<EdgeId>,
}
