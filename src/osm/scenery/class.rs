//! How tags are drawn: tables for areas and lines.
//!
//! The first row that fits counts, so that a school's building is a building and a pond in a park is
//! water. Values that are in no row are not drawn.

use super::{
    AreaKind, BikeKind, LineKind, RailKind, RoadKind, SettlementKind, WaterwayKind,
    keys::{SceneryKey as Key, Values},
};

const AREAS: &[(Key, &[&str], AreaKind)] = &[
    (Key::Natural, &["water"], AreaKind::Water),
    (Key::Waterway, &["dock", "riverbank"], AreaKind::Water),
    (Key::Landuse, &["basin", "pond", "reservoir"], AreaKind::Water),
    (Key::Leisure, &["swimming_pool"], AreaKind::Water),
    (Key::Leisure, &["common", "dog_park", "garden", "park", "playground"], AreaKind::Park),
    (Key::Landuse, &["recreation_ground", "village_green"], AreaKind::Park),
    (Key::Leisure, &["golf_course", "pitch", "sports_centre", "stadium", "track"], AreaKind::Sport),
    (Key::Natural, &["wood"], AreaKind::Forest),
    (Key::Natural, &["grassland", "heath", "scrub", "wetland"], AreaKind::Grass),
    (Key::Natural, &["beach", "sand", "shingle"], AreaKind::Sand),
    (Key::Amenity, &["grave_yard"], AreaKind::Cemetery),
    (Key::Amenity, &["college", "kindergarten", "school", "university"], AreaKind::School),
    (Key::Amenity, &["clinic", "hospital"], AreaKind::Hospital),
    (Key::Landuse, &["cemetery"], AreaKind::Cemetery),
    (Key::Landuse, &["education"], AreaKind::School),
    (Key::Landuse, &["forest"], AreaKind::Forest),
    (Key::Landuse, &["flowerbed", "grass", "meadow"], AreaKind::Grass),
    (
        Key::Landuse,
        &[
            "allotments",
            "farmland",
            "farmyard",
            "greenhouse_horticulture",
            "orchard",
            "plant_nursery",
            "vineyard",
        ],
        AreaKind::Farmland,
    ),
    (Key::Landuse, &["railway"], AreaKind::Railway),
    (Key::Landuse, &["commercial", "industrial", "port", "retail"], AreaKind::Industrial),
    (Key::Landuse, &["residential"], AreaKind::Residential),
];

const LINES: &[(Key, &[&str], LineKind)] = &[
    road(&["motorway", "motorway_link"], RoadKind::Motorway),
    road(&["trunk", "trunk_link"], RoadKind::Trunk),
    road(&["primary", "primary_link"], RoadKind::Primary),
    road(&["secondary", "secondary_link"], RoadKind::Secondary),
    road(&["tertiary", "tertiary_link"], RoadKind::Tertiary),
    road(
        &["busway", "bus_guideway", "living_street", "residential", "road", "unclassified"],
        RoadKind::Minor,
    ),
    road(&["service"], RoadKind::Service),
    road(&["pedestrian"], RoadKind::Pedestrian),
    road(&["bridleway", "path"], RoadKind::Path),
    road(&["cycleway"], RoadKind::Cycleway),
    road(&["footway"], RoadKind::Footway),
    road(&["steps"], RoadKind::Steps),
    road(&["track"], RoadKind::Track),
    (Key::Railway, &["light_rail", "narrow_gauge", "rail"], LineKind::Rail(RailKind::Rail)),
    (Key::Railway, &["tram"], LineKind::Rail(RailKind::Tram)),
    (Key::Railway, &["subway"], LineKind::Rail(RailKind::Subway)),
    (Key::Waterway, &["river"], LineKind::Waterway(WaterwayKind::River)),
    (Key::Waterway, &["canal"], LineKind::Waterway(WaterwayKind::Canal)),
    (Key::Waterway, &["ditch", "drain", "stream"], LineKind::Waterway(WaterwayKind::Stream)),
    (Key::Route, &["ferry"], LineKind::Road(RoadKind::Ferry)),
];

const SETTLEMENTS: &[(&str, SettlementKind)] = &[
    ("city", SettlementKind::City),
    ("town", SettlementKind::Town),
    ("suburb", SettlementKind::Suburb),
    ("quarter", SettlementKind::Neighbourhood),
    ("village", SettlementKind::Village),
    ("hamlet", SettlementKind::Village),
    ("neighbourhood", SettlementKind::Neighbourhood),
];

const fn road(
    values: &'static [&'static str],
    kind: RoadKind,
) -> (Key, &'static [&'static str], LineKind) {
    (Key::Highway, values, LineKind::Road(kind))
}

/// What a closed way or a multipolygon with these tags covers the ground with.
pub(super) fn area(values: &Values<'_>) -> Option<AreaKind> {
    if values.is(Key::Area, "no") {
        return None;
    }
    if values.has(Key::Building) {
        return Some(AreaKind::Building);
    }
    first(AREAS, values)
}

