//! Customization: what each arc of a hierarchy weighs under a metric.
//!
//! Dibbelt, Strasser and Wagner, *Customizable contraction hierarchies*, ACM JEA 21, 2016. Basic
//! customization makes each arc as light as the best path over lower nodes between its ends; perfect
//! customization as light as the best path at all. Both look at each triangle once.

use super::hierarchy::{Hierarchy, NONE};
use rayon::prelude::*;
use std::ops::Range;

/// What a path weighs: travel time in milliseconds times 2^32, plus length in centimetres.
pub(crate) type Weight = i64;

/// Of what is not there. The sum of two does not overflow, nor that of this and any path.
pub(crate) const INFINITE: Weight = i64::MAX / 4;

/// An arc from its lower to its higher end, and back.
pub(crate) type Pair = [Weight; 2];

/// Subtrees of the elimination tree have at most one part in so many of all arcs, where they are
/// customized side by side.
const PARTS: usize = 16;

/// Basic customization of `weights` (by arc), in which each arc weighs what the graph's own does at
/// first. On as many threads as there are.
pub(crate) fn customize(hierarchy: &Hierarchy, weights: &mut [Pair]) {
    let parts = Parts::new(hierarchy);
    parts.split(hierarchy, weights).into_par_iter().for_each_init(
        || Room::new(hierarchy),
        |room, (ranks, weights)| {
            let offset = hierarchy.up(ranks.start).start;
            ranks.for_each(|rank| room.lighten_own(rank, weights, offset));
        },
    );
    let mut room = Room::new(hierarchy);
    for rank in &parts.rest {
        room.lighten_own(*rank, weights, 0);
    }
}

/// Perfect customization of `weights` after the basic one.
pub(crate) fn perfect(hierarchy: &Hierarchy, weights: &mut [Pair]) {
    let parts = Parts::new(hierarchy);
    let mut room = Room::new(hierarchy);
    for rank in parts.rest.iter().rev() {
        room.lighten_below(*rank, weights, 0);
    }
    parts.split(hierarchy, weights).into_par_iter().for_each_init(
        || Room::new(hierarchy),
        |room, (ranks, weights)| {
            let offset = hierarchy.up(ranks.start).start;
            ranks.rev().for_each(|rank| room.lighten_below(rank, weights, offset));
        },
    );
}

/// Subtrees that have no arc between them, and the nodes above all of them.
struct Parts {
    subtrees: Vec<Range<u32>>,
    rest: Vec<u32>,
}

impl Parts {
    fn new(hierarchy: &Hierarchy) -> Self {
        let most = if rayon::current_num_threads() == 1 {
            usize::MAX
        } else {
            hierarchy.heads.len() / PARTS + 1
        };
        let arcs = |rank: usize| {
            let first = hierarchy.first_descendants[rank] as usize;
            (hierarchy.first_up[rank + 1] - hierarchy.first_up[first]) as usize
        };
        let (mut subtrees, mut rest) = (Vec::new(), Vec::new());
        for (rank, parent) in (0_u32..).zip(&hierarchy.parents) {
            if arcs(rank as usize) > most {
                rest.push(rank);
            } else if *parent == NONE || arcs(*parent as usize) > most {
                subtrees.push(hierarchy.first_descendants[rank as usize]..rank + 1);
            }
        }
        Self { subtrees, rest }
    }

    /// Each subtree with the weights of its arcs.
    fn split<'a>(
        &self,
        hierarchy: &Hierarchy,
        mut weights: &'a mut [Pair],
    ) -> Vec<(Range<u32>, &'a mut [Pair])> {
        let mut done = 0;
        let mut split = Vec::new();
        for ranks in &self.subtrees {
            let first = hierarchy.first_up[ranks.start as usize] as usize;
            let end = hierarchy.first_up[ranks.end as usize] as usize;
            let (own, rest) = weights[first - done..].split_at_mut(end - first);
            weights = rest;
            done = end;
            split.push((ranks.clone(), own));
        }
        split
    }
}

/// Where the arcs of a node are, by their higher end: what was noted of another is never looked at.
struct Room<'a> {
    hierarchy: &'a Hierarchy,
    places: Vec<u32>,
}

impl<'a> Room<'a> {
    fn new(hierarchy: &'a Hierarchy) -> Self {
        Self { hierarchy, places: vec![0; hierarchy.nodes()] }
    }

    fn note(&mut self, own: Range<usize>) {
        for (place, head) in (0..).zip(&self.hierarchy.heads[own]) {
            self.places[*head as usize] = place;
        }
    }

    /// Lightens the arcs of `rank` by all paths over one lower node. `weights` begin with arc `offset`.
    fn lighten_own(&mut self, rank: u32, weights: &mut [Pair], offset: usize) {
        let hierarchy = self.hierarchy;
        let own = hierarchy.up(rank);
        self.note(own.clone());
        let (lower, upper) = weights.split_at_mut(own.start - offset);
        let upper = &mut upper[..own.len()];
        for (via, arc) in hierarchy.below(rank) {
            let rest = *arc as usize + 1..hierarchy.up(*via).end;
            let [to, from] = lower[*arc as usize - offset];
            if to.min(from) >= INFINITE {
                continue;
            }
            let heads = &hierarchy.heads[rest.clone()];
            let others = &lower[rest.start - offset..rest.end - offset];
            if others.len() == upper.len() {
                // The higher neighbours of both are the same.
                for ([up, down], [other_up, other_down]) in upper.iter_mut().zip(others) {
                    *up = (*up).min(from + other_up);
                    *down = (*down).min(to + other_down);
                }
            } else {
                for (head, [other_up, other_down]) in heads.iter().zip(others) {
                    let [up, down] = &mut upper[self.places[*head as usize] as usize];
                    *up = (*up).min(from + other_up);
                    *down = (*down).min(to + other_down);
                }
            }
        }
    }

    /// Lightens the arcs of all lower neighbours of `rank` by paths along its own, which are perfect.
    fn lighten_below(&mut self, rank: u32, weights: &mut [Pair], offset: usize) {
        let hierarchy = self.hierarchy;
        let own = hierarchy.up(rank);
        self.note(own.clone());
        let (lower, upper) = weights.split_at_mut(own.start - offset);
        let upper = &upper[..own.len()];
        let lighten = |[to, from]: &mut Pair, [up, down]: &mut Pair, over: &Pair| {
            *to = (*to).min(*up + over[1]);
            *from = (*from).min(*down + over[0]);
            *up = (*up).min(*to + over[0]);
            *down = (*down).min(*from + over[1]);
        };
        for (via, arc) in hierarchy.below(rank) {
            let rest = *arc as usize + 1..hierarchy.up(*via).end;
            let heads = &hierarchy.heads[rest.clone()];
            let (before, others) = lower.split_at_mut(rest.start - offset);
            let others = &mut others[..rest.len()];
            let this = &mut before[*arc as usize - offset];
            if others.len() == upper.len() {
                others.iter_mut().zip(upper).for_each(|(other, over)| lighten(this, other, over));
            } else {
                for (head, other) in heads.iter().zip(others) {
                    lighten(this, other, &upper[self.places[*head as usize] as usize]);
                }
            }
        }
    }
}
