//! Tiles of real and invented maps, read back.

use crate::{
    import_bytes::PROFILES,
    support::{
        ground::place,
        mvt::{Feature, Shape, decode, doubled_area},
        osm::{OsmData, OsmNode, OsmWay, tags},
        pbf::write_pbf,
    },
};
use musette::{
    osm::{Scenery, read_extract},
    tiles::TileSet,
    units::LonLat,
};
use std::{collections::BTreeMap, io::Cursor, sync::LazyLock};

type Layers = BTreeMap<String, Vec<Feature>>;

static HELSINKI: LazyLock<TileSet> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/helsinki.osm.pbf");
    TileSet::new(scenery(&std::fs::read(path).unwrap()))
});

fn scenery(pbf: &[u8]) -> Scenery {
    read_extract(Cursor::new(pbf), &PROFILES, &|_, _| {}).unwrap().scenery
}

/// Column and row of the tile around a place.
fn tile_at(place: LonLat, zoom: u8) -> (u32, u32) {
    let side = f64::from(1_u32 << zoom);
    let south = 1.0 - place.lat().to_radians().tan().asinh() / std::f64::consts::PI;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^16")]
    let whole = |share: f64| (share * side) as u32;
    (whole((place.lon() + 180.0) / 360.0), whole(south / 2.0))
}

/// All tiles of a zoom that a map covers, by their columns and rows.
fn covered(tiles: &TileSet, zoom: u8) -> Vec<(u32, u32)> {
    let bounds = tiles.bounds().unwrap();
    let ((west, south), (east, north)) = (tile_at(bounds.min, zoom), tile_at(bounds.max, zoom));
    (west..=east).flat_map(|x| (north..=south).map(move |y| (x, y))).collect()
}

fn layers(tiles: &TileSet, zoom: u8, x: u32, y: u32) -> Layers {
    let tile = tiles.tile(zoom, x, y).unwrap();
    if tile.is_empty() { Layers::new() } else { decode(&tile) }
}

fn classes(layers: &Layers, layer: &str) -> Vec<String> {
    let features = layers.get(layer).map_or(&[][..], Vec::as_slice);
    features.iter().map(|feature| feature.tags["class"].clone()).collect()
}

#[test]
fn every_tile_of_helsinki_keeps_to_the_schema() {
    let words = |text: &'static str| -> Vec<&str> { text.split(' ').collect() };
    let areas = "park grass forest farmland cemetery sport sand residential industrial railway \
                 school hospital";
    let roads = "motorway trunk primary secondary tertiary minor service pedestrian path cycleway \
                 footway steps track ferry";
    let mut seen = BTreeMap::<String, usize>::new();
    for zoom in 10..=16 {
        for (x, y) in covered(&HELSINKI, zoom) {
            for (name, features) in layers(&HELSINKI, zoom, x, y) {
                *seen.entry(name.clone()).or_default() += features.len();
                let (shape, keys, classes, least) = match name.as_str() {
                    "water" => (Shape::Polygon, "", vec![], 10),
                    "building" => (Shape::Polygon, "", vec![], 14),
                    "landuse" => (Shape::Polygon, "class", words(areas), 10),
                    "road" => (Shape::Line, "class name bridge tunnel bike", words(roads), 10),
                    "rail" => {
                        (Shape::Line, "class name bridge tunnel", words("rail tram subway"), 10)
                    }
                    "waterway" => {
                        (Shape::Line, "class name bridge tunnel", words("river stream canal"), 10)
                    }
                    "place" => {
                        let sizes = words("city town suburb village neighbourhood");
                        (Shape::Point, "class name", sizes, 10)
                    }
                    "poi" => (Shape::Point, "class name", vec![], 15),
                    "housenumber" => (Shape::Point, "number", vec![], 16),
                    other => panic!("layer {other}"),
                };
                assert!(zoom >= least, "{name} at {zoom}");
                for feature in features {
                    assert_eq!(feature.shape, shape);
                    assert!(feature.tags.keys().all(|key| words(keys).contains(&key.as_str())));
                    let class = feature.tags.get("class").map(String::as_str);
                    assert!(classes.is_empty() || classes.contains(&class.unwrap()), "{class:?}");
                    let (low, high) = if shape == Shape::Point { (0, 4095) } else { (-64, 4160) };
                    let inside = |n: &i32| (low..=high).contains(n);
                    assert!(feature.parts.iter().flatten().flatten().all(inside), "{name}");
                }
            }
        }
    }
    for layer in ["water", "landuse", "building", "road", "rail", "poi", "housenumber"] {
        assert!(seen.contains_key(layer), "no {layer} in {seen:?}");
    }
}

