//! A flat map of a city, in metres.

use crate::units::LonLat;
use serde::{Deserialize, Serialize};

/// Metres in one degree of longitude at the equator (WGS 84 equatorial radius x π / 180).
const EQUATOR_DEGREE_M: f64 = 111_319.49;
/// Metres in one degree of latitude at the equator (WGS 84 meridian).
const MERIDIAN_DEGREE_M: f64 = 110_574.0;

/// An equirectangular projection to metres east and north of an origin.
///
/// Euclidean distances on it differ from the great circle's by less than 1 % within some 100 km of
/// the origin and below 70° of latitude: enough to tell which street is nearest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plane {
    origin: LonLat,
    east_m: f64,
}

impl Plane {
    /// The projection around `origin`.
    #[must_use]
    pub fn around(origin: LonLat) -> Self {
        Self { origin, east_m: EQUATOR_DEGREE_M * origin.lat().to_radians().cos() }
    }

    /// `place` as `[east, north]` of the origin in metres.
    #[must_use]
    pub fn project(&self, place: LonLat) -> [f64; 2] {
        [
            (place.lon() - self.origin.lon()) * self.east_m,
            (place.lat() - self.origin.lat()) * MERIDIAN_DEGREE_M,
        ]
    }
}

impl Plane {
    /// The place at `[east, north]` of the origin; `None` if that is off the Earth.
    #[must_use]
    pub fn place(&self, [east_m, north_m]: [f64; 2]) -> Option<LonLat> {
        LonLat::from_degrees(
            self.origin.lon() + east_m / self.east_m,
            self.origin.lat() + north_m / MERIDIAN_DEGREE_M,
        )
    }
}

/// The point of a segment that is nearest to another point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// How far along the segment, 0 at its start, 1 at its end.
    pub fraction: f64,
    /// Squared distance.
    pub distance_2: f64,
}

/// The point of segment `a..b` nearest to `p`; all in the same plane and unit.
#[must_use]
pub fn nearest_on_segment(a: [f64; 2], b: [f64; 2], p: [f64; 2]) -> Nearest {
    let along = [b[0] - a[0], b[1] - a[1]];
    let towards = [p[0] - a[0], p[1] - a[1]];
    let length_2 = along[0] * along[0] + along[1] * along[1];
    let fraction = if length_2 > 0.0 {
        ((towards[0] * along[0] + towards[1] * along[1]) / length_2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let rest = [towards[0] - fraction * along[0], towards[1] - fraction * along[1]];
    Nearest { fraction, distance_2: rest[0] * rest[0] + rest[1] * rest[1] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::haversine_m;

    #[test]
    fn flat_distances_stay_within_one_percent_of_the_sphere() {
        let origin = LonLat::from_degrees(24.94, 60.17).unwrap();
        let plane = Plane::around(origin);
        for (lon, lat) in [(25.04, 60.17), (24.94, 60.27), (24.80, 60.10)] {
            let corner = LonLat::from_degrees(lon, lat).unwrap();
            let [x, y] = plane.project(corner);
            let flat = x.hypot(y);
            let round = haversine_m(origin, corner);
            assert!((flat / round - 1.0).abs() < 0.01, "{flat} {round}");
        }
    }

    #[test]
    fn the_nearest_point_may_be_an_end_or_inside() {
        let (a, b) = ([0.0, 0.0], [10.0, 0.0]);
        assert_eq!(
            nearest_on_segment(a, b, [5.0, 3.0]),
            Nearest { fraction: 0.5, distance_2: 9.0 }
        );
        let start = Nearest { fraction: 0.0, distance_2: 25.0 };
        assert_eq!(nearest_on_segment(a, b, [-3.0, 4.0]), start);
        let end = Nearest { fraction: 1.0, distance_2: 25.0 };
        assert_eq!(nearest_on_segment(a, b, [13.0, 4.0]), end);
        let point = Nearest { fraction: 0.0, distance_2: 4.0 };
        assert_eq!(nearest_on_segment(a, a, [0.0, 2.0]), point);
    }
}