/// What a way with these tags is as a line.
pub(super) fn line(values: &Values<'_>) -> Option<LineKind> {
    first(LINES, values)
}

/// How a road with these tags is signed for bikes.
pub(super) fn bike(values: &Values<'_>) -> Option<BikeKind> {
    const SIDES: [Key; 4] =
        [Key::Cycleway, Key::CyclewayBoth, Key::CyclewayLeft, Key::CyclewayRight];
    let side = |kinds: &[&str]| {
        SIDES.iter().any(|key| values.get(*key).is_some_and(|value| kinds.contains(&value)))
    };
    let path =
        matches!(values.get(Key::Highway), Some("path" | "footway" | "pedestrian" | "track"));
    if values.is(Key::Highway, "cycleway")
        || (path && values.is(Key::Bicycle, "designated"))
        || side(&["track", "opposite_track"])
    {
        return Some(BikeKind::Cycleway);
    }
    let street = values.is(Key::BicycleRoad, "yes") || values.is(Key::Cyclestreet, "yes");
    let lane = ["lane", "opposite_lane", "share_busway", "opposite_share_busway"];
    (street || side(&lane)).then_some(BikeKind::Lane)
}

/// What settlement a point with these tags is.
pub(super) fn settlement(values: &Values<'_>) -> Option<SettlementKind> {
    let place = values.get(Key::Place)?;
    SETTLEMENTS.iter().find(|(value, _)| *value == place).map(|(_, kind)| *kind)
}

fn first<K: Copy>(table: &[(Key, &[&str], K)], values: &Values<'_>) -> Option<K> {
    let fits = |(key, texts, _): &&(Key, &[&str], K)| {
        values.get(*key).is_some_and(|value| texts.contains(&value))
    };
    table.iter().find(fits).map(|(_, _, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_by_their_tags() {
        for (tags, kind) in [
            (&[("building", "yes"), ("amenity", "school")][..], Some(AreaKind::Building)),
            (&[("building", "no"), ("amenity", "school")], Some(AreaKind::School)),
            (&[("natural", "water"), ("leisure", "park")], Some(AreaKind::Water)),
            (&[("waterway", "riverbank")], Some(AreaKind::Water)),
            (&[("landuse", "basin")], Some(AreaKind::Water)),
            (&[("leisure", "park"), ("landuse", "grass")], Some(AreaKind::Park)),
            (&[("leisure", "pitch")], Some(AreaKind::Sport)),
            (&[("natural", "wood")], Some(AreaKind::Forest)),
            (&[("natural", "beach")], Some(AreaKind::Sand)),
            (&[("landuse", "vineyard")], Some(AreaKind::Farmland)),
            (&[("landuse", "retail")], Some(AreaKind::Industrial)),
            (&[("landuse", "railway"), ("area", "no")], None),
            (&[("landuse", "lane")], None),
            (&[("natural", "coastline")], None),
            (&[], None),
        ] {
            assert_eq!(area(&Values::of(tags)), kind, "{tags:?}");
        }
    }

    #[test]
    fn lines_by_their_tags() {
        let road = |kind| Some(LineKind::Road(kind));
        for (tags, kind) in [
            (&[("highway", "motorway_link")][..], road(RoadKind::Motorway)),
            (&[("highway", "living_street")], road(RoadKind::Minor)),
            (&[("highway", "footway"), ("railway", "tram")], road(RoadKind::Footway)),
            (&[("highway", "proposed"), ("railway", "tram")], Some(LineKind::Rail(RailKind::Tram))),
            (&[("route", "ferry")], road(RoadKind::Ferry)),
            (&[("waterway", "drain")], Some(LineKind::Waterway(WaterwayKind::Stream))),
            (&[("highway", "construction")], None),
            (&[("railway", "abandoned")], None),
        ] {
            assert_eq!(line(&Values::of(tags)), kind, "{tags:?}");
        }
    }

    #[test]
    fn signs_for_bikes() {
        for (tags, kind) in [
            (&[("highway", "cycleway")][..], Some(BikeKind::Cycleway)),
            (&[("highway", "path"), ("bicycle", "designated")], Some(BikeKind::Cycleway)),
            (&[("highway", "primary"), ("bicycle", "designated")], None),
            (&[("highway", "primary"), ("cycleway:right", "track")], Some(BikeKind::Cycleway)),
            (&[("highway", "primary"), ("cycleway", "opposite_lane")], Some(BikeKind::Lane)),
            (&[("highway", "residential"), ("bicycle_road", "yes")], Some(BikeKind::Lane)),
            (&[("highway", "residential"), ("cycleway", "no")], None),
        ] {
            assert_eq!(bike(&Values::of(tags)), kind, "{tags:?}");
        }
    }
}
