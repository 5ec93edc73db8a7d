//! Invented worlds as street maps, by the way that every map goes: through PBF bytes.

use crate::support::{
    city::{City, city},
    ground::{Point, place},
    osm::OsmData,
    pbf::write_pbf,
    random::Random,
};
use musette::{
    config::read_profiles,
    graph::{Metric, Snap, StreetMap},
    osm::{Extract, Place, read_extract},
    routing::Router,
    units::LonLat,
};
use std::{io::Cursor, sync::LazyLock};

/// The one city of these tests; to build its map takes a moment.
pub static CITY: LazyLock<(City, Router)> = LazyLock::new(|| {
    let city = city(1);
    let router = router_of(&city.osm);
    (city, router)
});

/// The map of some OSM objects, for the profiles that Musette ships: bike, cargo, trailer.
pub fn map_of(osm: &OsmData) -> StreetMap {
    map_and_places(osm).0
}

/// A router on that map.
pub fn router_of(osm: &OsmData) -> Router {
    Router::new(map_of(osm))
}

/// A map, with the shops and addresses among these objects.
pub fn map_and_places(osm: &OsmData) -> (StreetMap, Vec<Place>) {
    let (map, extract) = map_and_extract(osm);
    (map, extract.places)
}

/// The same, with all that was read of these objects.
pub fn map_and_extract(osm: &OsmData) -> (StreetMap, Extract) {
    let profiles = read_profiles(None).unwrap();
    let extract = read_extract(Cursor::new(write_pbf(osm)), &profiles, &|_, _| {}).unwrap();
    (StreetMap::build(&extract, profiles), extract)
}

/// The metric of a shipped profile.
pub fn metric(map: &StreetMap, profile: &str) -> Metric {
    let index = map.profiles.iter().position(|known| known.name == profile);
    map.imported_metric(index.unwrap_or_else(|| panic!("no profile {profile}")))
}

/// Those of all shipped profiles.
pub fn metrics(map: &StreetMap) -> Vec<Metric> {
    (0..map.profiles.len()).map(|index| map.imported_metric(index)).collect()
}

/// A place up to this far east or west and north or south of the middle of the ground, in metres.
pub fn anywhere(random: &mut Random, [east, north]: Point) -> LonLat {
    place([random.between(-east, east), random.between(-north, north)])
}

/// Where `count` random places within these bounds are snapped to.
pub fn snaps(
    map: &StreetMap,
    metric: &Metric,
    bounds: Point,
    count: usize,
    random: &mut Random,
) -> Vec<Snap> {
    std::iter::repeat_with(|| anywhere(random, bounds))
        .take(20 * count)
        .filter_map(|place| map.snap(metric, place, 500.0))
        .take(count)
        .collect()
}
