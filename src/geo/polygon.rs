//! Areas with straight edges.

use super::{
    BoundingBox, Plane,
    edge::{Edge, point},
};
use crate::units::LonLat;

/// Most points of an area, all its rings together.
pub const MOST_POINTS: usize = 1_000;

/// An area bounded by rings, as a GeoJSON polygon (RFC 7946): the first is its outer edge, further ones
/// are holes in it. No edge crosses or touches another. It must not lie across 180 degrees of longitude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Polygon {
    rings: Vec<Vec<LonLat>>,
    bbox: BoundingBox,
}

/// Why rings bound no area. Rings and points are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolygonError {
    /// There is no ring.
    #[error("has no ring; give at least the outer one")]
    Empty,
    /// There are too many points.
    #[error("has {0} points; draw it with {MOST_POINTS} at most")]
    TooManyPoints(usize),
    /// A ring's last point is not its first.
    #[error("ring {ring} is not closed; end it with the point that it starts with")]
    Open {
        /// The ring.
        ring: usize,
    },
    /// A ring has fewer than three corners.
    #[error("ring {ring} has fewer than three corners; give four points, the last like the first")]
    TooFew {
        /// The ring.
        ring: usize,
    },
    /// Two edges meet where they must not.
    #[error("an edge crosses or touches another at {place}; draw it so that none does")]
    Crossing {
        /// Where one of them starts.
        place: LonLat,
    },
    /// A hole is not inside the outer ring, or in another hole.
    #[error("ring {ring} is no hole in the outer one; leave it out, or make it an area of its own")]
    NoHole {
        /// The ring.
        ring: usize,
    },
}

impl Polygon {
    /// The area between closed rings.
    ///
    /// Each edge is compared with each other: a quarter of a million pairs at most.
    ///
    /// # Errors
    ///
    /// See [`PolygonError`].
    pub fn new(rings: Vec<Vec<LonLat>>) -> Result<Self, PolygonError> {
        let points = rings.iter().map(Vec::len).sum();
        if points > MOST_POINTS {
            return Err(PolygonError::TooManyPoints(points));
        }
        let rings: Vec<Vec<LonLat>> = rings.into_iter().map(without_repeats).collect();
        for (number, ring) in rings.iter().enumerate() {
            if ring.first() != ring.last() {
                return Err(PolygonError::Open { ring: number });
            }
            if ring.len() < 4 {
                return Err(PolygonError::TooFew { ring: number });
            }
        }
        let bbox = BoundingBox::around(rings.iter().flatten().copied());
        let bbox = bbox.ok_or(PolygonError::Empty)?;
        let area = Self { rings, bbox };
        let edges: Vec<Edge> = area.edges().collect();
        for (index, edge) in edges.iter().enumerate() {
            if edges[index + 1..].iter().any(|other| edge.collides(other)) {
                return Err(PolygonError::Crossing { place: edge.from });
            }
        }
        let is_in = |ring: &[LonLat], place| is_inside(edges_of(ring), point(place));
        for (number, hole) in area.rings.iter().enumerate().skip(1) {
            let mut others = area.rings.iter().enumerate().skip(1);
            let in_other = others.any(|(other, ring)| other != number && is_in(ring, hole[0]));
            if in_other || !is_in(&area.rings[0], hole[0]) {
                return Err(PolygonError::NoHole { ring: number });
            }
        }
        Ok(area)
    }

    /// The smallest box around it.
    #[must_use]
    pub fn bbox(&self) -> BoundingBox {
        self.bbox
    }

    /// Its rings, each ending with the point that it starts with.
    #[must_use]
    pub fn rings(&self) -> &[Vec<LonLat>] {
        &self.rings
    }

