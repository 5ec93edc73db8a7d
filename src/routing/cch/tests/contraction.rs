//! Contraction against elimination by hand; customization against Floyd and Warshall.

use super::sample::{Random, Sample, distances};
use crate::routing::cch::{
    Hierarchy,
    dissection::node_order,
    hierarchy::NONE,
    weights::{INFINITE, Pair, customize, perfect},
};
use std::collections::BTreeSet;

fn samples() -> impl Iterator<Item = (Random, Sample, Vec<u32>)> {
    (0..200).map(|seed| {
        let mut random = Random::new(seed);
        let nodes = 1 + random.below(24);
        let edges = random.below(2 * nodes + 1);
        let sample = Sample::new(&mut random, nodes, edges);
        let order = if seed % 2 == 0 {
            random.shuffled(nodes)
        } else {
            node_order(&sample.places, sample.ends.clone())
        };
        (random, sample, order)
    })
}

/// Pairs of nodes that contraction in this order joins.
fn eliminated(order: &[u32], ends: &[[u32; 2]]) -> BTreeSet<[u32; 2]> {
    let pair = |a: u32, b: u32| [a.min(b), a.max(b)];
    let mut joined: BTreeSet<[u32; 2]> =
        ends.iter().filter(|[a, b]| a != b).map(|[a, b]| pair(*a, *b)).collect();
    for (at, node) in order.iter().enumerate() {
        let later = order[at + 1..].iter().copied();
        let around: Vec<u32> =
            later.filter(|other| joined.contains(&pair(*node, *other))).collect();
        for one in &around {
            joined.extend(around.iter().filter(|it| *it != one).map(|it| pair(*one, *it)));
        }
    }
    joined
}

#[test]
fn a_hierarchy_has_the_arcs_of_elimination_by_hand() {
    for (_, sample, order) in samples() {
        let hierarchy = Hierarchy::new(&order, &sample.ends);
        let mut nodes = vec![0; order.len()];
        for (node, rank) in (0_u32..).zip(&hierarchy.ranks) {
            nodes[*rank as usize] = node;
        }
        let mut arcs = BTreeSet::new();
        for rank in 0..u32::try_from(order.len()).unwrap() {
            let heads = &hierarchy.heads[hierarchy.up(rank)];
            assert!(heads.is_sorted_by(|a, b| a < b) && heads.iter().all(|head| *head > rank));
            let parent = hierarchy.parents[rank as usize];
            assert_eq!(heads.first().copied().unwrap_or(NONE), parent);
            let depth = hierarchy.ancestry(rank).count() - 1;
            assert_eq!(hierarchy.depths[rank as usize] as usize, depth);
            for head in heads {
                let [a, b] = [nodes[rank as usize], nodes[*head as usize]];
                arcs.insert([a.min(b), a.max(b)]);
                let arc = hierarchy.arc(rank, *head).unwrap();
                assert!(hierarchy.below(*head).contains(&(rank, arc)));
                assert!(hierarchy.ancestry(rank).any(|above| above == *head));
            }
            let first = hierarchy.first_descendants[rank as usize];
            let below = (0..order.len()).map(|it| u32::try_from(it).unwrap());
            let below: Vec<u32> =
                below.filter(|it| hierarchy.ancestry(*it).any(|above| above == rank)).collect();
            assert_eq!(below, (first..=rank).collect::<Vec<u32>>());
        }
        assert_eq!(arcs, eliminated(&order, &sample.ends), "{order:?} {sample:?}");
        assert_eq!(hierarchy.down.len(), hierarchy.heads.len());
    }
}

#[test]
fn customized_weights_are_those_of_all_paths_that_count() {
    for (mut random, sample, order) in samples() {
        let hierarchy = Hierarchy::new(&order, &sample.ends);
        let (arcs, own) = sample.arcs(&mut random, 99_999);
        let ranked = arcs.iter().map(|ends| ends.map(|node| hierarchy.ranks[node as usize]));
        let ranked: Vec<[u32; 2]> = ranked.collect();
        let nodes = sample.nodes();
        let lower = distances(nodes, &ranked, &own, |via, [a, b]| via < a.min(b));
        let all = distances(nodes, &ranked, &own, |_, _| true);
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let mut weights: Vec<Pair> = vec![[INFINITE; 2]; hierarchy.heads.len()];
            for ([tail, head], weight) in ranked.iter().zip(&own).filter(|it| it.0[0] != it.0[1]) {
                let arc = hierarchy.arc(*tail.min(head), *tail.max(head)).unwrap();
                let known = &mut weights[arc as usize][usize::from(tail > head)];
                *known = (*known).min(*weight);
            }
            let check = |weights: &[Pair], expected: &[Vec<i64>]| {
                for lower in 0..u32::try_from(nodes).unwrap() {
                    for (arc, head) in
                        hierarchy.up(lower).zip(&hierarchy.heads[hierarchy.up(lower)])
                    {
                        let (a, b) = (lower as usize, *head as usize);
                        assert_eq!(weights[arc], [expected[a][b], expected[b][a]]);
                    }
                }
            };
            pool.install(|| customize(&hierarchy, &mut weights));
            check(&weights, &lower);
            pool.install(|| perfect(&hierarchy, &mut weights));
            check(&weights, &all);
        }
    }
}
