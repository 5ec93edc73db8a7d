//! Lines and rings with fewer points (Douglas and Peucker, 1973).

use super::world::{Point, doubled_area};
use crate::geo::nearest_on_segment;

/// Those points of a line that are needed to stay within `tolerance` of it; always its ends.
pub(super) fn line(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut kept = vec![false; points.len()];
    let last = points.len() - 1;
    (kept[0], kept[last]) = (true, true);
    keep(points, 0, last, tolerance * tolerance, &mut kept);
    let points = points.iter().zip(kept);
    points.filter_map(|(point, kept)| kept.then_some(*point)).collect()
}

/// The same for a ring whose first point is not its last one again; `None` if nothing with an area is
/// left.
pub(super) fn ring(points: &[Point], tolerance: f64) -> Option<Vec<Point>> {
    let first = points.first()?;
    let apart = |point: &Point| {
        let side = |axis: usize| f64::from(point[axis]) - f64::from(first[axis]);
        side(0).powi(2) + side(1).powi(2)
    };
    let far = (0..points.len()).max_by(|a, b| apart(&points[*a]).total_cmp(&apart(&points[*b])))?;
    let mut there = line(&points[..=far], tolerance);
    let back: Vec<Point> = points[far..].iter().chain([first]).copied().collect();
    there.pop();
    there.extend(line(&back, tolerance));
    there.pop();
    (there.len() > 2 && doubled_area(&there).abs() > 0.0).then_some(there)
}

/// Marks what is to be kept between two points that are. An explicit stack: lines may be long.
fn keep(points: &[Point], from: usize, to: usize, tolerance_2: f64, kept: &mut [bool]) {
    let point = |index: usize| points[index].map(f64::from);
    let mut spans = vec![(from, to)];
    while let Some((from, to)) = spans.pop() {
        let mut farthest = (0.0, from);
        for index in from + 1..to {
            let nearest = nearest_on_segment(point(from), point(to), point(index));
            if nearest.distance_2 > farthest.0 {
                farthest = (nearest.distance_2, index);
            }
        }
        if farthest.0 > tolerance_2 {
            kept[farthest.1] = true;
            spans.extend([(from, farthest.1), (farthest.1, to)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How far a point is from a line.
    fn distance(point: Point, line: &[Point]) -> f64 {
        let at = |point: Point| point.map(f64::from);
        let each = line
            .windows(2)
            .map(|pair| nearest_on_segment(at(pair[0]), at(pair[1]), at(point)).distance_2.sqrt());
        each.fold(f64::INFINITY, f64::min)
    }

    fn points() -> impl Strategy<Value = Vec<Point>> {
        prop::collection::vec([0_u32..1000, 0_u32..1000], 2..60)
    }

    proptest! {
        #[test]
        fn no_point_is_farther_than_the_tolerance_from_what_is_left(
            points in points(),
            tolerance in 0.0_f64..200.0,
        ) {
            let simple = line(&points, tolerance);
            prop_assert_eq!(simple.first(), points.first());
            prop_assert_eq!(simple.last(), points.last());
            for point in points {
                prop_assert!(distance(point, &simple) <= tolerance + 1e-6);
            }
        }

        #[test]
        fn the_same_holds_for_rings(points in points(), tolerance in 0.0_f64..200.0) {
            if let Some(mut simple) = ring(&points, tolerance) {
                prop_assert!(simple.len() > 2);
                prop_assert!(simple.iter().all(|point| points.contains(point)));
                simple.push(simple[0]);
                for point in points {
                    prop_assert!(distance(point, &simple) <= tolerance + 1e-6);
                }
            }
        }
    }

    #[test]
    fn what_is_straight_needs_two_points() {
        assert_eq!(line(&[[0, 0], [5, 1], [10, 0]], 2.0), [[0, 0], [10, 0]]);
        assert_eq!(line(&[[0, 0], [5, 3], [10, 0]], 2.0).len(), 3);
    }

    #[test]
    fn a_ring_without_an_area_is_nothing() {
        assert_eq!(ring(&[[0, 0], [5, 1], [10, 0]], 2.0), None);
        assert_eq!(ring(&[], 1.0), None);
        assert_eq!(ring(&[[1, 1], [1, 1], [1, 1]], 0.0), None);
        let square = [[0, 0], [10, 0], [10, 10], [0, 10]];
        assert_eq!(ring(&square, 2.0), Some(square.to_vec()));
    }
}
