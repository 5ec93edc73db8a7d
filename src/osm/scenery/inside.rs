//! What lies inside a ring.

use super::Path;
use crate::{geo::BoundingBox, units::LonLat};

/// A ring with the box around it.
pub(super) struct BoxedRing {
    pub(super) ring: Path,
    pub(super) bounds: BoundingBox,
}

impl BoxedRing {
    /// `None` for a ring without corners.
    pub(super) fn new(ring: Vec<LonLat>) -> Option<Self> {
        let bounds = BoundingBox::around(ring.iter().copied())?;
        Some(Self { ring: Path(ring), bounds })
    }

    /// Is the other ring inside? Both must not cross; they may touch at corners.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let (outer, inner) = (&self.bounds, &other.bounds);
        outer.min.lon_e7() <= inner.min.lon_e7()
            && outer.min.lat_e7() <= inner.min.lat_e7()
            && outer.max.lon_e7() >= inner.max.lon_e7()
            && outer.max.lat_e7() >= inner.max.lat_e7()
            && holds_point(&self.ring, middle_of_first_side(&other.ring))
    }

    /// Area of the box, to compare.
    pub(super) fn extent(&self) -> i128 {
        let side = |max: i32, min: i32| i128::from(max) - i128::from(min);
        side(self.bounds.max.lon_e7(), self.bounds.min.lon_e7())
            * side(self.bounds.max.lat_e7(), self.bounds.min.lat_e7())
    }
}

/// The smallest of `outers` that holds a ring.
pub(super) fn smallest_around(outers: &[BoxedRing], ring: &BoxedRing) -> Option<usize> {
    let around = outers.iter().enumerate().filter(|(_, outer)| outer.holds(ring));
    around.min_by_key(|(_, outer)| outer.extent()).map(|(index, _)| index)
}

/// Twice the area of a ring, positive if it turns counterclockwise (north up).
pub(super) fn doubled_area(ring: &[LonLat]) -> i128 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| {
            let [ax, ay, bx, by] = [a.lon_e7(), a.lat_e7(), b.lon_e7(), b.lat_e7()].map(i128::from);
            ax * by - bx * ay
        })
        .sum()
}

/// In twice the usual resolution, so that it is exact.
fn middle_of_first_side(ring: &[LonLat]) -> [i64; 2] {
    let (a, b) = (ring[0], ring[1 % ring.len()]);
    [i64::from(a.lon_e7()) + i64::from(b.lon_e7()), i64::from(a.lat_e7()) + i64::from(b.lat_e7())]
}

/// Even-odd rule; the point in twice the usual resolution.
fn holds_point(ring: &[LonLat], [x, y]: [i64; 2]) -> bool {
    let corner = |at: &LonLat| [2 * i64::from(at.lon_e7()), 2 * i64::from(at.lat_e7())];
    let mut inside = false;
    let next = ring.iter().cycle().skip(1);
    for ([ax, ay], [bx, by]) in ring.iter().map(corner).zip(next.map(corner)) {
        if (ay > y) != (by > y) {
            // Is the point left of where the side crosses its parallel?
            let towards = i128::from(x - ax) * i128::from(by - ay);
            let across = i128::from(bx - ax) * i128::from(y - ay);
            inside ^= if by > ay { towards < across } else { towards > across };
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: i64, south: i64, side: i64) -> BoxedRing {
        let corners = [(0, 0), (side, 0), (side, side), (0, side)];
        let at = |(x, y): (i64, i64)| LonLat::from_e7(west + x, south + y).unwrap();
        BoxedRing::new(corners.map(at).to_vec()).unwrap()
    }

    #[test]
    fn a_ring_in_another_is_inside_and_one_beside_it_is_not() {
        let outer = square(0, 0, 100);
        assert!(outer.holds(&square(10, 10, 20)));
        assert!(outer.holds(&square(10, 10, 90)));
        assert!(!outer.holds(&square(110, 10, 20)));
        assert!(!square(10, 10, 20).holds(&outer));
        let notch = [(0, 0), (100, 0), (100, 100), (50, 10), (0, 100)];
        let notch = notch.map(|(x, y)| LonLat::from_e7(x, y).unwrap());
        assert!(!BoxedRing::new(notch.to_vec()).unwrap().holds(&square(45, 60, 10)));
    }

    #[test]
    fn the_smallest_ring_around_is_taken() {
        let outers = [square(0, 0, 100), square(20, 20, 50), square(200, 0, 50)];
        assert_eq!(smallest_around(&outers, &square(30, 30, 5)), Some(1));
        assert_eq!(smallest_around(&outers, &square(5, 5, 5)), Some(0));
        assert_eq!(smallest_around(&outers, &square(-50, 5, 5)), None);
    }

    #[test]
    fn rings_turn_one_way_or_the_other() {
        let ring = square(0, 0, 10).ring.0;
        assert_eq!(doubled_area(&ring), 200);
        assert_eq!(doubled_area(&ring.into_iter().rev().collect::<Vec<_>>()), -200);
    }
}
