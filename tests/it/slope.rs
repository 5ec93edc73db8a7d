//! Slopes end to end: rasters in, sections that rise and fall, times and directions out.

use crate::{
    cli_program::Workplace,
    support::{
        ground::{DEGREE_M, MIDDLE},
        osm::OsmData,
        pbf::write_pbf,
        town::{Town, from_ascii},
    },
};
use musette::{
    config::read_profiles,
    elevation::ElevationFiles,
    geo::BoundingBox,
    graph::{Direction, SectionId, StreetMap},
    osm::read_extract,
    routing::{Router, directions},
    units::{LonLat, Metres},
};
use proptest::prelude::*;
use std::io::Cursor;

/// A tile around the ground, whose heights follow from metres east and north of its middle.
pub(crate) fn hgt(height_m: impl Fn(f64, f64) -> f64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1201 * 1201 * 2);
    for row in 0..1201 {
        for column in 0..1201 {
            let [lon, lat] = [1.0 + f64::from(column) / 1200.0, 49.0 - f64::from(row) / 1200.0];
            let east = (lon - MIDDLE.0) * DEGREE_M * MIDDLE.1.to_radians().cos();
            let height = height_m(east, (lat - MIDDLE.1) * DEGREE_M).round();
            #[expect(clippy::cast_possible_truncation, reason = "hills on Earth")]
            bytes.extend((height as i16).to_be_bytes());
        }
    }
    bytes
}

const TILE: &str = "N48E001.hgt";

/// The map of some streets on this tile.
pub(crate) fn map_on(osm: &OsmData, tile: &[u8]) -> StreetMap {
    let workplace = Workplace::new();
    workplace.write(TILE, tile);
    let profiles = read_profiles(None).unwrap();
    let extract = read_extract(Cursor::new(write_pbf(osm)), &profiles, &|_, _| {}).unwrap();
    let area = BoundingBox::around(extract.positions.iter().flatten().copied()).unwrap();
    let elevation = ElevationFiles::open(&[workplace.path(TILE)]).unwrap().load(area).unwrap();
    StreetMap::build_on(&extract, profiles, Some(&elevation))
}

/// What the section with this name rises and falls, in metres.
fn climb_m(map: &StreetMap, name: &str) -> [f64; 2] {
    let graph = &map.graph;
    let (_, edge) = sections(map).find(|(id, _)| graph.name(*id) == name).unwrap();
    graph.climb_m(edge)
}

fn sections(map: &StreetMap) -> impl Iterator<Item = (SectionId, musette::graph::EdgeId)> {
    let edges = map.graph.graph.edge_indices();
    edges.map(|edge| (SectionId::of(edge), edge)).filter_map(|((id, direction), edge)| {
        (direction == Direction::Forward).then_some((id, edge))
    })
}

/// Ten per cent to the east, on whole metres at every sample: 61.8 m a sample are 6 m here.
pub(crate) fn plane(east: f64, _: f64) -> f64 {
    500.0 + 0.1 * east
}

#[test]
fn on_an_even_slope_the_climb_is_that_of_the_plane() {
    let map = map_on(&from_ascii("A-----B\n|     |\nC-----D", 100.0), &hgt(plane));
    let [up, down] = climb_m(&map, "A-B");
    assert!((up - 60.0).abs() < 1.0 && down == 0.0, "{up} {down}");
    let [up, down] = climb_m(&map, "A-C");
    assert!(up < 0.6 && down < 0.6, "{up} {down}");
    let report = map.report.elevation.unwrap();
    assert_eq!((report.rasters, report.voids, report.missing, report.flat_sections), (1, 0, 0, 0));
}

#[test]
fn a_bridge_spans_the_valley_that_the_ground_falls_into() {
    let valley = |east: f64, _: f64| if (200.0..800.0).contains(&east) { 60.0 } else { 100.0 };
    let tile = hgt(valley);
    let town = || Town::draw("A-B--C--D-E", 100.0);
    let ground = map_on(&town().osm, &tile);
    assert!(climb_m(&ground, "B-C")[1] > 20.0 && climb_m(&ground, "C-D")[0] > 20.0);
    let bridge = town().tag("B-C", "bridge", "yes").tag("C-D", "bridge", "viaduct").osm;
    let bridge = map_on(&bridge, &tile);
    let [up, down] = climb_m(&bridge, "B-C");
    assert!(up < 15.0 && down < 15.0, "{up} {down}");
    let shares = [climb_m(&bridge, "B-C"), climb_m(&bridge, "C-D")];
    assert!((shares[0][0] - shares[1][0]).abs() < 0.11, "even from end to end: {shares:?}");
}

