//! Few to many, and many to few: one search up from the few, one sweep down to all of the many.
//!
//! Delling, Goldberg, Nowatzyk and Werneck, *PHAST*, Journal of Parallel and Distributed Computing 73, 2013,
//! restricted to what is above the many (Delling, Goldberg and Werneck, *Faster batched shortest paths in road
//! networks*, ATMOS 2011); the elimination tree tells what that is. A new order's places to all others: labels of
//! all others, as [`table`](super::table) needs them, would be nearly all of the work.

use super::{
    ends::{Ends, met},
    hierarchy::{Hierarchy, NONE},
    rows::Rows,
    sides::Side,
    weights::{INFINITE, Weight},
};

/// How many of the few share a sweep.
pub(super) const FEW: usize = 4;

/// By row, what it costs between each of the few and one ancestor of any.
struct Sweep<'a> {
    hierarchy: &'a Hierarchy,
    rows: &'a mut Rows,
    ranks: Vec<u32>,
    weights: Vec<[Weight; FEW]>,
    /// Ancestors of the next place that are not there yet, the highest last.
    chain: Vec<u32>,
}

/// Tells `cell` the weight of the shortest path between each of the `few` (at most [`FEW`]) and each of the
/// `many`, by their indices; `None` if there is none. From the few with `direction` 0, to them with 1. `rows`
/// are clear, before and after.
///
/// O(a), of the arcs a of all that is above any of them.
pub(super) fn narrow(
    hierarchy: &Hierarchy,
    sides: &[Side; 2],
    direction: usize,
    few: &[Option<Ends>],
    many: &[Option<Ends>],
    rows: &mut Rows,
    mut cell: impl FnMut(usize, usize, Option<Weight>),
) {
    let mut sweep =
        Sweep { hierarchy, rows, ranks: Vec::new(), weights: Vec::new(), chain: Vec::new() };
    sweep.climb([&sides[direction], &sides[1 - direction]], few);
    for (other, ends) in many.iter().enumerate() {
        let found = ends.as_ref().map(|ends| {
            sweep.reach(&sides[1 - direction], ends);
            (ends, sweep.at(ends))
        });
        for (one, own) in few.iter().enumerate() {
            let weight = own.as_ref().zip(found).and_then(|(own, (ends, sums))| {
                let (from, to) = if direction == 0 { (own, ends) } else { (ends, own) };
                met(sums[one], from, to)
            });
            cell(one, other, weight);
        }
    }
    sweep.ranks.iter().for_each(|rank| sweep.rows.0[*rank as usize] = NONE);
}

impl Sweep<'_> {
    /// Adds the ancestors of `ends` that are not there yet: from the highest down to the lowest.
    fn add(&mut self, ends: &Ends) -> std::ops::Range<usize> {
        self.chain.clear();
        let unknown = |rank: &u32| self.rows.0[*rank as usize] == NONE;
        self.chain.extend(self.hierarchy.ancestry(ends.lowest()).take_while(unknown));
        let first = self.ranks.len();
        for rank in self.chain.drain(..).rev() {
            self.rows.0[rank as usize] =
                u32::try_from(self.ranks.len()).expect("invariant: nodes are counted in u32");
            self.ranks.push(rank);
        }
        self.weights.resize(self.ranks.len(), [INFINITE; FEW]);
        first..self.ranks.len()
    }

    /// The search up, from all of the few at once, and down again to whatever is above them.
    fn climb(&mut self, [up, down]: [&Side; 2], few: &[Option<Ends>]) {
        for ends in few.iter().flatten() {
            self.add(ends);
        }
        for (lane, ends) in few.iter().enumerate() {
            for (rank, weight) in ends.iter().flat_map(Ends::seeds) {
                self.weights[self.rows.0[*rank as usize] as usize][lane] = *weight;
            }
        }
        // Ancestors have higher ranks.
        let mut upwards = self.ranks.clone();
        upwards.sort_unstable();
        for rank in &upwards {
            let from = self.weights[self.rows.0[*rank as usize] as usize];
            for (head, weight) in up.by_head(*rank) {
                lighten(&mut self.weights[self.rows.0[head as usize] as usize], &from, weight);
            }
        }
        for rank in upwards.iter().rev() {
            self.descend(down, self.rows.0[*rank as usize] as usize);
        }
    }

    /// The sweep down to `ends`, as far as it has not been there.
    fn reach(&mut self, side: &Side, ends: &Ends) {
        for row in self.add(ends) {
            self.descend(side, row);
        }
    }

    /// What it costs to a row from those above it.
    #[inline]
    fn descend(&mut self, side: &Side, row: usize) {
        let mut least = self.weights[row];
        for (head, weight) in side.by_head(self.ranks[row]) {
            let from = &self.weights[self.rows.0[head as usize] as usize];
            lighten(&mut least, from, weight);
        }
        self.weights[row] = least;
    }

    fn at(&self, ends: &Ends) -> [Weight; FEW] {
        let mut least = [INFINITE; FEW];
        for (rank, weight) in ends.seeds() {
            lighten(&mut least, &self.weights[self.rows.0[*rank as usize] as usize], *weight);
        }
        least
    }
}

/// `to` becomes the lesser of itself and `from + weight`, lane by lane.
#[inline]
fn lighten(to: &mut [Weight; FEW], from: &[Weight; FEW], weight: Weight) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = (*to).min(from + weight);
    }
}
