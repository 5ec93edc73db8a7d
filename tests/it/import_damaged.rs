//! Extracts that were cut, hit or forged: an error that says what to do, never a panic.

use crate::{
    import_bytes::{
        append_blob, block, ends_of_blobs, file_of, import, read, street, three_nodes, town,
    },
    support::{
        osm::{OsmNode, OsmWay, tags},
        pbf::{Quirk, write_pbf, write_pbf_with},
    },
};
use musette::{
    osm::{Extract, ReadError},
    units::LonLat,
};
use osmpbfreader::{fileformat::Blob, osmformat::PrimitiveGroup};
use proptest::prelude::*;

/// A way to damage a group of dense nodes.
type Spoil = fn(&mut PrimitiveGroup);

/// What a file is refused for.
fn refusal(file: &[u8]) -> String {
    read(file).map(|_| ()).unwrap_err().to_string()
}

fn all_of(extract: &Extract) -> String {
    format!("{extract:?}")
}

#[test]
fn a_file_cut_inside_a_blob_is_refused_wherever_it_was_cut() {
    let file = write_pbf(&town());
    let ends = ends_of_blobs(&file);
    for length in 1..file.len() {
        if ends.contains(&length) {
            continue;
        }
        let start = ends.iter().rev().find(|end| **end < length).copied().unwrap_or(0);
        match read(&file[..length]) {
            Err(ReadError::Truncated { offset, needed, available }) => {
                assert_eq!(offset, start as u64, "cut at {length}");
                assert!(needed > available, "cut at {length}");
            }
            other => panic!("cut at {length}: {other:?}"),
        }
    }
    assert!(refusal(&file[..file.len() - 1]).contains("download the extract again"));
}

#[test]
fn a_file_cut_between_blobs_before_its_ways_is_refused_for_want_of_streets() {
    let file = write_pbf(&town());
    let ends = ends_of_blobs(&file);
    assert_eq!(ends.len(), 3, "header, nodes, ways");
    for end in &ends[..2] {
        assert!(
            matches!(read(&file[..*end]), Err(ReadError::NothingRideable { ways: 0 })),
            "{end}"
        );
    }
}

/// Nothing in such a file tells that there was more: it is the extract of a smaller area.
#[test]
fn a_file_cut_between_blobs_after_its_first_ways_is_a_smaller_one() {
    let blocks = [three_nodes(), street(1, &[1, 2]), street(2, &[2, 3])];
    let file = file_of(&blocks);
    let ends = ends_of_blobs(&file);
    let cut = read(&file[..ends[2]]).unwrap();
    assert_eq!(all_of(&cut), all_of(&read(&file_of(&blocks[..2])).unwrap()));
    assert_eq!((cut.ways.len(), read(&file).unwrap().ways.len()), (1, 2));
}

#[test]
fn a_file_whose_ways_lost_all_their_nodes_is_refused() {
    let file = file_of(&[street(1, &[1, 2]), street(2, &[2, 3]), three_nodes()]);
    assert_eq!(read(&file).unwrap().counts.missing_nodes, 0, "ways may come first");
    let cut = ends_of_blobs(&file)[2];
    assert!(matches!(read(&file[..cut]), Err(ReadError::NoStreet { ways: 2 })));
    let message = refusal(&file[..cut]);
    assert!(message.contains("none of the 2 ways") && message.contains("again"), "{message}");
}

/// Packed blobs carry a checksum. What is left is the kind of a blob: of an unknown kind, it is to be
/// skipped.
#[test]
fn a_flipped_bit_in_a_packed_file_is_noticed_or_harmless_or_hides_a_whole_blob() {
    let mut file = write_pbf(&town());
    let whole = read(&file).unwrap();
    let mut noticed = 0;
    for bit in 0..8 * file.len() {
        file[bit / 8] ^= 1 << (bit % 8);
        match import(&file) {
            Err(_) => noticed += 1,
            Ok((extract, _)) => {
                let all = extract.counts.nodes == whole.counts.nodes
                    && extract.counts.ways == whole.counts.ways;
                assert!(!all || all_of(&extract) == all_of(&whole), "bit {bit}");
            }
        }
        file[bit / 8] ^= 1 << (bit % 8);
    }
    assert!(noticed > 7 * file.len(), "{noticed} of {} bits", 8 * file.len());
}

