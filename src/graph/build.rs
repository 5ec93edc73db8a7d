//! Ways to graph: split at junctions and barriers, measured, deduplicated.

use super::{
    conditions::Conditions,
    pieces::{Meetings, pieces},
    signals::Signals,
    street::{Feature, NodeId, Restriction, Section, StreetGraph},
    turns::Streets,
};
use crate::{
    geo::{along_hilbert, haversine_m},
    osm::{CrossingBarrier, Extract, Tags, Via, Way, at_crossing, is_carriageway, is_ferry},
    units::LonLat,
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

/// Above this many ways at one barrier it is taken as no barrier: nothing real looks like that.
const MAX_ARMS: usize = 8;

/// A graph, and what was not believed on the way to it.
pub(super) struct Built {
    pub(super) graph: StreetGraph,
    /// Barriers on crossings that cannot be there.
    pub(super) ignored_barriers: usize,
    /// Turn restrictions that could not be found, by the reason.
    pub(super) restrictions_dropped: BTreeMap<String, u64>,
    /// On what tags and restrictions depend.
    pub(super) conditions: Conditions,
}

/// Builds the graph of all ways of an extract. Ways end where the extract lacks a node.
pub(super) fn build(extract: &Extract) -> Built {
    let meetings = Meetings::new(extract);
    let tags: HashMap<u32, &Tags> =
        extract.barriers.iter().map(|barrier| (barrier.node, &barrier.tags)).collect();
    let all_barriers = tags.len();
    let barriers: HashMap<u32, Sides> = tags
        .into_iter()
        .filter_map(|(node, tags)| Some((node, Sides::new(tags, meetings.is_crossing(node))?)))
        .collect();
    let ignored_barriers = all_barriers - barriers.len();
    let mut builder = Builder {
        extract,
        meetings,
        features: extract.kinds.iter().cloned().map(Feature::Street).collect(),
        feature_ids: HashMap::new(),
        nodes: Vec::new(),
        node_ids: vec![None; extract.positions.len()],
        barriers,
        barrier_edges: HashMap::new(),
        vias: HashSet::new(),
        signals: Signals::new(extract),
        ends: Vec::new(),
        ways: HashMap::new(),
        sections: Vec::new(),
        shape: Vec::new(),
    };
    builder.expect_restrictions();
    for way in in_space(extract) {
        builder.add_way(way);
    }
    builder.add_barriers();
    let conditions = Conditions::of(extract);
    let condition_texts: Vec<String> = conditions.understood.keys().cloned().collect();
    let (restrictions, restrictions_dropped) = builder.restrictions(&condition_texts);
    let signals = builder.signalled_junctions();
    let Builder { nodes, sections, shape, features, .. } = builder;
    let mut graph = StreetGraph::new(nodes, sections, shape, features, extract.names.clone());
    graph.restrictions = restrictions;
    graph.conditions = condition_texts;
    graph.signals = signals;
    Built { graph, ignored_barriers, restrictions_dropped, conditions }
}

/// All ways, those beside each other on the ground one after the other: a path, and a search around a place,
/// then find in one line of memory most of what they need.
fn in_space(extract: &Extract) -> Vec<&Way> {
    let mut ways: Vec<&Way> = extract.ways.iter().collect();
    ways.sort_by_cached_key(|way| {
        let mut nodes = extract.refs[way.refs.clone()].iter();
        let first = nodes.find_map(|node| extract.positions[*node as usize]);
        first.map(along_hilbert)
    });
    ways
}

/// A barrier and the nodes that stand for its sides, one an arriving section.
struct Sides<'a> {
    tags: &'a Tags,
    /// Is the carriageway a single side, which one rides along unhindered?
    spares_carriageway: bool,
    nodes: Vec<NodeId>,
}

impl<'a> Sides<'a> {
    /// `None`, if it cannot be there.
    fn new(tags: &'a Tags, crossing: bool) -> Option<Self> {
        let held_up = if crossing { at_crossing(tags) } else { CrossingBarrier::All };
        let spares_carriageway = held_up == CrossingBarrier::OffCarriageway;
        let sides = Self { tags, spares_carriageway, nodes: Vec::new() };
        (held_up != CrossingBarrier::Ignored).then_some(sides)
    }
}

struct Builder<'a> {
    extract: &'a Extract,
    meetings: Meetings,
    features: Vec<Feature>,
    feature_ids: HashMap<Feature, u32>,
    nodes: Vec<LonLat>,
    node_ids: Vec<Option<NodeId>>,
    barriers: HashMap<u32, Sides<'a>>,
    /// Over barriers with two sides, from one to the other.
    barrier_edges: HashMap<(NodeId, NodeId), u32>,
    /// Nodes at which restrictions turn.
    vias: HashSet<u32>,
    signals: Signals,
    /// First and last node of each street section, as the extract numbers them.
    ends: Vec<[u32; 2]>,
    /// Sections of the ways that restrictions name.
    ways: HashMap<i64, Range<usize>>,
    sections: Vec<Section>,
    shape: Vec<LonLat>,
}

