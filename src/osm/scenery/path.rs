//! A line of places, kept as differences.

use crate::units::LonLat;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Visitor},
    ser::SerializeSeq,
};
use std::{fmt, ops::Deref};

/// Places in a row. Serialized as the steps from one to the next, since most are short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<LonLat>);

impl Deref for Path {
    type Target = [LonLat];

    fn deref(&self) -> &[LonLat] {
        &self.0
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut steps = serializer.serialize_seq(Some(self.len()))?;
        let (mut lon, mut lat) = (0, 0);
        for place in &self.0 {
            let step = (place.lon_e7().wrapping_sub(lon), place.lat_e7().wrapping_sub(lat));
            steps.serialize_element(&step)?;
            (lon, lat) = (place.lon_e7(), place.lat_e7());
        }
        steps.end()
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Steps;

        impl<'de> Visitor<'de> for Steps {
            type Value = Path;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("steps from place to place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut steps: A) -> Result<Path, A::Error> {
                // What it says of its length is not to be believed.
                let mut path = Vec::with_capacity(steps.size_hint().unwrap_or(0).min(64));
                let (mut lon, mut lat) = (0_i32, 0_i32);
                while let Some((east, north)) = steps.next_element::<(i32, i32)>()? {
                    (lon, lat) = (lon.wrapping_add(east), lat.wrapping_add(north));
                    let place = LonLat::from_e7(i64::from(lon), i64::from(lat));
                    path.push(place.ok_or_else(|| A::Error::custom("a place off the Earth"))?);
                }
                path.shrink_to_fit();
                Ok(Path(path))
            }
        }

        deserializer.deserialize_seq(Steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e7(lon: i64, lat: i64) -> LonLat {
        LonLat::from_e7(lon, lat).unwrap()
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let far = [e7(-1_800_000_000, 900_000_000), e7(1_800_000_000, -900_000_000), e7(0, 0)];
        for path in [Path::default(), Path(vec![e7(3, 4)]), Path(far.to_vec())] {
            let bytes = postcard::to_stdvec(&path).unwrap();
            assert_eq!(postcard::from_bytes::<Path>(&bytes).unwrap(), path);
        }
    }

    #[test]
    fn a_short_step_takes_few_bytes() {
        let path: Vec<_> =
            (0..100).map(|n| e7(249_000_000 + 60 * n, 601_000_000 - 60 * n)).collect();
        assert!(postcard::to_stdvec(&Path(path)).unwrap().len() < 420);
    }

    #[test]
    fn a_path_off_the_earth_is_refused() {
        let bytes = postcard::to_stdvec(&vec![(0_i32, 900_000_001_i32)]).unwrap();
        assert!(postcard::from_bytes::<Path>(&bytes).is_err());
    }

    #[test]
    fn a_lie_about_the_length_costs_no_memory() {
        assert!(postcard::from_bytes::<Path>(&[0xff, 0xff, 0xff, 0xff, 0x0f, 2, 2]).is_err());
    }
}
