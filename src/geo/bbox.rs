//! Bounding boxes.

use crate::units::LonLat;
use serde::{Deserialize, Serialize};

/// The smallest box, aligned with the meridians, around some places. It does not wrap at 180°.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundingBox {
    /// Western and southern corner.
    pub min: LonLat,
    /// Eastern and northern corner.
    pub max: LonLat,
}

impl BoundingBox {
    /// The box around `places`; `None` if there are none.
    pub fn around(places: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        places.into_iter().fold(None, |bbox, place| {
            let Self { min, max } = bbox.unwrap_or(Self { min: place, max: place });
            Some(Self { min: corner(min, place, i32::min), max: corner(max, place, i32::max) })
        })
    }

    /// The middle, in degrees.
    #[must_use]
    pub fn centre(&self) -> LonLat {
        corner(self.min, self.max, i32::midpoint)
    }
}

fn corner(a: LonLat, b: LonLat, pick: fn(i32, i32) -> i32) -> LonLat {
    let lon = pick(a.lon_e7(), b.lon_e7());
    let lat = pick(a.lat_e7(), b.lat_e7());
    LonLat::from_e7(i64::from(lon), i64::from(lat))
        .expect("invariant: between two places on Earth lies another")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_holds_all_its_places() {
        let places = [(2.0, 48.0), (3.0, 47.0), (2.5, 49.0)]
            .map(|(lon, lat)| LonLat::from_degrees(lon, lat).unwrap());
        let bbox = BoundingBox::around(places).unwrap();
        assert_eq!(bbox.min, LonLat::from_degrees(2.0, 47.0).unwrap());
        assert_eq!(bbox.max, LonLat::from_degrees(3.0, 49.0).unwrap());
        assert_eq!(bbox.centre(), LonLat::from_degrees(2.5, 48.0).unwrap());
        assert_eq!(BoundingBox::around([]), None);
    }
}
