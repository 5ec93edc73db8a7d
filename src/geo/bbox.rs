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

    /// Is the place inside, or on the edge?
    #[must_use]
    pub fn contains(&self, place: LonLat) -> bool {
        (self.min.lon_e7()..=self.max.lon_e7()).contains(&place.lon_e7())
            && (self.min.lat_e7()..=self.max.lat_e7()).contains(&place.lat_e7())
    }

    /// What this box and another have in common; `None` if that is nothing.
    #[must_use]
    pub fn common(&self, other: &Self) -> Option<Self> {
        let min = corner(self.min, other.min, i32::max);
        let max = corner(self.max, other.max, i32::min);
        let is_box = min.lon_e7() <= max.lon_e7() && min.lat_e7() <= max.lat_e7();
        is_box.then_some(Self { min, max })
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

    #[test]
    fn boxes_have_in_common_what_both_contain() {
        let at = |lon, lat| LonLat::from_degrees(lon, lat).unwrap();
        let bbox = |min, max| BoundingBox { min, max };
        let (a, b) = (bbox(at(0.0, 0.0), at(2.0, 2.0)), bbox(at(1.0, -1.0), at(3.0, 1.0)));
        let common = a.common(&b).unwrap();
        assert_eq!(common, bbox(at(1.0, 0.0), at(2.0, 1.0)));
        assert!(common.contains(at(1.0, 1.0)) && !common.contains(at(0.9, 1.0)));
        assert_eq!(a.common(&bbox(at(5.0, 0.0), at(6.0, 1.0))), None);
    }
}
