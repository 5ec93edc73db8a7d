//! What directions say of streets, found once a map.

use super::street::{Direction, EdgeId, Feature, NodeId, SectionId, StreetGraph};
use crate::{
    geo::{Plane, bearing},
    units::LonLat,
};
use petgraph::visit::EdgeRef as _;

/// One looks so far ahead to tell where a street leads.
const LOOK_M: f64 = 10.0;

/// An edge that begins at a node.
#[derive(Clone, Copy, Debug)]
pub struct Arm {
    /// The edge.
    pub edge: EdgeId,
    /// Not a number of an edge without length.
    bearing: f32,
}

impl Arm {
    /// Where the edge leads in its first ten metres, in degrees clockwise from north, 0 to 360; `None` of
    /// one without length, such as a barrier.
    #[must_use]
    pub fn bearing(&self) -> Option<f64> {
        (!self.bearing.is_nan()).then(|| f64::from(self.bearing))
    }
}

/// Where streets lead, and which of them go round. What belongs to a node lies side by side: directions
/// look at hundreds of nodes all over the map.
#[derive(Clone, Debug)]
pub struct Guide {
    /// By node, the first of its arms.
    first: Vec<u32>,
    arms: Vec<Arm>,
    /// By feature.
    roundabouts: Vec<bool>,
}

impl Guide {
    /// Linear in the points of the graph.
    #[must_use]
    pub fn new(graph: &StreetGraph) -> Self {
        let mut first = Vec::with_capacity(graph.graph.node_count() + 1);
        let mut arms: Vec<Arm> = Vec::with_capacity(graph.graph.edge_count());
        let mut end = 0;
        first.push(end);
        for node in graph.graph.node_indices() {
            let start = arms.len();
            arms.extend(graph.graph.edges(node).map(|edge| arm(graph, edge.id())));
            arms[start..].sort_by(|a, b| a.bearing.total_cmp(&b.bearing));
            end += u32::try_from(arms.len() - start).expect("invariant: edges are counted in u32");
            first.push(end);
        }
        let goes_round = |feature: &Feature| match feature {
            Feature::Street(tags) => {
                matches!(tags.value("junction"), Some("roundabout" | "circular"))
            }
            Feature::Ferry { .. } | Feature::Barrier(_) => false,
        };
        let roundabouts = graph.features.iter().map(goes_round).collect();
        Self { first, arms, roundabouts }
    }

    /// The edges that begin at a node, by bearing, those without one last.
    #[must_use]
    pub fn arms(&self, node: NodeId) -> &[Arm] {
        &self.arms[self.first[node.index()] as usize..self.first[node.index() + 1] as usize]
    }

    /// Is an edge part of a roundabout?
    #[must_use]
    pub fn is_roundabout(&self, graph: &StreetGraph, edge: EdgeId) -> bool {
        self.roundabouts[graph.section(SectionId::of(edge).0).feature as usize]
    }
}

fn arm(graph: &StreetGraph, edge: EdgeId) -> Arm {
    let bearing = match SectionId::of(edge) {
        (section, Direction::Forward) => ahead(graph.geometry(section)),
        (section, Direction::Backward) => ahead(graph.geometry(section).rev()),
    };
    #[expect(clippy::cast_possible_truncation, reason = "a thousandth of a degree is enough")]
    let bearing = bearing.map_or(f32::NAN, |bearing| bearing as f32);
    Arm { edge, bearing }
}

/// Where a line leads at its start; `None` of a line without length.
fn ahead(mut line: impl Iterator<Item = LonLat>) -> Option<f64> {
    let start = line.next()?;
    let plane = Plane::around(start);
    let (mut before, mut done) = ([0.0, 0.0], 0.0);
    for place in line {
        let at = plane.project(place);
        let way = [at[0] - before[0], at[1] - before[1]];
        let length = way[0].hypot(way[1]);
        if length > 0.0 && done + length >= LOOK_M {
            let part = (LOOK_M - done) / length;
            before = [before[0] + part * way[0], before[1] + part * way[1]];
            break;
        }
        done += length;
        before = at;
    }
    (before != [0.0, 0.0]).then(|| bearing(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kink_at_a_kerb_is_looked_over() {
        let at = |east: f64, north: f64| {
            LonLat::from_degrees(2.0 + east / 74_500.0, 48.0 + north / 111_000.0).unwrap()
        };
        let line = [at(0.0, 0.0), at(1.0, 0.0), at(1.0, 50.0)];
        assert!(ahead(line.into_iter()).is_some_and(|it| it < 10.0));
        assert!(ahead(line.into_iter().rev()).is_some_and(|it| (it - 180.0).abs() < 1e-6));
        assert_eq!(ahead([line[0]; 2].into_iter()), None);
    }
}
