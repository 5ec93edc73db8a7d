//! Where a query begins, or ends.

use super::{
    hierarchy::Hierarchy,
    weights::{INFINITE, Weight},
};

/// Where a query begins or ends: some nodes by rank, with what it costs to get there (or away from
/// there). They are a chain in the elimination tree: each is an ancestor of all before it.
#[derive(Clone, Debug)]
pub(crate) struct Ends {
    /// Never empty; each rank once, ascending; no weight is below 0.
    seeds: Vec<(u32, Weight)>,
    /// Taken off the weight of every path, since no seed may weigh less than nothing.
    shift: Weight,
}

impl Ends {
    /// From ranks and weights, which may be negative if no path through them is; `None` if there are
    /// none, or if they are no chain.
    pub(crate) fn new(hierarchy: &Hierarchy, mut seeds: Vec<(u32, Weight)>) -> Option<Self> {
        seeds.sort_unstable();
        seeds.dedup_by_key(|(rank, _)| *rank);
        let (lowest, _) = *seeds.first()?;
        let above = |rank: u32| hierarchy.first_descendants[rank as usize] <= lowest;
        let shift = seeds.iter().map(|(_, weight)| -weight).fold(0, Weight::max);
        for (_, weight) in &mut seeds {
            *weight += shift;
        }
        seeds.iter().all(|(rank, _)| above(*rank)).then_some(Self { seeds, shift })
    }

    pub(super) fn seeds(&self) -> &[(u32, Weight)] {
        &self.seeds
    }

    pub(super) fn shift(&self) -> Weight {
        self.shift
    }

    /// The lowest of the nodes.
    pub(super) fn lowest(&self) -> u32 {
        self.seeds[0].0
    }
}

/// The sum of two labels that meet, without the shifts of their ends; `None` if either is infinite.
pub(super) fn met(sum: Weight, from: &Ends, to: &Ends) -> Option<Weight> {
    (sum < INFINITE).then(|| sum - from.shift - to.shift)
}
