//! Cutting a piece of street network in two where few streets cross.
//!
//! Schild and Sommer, *On balanced separators in road networks*, SEA 2015 (inertial flow): nodes are
//! sorted along a line; the first and the last quarter become source and sink of a maximum flow,
//! whose smallest cut is taken. The best of several lines wins.

use super::flow::{Arcs, Flow};

/// Part of the nodes that are sources, and part that are sinks, at the least.
const BALANCE: f64 = 0.25;
/// The lines along which nodes are sorted.
const LINES: [[i64; 2]; 4] = [[1, 0], [0, 1], [1, 1], [1, -1]];

/// Nodes with places, and the edges between them by the nodes' index.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// What the nodes are called outside.
    pub(super) nodes: Vec<u32>,
    /// Where they are: on a plane, in any unit.
    pub(super) places: Vec<[i32; 2]>,
    pub(super) ends: Vec<[u32; 2]>,
    /// What the edges are called outside.
    pub(super) edges: Vec<u32>,
}

impl Piece {
    /// The piece without edges from a node to itself, and what these are called outside.
    pub(super) fn without_loops(self) -> (Self, Vec<u32>) {
        let is_loop = |[a, b]: &[u32; 2]| a == b;
        let both = || self.ends.iter().zip(&self.edges);
        let loops = both().filter(|(ends, _)| is_loop(ends)).map(|(_, edge)| *edge).collect();
        let (ends, edges) = both().filter(|(ends, _)| !is_loop(ends)).unzip();
        (Self { ends, edges, ..self }, loops)
    }
}

/// By node, whether it is on the first side of a small, balanced cut. At least one node is on either
/// side. Needs two nodes.
pub(super) fn bisect(piece: &Piece) -> Vec<bool> {
    let nodes = piece.nodes.len();
    let arcs = Arcs::new(nodes, &piece.ends);
    let mut flow = Flow::new(&arcs);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below nodes")]
    let outer = ((nodes as f64 * BALANCE) as usize).max(1);
    let mut best: Option<(f64, Vec<bool>)> = None;
    let mut by_place: Vec<(i64, u32)> = Vec::with_capacity(nodes);
    let mut is_sink = vec![false; nodes];
    for line in LINES {
        by_place.clear();
        let along =
            |place: &[i32; 2]| line[0] * i64::from(place[0]) + line[1] * i64::from(place[1]);
        by_place.extend(piece.places.iter().map(along).zip(0_u32..));
        by_place.select_nth_unstable(outer - 1);
        by_place[outer..].select_nth_unstable(nodes - 2 * outer);
        let of = |part: &[(i64, u32)]| part.iter().map(|(_, node)| *node).collect::<Vec<u32>>();
        let (sources, sinks) = (of(&by_place[..outer]), of(&by_place[nodes - outer..]));
        is_sink.fill(false);
        for sink in &sinks {
            is_sink[*sink as usize] = true;
        }
        // A cut above this cannot win, however balanced.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
        let most = best.as_ref().map_or(usize::MAX, |(score, _)| (score * 0.5) as usize + 1);
        let Some(cut) = flow.maximize(&sources, &is_sink, most) else { continue };
        for side in [flow.source_side(), flow.all_but_sink_side(&sinks)] {
            let first = side.iter().filter(|first| **first).count();
            let smaller = first.min(nodes - first) as f64 / nodes as f64;
            let score = cut as f64 / smaller;
            if smaller > 0.0 && best.as_ref().is_none_or(|(least, _)| score < *least) {
                best = Some((score, side));
            }
        }
    }
    best.map_or_else(|| (0..nodes).map(|node| node < outer).collect(), |(_, side)| side)
}
