//! The slow twin of paths and matrices: weights from the tags once more, snapped edges split into a
//! copy of the graph, and petgraph's own Dijkstra.

use musette::{
    graph::{Direction, Feature, Metric, NodeId, SectionId, Snap, StreetMap},
    matrix::Leg,
    osm::{Barrier, Profile, Tags, Travel, barrier_use, way_use},
    units::{Metres, Seconds},
};
use petgraph::{algo::dijkstra, graph::DiGraph};
use std::ops::Add;

const DIRECTIONS: [Direction; 2] = [Direction::Forward, Direction::Backward];

/// Milliseconds, then centimetres: the fastest comes first, of equally fast ones the shortest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(pub u64, pub u64);

impl Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0, self.1 + other.1)
    }
}

impl Weight {
    /// As paths and matrices tell it.
    pub fn leg(self) -> Leg {
        let whole = |number: u64| u32::try_from(number).unwrap();
        let time = Seconds::new(whole(self.0.div_ceil(1000)));
        Leg { time, distance: Metres::new(whole((self.1 + 50) / 100)) }
    }

    fn part(self, fraction: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a short way")]
        let part = |whole: u64| (whole as f64 * fraction).round() as u64;
        Self(part(self.0), part(self.1))
    }
}

/// What a section weighs for a profile in one direction, from its tags.
pub fn weight(
    map: &StreetMap,
    profile: &Profile,
    section: SectionId,
    direction: Direction,
) -> Option<Weight> {
    let length_cm = map.graph.section(section).length_cm;
    let edge_m = f64::from(length_cm) / 100.0;
    let seconds = match map.graph.feature(section) {
        Feature::Barrier(tags) => match barrier_use(tags, profile) {
            Barrier::Delay(seconds) => seconds,
            Barrier::Blocked => return None,
        },
        Feature::Street(tags) => travel(tags, profile, direction)?.seconds(edge_m, edge_m),
        Feature::Ferry { tags, length_cm } => {
            let way_m = f64::from(*length_cm) / 100.0;
            travel(tags, profile, direction)?.seconds(edge_m, way_m)
        }
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a short way")]
    let time_ms = (seconds * 1000.0).round() as u64;
    Some(Weight(time_ms, u64::from(length_cm)))
}

fn travel(tags: &Tags, profile: &Profile, direction: Direction) -> Option<Travel> {
    let used = way_use(tags, profile).ok()?;
    match direction {
        Direction::Forward => used.forward,
        Direction::Backward => used.backward,
    }
}

/// A graph with every place in it twice: as a node to set out from, and as one to arrive at.
pub struct Twin {
    graph: DiGraph<(), Weight>,
    from: Vec<NodeId>,
    to: Vec<NodeId>,
}

impl Twin {
    /// Splits the snapped edges.
    pub fn new(map: &StreetMap, metric: &Metric, from: &[Snap], to: &[Snap]) -> Self {
        let profile = map.profiles.iter().find(|it| it.name == metric.profile()).unwrap();
        let weight = |section, direction| weight(map, profile, section, direction);
        let mut graph = map.graph.graph.filter_map(
            |_, _| Some(()),
            |edge, _| {
                let (section, direction) = SectionId::of(edge);
                weight(section, direction)
            },
        );
        let ends = |section: SectionId, direction| {
            map.graph.graph.edge_endpoints(section.edge(direction)).unwrap()
        };
        let sources: Vec<NodeId> = from.iter().map(|_| graph.add_node(())).collect();
        let sinks: Vec<NodeId> = to.iter().map(|_| graph.add_node(())).collect();
        for direction in DIRECTIONS {
            for (snap, source) in from.iter().zip(&sources) {
                let section = SectionId::of(snap.edge).0;
                if let Some(weight) = weight(section, direction) {
                    let rest = weight.part(1.0 - done(snap, direction));
                    graph.add_edge(*source, ends(section, direction).1, rest);
                }
            }
            for (snap, sink) in to.iter().zip(&sinks) {
                let section = SectionId::of(snap.edge).0;
                if let Some(weight) = weight(section, direction) {
                    let first = weight.part(done(snap, direction));
                    graph.add_edge(ends(section, direction).0, *sink, first);
                }
            }
            for (start, source) in from.iter().zip(&sources) {
                for (end, sink) in to.iter().zip(&sinks) {
                    let section = SectionId::of(start.edge).0;
                    let way = done(end, direction) - done(start, direction);
                    if section == SectionId::of(end.edge).0
                        && way >= 0.0
                        && let Some(weight) = weight(section, direction)
                    {
                        graph.add_edge(*source, *sink, weight.part(way));
                    }
                }
            }
        }
        Self { graph, from: sources, to: sinks }
    }

    /// The weights of the best paths from one place to all others.
    pub fn row(&self, from: usize) -> Vec<Option<Weight>> {
        let found = dijkstra(&self.graph, self.from[from], None, |edge| *edge.weight());
        self.to.iter().map(|sink| found.get(sink).copied()).collect()
    }
}

/// How far along its section, seen in `direction`, a place is.
fn done(snap: &Snap, direction: Direction) -> f64 {
    if SectionId::of(snap.edge).1 == direction { snap.fraction } else { 1.0 - snap.fraction }
}
