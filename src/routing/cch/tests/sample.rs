//! Small graphs drawn at random.

use crate::routing::cch::weights::{INFINITE, Weight};

/// splitmix64.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from(((z ^ (z >> 31)) >> 32) % u64::from(bound)).unwrap()
    }

    pub(super) fn shuffled(&mut self, count: u32) -> Vec<u32> {
        let mut all: Vec<u32> = (0..count).collect();
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(u32::try_from(at + 1).unwrap()) as usize);
        }
        all
    }
}

/// Nodes on a plane and edges between them: parallel ones, loops, and parts apart from each other.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) places: Vec<[i32; 2]>,
    pub(super) ends: Vec<[u32; 2]>,
}

impl Sample {
    pub(super) fn new(random: &mut Random, nodes: u32, edges: u32) -> Self {
        let mut at = || i32::try_from(random.below(5)).unwrap();
        let places = (0..nodes).map(|_| [at(), at()]).collect();
        let ends = (0..edges).map(|_| [random.below(nodes), random.below(nodes)]).collect();
        Self { places, ends }
    }

    pub(super) fn nodes(&self) -> usize {
        self.places.len()
    }

    /// Both directions of each edge, and what they weigh: now and then the same, nothing, or closed.
    /// `longest_ms` is the most.
    pub(super) fn arcs(
        &self,
        random: &mut Random,
        longest_ms: u32,
    ) -> (Vec<[u32; 2]>, Vec<Weight>) {
        let arcs: Vec<[u32; 2]> =
            self.ends.iter().flat_map(|[a, b]| [[*a, *b], [*b, *a]]).collect();
        let weights = arcs.iter().map(|_| match random.below(8) {
            0 => INFINITE,
            1 => 0,
            2 => 7 << 32,
            _ => {
                (Weight::from(random.below(longest_ms)) << 32) + Weight::from(random.below(99_999))
            }
        });
        let weights = weights.collect();
        (arcs, weights)
    }
}

/// Floyd and Warshall, over nodes that `allowed` lets between two others.
pub(super) fn distances(
    nodes: usize,
    arcs: &[[u32; 2]],
    weights: &[Weight],
    allowed: impl Fn(usize, [usize; 2]) -> bool,
) -> Vec<Vec<Weight>> {
    let mut best = vec![vec![INFINITE; nodes]; nodes];
    for ([tail, head], weight) in arcs.iter().zip(weights) {
        let known = &mut best[*tail as usize][*head as usize];
        *known = (*known).min(*weight);
    }
    for via in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                if allowed(via, [from, to]) {
                    best[from][to] = best[from][to].min(best[from][via] + best[via][to]);
                }
            }
        }
    }
    best
}
