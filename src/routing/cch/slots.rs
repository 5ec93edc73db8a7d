//! Where the arcs of a graph are in its hierarchy.

use super::hierarchy::{Hierarchy, NONE};

/// An arc of a hierarchy in one direction: twice its index, and one more if it leads down.
pub(super) type Slot = u32;

/// For each arc of a graph its slot, and for each arc of the hierarchy those of the graph.
#[derive(Debug)]
pub(crate) struct Slots {
    /// By arc of the graph; [`NONE`] for one from a node to itself, which is on no shortest path.
    by_arc: Vec<Slot>,
    /// By arc of the hierarchy, the first of its `sorted`; one more at the end.
    first: Vec<u32>,
    /// Arcs of the graph by their slot.
    sorted: Vec<u32>,
}

impl Slots {
    /// Of the arcs `ends`, from the first to the second node each, in a hierarchy that has them all.
    pub(crate) fn new(hierarchy: &Hierarchy, ends: &[[u32; 2]]) -> Self {
        let slot = |[tail, head]: &[u32; 2]| {
            let [tail, head] = [tail, head].map(|node| hierarchy.ranks[*node as usize]);
            let arc = hierarchy.arc(tail.min(head), tail.max(head));
            arc.map_or(NONE, |arc| 2 * arc + u32::from(tail > head))
        };
        let slots: Vec<Slot> = ends.iter().map(slot).collect();
        let mut first = vec![0_u32; hierarchy.heads.len() + 1];
        for slot in slots.iter().filter(|slot| **slot != NONE) {
            first[*slot as usize / 2 + 1] += 1;
        }
        for arc in 0..hierarchy.heads.len() {
            first[arc + 1] += first[arc];
        }
        let mut next = first.clone();
        let mut sorted = vec![0; first[hierarchy.heads.len()] as usize];
        for (arc, slot) in (0..).zip(&slots) {
            if *slot != NONE {
                let next = &mut next[*slot as usize / 2];
                sorted[*next as usize] = arc;
                *next += 1;
            }
        }
        Self { by_arc: slots, first, sorted }
    }

    /// Slots by arc of the graph.
    pub(super) fn all(&self) -> &[Slot] {
        &self.by_arc
    }

    /// The graph's own arcs between two ranks: up if `direction` is 0, down if it is 1.
    pub(super) fn between(
        &self,
        hierarchy: &Hierarchy,
        lower: u32,
        higher: u32,
        direction: usize,
    ) -> impl Iterator<Item = u32> + '_ {
        let both = hierarchy.arc(lower, higher).map_or(&[][..], |arc| {
            let [first, end] = [arc, arc + 1].map(|arc| self.first[arc as usize] as usize);
            &self.sorted[first..end]
        });
        let is_there = move |own: &u32| self.by_arc[*own as usize] as usize % 2 == direction;
        both.iter().copied().filter(is_there)
    }
}