#[test]
fn a_flipped_bit_in_an_unpacked_file_never_makes_it_panic() {
    for quirks in [&[Quirk::RawBlobs][..], &[Quirk::RawBlobs, Quirk::PlainNodes]] {
        let mut file = write_pbf_with(&town(), quirks);
        let mut read = 0;
        for bit in 0..8 * file.len() {
            file[bit / 8] ^= 1 << (bit % 8);
            read += usize::from(import(&file).is_ok());
            file[bit / 8] ^= 1 << (bit % 8);
        }
        assert!(read > 0, "some bits are those of names");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_bytes_are_no_extract(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(import(&bytes).is_err());
    }

    #[test]
    fn random_bytes_put_into_an_extract_never_make_it_panic(
        bytes in prop::collection::vec(any::<u8>(), 1..30),
        at in any::<prop::sample::Index>(),
        over in any::<bool>(),
    ) {
        let mut file = write_pbf_with(&town(), &[Quirk::RawBlobs]);
        let at = at.index(file.len());
        let end = if over { (at + bytes.len()).min(file.len()) } else { at };
        file.splice(at..end, bytes);
        let _ = import(&file);
    }

    #[test]
    fn random_bytes_as_a_block_never_make_it_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut file = file_of(&[three_nodes(), street(1, &[1, 2, 3])]);
        let mut blob = Blob::new();
        blob.set_raw(bytes);
        append_blob(&mut file, "OSMData", &blob);
        let _ = import(&file);
    }
}

#[test]
fn other_kinds_of_files_are_told_by_name() {
    assert_eq!(refusal(b""), "the file is empty; download the extract again");
    for (bytes, told) in [
        (&b"<?xml version='1.0'?><osm version=\"0.6\"/>"[..], "XML"),
        (b"\xef\xbb\xbf<osm version=\"0.6\">", "OSM XML"),
        (b"<!DOCTYPE html><title>404</title>", "web page"),
        (b"\n\n<html><body>Sorry</body></html>", "web page"),
        (b"{\"type\": \"FeatureCollection\"}", "JSON"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "gzip"),
        (b"MUSETTE\0\x01\x00\x00\x00", "imported already"),
        (b"lon,lat\n24.9,60.1\n", "does not start with a PBF block"),
        (&[0; 64], "does not start with a PBF block"),
    ] {
        let message = refusal(bytes);
        assert!(message.starts_with("not an OpenStreetMap PBF file: "), "{message}");
        assert!(message.contains(told), "{message}");
    }
}

#[test]
fn an_extract_without_its_header_is_refused() {
    let file = write_pbf(&town());
    let headless = &file[ends_of_blobs(&file)[0]..];
    assert!(refusal(headless).contains("no OSMHeader"), "{}", refusal(headless));
}

#[test]
fn what_the_writer_did_wrong_is_told_with_the_byte_where_it_is() {
    let bomb = |claimed| Quirk::ZlibBomb { claimed };
    for (quirk, cause) in [
        (Quirk::WrongStringIndex, "a string index out of range"),
        (Quirk::LyingRawSize, "does not have the"),
        (bomb(100), "does not have the 100 bytes it says"),
        (bomb(48 << 20), "a block of 50331648 bytes, more than 33554432"),
        (bomb(-1), "does not have the 0 bytes it says"),
    ] {
        for plain in [&[quirk][..], &[quirk, Quirk::PlainNodes]] {
            let message = refusal(&write_pbf_with(&town(), plain));
            assert!(message.starts_with("damaged at byte "), "{quirk:?}: {message}");
            assert!(message.contains(cause), "{quirk:?}: {message}");
        }
    }
}

