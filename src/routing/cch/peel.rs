//! Taking off what no good order would leave for later: dead ends, and nodes where a street just goes
//! on. What is left, of half the size, is what dissection has to look at.

use super::bisect::Piece;

/// What is left, and what was taken off, first the first.
pub(super) struct Peeled {
    pub(super) core: Piece,
    pub(super) nodes: Vec<u32>,
    pub(super) edges: Vec<u32>,
}

/// Takes off nodes with at most two neighbours, again and again; an edge between the neighbours of
/// such a node takes its place. `merge_parallel`: are two edges between the same nodes one?
///
/// In rounds of nodes without edges between them, so that chains become shallow trees. Linear.
pub(super) fn peel(piece: &Piece, merge_parallel: bool) -> Peeled {
    let nodes = piece.nodes.len();
    let mut around = Neighbours::new(nodes, piece);
    if merge_parallel {
        (0..nodes).for_each(|node| around.merge_parallel(node));
    }
    let mut gone = vec![false; nodes];
    let (mut off_nodes, mut off_edges) = (Vec::new(), Vec::new());
    let count = |length: usize| u32::try_from(length).expect("invariant: nodes are counted in u32");
    let mut round: Vec<u32> = (0..count(nodes)).collect();
    // By node, the last round in which it had to wait for a neighbour.
    let mut waits = vec![0_u32; nodes];
    let mut turn = 0;
    while !round.is_empty() {
        turn += 1;
        let mut later = Vec::new();
        for node in round {
            let at = node as usize;
            if gone[at] || around.degree(at) > 2 {
                continue;
            }
            if waits[at] == turn {
                later.push(node);
                continue;
            }
            gone[at] = true;
            off_nodes.push(piece.nodes[at]);
            let ends = around.of(at).to_vec();
            match ends[..] {
                [] => {}
                [(other, edge)] => {
                    off_edges.push(edge);
                    around.remove(other as usize, node, edge);
                }
                [(a, kept), (b, edge)] => {
                    off_edges.push(edge);
                    around.remove(a as usize, node, kept);
                    around.remove(b as usize, node, edge);
                    if a == b {
                        off_edges.push(kept);
                    } else if !(merge_parallel && around.knows(a as usize, b)) {
                        around.add(a as usize, b, kept);
                        around.add(b as usize, a, kept);
                    } else {
                        off_edges.push(kept);
                    }
                }
                _ => unreachable!("the degree was looked at"),
            }
            for (other, _) in ends {
                waits[other as usize] = turn;
                later.push(other);
            }
        }
        round = later;
    }
    Peeled { core: around.core(piece, &gone), nodes: off_nodes, edges: off_edges }
}

/// Neighbours and the edges to them. A node never gets more of them than it had at first.
struct Neighbours {
    first: Vec<u32>,
    degrees: Vec<u32>,
    all: Vec<(u32, u32)>,
}

impl Neighbours {
    fn new(nodes: usize, piece: &Piece) -> Self {
        let mut first = vec![0_u32; nodes + 1];
        piece.ends.iter().flatten().for_each(|node| first[*node as usize + 1] += 1);
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let all = vec![(0, 0); 2 * piece.ends.len()];
        let mut around = Self { first, degrees: vec![0; nodes], all };
        for ([a, b], edge) in piece.ends.iter().zip(&piece.edges) {
            around.add(*a as usize, *b, *edge);
            around.add(*b as usize, *a, *edge);
        }
        around
    }

    fn degree(&self, node: usize) -> u32 {
        self.degrees[node]
    }

    fn of(&self, node: usize) -> &[(u32, u32)] {
        let first = self.first[node] as usize;
        &self.all[first..first + self.degrees[node] as usize]
    }

    fn knows(&self, node: usize, other: u32) -> bool {
        self.of(node).iter().any(|(known, _)| *known == other)
    }

    fn add(&mut self, node: usize, other: u32, edge: u32) {
        self.all[(self.first[node] + self.degrees[node]) as usize] = (other, edge);
        self.degrees[node] += 1;
    }

    fn remove(&mut self, node: usize, other: u32, edge: u32) {
        let first = self.first[node] as usize;
        let place = self.of(node).iter().position(|known| *known == (other, edge));
        let place = place.expect("invariant: an edge is known at both ends");
        self.degrees[node] -= 1;
        self.all.swap(first + place, first + self.degrees[node] as usize);
    }

    fn merge_parallel(&mut self, node: usize) {
        let first = self.first[node] as usize;
        let ends = &mut self.all[first..first + self.degrees[node] as usize];
        // The same edge stays at both ends.
        ends.sort_unstable();
        let mut kept = 0;
        for at in 0..ends.len() {
            if at == 0 || ends[at].0 != ends[kept - 1].0 {
                ends[kept] = ends[at];
                kept += 1;
            }
        }
        self.degrees[node] = u32::try_from(kept).expect("invariant: degrees are counted in u32");
    }

    fn core(&self, piece: &Piece, gone: &[bool]) -> Piece {
        let mut index = vec![0_u32; gone.len()];
        let mut core = Piece::default();
        for node in (0..gone.len()).filter(|node| !gone[*node]) {
            index[node] = u32::try_from(core.nodes.len()).expect("invariant: as nodes");
            core.nodes.push(piece.nodes[node]);
            core.places.push(piece.places[node]);
        }
        for node in (0..gone.len()).filter(|node| !gone[*node]) {
            for (other, edge) in self.of(node) {
                if (node as u64) < u64::from(*other) {
                    core.ends.push([index[node], index[*other as usize]]);
                    core.edges.push(*edge);
                }
            }
        }
        core
    }
}
