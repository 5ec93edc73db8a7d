//! From a place to the street beside it.

use super::{
    metric::{Cost, Metric},
    street::{Direction, EdgeId, Feature, SectionId, StreetGraph},
};
use crate::{
    geo::{BoundingBox, Plane, bearing, haversine_m, nearest_on_segment},
    units::LonLat,
};
use rstar::{AABB, PointDistance, RStarInsertionStrategy, RTree, RTreeObject, RTreeParams};
use serde::{Deserialize, Serialize};

/// A place on a street: on an edge that the vehicle class may use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snap {
    /// The edge. Where both directions may be used it is the one along the way.
    pub edge: EdgeId,
    /// How far along the edge, 0 at its start, 1 at its end.
    pub fraction: f64,
    /// Where that is.
    pub place: LonLat,
    /// How far from the place asked for, in metres.
    pub distance_m: f64,
    /// May only this edge be used, not the one against it? So asks who has a heading, or who wants a
    /// certain side of the street.
    pub one_way: bool,
}

/// A street beside a place, with what one needs to know to choose among several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The place on it.
    pub snap: Snap,
    /// Which way its edge leads there, in degrees clockwise from north, 0 to 360.
    pub bearing: f64,
    /// Is the place asked for on the left of its edge?
    pub on_left: bool,
    /// May the edge against it be used too?
    pub both_ways: bool,
}

impl Candidate {
    /// The same place, for those who go against the edge of [`Self::snap`].
    #[must_use]
    pub fn reversed(self) -> Self {
        let (section, own) = SectionId::of(self.snap.edge);
        let snap = Snap {
            edge: section.edge(own.reversed()),
            fraction: 1.0 - self.snap.fraction,
            ..self.snap
        };
        let bearing = (self.bearing + 180.0) % 360.0;
        Self { snap, bearing, on_left: !self.on_left, both_ways: self.both_ways }
    }
}

impl Snap {
    /// May one go this way through the section?
    pub(crate) fn allows(&self, direction: Direction) -> bool {
        !self.one_way || SectionId::of(self.edge).1 == direction
    }

    /// What the rest of `direction`'s edge costs from here, or its first part up to here.
    pub(crate) fn part(&self, metric: &Metric, direction: Direction, rest: bool) -> Option<Cost> {
        if !self.allows(direction) {
            return None;
        }
        let (section, own) = SectionId::of(self.edge);
        let done = if own == direction { self.fraction } else { 1.0 - self.fraction };
        let whole = metric.cost(section.edge(direction))?;
        // Both parts of an edge add up to it.
        let ahead = whole.part(1.0 - done);
        Some(if rest { ahead } else { whole.minus(ahead) })
    }
}

/// An R-tree over the straight segments of all streets with doors: not of ferries, barriers, stairs
/// and station passages.
#[derive(Debug, Serialize, Deserialize)]
pub struct SnapIndex {
    plane: Plane,
    tree: RTree<Segment, Params>,
}

/// A straight piece of a section, in metres on the index's plane. Single precision is good to a
/// centimetre within 100 km.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Segment {
    ends: [[f32; 2]; 2],
    section: u32,
    position: u32,
}

impl RTreeObject for Segment {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.ends[0], self.ends[1])
    }
}

impl PointDistance for Segment {
    fn distance_2(&self, point: &[f32; 2]) -> f32 {
        let [a, b] = self.ends.map(|end| end.map(f64::from));
        #[expect(clippy::cast_possible_truncation, reason = "metres within a city")]
        let distance_2 = nearest_on_segment(a, b, point.map(f64::from)).distance_2 as f32;
        distance_2
    }
}

/// Fatter nodes than rstar's own: they load from a file in half the time and query as fast.
#[derive(Debug)]
struct Params;

impl RTreeParams for Params {
    const MIN_SIZE: usize = 8;
    const MAX_SIZE: usize = 16;
    const REINSERTION_COUNT: usize = 4;
    type DefaultInsertionStrategy = RStarInsertionStrategy;
}

impl SnapIndex {
    /// Indexes all streets of a graph.
    #[must_use]
    pub fn build(graph: &StreetGraph) -> Self {
        let places = graph.graph.node_weights().copied();
        let centre = BoundingBox::around(places).map(|bbox| bbox.centre());
        let plane = Plane::around(centre.unwrap_or_else(|| {
            LonLat::from_e7(0, 0).expect("invariant: the Gulf of Guinea is on Earth")
        }));
        let mut segments = Vec::new();
        for section in (0..).map(SectionId).take(graph.sections.len()) {
            if !Self::may_hold(graph, section) {
                continue;
            }
            let mut points = graph.geometry(section).map(|place| narrow(plane.project(place)));
            let Some(mut from) = points.next() else { continue };
            for (position, to) in (0..).zip(points) {
                segments.push(Segment { ends: [from, to], section: section.0, position });
                from = to;
            }
        }
        Self { plane, tree: RTree::bulk_load_with_params(segments) }
    }

