//! The streets that meet between two pieces of a leg.

use super::{
    super::Roads,
    bearing::{ahead, turn, whole},
    step::Intersection,
};
use crate::{
    graph::{Direction, EdgeId, Feature, NodeId, SectionId, StreetGraph},
    units::LonLat,
};
use petgraph::visit::EdgeRef as _;

/// A barrier has not more sides.
const MOST_SIDES: usize = 16;

/// A street that leads away from a junction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arm {
    pub(super) edge: EdgeId,
    pub(super) bearing: f64,
    pub(super) entry: bool,
}

/// Where streets meet.
#[derive(Clone, Debug)]
pub(super) struct Junction {
    pub(super) place: LonLat,
    /// The streets, by bearing.
    pub(super) arms: Vec<Arm>,
    pub(super) came: usize,
    pub(super) goes: usize,
}

impl Junction {
    /// Where one gets from edge `from` to edge `to`; `None` if a line has no length there.
    pub(super) fn between(roads: &Roads<'_>, from: EdgeId, to: EdgeId) -> Option<Self> {
        let graph = roads.graph();
        let back = reverse(from);
        let (node, _) = graph.graph.edge_endpoints(to)?;
        let (_, reached) = graph.graph.edge_endpoints(from)?;
        let mut arms = Vec::with_capacity(4);
        for side in sides(roads, node) {
            for edge in graph.graph.edges(side) {
                let (edge, section) = (edge.id(), *edge.weight());
                let is_open = roads.metric().cost(edge).is_some();
                // What a restriction says of ways through a barrier, the path alone knows.
                let entry = is_open && (side != reached || roads.may_turn(from, edge));
                let is_barrier = matches!(graph.feature(section), Feature::Barrier(_));
                if is_barrier || !(is_open || roads.metric().cost(reverse(edge)).is_some()) {
                    continue;
                }
                if let Some(bearing) = leads(graph, edge) {
                    arms.push(Arm { edge, bearing, entry });
                }
            }
        }
        arms.sort_by(|a, b| a.bearing.total_cmp(&b.bearing));
        let position = |edge| arms.iter().position(|arm: &Arm| arm.edge == edge);
        let (came, goes) = (position(back)?, position(to)?);
        Some(Self { place: graph.graph[node], arms, came, goes })
    }

    /// Direction of travel before.
    pub(super) fn before(&self) -> f64 {
        (self.arms[self.came].bearing + 180.0) % 360.0
    }

    /// Direction of travel after.
    pub(super) fn after(&self) -> f64 {
        self.arms[self.goes].bearing
    }

    /// Where else one could go, but back.
    pub(super) fn others(&self) -> Vec<f64> {
        let others = self
            .arms
            .iter()
            .enumerate()
            .filter(|(index, arm)| arm.entry && *index != self.came && *index != self.goes);
        others.map(|(_, arm)| arm.bearing).collect()
    }

    /// Does a street come in that goes straight on where one goes?
    pub(super) fn joins(&self, roads: &Roads<'_>) -> bool {
        let goes = self.arms[self.goes];
        let is_one_way = roads.metric().cost(reverse(goes.edge)).is_none();
        let comes_only = |arm: &Arm| roads.metric().cost(arm.edge).is_none();
        let comes_straight =
            |arm: &Arm| comes_only(arm) && turn(arm.bearing + 180.0, goes.bearing).abs() <= 20.0;
        let others = self.arms.iter().enumerate().filter(|(index, _)| *index != self.came);
        is_one_way && others.map(|(_, arm)| arm).any(comes_straight)
    }

    /// Do more than two streets meet?
    pub(super) fn is_crossing(&self) -> bool {
        self.arms.len() > 2
    }

    pub(super) fn intersection(&self) -> Intersection {
        Intersection {
            place: self.place,
            bearings: self.arms.iter().map(|arm| whole(arm.bearing)).collect(),
            entry: self
                .arms
                .iter()
                .enumerate()
                .map(|(index, arm)| arm.entry && (index != self.came || index == self.goes))
                .collect(),
            from: Some(self.came),
            to: Some(self.goes),
        }
    }
}

/// The edge against an edge.
pub(super) fn reverse(edge: EdgeId) -> EdgeId {
    let (section, direction) = SectionId::of(edge);
    section.edge(direction.reversed())
}

/// Where an edge leads at its start.
fn leads(graph: &StreetGraph, edge: EdgeId) -> Option<f64> {
    match SectionId::of(edge) {
        (section, Direction::Forward) => ahead(graph.geometry(section)),
        (section, Direction::Backward) => ahead(graph.geometry(section).rev()),
    }
}

/// A node and all others behind barriers at the same place.
fn sides(roads: &Roads<'_>, node: NodeId) -> Vec<NodeId> {
    let graph = roads.graph();
    let mut sides = vec![node];
    let mut next = 0;
    while next < sides.len() && sides.len() < MOST_SIDES {
        for edge in graph.graph.edges(sides[next]) {
            let is_barrier = matches!(graph.feature(*edge.weight()), Feature::Barrier(_));
            if is_barrier
                && roads.metric().cost(edge.id()).is_some()
                && !sides.contains(&edge.target())
            {
                sides.push(edge.target());
            }
        }
        next += 1;
    }
    sides
}

/// Is a section part of a roundabout?
pub(super) fn is_roundabout(graph: &StreetGraph, edge: EdgeId) -> bool {
    match graph.feature(SectionId::of(edge).0) {
        Feature::Street(tags) => matches!(tags.value("junction"), Some("roundabout" | "circular")),
        Feature::Ferry { .. } | Feature::Barrier(_) => false,
    }
}
