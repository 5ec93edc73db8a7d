//! Shops, restaurants and addresses.

use crate::units::LonLat;
use serde::{Deserialize, Serialize};

/// What a place is for a courier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// `amenity=restaurant`.
    Restaurant,
    /// `amenity=cafe`.
    Cafe,
    /// `amenity=pharmacy`.
    Pharmacy,
    /// `shop=*`, not vacant.
    Shop,
    /// An address without any of these.
    Address,
    /// Anything else with a name that people go to: another `amenity=*`, `office=*`, `tourism=*`, a
    /// station.
    Amenity,
    /// A named part of the country: `place=suburb` and the like.
    Locality,
}

/// A named or numbered place, from a node or from the middle of a closed way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// `name`; empty if there is none.
    pub name: String,
    /// `addr:street`, else `addr:place`; empty if there is none.
    pub street: String,
    /// `addr:housenumber`; empty if there is none.
    pub housenumber: String,
    /// `addr:postcode`; empty if there is none.
    pub postcode: String,
    /// `addr:city`; empty if there is none.
    pub city: String,
    /// Where it is.
    pub at: LonLat,
}

impl Place {
    /// Street and number, postcode and city, as far as they are known; empty if none is.
    #[must_use]
    pub fn address(&self) -> String {
        let joined = |parts: [&str; 2]| {
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        };
        let street = joined([&self.street, &self.housenumber]);
        let town = joined([&self.postcode, &self.city]);
        [street, town].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The keys that tell a place, sorted.
pub(super) const PLACE_KEYS: [&str; 13] = [
    "addr:city",
    "addr:housenumber",
    "addr:place",
    "addr:postcode",
    "addr:street",
    "amenity",
    "name",
    "office",
    "place",
    "public_transport",
    "railway",
    "shop",
    "tourism",
];

/// Amenities that have names but no door.
const FURNITURE: [&str; 9] = [
    "atm",
    "bench",
    "bicycle_parking",
    "parking",
    "parking_entrance",
    "parking_space",
    "recycling",
    "vending_machine",
    "waste_basket",
];

/// Parts of the country that people name to say where something is.
const LOCALITIES: [&str; 12] = [
    "borough",
    "city",
    "city_block",
    "hamlet",
    "isolated_dwelling",
    "locality",
    "neighbourhood",
    "quarter",
    "square",
    "suburb",
    "town",
    "village",
];

/// The place that an object with these values of [`PLACE_KEYS`] is; `None` if it is none.
pub(super) fn place(values: [Option<&str>; PLACE_KEYS.len()], at: LonLat) -> Option<Place> {
    let [
        city,
        housenumber,
        addr_place,
        postcode,
        street,
        amenity,
        name,
        office,
        locality,
        transport,
        railway,
        shop,
        tourism,
    ] = values;
    let street = street.or(addr_place);
    let is_station = transport == Some("station") || matches!(railway, Some("station" | "halt"));
    let is_destination = amenity.is_some_and(|amenity| !FURNITURE.contains(&amenity))
        || office.is_some()
        || tourism.is_some()
        || is_station;
    let kind = match (amenity, shop) {
        (Some("restaurant"), _) => PlaceKind::Restaurant,
        (Some("cafe"), _) => PlaceKind::Cafe,
        (Some("pharmacy"), _) => PlaceKind::Pharmacy,
        (_, Some(shop)) if !matches!(shop, "vacant" | "no") => PlaceKind::Shop,
        _ if name.is_some() && is_destination => PlaceKind::Amenity,
        _ if name.is_some() && locality.is_some_and(|it| LOCALITIES.contains(&it)) => {
            PlaceKind::Locality
        }
        _ if housenumber.is_some() && street.is_some() => PlaceKind::Address,
        _ => return None,
    };
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    Some(Place {
        kind,
        name: text(name),
        street: text(street),
        housenumber: text(housenumber),
        postcode: text(postcode),
        city: text(city),
        at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tags: &[(&str, &str)]) -> Option<Place> {
        let value = |key: &str| tags.iter().find(|tag| tag.0 == key).map(|tag| tag.1);
        place(PLACE_KEYS.map(value), LonLat::from_degrees(3.0, 50.6).unwrap())
    }

    #[test]
    fn kinds_are_told_by_amenity_then_shop_then_address() {
        let kind = |tags| of(tags).map(|place| place.kind);
        assert_eq!(kind(&[("amenity", "cafe"), ("shop", "books")]), Some(PlaceKind::Cafe));
        assert_eq!(kind(&[("amenity", "bank"), ("shop", "books")]), Some(PlaceKind::Shop));
        assert_eq!(kind(&[("shop", "vacant")]), None);
        assert_eq!(kind(&[("addr:housenumber", "1")]), None);
        assert_eq!(
            kind(&[("addr:housenumber", "1"), ("addr:place", "Le Bourg")]),
            Some(PlaceKind::Address)
        );
        assert_eq!(kind(&[("name", "Nowhere")]), None);
    }

    #[test]
    fn what_else_has_a_name_is_kept_if_people_go_there() {
        let kind = |tags: &[(&str, &str)]| of(tags).map(|place| place.kind);
        for key in [("amenity", "school"), ("tourism", "museum"), ("railway", "station")] {
            assert_eq!(kind(&[key, ("name", "Jules Ferry")]), Some(PlaceKind::Amenity), "{key:?}");
            assert_eq!(kind(&[key]), None, "{key:?}");
        }
        assert_eq!(kind(&[("amenity", "bench"), ("name", "Anne")]), None);
        assert_eq!(kind(&[("railway", "tram_stop"), ("name", "Anne")]), None);
        assert_eq!(kind(&[("place", "suburb"), ("name", "Fives")]), Some(PlaceKind::Locality));
        assert_eq!(kind(&[("place", "country"), ("name", "France")]), None);
    }

    #[test]
    fn an_address_leaves_out_what_is_not_known() {
        let tags = [("addr:housenumber", "12"), ("addr:street", "Rue de Gand")];
        assert_eq!(of(&tags).unwrap().address(), "Rue de Gand 12");
        let tags = [("shop", "bakery"), ("addr:city", "Lille")];
        assert_eq!(of(&tags).unwrap().address(), "Lille");
        assert_eq!(of(&[("shop", "bakery")]).unwrap().address(), "");
    }
}