#[test]
fn a_file_that_needs_more_than_this_reader_knows_is_refused() {
    let history = Quirk::RequiredFeature("HistoricalInformation");
    let message = refusal(&write_pbf_with(&town(), &[history]));
    assert!(message.contains("needs `HistoricalInformation`"), "{message}");

    let mut file = file_of(&[three_nodes(), street(1, &[1, 2])]);
    let mut blob = Blob::new();
    blob.set_lzma_data(vec![1, 2, 3]);
    append_blob(&mut file, "OSMData", &blob);
    assert!(refusal(&file).contains("needs `lzma compression`"), "{}", refusal(&file));

    let mut file = file_of(&[three_nodes(), street(1, &[1, 2])]);
    append_blob(&mut file, "OSMData", &Blob::new());
    assert!(refusal(&file).contains("a block without data"), "{}", refusal(&file));
}

#[test]
fn ragged_arrays_are_damage() {
    let ragged = |spoil: Spoil| {
        let mut nodes = three_nodes();
        spoil(&mut nodes.primitivegroup[0]);
        refusal(&file_of(&[nodes, street(1, &[1, 2, 3])]))
    };
    let spoils: [(Spoil, &str); 6] = [
        (|group| dense(group).lon.truncate(2), "dense nodes without a place each"),
        (|group| dense(group).lat.truncate(2), "dense nodes without a place each"),
        (|group| dense(group).id.truncate(2), "dense nodes without a place each"),
        (|group| dense(group).keys_vals = vec![0, 0, 0, 0], "tags of more dense nodes"),
        (|group| dense(group).keys_vals = vec![0, 0, 1], "a key without value"),
        (|group| dense(group).keys_vals = vec![-1, -1, 0, 0, 0], "a string index out of range"),
    ];
    for (spoil, cause) in spoils {
        let message = ragged(spoil);
        assert!(message.contains(cause), "{message}");
    }
    let mut way = street(1, &[1, 2, 3]);
    way.primitivegroup[0].ways[0].vals.clear();
    let message = refusal(&file_of(&[three_nodes(), way]));
    assert!(message.contains("keys without a value each"), "{message}");
}

fn dense(group: &mut PrimitiveGroup) -> &mut osmpbfreader::osmformat::DenseNodes {
    group.dense.as_mut().unwrap()
}

#[test]
fn ids_and_places_at_the_ends_of_their_range_are_no_reason_to_panic() {
    let far = [
        (i64::MIN, i64::MIN, i64::MAX),
        (i64::MAX, i64::MAX, i64::MIN),
        (0, 1_800_000_000, 900_000_000),
        (1, -1_800_000_000, -900_000_000),
        (2, 1_800_000_001, 0),
    ];
    let mut block = crate::import_bytes::nodes(&far);
    for granularity in [100, 0, -100, i32::MAX, i32::MIN] {
        block.set_granularity(granularity);
        block.set_lat_offset(i64::from(granularity) << 32);
        let way = street(i64::MIN, &[i64::MIN, i64::MAX, 0, 1, 2]);
        let _ = import(&file_of(&[block.clone(), way]));
    }
}

#[test]
fn an_extract_without_a_way_to_ride_is_refused() {
    let node =
        |id, lon| OsmNode { id, place: LonLat::from_degrees(lon, 48.0).unwrap(), tags: Vec::new() };
    let mut data = crate::support::osm::OsmData {
        nodes: vec![node(1, 2.0), node(2, 2.1)],
        ways: vec![OsmWay { id: 1, nodes: vec![1, 2], tags: tags(&[("highway", "motorway")]) }],
        relations: Vec::new(),
    };
    assert!(matches!(read(&write_pbf(&data)), Err(ReadError::NothingRideable { ways: 1 })));
    data.ways[0].tags = tags(&[("building", "yes")]);
    let message = refusal(&write_pbf(&data));
    assert!(message.contains("(1 ways looked at); check that it covers"), "{message}");
    assert!(refusal(&file_of(&[block(&[], PrimitiveGroup::new())])).contains("(0 ways"));
}
