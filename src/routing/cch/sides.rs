//! What a query looks at: the arcs that lie on some shortest path, in either direction.

use super::{
    hierarchy::Hierarchy,
    weights::{INFINITE, Pair, Weight},
};

/// Arcs up by their lower end, with what they weigh in one direction.
#[derive(Debug)]
pub(crate) struct Side {
    /// By rank, the first of its arcs; one more at the end.
    first: Vec<u32>,
    /// By arc, its higher end.
    heads: Vec<u32>,
    /// By arc, the number of ancestors of its higher end, which tells it from all other ancestors.
    depths: Vec<u32>,
    weights: Vec<Weight>,
}

impl Side {
    /// The arcs that `perfect` customization has left as light as the basic one made them: the others
    /// are on no shortest path. `direction` is 0 for arcs upwards, 1 for arcs downwards.
    pub(crate) fn new(
        hierarchy: &Hierarchy,
        basic: &[Pair],
        perfect: &[Pair],
        direction: usize,
    ) -> Self {
        let is_kept = |(basic, perfect): (&Pair, &Pair)| {
            let weight = basic[direction];
            (weight < INFINITE) && (weight <= perfect[direction])
        };
        let count = basic.iter().zip(perfect).map(|pair| usize::from(is_kept(pair))).sum::<usize>();
        let mut first = Vec::with_capacity(hierarchy.nodes() + 1);
        // Written at every arc, moved on by those that are kept: no branch to guess.
        let mut heads = vec![0; count + 1];
        let mut weights = vec![0; count + 1];
        let mut kept = 0;
        first.push(0);
        for bounds in hierarchy.first_up.windows(2) {
            let own = bounds[0] as usize..bounds[1] as usize;
            let arcs = basic[own.clone()].iter().zip(&perfect[own.clone()]);
            for (head, pair) in hierarchy.heads[own].iter().zip(arcs) {
                (heads[kept], weights[kept]) = (*head, pair.0[direction]);
                kept += usize::from(is_kept(pair));
            }
            first.push(u32::try_from(kept).expect("invariant: arcs are counted in u32"));
        }
        heads.truncate(count);
        weights.truncate(count);
        let depths = heads.iter().map(|head| hierarchy.depths[*head as usize]).collect();
        Self { first, heads, depths, weights }
    }

    #[inline]
    fn own(&self, rank: u32) -> std::ops::Range<usize> {
        self.first[rank as usize] as usize..self.first[rank as usize + 1] as usize
    }

    /// Number of arcs.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// The arc from `rank` to `head`.
    pub(super) fn find(&self, rank: u32, head: u32) -> Option<usize> {
        let own = self.own(rank);
        let at = self.heads[own.clone()].binary_search(&head).ok()?;
        Some(own.start + at)
    }

    /// The lower and the higher end of an arc. Logarithmic in the nodes.
    pub(super) fn ends(&self, arc: usize) -> [u32; 2] {
        let up_to = self.first.partition_point(|first| (*first as usize) <= arc);
        let lower = u32::try_from(up_to - 1).expect("invariant: nodes are counted in u32");
        [lower, self.heads[arc]]
    }

    /// What an arc weighs.
    pub(super) fn weight(&self, arc: usize) -> Weight {
        self.weights[arc]
    }

    /// Higher ends and weights of the arcs of `rank`.
    #[inline]
    pub(super) fn by_head(&self, rank: u32) -> impl Iterator<Item = (u32, Weight)> + '_ {
        let own = self.own(rank);
        self.heads[own.clone()].iter().copied().zip(self.weights[own].iter().copied())
    }

    /// Depths of the higher ends and weights of the arcs of `rank`.
    #[inline]
    pub(super) fn by_depth(&self, rank: u32) -> impl Iterator<Item = (u32, Weight)> + '_ {
        let own = self.own(rank);
        self.depths[own.clone()].iter().copied().zip(self.weights[own].iter().copied())
    }
}
