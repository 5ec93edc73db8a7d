//! The places between which tables are made.

use crate::floor::Streets;
use petgraph::algo::tarjan_scc;
use petgraph::graph::NodeIndex;
use std::error::Error;

/// `count` random nodes of the largest part in which each reaches each, the same in every run.
pub fn spread(streets: &Streets, count: usize) -> Result<Vec<NodeIndex>, Box<dyn Error>> {
    let largest = tarjan_scc(streets).into_iter().max_by_key(Vec::len).unwrap_or_default();
    if largest.is_empty() {
        return Err("the map has no street".into());
    }
    let mut state = 20_190_417;
    Ok((0..count)
        .map(|_| largest[(splitmix(&mut state) % largest.len() as u64) as usize])
        .collect())
}

/// `SplitMix64`: Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
