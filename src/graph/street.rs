//! The street graph.

use crate::{osm::Tags, units::LonLat};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A node of the graph: where ways meet or end.
pub type NodeId = NodeIndex<u32>;

/// A directed edge of the graph. Section `s` has edge `2 s` along its way and `2 s + 1` against it.
pub type EdgeId = EdgeIndex<u32>;

/// Index of a [`Section`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub(super) u32);

impl SectionId {
    /// The section at a position in [`StreetGraph::sections`].
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("invariant: sections are counted in u32"))
    }

    /// Position in [`StreetGraph::sections`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The edge that runs through this section in `direction`.
    #[must_use]
    pub fn edge(self, direction: Direction) -> EdgeId {
        EdgeId::new(2 * self.index() + usize::from(direction == Direction::Backward))
    }

    /// The section of an edge, and which way the edge runs through it.
    #[must_use]
    pub fn of(edge: EdgeId) -> (Self, Direction) {
        let raw = u32::try_from(edge.index()).expect("invariant: edges are counted in u32");
        let direction = if raw % 2 == 0 { Direction::Forward } else { Direction::Backward };
        (Self(raw / 2), direction)
    }
}

/// Which way one goes through a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As the way is drawn.
    Forward,
    /// Against it.
    Backward,
}

impl Direction {
    /// The other way.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
        }
    }
}

/// Both of them.
pub(crate) const DIRECTIONS: [Direction; 2] = [Direction::Forward, Direction::Backward];

/// What a section is, as far as profiles care. Many sections share one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Feature {
    /// A street or path with these tags.
    Street(Tags),
    /// A ferry line, with its whole length: its duration is shared out over its sections.
    Ferry {
        /// Its tags.
        tags: Tags,
        /// Length of the whole way in centimetres.
        length_cm: u32,
    },
    /// A barrier with these tags: a section without length between the two sides of it.
    Barrier(Tags),
}

/// A piece of a way between two nodes, without any other node in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where it starts.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// Index into [`StreetGraph::features`].
    pub feature: u32,
    /// Index into [`StreetGraph::names`].
    pub name: u32,
    /// OpenStreetMap's id of the way; of a barrier: 0.
    pub way: i64,
    /// Points between its ends: a range of the graph's shape points.
    pub(super) shape: Range<u32>,
    /// Length in centimetres.
    pub length_cm: u32,
    /// Traffic signals between its ends, met along the way and against it: part of what its edges cost.
    pub signals: [u8; 2],
    /// Up along the way, in decimetres: the sum of all that rises; against the way it is what falls.
    pub ascent_dm: u16,
    /// Down along the way, in decimetres.
    pub descent_dm: u16,
}

/// A turn, or a sequence of them, that a sign forbids or commands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// The edges in a row, at least two: who has come over all but the last must not (or may only)
    /// go on over the last. Raw indices of [`EdgeId`].
    pub edges: Vec<u32>,
    /// Is the last edge the only one allowed, rather than forbidden?
    pub only: bool,
    /// When it holds: index into [`StreetGraph::conditions`]; `None`: always.
    pub condition: Option<u32>,
    /// When it does not hold all the same: while any of these conditions does.
    pub unless: Vec<u32>,
}

impl Restriction {
    /// Is it in force while those conditions hold of which `active` says so?
    #[must_use]
    pub fn holds(&self, active: impl Fn(u32) -> bool) -> bool {
        self.condition.is_none_or(&active) && !self.unless.iter().any(|it| active(*it))
    }
}

/// Streets as a directed graph, with the shape and the name of each section.
#[derive(Debug)]
pub struct StreetGraph {
    /// Nodes weigh their place, edges their section; see [`EdgeId`] for how edges are numbered.
    pub graph: DiGraph<LonLat, SectionId>,
    /// All sections, by [`SectionId`].
    pub sections: Vec<Section>,
    /// Distinct features.
    pub features: Vec<Feature>,
    /// Distinct names; the first is empty.
    pub names: Vec<String>,
    /// Points between nodes, section by section.
    pub(super) shape: Vec<LonLat>,
    /// Turn restrictions that hold for cycles.
    pub restrictions: Vec<Restriction>,
    /// Distinct opening-hours expressions, on which tags and restrictions depend.
    pub conditions: Vec<String>,
    /// Code of the country whose holidays these mean; empty, if that is not known.
    pub country: String,
    /// Nodes with traffic signals, sorted.
    pub signals: Vec<NodeId>,
    /// Is anything known of what sections rise and fall?
    pub has_elevation: bool,
}

impl StreetGraph {
    /// Puts a graph together from the places of its nodes and its sections.
    pub(super) fn new(
        nodes: Vec<LonLat>,
        sections: Vec<Section>,
        shape: Vec<LonLat>,
        features: Vec<Feature>,
        names: Vec<String>,
    ) -> Self {
        let mut graph = DiGraph::with_capacity(nodes.len(), 2 * sections.len());
        for place in nodes {
            graph.add_node(place);
        }
        for (id, section) in (0..).map(SectionId).zip(&sections) {
            graph.add_edge(section.from, section.to, id);
            graph.add_edge(section.to, section.from, id);
        }
        let (restrictions, conditions, signals) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            graph,
            sections,
            features,
            names,
            shape,
            restrictions,
            conditions,
            country: String::new(),
            signals,
            has_elevation: false,
        }
    }

    /// One section.
    #[must_use]
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.index()]
    }

    /// Where an edge starts and ends.
    #[must_use]
    pub fn ends(&self, edge: EdgeId) -> [NodeId; 2] {
        let (section, direction) = SectionId::of(edge);
        let Section { from, to, .. } = *self.section(section);
        if direction == Direction::Forward { [from, to] } else { [to, from] }
    }

    /// Street name of a section; empty if it has none.
    #[must_use]
    pub fn name(&self, id: SectionId) -> &str {
        &self.names[self.section(id).name as usize]
    }

    /// All points of a section, from its start to its end. At least two.
    #[must_use = "iterators are lazy"]
    pub fn geometry(&self, id: SectionId) -> impl DoubleEndedIterator<Item = LonLat> {
        let section = self.section(id);
        let between = &self.shape[section.shape.start as usize..section.shape.end as usize];
        std::iter::once(self.graph[section.from])
            .chain(between.iter().copied())
            .chain(std::iter::once(self.graph[section.to]))
    }

    /// What an edge rises and falls, in metres; nothing, where that is not known.
    #[must_use]
    pub fn climb_m(&self, edge: EdgeId) -> [f64; 2] {
        let (section, direction) = SectionId::of(edge);
        let section = self.section(section);
        let [ascent, descent] =
            [section.ascent_dm, section.descent_dm].map(|dm| f64::from(dm) / 10.0);
        match direction {
            Direction::Forward => [ascent, descent],
            Direction::Backward => [descent, ascent],
        }
    }

    /// The feature of a section.
    #[must_use]
    pub fn feature(&self, id: SectionId) -> &Feature {
        &self.features[self.section(id).feature as usize]
    }
}
