//! Lines, in the three ways that OSRM writes them.

use super::{json::Json, query::Geometries};
use crate::units::LonLat;

/// The line through some points, of which a leg and its steps show parts.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// To be encoded, part by part.
    Text { points: &'a [LonLat], unit: i32 },
    /// Each place is written once.
    GeoJson(Places),
}

impl<'a> Line<'a> {
    pub(super) fn new(points: &'a [LonLat], geometries: Geometries) -> Self {
        match geometries {
            Geometries::Polyline => Self::Text { points, unit: 100 },
            Geometries::Polyline6 => Self::Text { points, unit: 10 },
            Geometries::GeoJson => Self::GeoJson(Places::new(points)),
        }
    }

    /// Writes the part from one point to another, inclusive; a single one is there twice, since a line has
    /// two ends.
    pub(super) fn write(&self, json: &mut Json, first: usize, last: usize) {
        match self {
            Self::Text { points, unit } => {
                let twice = (first == last).then(|| points[first]);
                let points = points[first..=last].iter().copied().chain(twice);
                json.text(&encoded(points, *unit));
            }
            Self::GeoJson(places) => json.object(|json| {
                let key = json.key("coordinates");
                let twice = if first == last { 2 } else { 1 };
                key.array(0..twice, |json, _| json.written(places.part(first, last)));
                json.key("type").text("LineString");
            }),
        }
    }
}

/// Places as a list of JSON, of which any part can be taken.
#[derive(Debug)]
pub(super) struct Places {
    text: Vec<u8>,
    /// Where each ends in the text.
    ends: Vec<usize>,
}

impl Places {
    fn new(points: &[LonLat]) -> Self {
        // A place takes some 20 bytes.
        let mut json = Json::with_capacity(24 * points.len());
        let mut ends = Vec::with_capacity(points.len());
        for point in points {
            json.place(*point);
            ends.push(json.length());
            json.comma();
        }
        Self { text: json.into_bytes(), ends }
    }

    /// Those from one to another, inclusive, with commas between.
    fn part(&self, first: usize, last: usize) -> &[u8] {
        let start = first.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        &self.text[start..self.ends[last]]
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
}
