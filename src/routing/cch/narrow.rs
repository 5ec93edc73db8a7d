//! Few to many, and many to few: one search up from the few, one sweep down to all of the many.
//!
//! Delling, Goldberg, Nowatzyk and Werneck, *PHAST*, Journal of Parallel and Distributed Computing 73, 2013,
//! restricted to what is above the many (Delling, Goldberg and Werneck, *Faster batched shortest paths in road
//! networks*, ATMOS 2011), which the elimination tree tells: it is walked depth first, and all that a node needs
//! are its ancestors, so one line of descent is all that is kept. A new order's places to all others: labels of
//! all others, as [`table`](super::table) makes them, would be nearly all of the work.

use super::{
    ends::{Ends, met},
    hierarchy::{Hierarchy, NONE},
    label::Place,
    sides::Side,
    weights::{INFINITE, Weight},
};

/// How many of the few share a sweep.
pub(super) const FEW: usize = 4;

/// What it costs between each of the few and one node.
type Lanes = [Weight; FEW];

/// One of the few: its ancestors by depth, with what it costs to get there on the way up (or from there, down).
#[derive(Debug)]
struct Climb {
    ranks: Vec<u32>,
    weights: Vec<Weight>,
}

/// The search up from some places (`direction` 0), or up to them against the arcs (1).
#[derive(Debug)]
pub(super) struct Narrow<'a> {
    hierarchy: &'a Hierarchy,
    /// Arcs of the way down.
    side: &'a Side,
    direction: usize,
    few: &'a [Option<Ends>],
    climbs: Vec<Climb>,
}

impl<'a> Narrow<'a> {
    /// From or to `few`, at most [`FEW`]. Linear in the arcs of their ancestors.
    pub(super) fn new(
        hierarchy: &'a Hierarchy,
        sides: &'a [Side; 2],
        direction: usize,
        few: &'a [Option<Ends>],
    ) -> Self {
        debug_assert!(few.len() <= FEW);
        let climb = |ends: &Option<Ends>| {
            ends.as_ref().map_or(Climb { ranks: Vec::new(), weights: Vec::new() }, |ends| {
                Climb::new(hierarchy, &sides[direction], ends)
            })
        };
        let climbs = few.iter().map(climb).collect();
        Self { hierarchy, side: &sides[1 - direction], direction, few, climbs }
    }

    /// By place of `places`, which are among `many` and sorted: its index, and the weights of the shortest
    /// paths between each of the few and it, [`None`] where there is none. Linear in the arcs of all that is
    /// above any of them.
    pub(super) fn sweep(
        &self,
        many: &[Option<Ends>],
        places: &[Place],
    ) -> Vec<(usize, [Option<Weight>; FEW])> {
        let (mut line, mut chain) = (Line::default(), Vec::new());
        let weights = |place: &Place| {
            let ends = many[place.index].as_ref()?;
            line.descend(self, ends.lowest(), &mut chain);
            let mut least = [INFINITE; FEW];
            for (rank, weight) in ends.seeds() {
                let depth = self.hierarchy.depths[*rank as usize] as usize;
                lighten(&mut least, &line.weights[depth], *weight);
            }
            let mut weights = [None; FEW];
            for ((weight, sum), own) in weights.iter_mut().zip(least).zip(self.few) {
                let Some(own) = own else { continue };
                let (from, to) = if self.direction == 0 { (own, ends) } else { (ends, own) };
                *weight = met(sum, from, to);
            }
            Some((place.index, weights))
        };
        places.iter().filter_map(weights).collect()
    }
}

impl Climb {
    fn new(hierarchy: &Hierarchy, side: &Side, ends: &Ends) -> Self {
        let mut ranks: Vec<u32> = hierarchy.ancestry(ends.lowest()).collect();
        ranks.reverse();
        let mut weights = vec![INFINITE; ranks.len()];
        for (rank, weight) in ends.seeds() {
            weights[hierarchy.depths[*rank as usize] as usize] = *weight;
        }
        for (depth, rank) in ranks.iter().enumerate().rev() {
            let from = weights[depth];
            for (head, weight) in side.by_depth(*rank) {
                let to = &mut weights[head as usize];
                *to = (*to).min(from + weight);
            }
        }
        Self { ranks, weights }
    }
}

/// A node and its ancestors, by depth.
#[derive(Debug, Default)]
struct Line {
    ranks: Vec<u32>,
    weights: Vec<Lanes>,
}

impl Line {
    /// Goes over to the line of `lowest`: what both share stays. `chain` is room to work in.
    fn descend(&mut self, narrow: &Narrow, lowest: u32, chain: &mut Vec<u32>) {
        let Narrow { hierarchy, side, climbs, .. } = narrow;
        let depth = |rank: u32| hierarchy.depths[rank as usize] as usize;
        let is_shared = |rank: u32| self.ranks.get(depth(rank)) == Some(&rank);
        chain.clear();
        chain.extend(hierarchy.ancestry(lowest).take_while(|rank| !is_shared(*rank)));
        let shared = chain.last().map_or(depth(lowest) + 1, |rank| depth(*rank));
        self.ranks.truncate(shared);
        self.weights.truncate(shared);
        for rank in chain.iter().rev() {
            let mut least = [INFINITE; FEW];
            for (least, climb) in least.iter_mut().zip(climbs) {
                let at = self.ranks.len();
                if climb.ranks.get(at).copied().unwrap_or(NONE) == *rank {
                    *least = climb.weights[at];
                }
            }
            for (head, weight) in side.by_depth(*rank) {
                lighten(&mut least, &self.weights[head as usize], weight);
            }
            self.ranks.push(*rank);
            self.weights.push(least);
        }
    }
}

/// `to` becomes the lesser of itself and `from + weight`, lane by lane.
#[inline]
fn lighten(to: &mut Lanes, from: &Lanes, weight: Weight) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = (*to).min(from + weight);
    }
}
