//! Ways joined end to end to rings.

use std::collections::HashMap;

/// Rings of node ids, the first not repeated as last, and whether every way is part of one.
pub(super) struct Rings {
    pub(super) closed: Vec<Vec<i64>>,
    pub(super) whole: bool,
}

/// Joins ways, in any order and either direction, to rings. Where more than two ways meet, any ring
/// that closes is taken; ways that lead nowhere are left out.
pub(super) fn rings(ways: &[&[i64]]) -> Rings {
    let mut rings = Rings { closed: Vec::new(), whole: true };
    let mut ends = HashMap::<i64, Vec<usize>>::new();
    let mut used = vec![false; ways.len()];
    for (index, way) in ways.iter().enumerate() {
        match way {
            [first, .., last] if first != last => {
                ends.entry(*first).or_default().push(index);
                ends.entry(*last).or_default().push(index);
            }
            [first, .., last] if first == last => {
                rings.push(way[1..].to_vec());
                used[index] = true;
            }
            _ => used[index] = true,
        }
    }
    for start in 0..ways.len() {
        if !used[start] {
            used[start] = true;
            walk(start, ways, &mut ends, &mut used, &mut rings);
        }
    }
    rings
}

/// Walks from one way on until nothing is left of the chain: a ring is cut off it whenever it comes
/// back to itself, and its last way whenever it leads nowhere.
fn walk(
    start: usize,
    ways: &[&[i64]],
    ends: &mut HashMap<i64, Vec<usize>>,
    used: &mut [bool],
    rings: &mut Rings,
) {
    let [first, .., last] = ways[start] else { return };
    // Ways with the node where each begins, as walked; and where in the chain a node is.
    let mut chain = vec![(start, *first)];
    let mut tail = *last;
    let mut places = HashMap::from([(*first, 0)]);
    while !chain.is_empty() {
        if let Some(place) = places.get(&tail).copied() {
            let ring = chain[place..].iter().flat_map(|(way, from)| steps(ways[*way], *from));
            rings.push(ring.collect());
            for (_, from) in chain.drain(place..) {
                places.remove(&from);
            }
            // The chain goes on from here, where the ring began.
            if chain.is_empty() {
                return;
            }
        }
        let unused = |ends: &mut Vec<usize>| {
            while let Some(way) = ends.pop() {
                if !std::mem::replace(&mut used[way], true) {
                    return Some(way);
                }
            }
            None
        };
        if let Some(next) = ends.get_mut(&tail).and_then(unused) {
            places.insert(tail, chain.len());
            chain.push((next, tail));
            let ([first, .., last], here) = (ways[next], tail) else { return };
            tail = if *first == here { *last } else { *first };
        } else if let Some((_, from)) = chain.pop() {
            rings.whole = false;
            places.remove(&from);
            tail = from;
        }
    }
}

/// The nodes of a way from one of its ends, without that end.
fn steps(way: &[i64], from: i64) -> Vec<i64> {
    let mut nodes = way.to_vec();
    if way.first() != Some(&from) {
        nodes.reverse();
    }
    nodes.remove(0);
    nodes
}

impl Rings {
    fn push(&mut self, ring: Vec<i64>) {
        if ring.len() > 2 {
            self.closed.push(ring);
        } else {
            self.whole = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The ring from its smallest node on, in the direction of the smaller neighbour.
    fn normal(ring: &[i64]) -> Vec<i64> {
        let turned = |mut ring: Vec<i64>| {
            let least = (0..ring.len()).min_by_key(|at| ring[*at]).unwrap();
            ring.rotate_left(least);
            ring
        };
        let reversed = ring.iter().rev().copied().collect();
        turned(ring.to_vec()).min(turned(reversed))
    }

    fn closed(ways: &[&[i64]]) -> (Vec<Vec<i64>>, bool) {
        let rings = rings(ways);
        let mut closed: Vec<_> = rings.closed.iter().map(|ring| normal(ring)).collect();
        closed.sort();
        (closed, rings.whole)
    }

    #[test]
    fn a_closed_way_is_a_ring() {
        assert_eq!(closed(&[&[3, 1, 2, 3]]), (vec![vec![1, 2, 3]], true));
    }

    #[test]
    fn ways_in_any_direction_are_joined() {
        let ring = vec![1, 2, 3, 4, 5, 6];
        assert_eq!(closed(&[&[1, 2, 3], &[5, 4, 3], &[5, 6, 1]]), (vec![ring], true));
    }

    #[test]
    fn rings_that_touch_are_told_apart() {
        let (rings, whole) = closed(&[&[1, 2, 3], &[3, 4, 5], &[5, 6, 3], &[3, 7, 1]]);
        assert!(whole);
        assert_eq!(rings, [vec![1, 2, 3, 7], vec![3, 4, 5, 6]]);
    }

    #[test]
    fn what_does_not_close_is_left_out() {
        assert_eq!(closed(&[&[1, 2, 3], &[3, 4]]), (vec![], false));
        assert_eq!(closed(&[&[1, 2], &[2, 1]]), (vec![], false));
        assert_eq!(closed(&[&[1], &[]]), (vec![], true));
        let dead_end = closed(&[&[1, 2, 3], &[3, 8], &[3, 4, 1]]);
        assert_eq!(dead_end, (vec![vec![1, 2, 3, 4]], false));
    }

    proptest! {
        #[test]
        fn a_ring_cut_shuffled_and_reversed_is_whole_again(
            length in 3_usize..40,
            cuts in prop::collection::btree_set(0_usize..40, 1..8),
            flips in prop::collection::vec(any::<bool>(), 8),
            order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let ring: Vec<i64> = (1..).take(length).collect();
            let cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut < length).collect();
            prop_assume!(!cuts.is_empty());
            let mut ways = Vec::new();
            for (index, from) in cuts.iter().enumerate() {
                let to = cuts.get(index + 1).copied().unwrap_or(cuts[0] + length);
                let mut way: Vec<i64> = (*from..=to).map(|at| ring[at % length]).collect();
                if flips[index] {
                    way.reverse();
                }
                ways.push(way);
            }
            let shuffled: Vec<&[i64]> =
                order.iter().filter_map(|at| ways.get(*at)).map(Vec::as_slice).collect();
            prop_assert_eq!(closed(&shuffled), (vec![ring], true));
        }

        #[test]
        fn any_ways_give_rings_of_three_nodes_or_more(
            ways in prop::collection::vec(prop::collection::vec(0_i64..8, 0..6), 0..12),
        ) {
            let slices: Vec<&[i64]> = ways.iter().map(Vec::as_slice).collect();
            for ring in rings(&slices).closed {
                prop_assert!(ring.len() > 2);
            }
        }
    }
}
