//! Where the pieces of ways lie and meet.

use crate::{
    geo::haversine_m,
    osm::{Extract, Way},
};

/// No way has a longer gap between two nodes; a longer one is an error in the data.
const MAX_GAP_M: f64 = 1_000_000.0;

/// Pieces of a way whose nodes are all there, without repeated ones; each has at least two nodes.
pub(super) fn pieces<'a>(extract: &'a Extract, way: &Way) -> impl Iterator<Item = Vec<u32>> + 'a {
    let place = |node: u32| extract.positions[node as usize];
    extract.refs[way.refs.clone()]
        .chunk_by(move |a, b| match (place(*a), place(*b)) {
            (Some(a), Some(b)) => haversine_m(a, b) < MAX_GAP_M,
            _ => false,
        })
        .map(|piece| {
            let mut piece = piece.to_vec();
            piece.dedup();
            piece
        })
        .filter(|piece| piece.len() > 1)
}

/// How ways meet at each node.
pub(super) struct Meetings {
    /// How many pieces of way lead away from it; 255 means at least as many.
    arms: Vec<u8>,
    /// Does a way end there?
    ends: Vec<bool>,
}

impl Meetings {
    pub(super) fn new(extract: &Extract) -> Self {
        let nodes = extract.positions.len();
        let mut meetings = Self { arms: vec![0; nodes], ends: vec![false; nodes] };
        for piece in extract.ways.iter().flat_map(|way| pieces(extract, way)) {
            for (index, node) in piece.iter().enumerate() {
                let end = index == 0 || index == piece.len() - 1;
                let arms = &mut meetings.arms[*node as usize];
                *arms = arms.saturating_add(if end { 1 } else { 2 });
                meetings.ends[*node as usize] |= end;
            }
        }
        meetings
    }

    /// Do ways do more there than go on?
    pub(super) fn is_crossing(&self, node: u32) -> bool {
        self.arms[node as usize] > 2
    }

    /// Must sections end there, even without a barrier?
    pub(super) fn is_junction(&self, node: u32) -> bool {
        self.ends[node as usize] || self.is_crossing(node)
    }
}