impl Builder<'_> {
    /// Notes the ways and nodes that restrictions name.
    fn expect_restrictions(&mut self) {
        for restriction in &self.extract.restrictions {
            let over: &[i64] = match &restriction.via {
                Via::Node(node) => {
                    self.vias.insert(*node);
                    &[]
                }
                Via::Ways(ways) => ways,
            };
            let named = [restriction.from, restriction.to].into_iter().chain(over.iter().copied());
            self.ways.extend(named.map(|way| (way, 0..0)));
        }
    }

    fn restrictions(&self, conditions: &[String]) -> (Vec<Restriction>, BTreeMap<String, u64>) {
        let nothing = Tags::default();
        let tags = self.features.iter().map(|feature| match feature {
            Feature::Street(tags) | Feature::Ferry { tags, .. } => tags,
            Feature::Barrier(_) => &nothing,
        });
        // A way of which the extract holds no piece is as one that it does not hold.
        let ways: HashMap<i64, Range<usize>> =
            self.ways.clone().into_iter().filter(|(_, sections)| !sections.is_empty()).collect();
        let streets = Streets {
            sections: &self.sections,
            ends: &self.ends,
            tags: &tags.collect::<Vec<_>>(),
            ways: &ways,
            barriers: &self.barrier_edges,
        };
        streets.resolve_all(&self.extract.restrictions, conditions)
    }

    fn signalled_junctions(&self) -> Vec<NodeId> {
        let nodes = self.signals.junctions(&self.meetings);
        let mut nodes: Vec<NodeId> =
            nodes.filter_map(|node| self.node_ids[node as usize]).collect();
        nodes.sort_unstable();
        nodes
    }

    fn add_way(&mut self, way: &Way) {
        let extract = self.extract;
        let first = self.sections.len();
        let pieces: Vec<_> = pieces(extract, way).collect();
        let feature = self.way_feature(way, &pieces);
        for piece in &pieces {
            let mut start = 0;
            for end in 1..piece.len() {
                if self.must_end_at(piece[end]) {
                    self.add_section(way, feature, &piece[start..=end]);
                    start = end;
                }
            }
        }
        let added = first..self.sections.len();
        if let Some(sections) = self.ways.get_mut(&way.id).filter(|known| known.start == known.end)
        {
            *sections = added;
        }
    }

    fn must_end_at(&self, node: u32) -> bool {
        self.meetings.is_junction(node)
            || self.barriers.contains_key(&node)
            || self.vias.contains(&node)
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
        let carriageway = is_carriageway(&self.extract.kinds[way.kind as usize]);
        let (from, to) = (self.node(*first, carriageway), self.node(*last, carriageway));
        let start = count(self.shape.len());
        let positions = &self.extract.positions;
        let signals = self.signals.of_section(self.extract, &self.meetings, carriageway, nodes);
        self.ends.push([*first, *last]);
        self.shape.extend(between.iter().filter_map(|node| positions[*node as usize]));
        self.sections.push(Section {
            from,
            to,
            feature,
            name: way.name,
            way: way.id,
            shape: start..count(self.shape.len()),
            length_cm: self.length_cm(nodes),
            signals,
            ascent_dm: 0,
            descent_dm: 0,
        });
    }

    /// The graph node of a junction; of a barrier: a new one, for one more side of it.
    fn node(&mut self, node: u32, carriageway: bool) -> NodeId {
        let place = self.extract.positions[node as usize].expect("invariant: pieces have places");
        let sides = self.barriers.get_mut(&node);
        let shared = sides.as_ref().is_none_or(|sides| sides.spares_carriageway && carriageway);
        if let (Some(id), true) = (self.node_ids[node as usize], shared) {
            return id;
        }
        let id = NodeId::new(self.nodes.len());
        self.nodes.push(place);
        if shared {
            self.node_ids[node as usize] = Some(id);
        }
        if let Some(sides) = sides {
            sides.nodes.push(id);
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
    fn add_barriers(&mut self) {
        let mut barriers: Vec<_> = std::mem::take(&mut self.barriers).into_iter().collect();
        barriers.sort_unstable_by_key(|(node, _)| *node);
        for (_, Sides { tags, nodes: sides, .. }) in barriers {
            let crowded = sides.len() > MAX_ARMS;
            let tags = if crowded { Tags::default() } else { tags.clone() };
            let feature = self.feature_id(Feature::Barrier(tags));
            let add = |from: NodeId, to: NodeId, sections: &mut Vec<Section>| {
                let shape = count(self.shape.len());
                let shape = shape..shape;
                sections.push(Section {
                    from,
                    to,
                    feature,
                    name: 0,
                    way: 0,
                    shape,
                    length_cm: 0,
                    signals: [0; 2],
                    ascent_dm: 0,
                    descent_dm: 0,
                });
            };
            if crowded {
                for pair in sides.windows(2) {
                    add(pair[0], pair[1], &mut self.sections);
                }
            } else {
                if let [one, other] = sides[..] {
                    let edge = count(2 * self.sections.len());
                    self.barrier_edges.insert((one, other), edge);
                    self.barrier_edges.insert((other, one), edge + 1);
                }
                for (index, from) in sides.iter().enumerate() {
                    for to in &sides[index + 1..] {
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
