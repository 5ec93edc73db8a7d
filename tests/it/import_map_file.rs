//! The map file: what was written is what is opened, and nothing else is.

use crate::{
    cli_program::Workplace,
    import_bytes::{PROFILES, import, town},
    maps::metrics,
    support::{city::city, ground::place, pbf::write_pbf, random::Random},
};
use musette::{
    graph::{self, ContainerError, MapFileError, StreetMap, from_bytes},
    osm::{Extract, Place, Scenery},
    routing::find_orders,
    tiles::TileSet,
    units::LonLat,
};
use proptest::prelude::*;

const START: usize = 16;
const ENTRY: usize = 24;

fn written(extract: &Extract, map: &StreetMap) -> (Workplace, Vec<u8>) {
    let workplace = Workplace::new();
    graph::write(&workplace.path("map.musette"), map, &extract.places, &extract.scenery).unwrap();
    let bytes = workplace.bytes("map.musette");
    (workplace, bytes)
}

fn small() -> Vec<u8> {
    let (extract, map) = import(&write_pbf(&town())).unwrap();
    written(&extract, &map).1
}

/// Places of a file with this content.
fn places_of(workplace: &Workplace, bytes: &[u8]) -> Result<Vec<Place>, MapFileError> {
    workplace.write("spoilt.musette", bytes);
    graph::places(&workplace.path("spoilt.musette"))
}

/// Scenery of a file with this content.
fn scenery_of(workplace: &Workplace, bytes: &[u8]) -> Result<Scenery, MapFileError> {
    workplace.write("spoilt.musette", bytes);
    graph::scenery(&workplace.path("spoilt.musette"))
}

/// Where a section starts and ends, by the position of its entry.
fn section(file: &[u8], entry: usize) -> std::ops::Range<usize> {
    let at = START + entry * ENTRY;
    let number = |at: usize| {
        usize::try_from(u64::from_le_bytes(file[at..at + 8].try_into().unwrap())).unwrap()
    };
    number(at + 8)..number(at + 8) + number(at + 16)
}

fn sections(file: &[u8]) -> usize {
    u32::from_le_bytes(file[12..16].try_into().unwrap()) as usize
}

/// Makes all checksums right again.
fn seal(file: &mut [u8]) {
    let count = sections(file);
    for entry in 0..count {
        let checksum = crc32fast::hash(&file[section(file, entry)]);
        file[START + entry * ENTRY + 4..][..4].copy_from_slice(&checksum.to_le_bytes());
    }
    let end = START + count * ENTRY;
    let checksum = crc32fast::hash(&file[..end]);
    file[end..end + 4].copy_from_slice(&checksum.to_le_bytes());
}

#[test]
fn what_is_opened_is_what_was_written() {
    let (extract, mut map) = import(&write_pbf(&city(1).osm)).unwrap();
    find_orders(&mut map);
    assert_eq!(map.orders.sections.len(), map.graph.sections.len(), "shipped profiles need it");
    let (workplace, bytes) = written(&extract, &map);
    let opened = graph::open(&workplace.path("map.musette")).unwrap();
    assert_same(&opened, &map);
    assert_same(&from_bytes(&bytes).unwrap(), &map);
    assert_eq!(graph::places(&workplace.path("map.musette")).unwrap(), extract.places);
    assert!(!extract.places.is_empty());
    assert_eq!(graph::scenery(&workplace.path("map.musette")).unwrap(), extract.scenery);
    assert!(extract.scenery.lines.len() > 500);
}

fn assert_same(opened: &StreetMap, map: &StreetMap) {
    let (ours, theirs) = (&opened.graph, &map.graph);
    let nodes =
        |map: &StreetMap| -> Vec<LonLat> { map.graph.graph.node_weights().copied().collect() };
    assert_eq!(nodes(opened), nodes(map));
    assert_eq!(ours.sections, theirs.sections);
    assert_eq!(ours.names, theirs.names);
    assert_eq!(ours.features, theirs.features);
    assert!(ours.graph.edge_count() > 1_000);
    for edge in theirs.graph.edge_indices() {
        assert_eq!(ours.graph.edge_endpoints(edge), theirs.graph.edge_endpoints(edge));
        let id = theirs.graph[edge];
        assert_eq!(ours.graph[edge], id);
        assert!(ours.geometry(id).eq(theirs.geometry(id)));
        assert_eq!(ours.name(id), theirs.name(id));
    }
    assert_eq!(opened.profiles, map.profiles);
    assert_eq!(opened.report, map.report);
    let mut random = Random::new(7);
    for (ours, theirs) in metrics(opened).iter().zip(&metrics(map)) {
        assert_eq!(ours.profile(), theirs.profile());
        for edge in map.graph.graph.edge_indices() {
            assert_eq!(ours.cost(edge), theirs.cost(edge));
        }
        for node in map.graph.graph.node_indices() {
            assert_eq!(ours.is_in_main(node), theirs.is_in_main(node));
        }
        for _ in 0..200 {
            let at = place([random.between(-4_500.0, 4_500.0), random.between(-4_500.0, 4_500.0)]);
            assert_eq!(opened.snap(ours, at, 300.0), map.snap(theirs, at, 300.0));
        }
    }
    assert_eq!(metrics(opened).len(), PROFILES.len());
    assert_eq!(opened.orders, map.orders);
}

