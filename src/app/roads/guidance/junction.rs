//! The streets that meet between two pieces of a leg.

use super::{
    super::Roads,
    bearing::{turn, whole},
    step::{Branch, Intersection},
};
use crate::{
    geo::wrapped,
    graph::{EdgeId, Feature, NodeId, SectionId},
    units::LonLat,
};
use smallvec::{SmallVec, smallvec};

/// A barrier has not more sides.
const MOST_SIDES: usize = 16;

/// A street that leads away from a junction.
#[derive(Clone, Copy, Debug)]
struct Street {
    edge: EdgeId,
    bearing: f64,
    entry: bool,
}

type Streets = SmallVec<[Street; 6]>;

/// Where streets meet.
#[derive(Clone, Debug)]
pub(super) struct Junction {
    pub(super) place: LonLat,
    /// By bearing.
    streets: Streets,
    came: usize,
    goes: usize,
}

impl Junction {
    /// Where one gets from edge `from` to edge `to`; `None` if a line has no length there.
    pub(super) fn between(roads: &Roads<'_>, from: EdgeId, to: EdgeId) -> Option<Self> {
        let graph = roads.graph();
        let is_open = |edge| roads.metric().cost(edge).is_some();
        let ([node, _], [_, reached]) = (graph.ends(to), graph.ends(from));
        let exits = roads.exits(from);
        let mut streets = Streets::new();
        // Barriers lead to other nodes at the same place.
        let mut sides: SmallVec<[NodeId; 4]> = smallvec![node];
        let mut next = 0;
        while let Some(side) = sides.get(next).copied() {
            next += 1;
            for arm in roads.guide().arms(side) {
                let edge = arm.edge;
                let Some(bearing) = arm.bearing() else {
                    if sides.len() < MOST_SIDES && is_open(edge) && is_barrier(roads, edge) {
                        let [_, across] = graph.ends(edge);
                        if !sides.contains(&across) {
                            sides.push(across);
                        }
                    }
                    continue;
                };
                let opens = is_open(edge);
                if opens || is_open(reverse(edge)) {
                    // What a restriction says of ways through a barrier, the path alone knows.
                    let entry = opens && (side != reached || exits.allows(edge));
                    streets.push(Street { edge, bearing, entry });
                }
            }
        }
        if sides.len() > 1 {
            streets.sort_by(|a, b| a.bearing.total_cmp(&b.bearing));
        }
        let position = |edge| streets.iter().position(|street: &Street| street.edge == edge);
        let (came, goes) = (position(reverse(from))?, position(to)?);
        Some(Self { place: graph.graph[node], streets, came, goes })
    }

    /// Direction of travel before.
    pub(super) fn before(&self) -> f64 {
        wrapped(self.streets[self.came].bearing + 180.0)
    }

    /// Direction of travel after.
    pub(super) fn after(&self) -> f64 {
        self.streets[self.goes].bearing
    }

    /// Where else one could go, but back.
    pub(super) fn others(&self) -> impl Iterator<Item = f64> + Clone {
        let streets = self.streets.iter().enumerate();
        let others = streets
            .filter(|(index, street)| street.entry && *index != self.came && *index != self.goes);
        others.map(|(_, street)| street.bearing)
    }

    /// Does a street come in that goes straight on where one goes?
    pub(super) fn joins(&self, roads: &Roads<'_>) -> bool {
        let goes = self.streets[self.goes];
        let is_one_way = roads.metric().cost(reverse(goes.edge)).is_none();
        let comes_only = |street: &Street| roads.metric().cost(street.edge).is_none();
        let comes_straight = |street: &Street| {
            comes_only(street) && turn(street.bearing + 180.0, goes.bearing).abs() <= 20.0
        };
        let others = self.streets.iter().enumerate().filter(|(index, _)| *index != self.came);
        is_one_way && others.map(|(_, street)| street).any(comes_straight)
    }

    /// Do more than two streets meet?
    pub(super) fn is_crossing(&self) -> bool {
        self.streets.len() > 2
    }

    pub(super) fn into_intersection(self) -> Intersection {
        let Self { place, streets, came, goes } = self;
        let branch = |(index, street): (usize, Street)| Branch {
            bearing: whole(street.bearing),
            entry: street.entry && (index != came || index == goes),
        };
        let branches = streets.into_iter().enumerate().map(branch).collect();
        Intersection { place, branches, from: Some(came), to: Some(goes) }
    }
}

/// The edge against an edge.
pub(super) fn reverse(edge: EdgeId) -> EdgeId {
    let (section, direction) = SectionId::of(edge);
    section.edge(direction.reversed())
}

pub(super) fn is_barrier(roads: &Roads<'_>, edge: EdgeId) -> bool {
    matches!(roads.graph().feature(SectionId::of(edge).0), Feature::Barrier(_))
}
