//! From one place to another: two walks up the elimination tree that meet.
//!
//! Dibbelt, Strasser and Wagner, *Customizable contraction hierarchies*, ACM JEA 21, 2016, section 6:
//! all that either search can reach are ancestors of where it began, so no queue is needed. Linear in
//! the arcs of those ancestors that are nearer than the path.

use super::{
    ends::{Ends, met},
    hierarchy::{Hierarchy, NONE},
    sides::Side,
    weights::{INFINITE, Weight},
};
use std::cmp::Ordering;

/// A shortest path, shortcuts and all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UpDown {
    /// What it weighs.
    pub(crate) weight: Weight,
    /// The nodes that it goes over, by rank: first up, then down.
    pub(crate) ranks: Vec<u32>,
}

/// Room for queries, one at a time. It is small: the ancestors of a node are told apart by their depth.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    from: Labels,
    to: Labels,
}

/// What it costs to get to each ancestor, and over which.
#[derive(Debug, Default)]
struct Labels {
    /// By depth; [`INFINITE`] between queries.
    weights: Vec<Weight>,
    /// By depth, the rank before; of this query where its weight is or was finite.
    by: Vec<u32>,
}

impl Walk {
    /// Weight of the shortest path between two ends; `None` if there is none.
    pub(crate) fn weight(
        &mut self,
        hierarchy: &Hierarchy,
        sides: &[Side; 2],
        from: &Ends,
        to: &Ends,
    ) -> Option<Weight> {
        let (sum, _) = self.run::<false>(hierarchy, sides, from, to);
        met(sum, from, to)
    }

    /// The shortest path between two ends; `None` if there is none.
    pub(crate) fn path(
        &mut self,
        hierarchy: &Hierarchy,
        sides: &[Side; 2],
        from: &Ends,
        to: &Ends,
    ) -> Option<UpDown> {
        let (sum, meeting) = self.run::<true>(hierarchy, sides, from, to);
        let weight = met(sum, from, to)?;
        let mut ranks: Vec<u32> = self.from.way(hierarchy, meeting).collect();
        ranks.reverse();
        ranks.extend(self.to.way(hierarchy, meeting).skip(1));
        Some(UpDown { weight, ranks })
    }

    /// The weight of the shortest path, and the highest node on it.
    fn run<const PATH: bool>(
        &mut self,
        hierarchy: &Hierarchy,
        [up, down]: &[Side; 2],
        from: &Ends,
        to: &Ends,
    ) -> (Weight, u32) {
        self.from.start(hierarchy, from);
        self.to.start(hierarchy, to);
        let (mut best, mut meeting) = (INFINITE, NONE);
        let parent = |rank: u32| hierarchy.parents[rank as usize];
        let depth = |rank: u32| hierarchy.depths[rank as usize] as usize;
        let (mut one, mut other) = (from.lowest(), to.lowest());
        loop {
            match one.cmp(&other) {
                Ordering::Less => {
                    self.from.relax::<PATH>(up, one, depth(one), best);
                    one = parent(one);
                }
                Ordering::Greater => {
                    self.to.relax::<PATH>(down, other, depth(other), best);
                    other = parent(other);
                }
                Ordering::Equal if one == NONE => return (best, meeting),
                Ordering::Equal => {
                    let at = depth(one);
                    let sum = self.from.weights[at] + self.to.weights[at];
                    if sum < best {
                        (best, meeting) = (sum, one);
                    }
                    self.from.relax::<PATH>(up, one, at, best);
                    self.to.relax::<PATH>(down, one, at, best);
                    one = parent(one);
                    other = one;
                }
            }
        }
    }
}

impl Labels {
    fn start(&mut self, hierarchy: &Hierarchy, ends: &Ends) {
        let depth = |rank: u32| hierarchy.depths[rank as usize] as usize;
        let deepest = depth(ends.lowest());
        if self.weights.len() <= deepest {
            self.weights.resize(deepest + 1, INFINITE);
            self.by.resize(deepest + 1, NONE);
        }
        for (rank, weight) in ends.seeds() {
            self.weights[depth(*rank)] = *weight;
            self.by[depth(*rank)] = NONE;
        }
    }

    #[inline]
    fn relax<const PATH: bool>(&mut self, side: &Side, rank: u32, depth: usize, best: Weight) {
        // Nobody asks again: the room is empty after each query.
        let weight = std::mem::replace(&mut self.weights[depth], INFINITE);
        if weight >= best {
            return;
        }
        // All arcs lead to ancestors, which have less depth.
        let (known, by) = (&mut self.weights[..depth], &mut self.by[..depth]);
        for (head, arc) in side.by_depth(rank) {
            let known = &mut known[head as usize];
            if PATH {
                if weight + arc < *known {
                    *known = weight + arc;
                    by[head as usize] = rank;
                }
            } else {
                *known = (*known).min(weight + arc);
            }
        }
    }

    /// From `rank` back to where the walk began.
    fn way<'a>(&'a self, hierarchy: &'a Hierarchy, rank: u32) -> impl Iterator<Item = u32> + 'a {
        std::iter::successors(Some(rank), |at| {
            let by = self.by[hierarchy.depths[*at as usize] as usize];
            (by != NONE).then_some(by)
        })
    }
}