    /// The nearest street, at most `max_m` metres away, that a vehicle class may use and from which
    /// it gets everywhere in its main component; `None` if there is none.
    ///
    /// O(log n) for n segments while most streets are open to the class.
    #[must_use]
    pub fn snap(
        &self,
        graph: &StreetGraph,
        metric: &Metric,
        place: LonLat,
        max_m: f64,
    ) -> Option<Snap> {
        self.candidates(graph, metric, place, max_m).next().map(|candidate| candidate.snap)
    }

    /// All straight pieces of such streets, the nearest first: of one street there may be several.
    #[must_use = "iterators are lazy"]
    pub fn candidates<'a>(
        &'a self,
        graph: &'a StreetGraph,
        metric: &'a Metric,
        place: LonLat,
        max_m: f64,
    ) -> impl Iterator<Item = Candidate> + 'a {
        let point = self.plane.project(place);
        self.tree
            .nearest_neighbor_iter_with_distance_2(narrow(point))
            .take_while(move |(_, distance_2)| f64::from(*distance_2) <= max_m * max_m)
            .filter_map(move |(segment, _)| self.snap_to(graph, metric, point, segment))
    }

    /// The place of `segment` nearest to `point`; `None` if the class has no use for it.
    fn snap_to(
        &self,
        graph: &StreetGraph,
        metric: &Metric,
        point: [f64; 2],
        segment: &Segment,
    ) -> Option<Candidate> {
        let section = SectionId(segment.section);
        let direction = [Direction::Forward, Direction::Backward]
            .into_iter()
            .find(|direction| metric.reaches(graph, section, *direction))?;
        let points: Vec<LonLat> = graph.geometry(section).collect();
        let position = segment.position as usize;
        let [a, b] = [position, position + 1].map(|end| self.plane.project(points[end]));
        let nearest = nearest_on_segment(a, b, point);
        // On the sphere, as sections are measured: on the plane north-south pieces weigh less.
        let length = |pair: &[LonLat]| haversine_m(pair[0], pair[1]);
        let before: f64 = points[..=position].windows(2).map(length).sum();
        let along = before + nearest.fraction * length(&points[position..position + 2]);
        let total: f64 = points.windows(2).map(length).sum();
        let fraction = if total > 0.0 { (along / total).clamp(0.0, 1.0) } else { 0.0 };
        let snap = Snap {
            edge: section.edge(Direction::Forward),
            fraction,
            place: between(points[position], points[position + 1], nearest.fraction),
            distance_m: nearest.distance_2.sqrt(),
            one_way: false,
        };
        let along = [b[0] - a[0], b[1] - a[1]];
        let candidate = Candidate {
            snap,
            bearing: bearing(along),
            on_left: along[0] * (point[1] - a[1]) - along[1] * (point[0] - a[0]) > 0.0,
            both_ways: direction == Direction::Forward
                && metric.reaches(graph, section, Direction::Backward),
        };
        Some(if direction == Direction::Forward { candidate } else { candidate.reversed() })
    }

    /// May places be snapped to a section, if the class may use it?
    #[must_use]
    pub fn may_hold(graph: &StreetGraph, section: SectionId) -> bool {
        has_doors(graph.feature(section))
    }

    /// Number of segments.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.tree.size()
    }

    /// Does every segment belong to this graph?
    pub(super) fn belongs_to(&self, graph: &StreetGraph) -> bool {
        self.tree.iter().all(|segment| {
            let section = graph.sections.get(segment.section as usize);
            section.is_some_and(|section| segment.position as usize <= section.shape.len())
        })
    }
}

/// Do people live or work beside it, so that a place may be snapped to it? Not beside a ferry or a
/// barrier, on stairs, or in the corridors and on the platforms of a station below the street, or
/// in a tunnel.
fn has_doors(feature: &Feature) -> bool {
    match feature {
        Feature::Street(tags) => {
            let inside = matches!(tags.value("highway"), Some("steps" | "corridor" | "platform"));
            !tags.is_tunnel() && !inside
        }
        Feature::Ferry { .. } | Feature::Barrier(_) => false,
    }
}

fn narrow(point: [f64; 2]) -> [f32; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "metres within a city")]
    point.map(|metres| metres as f32)
}

fn between(a: LonLat, b: LonLat, fraction: f64) -> LonLat {
    let mix = |a: f64, b: f64| a + (b - a) * fraction;
    LonLat::from_degrees(mix(a.lon(), b.lon()), mix(a.lat(), b.lat()))
        .expect("invariant: between two places on Earth lies another")
}
