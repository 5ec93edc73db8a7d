//! Where the arcs of a graph are in its hierarchy.

use super::hierarchy::{Hierarchy, NONE};

/// For each arc of a graph twice the index of its arc of the hierarchy, and one more if it leads down;
/// [`NONE`] for one from a node to itself, which is on no shortest path.
#[derive(Debug)]
pub(crate) struct Slots(Vec<u32>);

impl Slots {
    /// Of the arcs `ends`, from the first to the second node each, in a hierarchy that has them all.
    pub(crate) fn new(hierarchy: &Hierarchy, ends: &[[u32; 2]]) -> Self {
        let slot = |[tail, head]: &[u32; 2]| {
            let [tail, head] = [tail, head].map(|node| hierarchy.ranks[*node as usize]);
            let arc = hierarchy.arc(tail.min(head), tail.max(head));
            arc.map_or(NONE, |arc| 2 * arc + u32::from(tail > head))
        };
        Self(ends.iter().map(slot).collect())
    }

    /// Arc of the hierarchy and direction (0: up, 1: down), by arc of the graph.
    pub(super) fn all(&self) -> impl Iterator<Item = Option<(usize, usize)>> + '_ {
        let split = |slot: &u32| (*slot as usize / 2, *slot as usize % 2);
        self.0.iter().map(move |slot| (*slot != NONE).then(|| split(slot)))
    }
}