    /// Which part of the length of a line lies inside, from 0 to 1; of a line without length 0.
    ///
    /// O(n m) for n edges of the area and m pieces of the line that are near it.
    #[must_use]
    pub fn share(&self, line: &[LonLat]) -> f64 {
        let plane = Plane::around(self.bbox.centre());
        let (mut whole, mut inside) = (0.0, 0.0);
        for pair in line.windows(2) {
            let [[ax, ay], [bx, by]] = [plane.project(pair[0]), plane.project(pair[1])];
            let length = (bx - ax).hypot(by - ay);
            whole += length;
            let near = BoundingBox::around(pair.iter().copied());
            if near.is_some_and(|near| near.common(&self.bbox).is_some()) {
                inside += length * self.share_of(pair[0], pair[1]);
            }
        }
        if whole > 0.0 { (inside / whole).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The same of one straight piece: it is cut where it meets an edge, and of each part the middle
    /// tells whether it is inside.
    fn share_of(&self, from: LonLat, to: LonLat) -> f64 {
        let piece = Edge { from, to };
        let mut cuts: Vec<f64> = self.edges().filter_map(|edge| piece.cut(&edge)).collect();
        cuts.extend([0.0, 1.0]);
        cuts.sort_unstable_by(f64::total_cmp);
        let parts = cuts.windows(2).filter(|part| part[1] > part[0]);
        let inside = parts.filter(|part| {
            let middle = f64::midpoint(part[0], part[1]);
            is_inside(self.edges(), piece.at(middle))
        });
        inside.map(|part| part[1] - part[0]).sum()
    }

    fn edges(&self) -> impl Iterator<Item = Edge> {
        self.rings.iter().flat_map(|ring| edges_of(ring))
    }
}

fn without_repeats(mut ring: Vec<LonLat>) -> Vec<LonLat> {
    ring.dedup();
    ring
}

fn edges_of(ring: &[LonLat]) -> impl Iterator<Item = Edge> {
    ring.windows(2).map(|pair| Edge { from: pair[0], to: pair[1] })
}

/// By the even-odd rule: does a ray to the east meet an odd number of edges?
fn is_inside(edges: impl Iterator<Item = Edge>, place: [f64; 2]) -> bool {
    edges.filter(|edge| edge.is_east_of(place)).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::from_degrees(lon, lat).unwrap()
    }

    fn ring(points: &[(f64, f64)]) -> Vec<LonLat> {
        points.iter().map(|(lon, lat)| at(*lon, *lat)).collect()
    }

    fn square(from: f64, to: f64) -> Vec<LonLat> {
        ring(&[(from, from), (to, from), (to, to), (from, to), (from, from)])
    }

    fn wrong(rings: Vec<Vec<LonLat>>) -> PolygonError {
        Polygon::new(rings).unwrap_err()
    }

    #[test]
    fn rings_that_bound_no_area_are_refused() {
        assert_eq!(wrong(vec![]), PolygonError::Empty);
        assert_eq!(wrong(vec![vec![]]), PolygonError::TooFew { ring: 0 });
        let open = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        assert_eq!(wrong(vec![open]), PolygonError::Open { ring: 0 });
        let line = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (0.0, 0.0)]);
        assert_eq!(wrong(vec![line]), PolygonError::TooFew { ring: 0 });
        assert_eq!(wrong(vec![vec![at(0.0, 0.0); 1_001]]), PolygonError::TooManyPoints(1_001));
        let outside = vec![square(0.0, 1.0), square(2.0, 3.0)];
        assert_eq!(wrong(outside), PolygonError::NoHole { ring: 1 });
        let nested = vec![square(0.0, 9.0), square(1.0, 8.0), square(2.0, 3.0)];
        assert_eq!(wrong(nested), PolygonError::NoHole { ring: 2 });
    }

    #[test]
    fn edges_that_cross_or_touch_are_refused() {
        let bow = ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]);
        let spike = ring(&[(0.0, 0.0), (2.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]);
        let pinch = ring(&[
            (0.0, 0.0),
            (2.0, 0.0),
            (1.0, 1.0),
            (2.0, 2.0),
            (0.0, 2.0),
            (1.0, 1.0),
            (0.0, 0.0),
        ]);
        for bad in [bow, spike, pinch] {
            assert!(matches!(wrong(vec![bad]), PolygonError::Crossing { .. }));
        }
        let touching = vec![square(0.0, 4.0), square(0.0, 1.0)];
        assert!(matches!(wrong(touching), PolygonError::Crossing { .. }));
    }

    #[test]
    fn the_part_of_a_line_inside_is_told() {
        let area = Polygon::new(vec![square(0.0, 4.0), square(1.0, 3.0)]).unwrap();
        let share = |points: &[(f64, f64)]| format!("{:.3}", area.share(&ring(points)));
        assert_eq!(share(&[(0.5, 0.5), (3.5, 0.5)]), "1.000");
        assert_eq!(share(&[(-1.0, 2.0), (5.0, 2.0)]), "0.333");
        assert_eq!(share(&[(-4.0, 0.5), (0.0, 0.5), (4.0, 0.5)]), "0.500");
        assert_eq!(share(&[(1.5, 2.0), (2.5, 2.0)]), "0.000");
        assert_eq!(share(&[(-3.0, -3.0), (-1.0, -1.0)]), "0.000");
        // Through two corners.
        assert_eq!(share(&[(-4.0, -4.0), (8.0, 8.0)]), "0.167");
        assert_eq!(share(&[(1.0, 1.0), (1.0, 1.0)]), "0.000");
        assert_eq!(area.rings().len(), 2);
    }
}
