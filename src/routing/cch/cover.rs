//! The fewest nodes that touch every edge of a cut.
//!
//! Kőnig, *Gráfok és mátrixok*, Matematikai és Fizikai Lapok 38, 1931: in a bipartite graph there are as
//! many of them as edges in a largest matching, and they are found from it.

use std::collections::HashMap;

const FREE: usize = usize::MAX;

/// Nodes such that each of the edges `cut`, from one side to the other, has at least one of them as an
/// end; the fewest there are. O(n m) for a cut of m edges.
pub(super) fn smallest_cover(cut: &[[u32; 2]]) -> Vec<u32> {
    let index = |side: usize| {
        let mut index = HashMap::new();
        let mut nodes = Vec::new();
        for ends in cut {
            index.entry(ends[side]).or_insert_with(|| {
                nodes.push(ends[side]);
                nodes.len() - 1
            });
        }
        (index, nodes)
    };
    let ((left_index, left), (right_index, right)) = (index(0), index(1));
    let mut over = vec![Vec::new(); left.len()];
    for [a, b] in cut {
        over[left_index[a]].push(right_index[b]);
    }
    let mut matching =
        Matching { over, of_left: vec![FREE; left.len()], of_right: vec![FREE; right.len()] };
    for node in 0..left.len() {
        matching.match_left(node, &mut vec![false; right.len()]);
    }
    let (mut seen_left, mut seen_right) = (vec![false; left.len()], vec![false; right.len()]);
    let mut open: Vec<usize> =
        (0..left.len()).filter(|node| matching.of_left[*node] == FREE).collect();
    while let Some(node) = open.pop() {
        seen_left[node] = true;
        for other in &matching.over[node] {
            if !std::mem::replace(&mut seen_right[*other], true) {
                let back = matching.of_right[*other];
                if back != FREE && !seen_left[back] {
                    open.push(back);
                }
            }
        }
    }
    let of_left = left.iter().zip(seen_left).filter_map(|(node, seen)| (!seen).then_some(*node));
    let of_right = right.iter().zip(seen_right).filter_map(|(node, seen)| seen.then_some(*node));
    of_left.chain(of_right).collect()
}

struct Matching {
    over: Vec<Vec<usize>>,
    of_left: Vec<usize>,
    of_right: Vec<usize>,
}

impl Matching {
    /// Finds `node` a partner, if need be by finding another for somebody else's.
    fn match_left(&mut self, node: usize, tried: &mut [bool]) -> bool {
        for at in 0..self.over[node].len() {
            let other = self.over[node][at];
            if std::mem::replace(&mut tried[other], true) {
                continue;
            }
            let rival = self.of_right[other];
            if rival == FREE || self.match_left(rival, tried) {
                self.of_left[node] = other;
                self.of_right[other] = node;
                return true;
            }
        }
        false
    }
}
