//! Flows, cuts, covers and orders.

use super::sample::{Random, Sample};
use crate::routing::cch::{
    bisect::{Piece, bisect},
    cover::smallest_cover,
    dissection::{edge_order, node_order},
    flow::{Arcs, Flow},
    peel::peel,
};

fn crossing(ends: &[[u32; 2]], side: &[bool]) -> usize {
    ends.iter().filter(|[a, b]| side[*a as usize] != side[*b as usize]).count()
}

#[test]
fn a_flow_is_as_large_as_the_smallest_cut() {
    for seed in 0..600 {
        let random = &mut Random::new(seed);
        let nodes = 3 + random.below(6);
        let count = random.below(16);
        let sample = Sample::new(random, nodes, count);
        let nodes = sample.nodes();
        let order = random.shuffled(u32::try_from(nodes).unwrap());
        let outer = 1 + random.below(u32::try_from((nodes - 1) / 2).unwrap()) as usize;
        let (sources, sinks) = (&order[..outer], &order[nodes - outer..]);
        let mut is_sink = vec![false; nodes];
        for sink in sinks {
            is_sink[*sink as usize] = true;
        }
        let sides = (0..1_u32 << nodes)
            .map(|bits| (0..nodes).map(|node| bits >> node & 1 == 1).collect::<Vec<bool>>());
        let splits = |side: &Vec<bool>| {
            sources.iter().all(|node| side[*node as usize])
                && sinks.iter().all(|node| !side[*node as usize])
        };
        let least = sides.filter(splits).map(|side| crossing(&sample.ends, &side)).min().unwrap();

        let arcs = Arcs::new(nodes, &sample.ends);
        let mut flow = Flow::new(&arcs);
        if least > 0 {
            assert_eq!(flow.maximize(sources, &is_sink, least - 1), None, "seed {seed}");
        }
        // The same room serves again.
        assert_eq!(flow.maximize(sources, &is_sink, least), Some(least), "seed {seed}");
        for side in [flow.source_side(), flow.all_but_sink_side(sinks)] {
            assert!(splits(&side), "seed {seed}");
            assert_eq!(crossing(&sample.ends, &side), least, "seed {seed}");
        }
    }
}

#[test]
fn a_cover_touches_every_edge_with_the_fewest_nodes() {
    for seed in 0..400 {
        let random = &mut Random::new(seed);
        let (left, right) = (1 + random.below(5), 1 + random.below(5));
        let mut end = || [random.below(left), 10 + random.below(right)];
        let cut: Vec<[u32; 2]> = (0..seed % 12).map(|_| end()).collect();
        let covers =
            |nodes: &[u32]| cut.iter().all(|[a, b]| nodes.contains(a) || nodes.contains(b));
        let all: Vec<u32> = (0..left).chain(10..10 + right).collect();
        let subsets = (0..1_u32 << all.len()).map(|bits| {
            let taken = all.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            taken.map(|(_, node)| *node).collect::<Vec<u32>>()
        });
        let least = subsets.filter(|nodes| covers(nodes)).map(|nodes| nodes.len()).min();
        let cover = smallest_cover(&cut);
        assert!(covers(&cover), "seed {seed}: {cover:?} of {cut:?}");
        assert_eq!(Some(cover.len()), least, "seed {seed}: {cover:?} of {cut:?}");
    }
}

fn is_everything(mut found: Vec<u32>, count: usize) -> bool {
    found.sort_unstable();
    found.iter().map(|it| *it as usize).eq(0..count)
}

#[test]
fn orders_have_everything_once() {
    for seed in 0..300 {
        let random = &mut Random::new(seed);
        let nodes = if seed % 10 == 0 { 150 } else { 1 + random.below(30) };
        let edges = random.below(2 * nodes + 1);
        let Sample { places, ends } = Sample::new(random, nodes, edges);
        assert!(is_everything(node_order(&places, ends.clone()), places.len()), "seed {seed}");
        assert!(is_everything(edge_order(&places, ends.clone()), ends.len()), "seed {seed}");
        let piece = || Piece {
            nodes: (0..nodes).collect(),
            places: places.clone(),
            ends: ends.clone(),
            edges: (0..edges).collect(),
        };
        let (piece_without, loops) = piece().without_loops();
        for merge in [false, true] {
            let peeled = peel(&piece().without_loops().0, merge);
            let all: Vec<u32> = peeled.nodes.iter().chain(&peeled.core.nodes).copied().collect();
            assert!(is_everything(all, places.len()), "seed {seed}");
            if !merge {
                let core = peeled.core.edges.iter();
                let all = peeled.edges.iter().chain(core).chain(&loops).copied().collect();
                assert!(is_everything(all, ends.len()), "seed {seed}");
            }
        }
        if nodes >= 2 {
            let first = bisect(&piece_without);
            assert!(first.contains(&true) && first.contains(&false), "seed {seed}");
        }
    }
    assert!(node_order(&[], Vec::new()).is_empty());
    assert!(edge_order(&[[0; 2]], Vec::new()).is_empty());
}

#[test]
fn separators_of_a_grid_come_last_and_are_small() {
    let side = 16_u32;
    let at = |x: u32, y: u32| y * side + x;
    let places =
        (0..side * side).map(|it| [it % side, it / side].map(|it| i32::try_from(it).unwrap()));
    let places: Vec<[i32; 2]> = places.collect();
    let mut ends = Vec::new();
    for x in 0..side {
        for y in 0..side - 1 {
            ends.extend([[at(x, y), at(x, y + 1)], [at(y, x), at(y + 1, x)]]);
        }
    }
    let order = node_order(&places, ends.clone());
    // Without the last 16 no part has more than three quarters of the rest.
    let mut gone = vec![false; places.len()];
    order[order.len() - 16..].iter().for_each(|node| gone[*node as usize] = true);
    let mut largest = 0;
    let mut seen = gone.clone();
    for start in 0..places.len() {
        let (mut open, mut count) = (vec![start], 0);
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                count += 1;
                for [a, b] in &ends {
                    let [a, b] = [*a as usize, *b as usize];
                    open.extend([(a, b), (b, a)].iter().filter(|it| it.0 == node).map(|it| it.1));
                }
            }
        }
        largest = largest.max(count);
    }
    assert!(largest <= 185, "{largest} of 256");
}
