//! Ways to graph: split at junctions and barriers, measured, deduplicated.

use super::street::{Feature, NodeId, Section, StreetGraph};
use crate::{
    geo::haversine_m,
    osm::{Extract, Tags, Way, is_ferry},
    units::LonLat,
};
use std::collections::HashMap;

/// Above this many ways at one barrier it is taken as no barrier: nothing real looks like that.
const MAX_ARMS: usize = 8;
/// No way has a longer gap between two nodes; a longer one is an error in the data.
const MAX_GAP_M: f64 = 1_000_000.0;

/// Builds the graph of all ways of an extract. Ways end where the extract lacks a node.
pub(super) fn build(extract: &Extract) -> StreetGraph {
    let barriers: HashMap<u32, &Tags> =
        extract.barriers.iter().map(|barrier| (barrier.node, &barrier.tags)).collect();
    let mut builder = Builder {
        extract,
        junctions: junctions(extract, &barriers),
        features: extract.kinds.iter().cloned().map(Feature::Street).collect(),
        feature_ids: HashMap::new(),
        nodes: Vec::new(),
        node_ids: vec![None; extract.positions.len()],
        arms: barriers.keys().map(|node| (*node, Vec::new())).collect(),
        sections: Vec::new(),
        shape: Vec::new(),
    };
    for way in &extract.ways {
        builder.add_way(way);
    }
    builder.add_barriers(&barriers);
    let Builder { nodes, sections, shape, features, .. } = builder;
    StreetGraph::new(nodes, sections, shape, features, extract.names.clone())
}

/// Pieces of a way whose nodes are all there, without repeated ones; each has at least two nodes.
fn pieces<'a>(extract: &'a Extract, way: &Way) -> impl Iterator<Item = Vec<u32>> + 'a {
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

/// Which nodes the sections must end at: ends of ways, nodes used more than once, barriers.
fn junctions(extract: &Extract, barriers: &HashMap<u32, &Tags>) -> Vec<bool> {
    let mut uses = vec![0_u8; extract.positions.len()];
    for piece in extract.ways.iter().flat_map(|way| pieces(extract, way)) {
        for (index, node) in piece.iter().enumerate() {
            let end = index == 0 || index == piece.len() - 1;
            let uses = &mut uses[*node as usize];
            *uses = uses.saturating_add(if end { 2 } else { 1 });
        }
    }
    for node in barriers.keys() {
        uses[*node as usize] = 2;
    }
    uses.into_iter().map(|uses| uses > 1).collect()
}

struct Builder<'a> {
    extract: &'a Extract,
    junctions: Vec<bool>,
    features: Vec<Feature>,
    feature_ids: HashMap<Feature, u32>,
    nodes: Vec<LonLat>,
    node_ids: Vec<Option<NodeId>>,
    /// For each barrier: the nodes that stand for its sides, one an arriving section.
    arms: HashMap<u32, Vec<NodeId>>,
    sections: Vec<Section>,
    shape: Vec<LonLat>,
}

impl Builder<'_> {
    fn add_way(&mut self, way: &Way) {
        let extract = self.extract;
        let pieces: Vec<_> = pieces(extract, way).collect();
        let feature = self.way_feature(way, &pieces);
        for piece in &pieces {
            let mut start = 0;
            for end in 1..piece.len() {
                if self.junctions[piece[end] as usize] {
                    self.add_section(way, feature, &piece[start..=end]);
                    start = end;
                }
            }
        }
    }

    /// Streets share a feature by their tags; each ferry has its own, since its length matters. A
    /// street that is a ferry too is a ferry.
    fn way_feature(&mut self, way: &Way, pieces: &[Vec<u32>]) -> u32 {
        let tags = &self.extract.kinds[way.kind as usize];
        if !is_ferry(tags) {
            return way.kind;
        }
        let length_cm =
            pieces.iter().fold(0_u32, |sum, piece| sum.saturating_add(self.length_cm(piece)));
        self.feature_id(Feature::Ferry { tags: tags.clone(), length_cm })
    }

    fn feature_id(&mut self, feature: Feature) -> u32 {
        *self.feature_ids.entry(feature).or_insert_with_key(|feature| {
            self.features.push(feature.clone());
            count(self.features.len() - 1)
        })
    }

    fn add_section(&mut self, way: &Way, feature: u32, nodes: &[u32]) {
        let [first, between @ .., last] = nodes else { return };
        let (from, to) = (self.node(*first), self.node(*last));
        let start = count(self.shape.len());
        let positions = &self.extract.positions;
        self.shape.extend(between.iter().filter_map(|node| positions[*node as usize]));
        self.sections.push(Section {
            from,
            to,
            feature,
            name: way.name,
            way: way.id,
            shape: start..count(self.shape.len()),
            length_cm: self.length_cm(nodes),
        });
    }

    /// The graph node of a junction; of a barrier: a new one, for one more side of it.
    fn node(&mut self, node: u32) -> NodeId {
        let place = self.extract.positions[node as usize].expect("invariant: pieces have places");
        let arms = self.arms.get_mut(&node);
        if let (Some(id), None) = (self.node_ids[node as usize], &arms) {
            return id;
        }
        let id = NodeId::new(self.nodes.len());
        self.nodes.push(place);
        self.node_ids[node as usize] = Some(id);
        if let Some(arms) = arms {
            arms.push(id);
        }
        id
    }

    fn length_cm(&self, nodes: &[u32]) -> u32 {
        let place = |node: u32| self.extract.positions[node as usize];
        let metres: f64 = nodes
            .windows(2)
            .filter_map(|pair| Some(haversine_m(place(pair[0])?, place(pair[1])?)))
            .sum();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let length_cm = (metres * 100.0).round() as u32;
        length_cm
    }

    /// Joins the sides of each barrier, each with each.
    fn add_barriers(&mut self, barriers: &HashMap<u32, &Tags>) {
        let mut arms: Vec<_> = std::mem::take(&mut self.arms).into_iter().collect();
        arms.sort_unstable();
        for (node, arms) in arms {
            let tags =
                if arms.len() > MAX_ARMS { Tags::default() } else { barriers[&node].clone() };
            let feature = self.feature_id(Feature::Barrier(tags));
            let add = |from: NodeId, to: NodeId, sections: &mut Vec<Section>| {
                let shape = count(self.shape.len());
                let shape = shape..shape;
                sections.push(Section { from, to, feature, name: 0, way: 0, shape, length_cm: 0 });
            };
            if arms.len() > MAX_ARMS {
                for pair in arms.windows(2) {
                    add(pair[0], pair[1], &mut self.sections);
                }
            } else {
                for (index, from) in arms.iter().enumerate() {
                    for to in &arms[index + 1..] {
                        add(*from, *to, &mut self.sections);
                    }
                }
            }
        }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("invariant: fewer than 2^32 points fit in memory")
}