#[test]
fn the_harbour_of_helsinki_is_water() {
    // The extract has a strip of South Harbour.
    let (x, y) = tile_at("24.9531,60.1660".parse().unwrap(), 16);
    let water = &layers(&HELSINKI, 16, x, y)["water"];
    let area: i64 = water.iter().flat_map(|feature| &feature.parts).map(|r| doubled_area(r)).sum();
    let share = area as f64 / 2.0 / f64::from(4096 * 4096);
    assert!((0.005..0.5).contains(&share), "{share}");
}

#[test]
fn streets_of_helsinki_have_their_names() {
    let (x, y) = tile_at("24.9440,60.1685".parse().unwrap(), 14);
    let roads = &layers(&HELSINKI, 14, x, y)["road"];
    let named = |name: &str| {
        let roads = roads.iter().filter(|road| road.tags.get("name").is_some_and(|it| it == name));
        roads.flat_map(|road| &road.parts).map(Vec::len).max()
    };
    assert!(named("Aleksanterinkatu").is_some());
    assert!(roads.iter().any(|road| road.tags.contains_key("bike")));
}

#[test]
fn there_is_no_tile_out_of_range_and_an_empty_one_beside_the_map() {
    for (z, x, y) in [(9, 1, 1), (17, 1, 1), (10, 1024, 1), (10, 1, 1024), (16, u32::MAX, 0)] {
        assert_eq!(HELSINKI.tile(z, x, y), None);
    }
    assert_eq!(HELSINKI.tile(16, 0, 0), Some(Vec::new()));
    let empty = TileSet::new(Scenery::default());
    assert_eq!(empty.bounds(), None);
    assert_eq!(empty.tile(10, 5, 5), Some(Vec::new()));
}

#[test]
fn the_same_scenery_gives_the_same_bytes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/helsinki.osm.pbf");
    let again = TileSet::new(scenery(&std::fs::read(path).unwrap()));
    assert_eq!(again.version(), HELSINKI.version());
    assert_eq!(again.version().len(), 24);
    for (x, y) in covered(&HELSINKI, 15) {
        let tile = HELSINKI.tile(15, x, y);
        assert_eq!(again.tile(15, x, y), tile);
        assert_eq!(again.tile(15, x, y), tile, "remembered");
        assert_eq!(again.tile_afresh(15, x, y), tile);
    }
    let empty = TileSet::new(Scenery::default());
    assert_ne!(empty.version(), HELSINKI.version());
}

/// A square of this side around a place, in metres, as a closed way.
fn square(data: &mut OsmData, [east, north]: [f64; 2], side: f64, keys: &[(&str, &str)]) {
    let first = i64::try_from(data.nodes.len()).unwrap() + 1;
    let half = side / 2.0;
    for (id, [x, y]) in (first..).zip([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]) {
        let place = place([east + x * half, north + y * half]);
        data.nodes.push(OsmNode { id, place, tags: Vec::new() });
    }
    let nodes = vec![first, first + 1, first + 2, first + 3, first];
    let id = i64::try_from(data.ways.len()).unwrap() + 1;
    data.ways.push(OsmWay { id, nodes, tags: tags(keys) });
}

#[test]
fn the_nearer_the_more_is_seen() {
    let mut data = OsmData::default();
    square(&mut data, [0.0, 0.0], 300.0, &[("highway", "residential"), ("name", "Ring")]);
    square(&mut data, [0.0, 0.0], 280.0, &[("leisure", "park")]);
    square(&mut data, [50.0, 0.0], 10.0, &[("building", "yes"), ("addr:housenumber", "7")]);
    data.nodes[4].tags = tags(&[("place", "suburb"), ("name", "Centre")]);
    data.nodes[5].tags = tags(&[("amenity", "cafe"), ("name", "Chez Léa")]);
    let tiles = TileSet::new(scenery(&write_pbf(&data)));
    let names = |zoom: u8| {
        let all = covered(&tiles, zoom).into_iter().map(|(x, y)| layers(&tiles, zoom, x, y));
        let mut names: Vec<String> = all.flat_map(Layers::into_keys).collect();
        names.sort();
        names.dedup();
        names.join(" ")
    };
    assert_eq!(names(10), "");
    assert_eq!(names(11), "landuse");
    assert_eq!(names(12), "landuse place");
    assert_eq!(names(13), "landuse place road");
    assert_eq!(names(15), "building landuse place poi road");
    assert_eq!(names(16), "building housenumber landuse place poi road");
    let park = covered(&tiles, 13).into_iter().map(|(x, y)| layers(&tiles, 13, x, y));
    assert!(park.flat_map(|layers| classes(&layers, "landuse")).all(|class| class == "park"));
}
