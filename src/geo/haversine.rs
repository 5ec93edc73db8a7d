//! Great-circle distance.

use crate::units::LonLat;

/// Mean Earth radius of the IUGG (`R1`), in metres.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// Great-circle distance in metres by the haversine formula, on a sphere of the IUGG's mean radius:
/// within 0.56 % of the ellipsoid's.
#[must_use]
pub fn haversine_m(from: LonLat, to: LonLat) -> f64 {
    let (lat_a, lat_b) = (from.lat().to_radians(), to.lat().to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((to.lon() - from.lon()).to_radians() / 2.0).sin();
    let square = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH_RADIUS_M * square.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_to_lille_is_204_km_as_the_crow_flies() {
        let paris = LonLat::from_degrees(2.3522, 48.8566).unwrap();
        let lille = LonLat::from_degrees(3.0573, 50.6292).unwrap();
        let metres = haversine_m(paris, lille);
        assert!((metres - 203_800.0).abs() < 500.0, "{metres}");
        assert!((haversine_m(lille, paris) - metres).abs() < 1e-6);
    }

    #[test]
    fn antipodes_are_half_a_great_circle_apart() {
        let a = LonLat::from_degrees(0.0, 0.0).unwrap();
        let b = LonLat::from_degrees(180.0, 0.0).unwrap();
        assert!((haversine_m(a, b) - std::f64::consts::PI * EARTH_RADIUS_M).abs() < 1.0);
    }
}