#[test]
fn a_flipped_bit_anywhere_is_noticed() {
    let mut file = small();
    let workplace = Workplace::new();
    let places = section(&file, sections(&file) - 2);
    let scenery = section(&file, sections(&file) - 1);
    assert_eq!((places.end, scenery.end), (scenery.start, file.len()), "these two come last");
    for bit in 0..8 * file.len() {
        file[bit / 8] ^= 1 << (bit % 8);
        let here = bit / 8;
        assert_eq!(from_bytes(&file).is_ok(), here >= places.start, "bit {bit}");
        if here >= places.start {
            assert_eq!(places_of(&workplace, &file).is_ok(), here >= scenery.start, "bit {bit}");
            assert_eq!(scenery_of(&workplace, &file).is_ok(), here < scenery.start, "bit {bit}");
        }
        file[bit / 8] ^= 1 << (bit % 8);
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let file = small();
    let workplace = Workplace::new();
    let places = section(&file, sections(&file) - 2);
    for length in 0..file.len() {
        let cut = &file[..length];
        assert_eq!(from_bytes(cut).is_ok(), length >= places.start, "cut at {length}");
        assert_eq!(places_of(&workplace, cut).is_ok(), length >= places.end, "cut at {length}");
        assert!(scenery_of(&workplace, cut).is_err(), "cut at {length}");
    }
}

/// As a defect of ours could write it.
#[test]
fn wrong_content_under_right_checksums_never_makes_it_panic() {
    let file = small();
    let mut refused = 0;
    let workplace = Workplace::new();
    let places = section(&file, sections(&file) - 2);
    for at in section(&file, 0).start..file.len() {
        for spoilt in [file[at] ^ 1, file[at] ^ 0x80, 0xff] {
            let mut file = file.clone();
            file[at] = spoilt;
            seal(&mut file);
            if at < places.start {
                refused += usize::from(from_bytes(&file).is_err());
            } else if at >= places.end {
                let tiles = scenery_of(&workplace, &file).map(TileSet::new);
                refused += usize::from(tiles.is_err());
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_bytes_are_no_map(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        begun in any::<bool>(),
    ) {
        let start: &[u8] = if begun { b"MUSETTE\0\x01\0\0\0\x06\0\0\0" } else { b"" };
        prop_assert!(from_bytes(&[start, &bytes].concat()).is_err());
    }

    #[test]
    fn random_sections_under_right_checksums_never_make_it_panic(
        contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 5),
        kept in 0_usize..6,
    ) {
        let sound = small();
        let count = sections(&sound);
        let mut file = sound[..START + count * ENTRY + 4].to_vec();
        for entry in 0..count {
            let content = match contents.get(entry) {
                Some(content) if entry != kept => content.as_slice(),
                _ => &sound[section(&sound, entry)],
            };
            let at = START + entry * ENTRY;
            let offset = file.len() as u64;
            file[at + 8..at + 16].copy_from_slice(&offset.to_le_bytes());
            file[at + 16..at + 24].copy_from_slice(&(content.len() as u64).to_le_bytes());
            file.extend(content);
        }
        seal(&mut file);
        let _ = from_bytes(&file);
    }
}

#[test]
fn a_map_of_another_version_is_to_be_imported_again() {
    let mut file = small();
    file[8] = 1;
    let error = from_bytes(&file).unwrap_err();
    let version =
        matches!(error, MapFileError::Container(ContainerError::Version { found: 1, expected: 5 }));
    assert!(version, "{error}");
    assert!(error.to_string().contains("import it again"), "{error}");
}

#[test]
fn a_map_for_an_extract_and_an_extract_for_a_map_are_told_apart() {
    let workplace = Workplace::with_map();
    workplace.write("town.osm.pbf", write_pbf(&town()));
    let route = "--from 24.94,60.17 --to 24.95,60.17";
    let message = workplace.run(&format!("route --map town.osm.pbf {route}")).refused();
    assert!(message.contains("cannot open town.osm.pbf"), "{message}");
    assert!(message.contains("import the .osm.pbf extract first"), "{message}");
    let message = workplace.run("import map.musette -o other.musette").refused();
    assert!(message.contains("a map that was imported already"), "{message}");
    for absent in ["no.musette", "/"] {
        let message = workplace.run(&format!("route --map {absent} {route}")).refused();
        assert!(message.contains(&format!("cannot open {absent}")), "{message}");
    }
}
