//! Polygons in one tile.

use super::{
    frame::{Frame, HIGH, LOW, Local},
    simplify,
    world::{Point, doubled_area},
    zooms,
};

/// A ring in whole units of a tile; the last point is not the first one again.
pub(super) type Ring = Vec<[i32; 2]>;

/// What is seen of a polygon in a tile: its outer ring with a positive area, then its holes with a
/// negative one (MVT 2.1, 4.3.4.4); `None` if that is nothing.
pub(super) fn polygon(rings: &[Vec<Point>], frame: &Frame) -> Option<Vec<Ring>> {
    let (outer, holes) = rings.split_first()?;
    let outer = ring(outer, frame, false)?;
    let mut seen = vec![outer];
    for hole in holes {
        if doubled_area(hole).abs() / 2.0 < zooms::least_size(frame.zoom) {
            continue;
        }
        let Some(hole) = ring(hole, frame, true) else { continue };
        if doubled_area(&hole).abs() >= doubled_area(&seen[0]) {
            // The hole is all that there is to be seen.
            return None;
        }
        seen.push(hole);
    }
    Some(seen)
}

fn ring(points: &[Point], frame: &Frame, hole: bool) -> Option<Ring> {
    let simple = simplify::ring(points, zooms::tolerance(frame.zoom) * frame.unit)?;
    let local: Vec<Local> = simple.into_iter().map(|point| frame.local(point)).collect();
    let mut ring: Ring = clip(local).into_iter().map(round).collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let area = doubled_area(&ring);
    if ring.len() < 3 || area.abs() < 0.5 {
        return None;
    }
    if (area > 0.0) == hole {
        ring.reverse();
    }
    Some(ring)
}

/// To the nearest whole unit; what was clipped fits.
pub(super) fn round(point: Local) -> [i32; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "a clipped coordinate is small")]
    point.map(|n| n.round() as i32)
}

/// The part of a ring inside the tile and its buffer (Sutherland and Hodgman, 1974). Parts that are
/// apart stay connected along the edge, which nobody sees.
fn clip(mut ring: Vec<Local>) -> Vec<Local> {
    for axis in 0..2 {
        for (limit, sign) in [(f64::from(LOW), 1.0), (f64::from(HIGH), -1.0)] {
            let inside = |point: Local| (point[axis] - limit) * sign >= 0.0;
            if ring.iter().all(|point| inside(*point)) {
                continue;
            }
            let mut clipped = Vec::with_capacity(ring.len() + 4);
            for (index, to) in ring.iter().enumerate() {
                let from = ring[index.checked_sub(1).unwrap_or(ring.len() - 1)];
                if inside(from) != inside(*to) {
                    let share = (limit - from[axis]) / (to[axis] - from[axis]);
                    let mut cut = [0.0; 2];
                    cut[axis] = limit;
                    cut[1 - axis] = from[1 - axis] + share * (to[1 - axis] - from[1 - axis]);
                    clipped.push(cut);
                }
                if inside(*to) {
                    clipped.push(*to);
                }
            }
            ring = clipped;
        }
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A frame of zoom 16 with its corner at this point of the world.
    const ORIGIN: u32 = 4096 * 16 * 1000;

    fn frame() -> Frame {
        Frame::new(16, 1000, 1000).unwrap()
    }

    fn world(x: i32, y: i32) -> Point {
        [x, y].map(|n| ORIGIN.checked_add_signed(16 * n).unwrap())
    }

    fn square(at: i32, side: i32) -> Vec<Point> {
        [(at, at), (at, at + side), (at + side, at + side), (at + side, at)]
            .map(|(x, y)| world(x, y))
            .to_vec()
    }

    #[test]
    fn outer_rings_turn_one_way_and_holes_the_other() {
        for turned in [false, true] {
            let mut rings = vec![square(100, 1000), square(200, 100)];
            if turned {
                for ring in &mut rings {
                    ring.reverse();
                }
            }
            let seen = polygon(&rings, &frame()).unwrap();
            let areas: Vec<f64> = seen.iter().map(|ring| doubled_area(ring) / 2.0).collect();
            assert_eq!(areas, [1e6, -1e4]);
        }
    }

    #[test]
    fn a_polygon_is_cut_at_the_buffer() {
        let seen = polygon(&[square(-500, 10_000)], &frame()).unwrap();
        let mut corners = seen[0].clone();
        corners.sort_unstable();
        assert_eq!(corners, [[-64, -64], [-64, 4160], [4160, -64], [4160, 4160]]);
        assert_eq!(polygon(&[square(5000, 100)], &frame()), None);
        assert_eq!(polygon(&[], &frame()), None);
    }

    #[test]
    fn inside_a_hole_there_is_nothing() {
        assert_eq!(polygon(&[square(-900, 9000), square(-500, 8000)], &frame()), None);
        let beside = polygon(&[square(-900, 9000), square(-500, 400)], &frame()).unwrap();
        assert_eq!(beside.len(), 1);
    }

    #[test]
    fn small_holes_are_filled_at_low_zooms() {
        let rings = [square(0, 4096 * 16), square(100, 20)];
        let frame = Frame::new(12, 1000 >> 4, 1000 >> 4).unwrap();
        assert_eq!(polygon(&rings, &frame).unwrap().len(), 1);
    }

    proptest! {
        #[test]
        fn nothing_is_outside_extent_and_buffer(
            corners in prop::collection::vec((-9000_i32..9000, -9000_i32..9000), 3..30),
        ) {
            let corners: Vec<_> = corners.into_iter().map(|(x, y)| world(x, y)).collect();
            if let Some(rings) = polygon(&[corners], &frame()) {
                prop_assert!(rings[0].len() > 2);
                prop_assert!(doubled_area(&rings[0]) > 0.0);
                for [x, y] in rings.into_iter().flatten() {
                    prop_assert!((-64..=4160).contains(&x) && (-64..=4160).contains(&y));
                }
            }
        }
    }
}
