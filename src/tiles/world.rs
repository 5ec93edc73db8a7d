//! The world as one square (Web Mercator), in whole numbers.

use crate::units::LonLat;
use std::f64::consts::PI;

/// A place: east and south of the north-western corner of the world, which is 2^32 wide (9 mm at the
/// equator).
pub(super) type Point = [u32; 2];

/// Zoom at which one unit of a tile would be one unit of the world.
pub(super) const UNIT_ZOOM: u8 = 20;

const SIDE: f64 = 4_294_967_296.0;

/// Where a place is. Beyond 85.05° of latitude, where Mercator's world ends, it is on the edge.
pub(super) fn project(place: LonLat) -> Point {
    let east = (place.lon() + 180.0) / 360.0;
    let south = (1.0 - place.lat().to_radians().tan().asinh() / PI) / 2.0;
    // Conversions saturate: the 180th meridian is on the edge too.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let fixed = |share: f64| (share.clamp(0.0, 1.0) * SIDE).round() as u32;
    [fixed(east), fixed(south)]
}

/// Twice the area of a ring, positive if it turns clockwise as drawn (south down).
pub(super) fn doubled_area<N: Copy + Into<f64>>(ring: &[[N; 2]]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let [x0, y0] = origin.map(Into::into);
    let near = |at: &[N; 2]| {
        let [x, y]: [f64; 2] = at.map(Into::into);
        [x - x0, y - y0]
    };
    let next = ring.iter().cycle().skip(1);
    let cross = |(a, b)| {
        let ([ax, ay], [bx, by]): ([f64; 2], [f64; 2]) = (near(a), near(b));
        ax * by - bx * ay
    };
    ring.iter().zip(next).map(cross).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Point {
        project(LonLat::from_degrees(lon, lat).unwrap())
    }

    #[test]
    fn the_world_is_a_square_with_its_origin_in_the_north_west() {
        assert_eq!(at(0.0, 0.0), [1 << 31, 1 << 31]);
        assert_eq!(at(-180.0, 90.0), [0, 0]);
        assert_eq!(at(180.0, -90.0), [u32::MAX, u32::MAX]);
        // Helsinki is in tile 14/9327/4742 (OSM wiki, *Slippy map tilenames*).
        let helsinki = at(24.9384, 60.1699);
        assert_eq!(helsinki.map(|n| n >> 18), [9326, 4742]);
    }

    #[test]
    fn a_ring_that_turns_clockwise_as_drawn_has_a_positive_area() {
        let ring = [[10_u32, 10], [20, 10], [20, 20], [10, 20]];
        assert!((doubled_area(&ring) - 200.0).abs() < 1e-9);
        let turned = [[10_u32, 20], [20, 20], [20, 10], [10, 10]];
        assert!((doubled_area(&turned) + 200.0).abs() < 1e-9);
        assert!(doubled_area::<u32>(&[]).abs() < 1e-9);
    }
}
