//! Nested dissection: the order in which nodes, or edges, are contracted.
//!
//! George, *Nested dissection of a regular finite element mesh*, SIAM J. Numer. Anal. 10, 1973: a small
//! separator comes last, after both sides of it, each ordered in the same way. Dibbelt, Strasser and
//! Wagner, *Customizable contraction hierarchies*, ACM JEA 21, 2016, show that such orders make good
//! hierarchies for any metric.

use super::{
    bisect::{Piece, bisect},
    cover::smallest_cover,
    peel::peel,
};

/// Pieces of fewer nodes are not worth a thread.
const PARALLEL: usize = 2_000;

/// The nodes of an undirected graph, first to last contracted. `ends` are its edges, `places` lie on a
/// plane. O(n log n) but for the flows, which are as large as separators.
pub(crate) fn node_order(places: &[[i32; 2]], ends: Vec<[u32; 2]>) -> Vec<u32> {
    let peeled = peel(&whole(places, ends).without_loops().0, true);
    let mut order = peeled.nodes;
    order.extend(nodes_of(peeled.core));
    order
}

/// The edges of an undirected graph, first to last contracted in its line graph: separators are sets of
/// edges, as they suit a graph whose nodes are streets and whose arcs are turns. As [`node_order`].
pub(crate) fn edge_order(places: &[[i32; 2]], ends: Vec<[u32; 2]>) -> Vec<u32> {
    let (piece, mut order) = whole(places, ends).without_loops();
    let peeled = peel(&piece, false);
    order.extend(peeled.edges);
    order.extend(edges_of(peeled.core));
    order
}

fn whole(places: &[[i32; 2]], ends: Vec<[u32; 2]>) -> Piece {
    let count = |length: usize| u32::try_from(length).expect("invariant: counted in u32");
    Piece {
        nodes: (0..count(places.len())).collect(),
        places: places.to_vec(),
        edges: (0..count(ends.len())).collect(),
        ends,
    }
}

fn nodes_of(piece: Piece) -> Vec<u32> {
    if piece.nodes.len() < 3 {
        return piece.nodes;
    }
    let first = bisect(&piece);
    let crossing = |[a, b]: &[u32; 2]| {
        let (a, b) = if first[*a as usize] { (*a, *b) } else { (*b, *a) };
        (first[a as usize] != first[b as usize]).then_some([a, b])
    };
    let cut: Vec<[u32; 2]> = piece.ends.iter().filter_map(crossing).collect();
    let separator = smallest_cover(&cut);
    let mut side: Vec<Option<bool>> = first.into_iter().map(Some).collect();
    for node in &separator {
        side[*node as usize] = None;
    }
    let last: Vec<u32> = separator.iter().map(|node| piece.nodes[*node as usize]).collect();
    let mut order = both(piece, &side, nodes_of);
    order.extend(last);
    order
}

fn edges_of(piece: Piece) -> Vec<u32> {
    if piece.nodes.len() < 2 || piece.edges.len() < 2 {
        return piece.edges;
    }
    let first = bisect(&piece);
    let crosses = |[a, b]: &[u32; 2]| first[*a as usize] != first[*b as usize];
    let last: Vec<u32> = piece
        .ends
        .iter()
        .zip(&piece.edges)
        .filter_map(|(ends, edge)| crosses(ends).then_some(*edge))
        .collect();
    let side: Vec<Option<bool>> = first.into_iter().map(Some).collect();
    let mut order = both(piece, &side, edges_of);
    order.extend(last);
    order
}

/// Orders both sides, side by side if they are large, and puts one order after the other.
fn both(piece: Piece, side: &[Option<bool>], order: fn(Piece) -> Vec<u32>) -> Vec<u32> {
    let large = piece.nodes.len() >= PARALLEL;
    let (one, other) = (part(&piece, side, true), part(&piece, side, false));
    drop(piece);
    let (mut one, other) = if large {
        rayon::join(|| order(one), || order(other))
    } else {
        (order(one), order(other))
    };
    one.extend(other);
    one
}

/// The nodes of one side and the edges between them.
fn part(piece: &Piece, side: &[Option<bool>], first: bool) -> Piece {
    let mut index = vec![u32::MAX; side.len()];
    let mut part = Piece::default();
    for (node, side) in side.iter().enumerate() {
        if *side == Some(first) {
            index[node] = u32::try_from(part.nodes.len()).expect("invariant: as nodes");
            part.nodes.push(piece.nodes[node]);
            part.places.push(piece.places[node]);
        }
    }
    for ([a, b], edge) in piece.ends.iter().zip(&piece.edges) {
        let ends = [index[*a as usize], index[*b as usize]];
        if !ends.contains(&u32::MAX) {
            part.ends.push(ends);
            part.edges.push(*edge);
        }
    }
    part
}