#[test]
fn voids_and_land_without_a_tile_are_told_and_flat() {
    let holed = |east: f64, north: f64| if east > 500.0 { -32_768.0 } else { plane(east, north) };
    let map = map_on(&from_ascii("A--B--C--D", 100.0), &hgt(holed));
    assert!((climb_m(&map, "A-B")[0] - 30.0).abs() < 1.0);
    assert!(climb_m(&map, "C-D").iter().all(|metres| metres.abs() < 1e-9));
    let report = map.report.elevation.unwrap();
    assert!(report.voids >= 2 && report.missing == 0 && report.flat_sections >= 1, "{report:?}");
    let told = map.report.to_string();
    assert!(told.contains("fall on voids") && told.contains("are taken for flat"), "{told}");

    let workplace = Workplace::new();
    workplace.write("town.osm.pbf", write_pbf(&from_ascii("A--B--C--D", 100.0)));
    workplace.write("N50E009.hgt", hgt(plane));
    let command = "import town.osm.pbf -o town.musette --elevation N50E009.hgt";
    let told = workplace.run(command).well();
    assert!(told.contains("4 looks are where no raster is (100.00 %)"), "{told}");
    assert!(told.contains("3 sections (0.9 km) without a known height"), "{told}");
}

#[test]
fn slopes_change_the_times_of_who_has_a_power_and_of_nobody_else() {
    let town = from_ascii("A----------B", 100.0);
    let steep = map_on(&town, &hgt(plane));
    let level = crate::maps::map_of(&town);
    for profile in ["bike", "cargo", "trailer"] {
        let times = |map: &StreetMap| {
            let metric = crate::maps::metric(map, profile);
            let (id, _) = sections(map).next().unwrap();
            [Direction::Forward, Direction::Backward]
                .map(|way| metric.cost(id.edge(way)).unwrap().time_ms())
        };
        let ([up, down], [there, back]) = (times(&steep), times(&level));
        assert!(up > 2 * there && down < back, "{profile}: {up} {down} {there} {back}");
    }
    // The same metric without a power is that of the plain.
    let profiles = level.profiles.iter().cloned();
    let powerless = profiles.map(|profile| musette::osm::Profile { power: None, ..profile });
    for profile in powerless {
        let [one, other] = [&steep, &level].map(|map| {
            let metric = musette::graph::Metric::customize(&map.graph, &profile);
            map.graph.graph.edge_indices().map(|edge| metric.cost(edge)).collect::<Vec<_>>()
        });
        assert_eq!(one, other);
    }
}

#[test]
fn where_the_pace_is_limited_so_it_is_downhill() {
    // Kind of way, its tags, and the highest speed down ten per cent.
    type Row = (&'static str, &'static [(&'static str, &'static str)], f64);
    let table: [Row; 10] = [
        ("residential", &[], 40.0),
        ("residential", &[("maxspeed", "30")], 30.0),
        ("living_street", &[], 20.0),
        ("living_street", &[("maxspeed", "walk")], 6.0),
        ("service", &[], 12.0),
        ("pedestrian", &[("bicycle", "yes")], 6.0),
        ("footway", &[("bicycle", "yes")], 8.0),
        ("corridor", &[("bicycle", "yes")], 5.0),
        ("platform", &[("bicycle", "yes")], 5.0),
        ("path", &[("foot", "designated"), ("bicycle", "designated")], 40.0),
    ];
    for (highway, tags, expected_kmh) in table {
        let town = tags.iter().fold(Town::draw("A----------B", 100.0), |town, (key, value)| {
            town.tag("A-B", key, value)
        });
        let map = map_on(&town.tag("A-B", "highway", highway).osm, &hgt(plane));
        let mut bike = map.profiles.iter().find(|it| it.name == "bike").unwrap().clone();
        bike.max_speed_kmh = 45.0;
        bike.power.as_mut().unwrap().downhill_kmh = 40.0;
        let metric = musette::graph::Metric::customize(&map.graph, &bike);
        let (id, _) = sections(&map).next().unwrap();
        let cost = metric.cost(id.edge(Direction::Backward)).unwrap();
        let kmh = 36.0 * f64::from(cost.length_cm()) / f64::from(cost.time_ms());
        assert!((kmh - expected_kmh).abs() < 0.1, "{highway} {tags:?}: {kmh}");
    }
}

