//! Lines, in the three ways that OSRM writes them.

use super::query::Geometries;
use crate::units::LonLat;
use serde::{Serialize, Serializer};

/// A place as `[lon, lat]` in degrees, to the sixth decimal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot(LonLat);

impl From<LonLat> for Spot {
    fn from(place: LonLat) -> Self {
        Self(place)
    }
}

impl Serialize for Spot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let degrees = |e7: i32| (f64::from(e7) / 10.0).round() / 1e6;
        (degrees(self.0.lon_e7()), degrees(self.0.lat_e7())).serialize(serializer)
    }
}

/// A line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Geometry {
    /// Google's encoding.
    Text(String),
    /// GeoJSON.
    Line {
        /// Its points.
        coordinates: Vec<Spot>,
        /// `LineString`.
        r#type: &'static str,
    },
}

impl Geometry {
    /// The line through `points`; a single one is there twice, since a line has two ends.
    pub(super) fn new(points: &[LonLat], geometries: Geometries) -> Self {
        let twice = (points.len() == 1).then(|| points[0]);
        let points = points.iter().copied().chain(twice);
        match geometries {
            Geometries::Polyline => Self::Text(encoded(points, 100)),
            Geometries::Polyline6 => Self::Text(encoded(points, 10)),
            Geometries::GeoJson => {
                Self::Line { coordinates: points.map(Spot).collect(), r#type: "LineString" }
            }
        }
    }
}

/// Google's encoding, by differences of latitude and longitude in `unit` times 1e-7 degree.
///
/// Crate `polyline` does the same by way of floating point; this is on every answer's path.
fn encoded(points: impl Iterator<Item = LonLat>, unit: i32) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "180e7 at most")]
    let rounded = |e7: i32| (f64::from(e7) / f64::from(unit)).round() as i64;
    let mut text = Vec::with_capacity(4 * points.size_hint().0);
    let mut before = [0, 0];
    for place in points {
        let at = [rounded(place.lat_e7()), rounded(place.lon_e7())];
        for axis in 0..2 {
            let difference: i64 = at[axis] - before[axis];
            let mut bits = (difference << 1) ^ (difference >> 63);
            while bits >= 32 {
                text.push(letter(bits & 31 | 32));
                bits >>= 5;
            }
            text.push(letter(bits));
        }
        before = at;
    }
    String::from_utf8(text).expect("invariant: all letters are ASCII")
}

fn letter(six_bits: i64) -> u8 {
    63 + u8::try_from(six_bits).expect("invariant: six bits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> impl Strategy<Value = LonLat> {
        let (lon, lat) = (-1_800_000_000_i64..=1_800_000_000, -900_000_000_i64..=900_000_000);
        (lon, lat).prop_map(|(lon, lat)| LonLat::from_e7(lon, lat).unwrap())
    }

    proptest! {
        #[test]
        fn others_decode_what_is_encoded(points in prop::collection::vec(place(), 1..20)) {
            for (unit, precision) in [(100, 5), (10, 6)] {
                let text = encoded(points.iter().copied(), unit);
                let line = polyline::decode_polyline(&text, precision).unwrap();
                prop_assert_eq!(line.0.len(), points.len());
                let step = f64::from(unit) * 1e-7;
                for (decoded, point) in line.0.iter().zip(&points) {
                    prop_assert!((decoded.x - point.lon()).abs() <= step / 2.0 + 1e-9);
                    prop_assert!((decoded.y - point.lat()).abs() <= step / 2.0 + 1e-9);
                }
            }
        }
    }

    #[test]
    fn places_have_six_decimals() {
        let place = LonLat::from_e7(115_759_034, -481_372_055).unwrap();
        assert_eq!(serde_json::to_string(&Spot(place)).unwrap(), "[11.575903,-48.137206]");
    }
}
