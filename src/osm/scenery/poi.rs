//! Named things that people look for.

use super::{
    PoiKind,
    keys::{SceneryKey as Key, Values},
};

const POIS: &[(Key, &str, PoiKind)] = &[
    (Key::Amenity, "restaurant", PoiKind::Restaurant),
    (Key::Amenity, "food_court", PoiKind::Restaurant),
    (Key::Amenity, "fast_food", PoiKind::FastFood),
    (Key::Amenity, "cafe", PoiKind::Cafe),
    (Key::Amenity, "ice_cream", PoiKind::Cafe),
    (Key::Amenity, "bar", PoiKind::Bar),
    (Key::Amenity, "biergarten", PoiKind::Bar),
    (Key::Amenity, "nightclub", PoiKind::Bar),
    (Key::Amenity, "pub", PoiKind::Bar),
    (Key::Amenity, "pharmacy", PoiKind::Pharmacy),
    (Key::Amenity, "hospital", PoiKind::Hospital),
    (Key::Amenity, "clinic", PoiKind::Doctor),
    (Key::Amenity, "dentist", PoiKind::Doctor),
    (Key::Amenity, "doctors", PoiKind::Doctor),
    (Key::Amenity, "veterinary", PoiKind::Doctor),
    (Key::Amenity, "college", PoiKind::University),
    (Key::Amenity, "university", PoiKind::University),
    (Key::Amenity, "school", PoiKind::School),
    (Key::Amenity, "kindergarten", PoiKind::Kindergarten),
    (Key::Amenity, "library", PoiKind::Library),
    (Key::Amenity, "bank", PoiKind::Bank),
    (Key::Amenity, "post_office", PoiKind::PostOffice),
    (Key::Amenity, "police", PoiKind::Police),
    (Key::Amenity, "fire_station", PoiKind::FireStation),
    (Key::Amenity, "townhall", PoiKind::TownHall),
    (Key::Amenity, "place_of_worship", PoiKind::Worship),
    (Key::Amenity, "arts_centre", PoiKind::Theatre),
    (Key::Amenity, "theatre", PoiKind::Theatre),
    (Key::Amenity, "cinema", PoiKind::Cinema),
    (Key::Amenity, "marketplace", PoiKind::Market),
    (Key::Amenity, "bicycle_rental", PoiKind::Bicycle),
    (Key::Amenity, "bicycle_repair_station", PoiKind::Bicycle),
    (Key::Amenity, "fuel", PoiKind::Fuel),
    (Key::Shop, "bakery", PoiKind::Bakery),
    (Key::Shop, "pastry", PoiKind::Bakery),
    (Key::Shop, "bicycle", PoiKind::Bicycle),
    (Key::Shop, "convenience", PoiKind::Supermarket),
    (Key::Shop, "supermarket", PoiKind::Supermarket),
    (Key::Tourism, "guest_house", PoiKind::Hotel),
    (Key::Tourism, "hostel", PoiKind::Hotel),
    (Key::Tourism, "hotel", PoiKind::Hotel),
    (Key::Tourism, "gallery", PoiKind::Museum),
    (Key::Tourism, "museum", PoiKind::Museum),
    (Key::Tourism, "attraction", PoiKind::Attraction),
    (Key::Tourism, "viewpoint", PoiKind::Attraction),
    (Key::Tourism, "zoo", PoiKind::Attraction),
    (Key::Railway, "halt", PoiKind::Station),
    (Key::Railway, "station", PoiKind::Station),
    (Key::Leisure, "park", PoiKind::Park),
];

/// What an object with these tags is, if it has a name and people look for it: the first row that
/// fits, else any other `shop`.
pub(super) fn poi(values: &Values<'_>) -> Option<PoiKind> {
    values.get(Key::Name)?;
    let row = POIS.iter().find(|(key, value, _)| values.is(*key, value));
    let shop = || {
        let shop = values.get(Key::Shop)?;
        (!matches!(shop, "no" | "vacant")).then_some(PoiKind::Shop)
    };
    row.map(|(_, _, kind)| *kind).or_else(shop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_a_name_is_shown() {
        for (tags, kind) in [
            (&[("name", "Chez Léa"), ("amenity", "restaurant")][..], Some(PoiKind::Restaurant)),
            (&[("amenity", "restaurant")], None),
            (&[("name", "Vélo 13"), ("shop", "bicycle")], Some(PoiKind::Bicycle)),
            (&[("name", "Fil"), ("shop", "sewing")], Some(PoiKind::Shop)),
            (&[("name", "Fil"), ("shop", "vacant")], None),
            (&[("name", "Rue")], None),
        ] {
            assert_eq!(poi(&Values::of(tags)), kind, "{tags:?}");
        }
    }
}