#[test]
fn a_path_tells_what_it_rises_and_falls_and_so_does_the_map_file() {
    let town = from_ascii("A-----B-----C", 100.0);
    let map =
        map_on(&town, &hgt(|east, _| if east < 600.0 { 0.1 * east } else { 120.0 - 0.1 * east }));
    let class = Router::new(map).class("bike").unwrap();
    let at = |east: f64| crate::support::ground::place([east, 0.0]);
    let told = |from: f64, to: f64| {
        let [from, to] = [from, to].map(|east| class.snap(at(east), 50.0).unwrap());
        let path = class.path(&from, &to).unwrap();
        directions(&class, &path, &from, &to).climb.unwrap()
    };
    let near = |metres: Metres, expected: u32| metres.as_u32().abs_diff(expected) <= 6;
    let over = told(0.0, 1200.0);
    assert!(near(over.ascent, 60) && near(over.descent, 60), "{over:?}");
    // A part of an edge has its share.
    let (half, whole) = (told(0.0, 300.0), told(0.0, 600.0));
    assert!(half.ascent.as_u32().abs_diff(whole.ascent.as_u32() / 2) <= 1, "{half:?} {whole:?}");
    assert_eq!(half.descent, Metres::ZERO);
    assert_eq!(told(300.0, 0.0).descent, half.ascent);

    let workplace = Workplace::new();
    workplace.write(TILE, hgt(plane));
    workplace.write("town.osm.pbf", write_pbf(&town));
    let place = |east: f64| {
        let place: LonLat = at(east);
        format!("{},{}", place.lon(), place.lat())
    };
    let route = format!("route --map town.musette --from {} --to {}", place(0.0), place(1200.0));
    workplace.run("import town.osm.pbf -o town.musette --elevation .").well();
    let told = workplace.run(&route).well();
    assert!(told.contains("\n120 m up, 0 m down\n"), "{told}");
    workplace.run("import town.osm.pbf -o town.musette").well();
    let told = workplace.run(&route).well();
    assert!(!told.contains(" up, "), "{told}");
}

#[test]
fn elevation_that_cannot_be_read_leaves_no_map() {
    let workplace = Workplace::new();
    workplace.write("town.osm.pbf", write_pbf(&from_ascii("A--B", 100.0)));
    workplace.write(TILE, "not a tile");
    let import = "import town.osm.pbf -o town.musette --elevation";
    for (path, told) in [(TILE, "N48E001.hgt is damaged"), ("absent.tif", "cannot read absent.tif")]
    {
        let message = workplace.run(&format!("{import} {path}")).refused();
        assert!(message.contains(told), "{message}");
        assert!(!workplace.path("town.musette").exists());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever the ground: round a block one rises as much as one falls.
    #[test]
    fn round_a_cycle_ascent_and_descent_are_equal(
        waves in prop::collection::vec((10.0..200.0, 100.0..2_000.0, -3.0..3.0), 1..4),
        bridge in any::<bool>(),
    ) {
        let ground = |east: f64, north: f64| {
            let wave = |(high, long, turn): &(f64, f64, f64)| {
                high * ((east * turn.cos() + north * turn.sin()) / long).sin()
            };
            waves.iter().map(wave).sum()
        };
        let mut town = Town::draw("A---B--C\n|   |  |\nD---E--F\n|      |\nG------H", 150.0);
        town = town.tag_node('E', "barrier", "bollard");
        if bridge {
            town = town.tag("A-B", "bridge", "yes").tag("B-C", "bridge", "yes").tag("B-E", "tunnel", "yes");
        }
        let map = map_on(&town.osm, &hgt(ground));
        // Heights that fit every edge there and back: then every cycle is even.
        let graph = &map.graph.graph;
        let mut heights = vec![None; graph.node_count()];
        let start = graph.node_indices().next().unwrap();
        heights[start.index()] = Some(0.0);
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            let height: f64 = heights[node.index()].unwrap();
            for other in graph.neighbors(node) {
                let edges = graph.edges_connecting(node, other);
                for edge in edges {
                    let [up, down] = map.graph.climb_m(petgraph::visit::EdgeRef::id(&edge));
                    let there = height + up - down;
                    if let Some(known) = heights[other.index()] {
                        prop_assert!((there - known).abs() < 1e-6);
                    } else {
                        heights[other.index()] = Some(there);
                        stack.push(other);
                    }
                }
            }
        }
        prop_assert!(heights.iter().all(Option::is_some));
    }
}
