//! A place on Earth.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A WGS 84 position in OpenStreetMap's own resolution, 1e-7 degree (at most 11 mm).
///
/// Longitude comes first, here and at every edge. As text it is `lon,lat`; in JSON `[lon, lat]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LonLat {
    lon_e7: i32,
    lat_e7: i32,
}

const DEGREE: f64 = 1e7;

impl LonLat {
    /// From degrees; `None` unless `-180 <= lon <= 180` and `-90 <= lat <= 90` (so never from NaN).
    #[must_use]
    pub fn from_degrees(lon: f64, lat: f64) -> Option<Self> {
        let inside = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        #[expect(clippy::cast_possible_truncation, reason = "180e7 is below i32::MAX")]
        inside.then(|| Self {
            lon_e7: (lon * DEGREE).round() as i32,
            lat_e7: (lat * DEGREE).round() as i32,
        })
    }

    /// From 1e-7 degrees; `None` outside the same bounds.
    #[must_use]
    pub fn from_e7(lon_e7: i64, lat_e7: i64) -> Option<Self> {
        let inside = (-1_800_000_000..=1_800_000_000).contains(&lon_e7)
            && (-900_000_000..=900_000_000).contains(&lat_e7);
        if !inside {
            return None;
        }
        Some(Self { lon_e7: i32::try_from(lon_e7).ok()?, lat_e7: i32::try_from(lat_e7).ok()? })
    }

    /// Longitude in 1e-7 degrees.
    #[must_use]
    pub const fn lon_e7(self) -> i32 {
        self.lon_e7
    }

    /// Latitude in 1e-7 degrees.
    #[must_use]
    pub const fn lat_e7(self) -> i32 {
        self.lat_e7
    }

    /// Longitude in degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e7) / DEGREE
    }

    /// Latitude in degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e7) / DEGREE
    }
}

impl fmt::Display for LonLat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lon(), self.lat())
    }
}

/// What is wrong with a text that should have been `lon,lat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LonLatError {
    /// Not two numbers with a comma between.
    #[error("expected `lon,lat` in degrees, such as 24.94,60.17")]
    Form,
    /// Two numbers, but not on Earth.
    #[error("expected a longitude from -180 to 180 and a latitude from -90 to 90")]
    Range,
}

impl std::str::FromStr for LonLat {
    type Err = LonLatError;

    fn from_str(text: &str) -> Result<Self, LonLatError> {
        let (lon, lat) = text.split_once(',').ok_or(LonLatError::Form)?;
        let lon = lon.trim().parse().map_err(|_| LonLatError::Form)?;
        let lat = lat.trim().parse().map_err(|_| LonLatError::Form)?;
        Self::from_degrees(lon, lat).ok_or(LonLatError::Range)
    }
}

impl Serialize for LonLat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            (self.lon(), self.lat()).serialize(serializer)
        } else {
            (self.lon_e7, self.lat_e7).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for LonLat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let place = if deserializer.is_human_readable() {
            let (lon, lat) = <(f64, f64)>::deserialize(deserializer)?;
            Self::from_degrees(lon, lat)
        } else {
            let (lon_e7, lat_e7) = <(i32, i32)>::deserialize(deserializer)?;
            Self::from_e7(i64::from(lon_e7), i64::from(lat_e7))
        };
        place.ok_or_else(|| D::Error::custom(LonLatError::Range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longitude_comes_first_in_text_and_json() {
        let place: LonLat = "24.94, 60.17".parse().unwrap();
        assert_eq!((place.lon(), place.lat()), (24.94, 60.17));
        assert_eq!(serde_json::to_string(&place).unwrap(), "[24.94,60.17]");
        assert_eq!(serde_json::from_str::<LonLat>("[24.94,60.17]").unwrap(), place);
        assert_eq!(place.to_string(), "24.94,60.17");
    }

    #[test]
    fn places_off_the_earth_are_refused() {
        assert_eq!("181,0".parse::<LonLat>(), Err(LonLatError::Range));
        assert_eq!("0,90.1".parse::<LonLat>(), Err(LonLatError::Range));
        assert_eq!("NaN,0".parse::<LonLat>(), Err(LonLatError::Range));
        assert_eq!("here".parse::<LonLat>(), Err(LonLatError::Form));
        assert!(LonLat::from_e7(1_800_000_001, 0).is_none());
        assert!(serde_json::from_str::<LonLat>("[200, 0]").is_err());
    }
}
