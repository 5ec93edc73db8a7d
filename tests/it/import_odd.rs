//! Extracts that are unusual but right, or wrong only in the world they tell of.

use crate::{
    import_bytes::{file_of, import, nodes, read, street, three_nodes, town},
    support::{
        osm::OsmWay,
        pbf::{Quirk, write_pbf, write_pbf_with},
    },
};
use musette::{graph::StreetGraph, osm::Extract, units::LonLat};
use std::collections::BTreeMap;

/// Everything of an extract that the layout of its file has no say in.
fn told(extract: &Extract) -> String {
    format!("{extract:?}")
}

/// Ends and lengths of all sections, in metres.
fn sections(graph: &StreetGraph) -> Vec<(LonLat, LonLat, u32)> {
    let graph_of = &graph.graph;
    let section = |section: &musette::graph::Section| {
        (graph_of[section.from], graph_of[section.to], (section.length_cm + 50) / 100)
    };
    graph.sections.iter().map(section).collect()
}

fn e7(lon: i64, lat: i64) -> LonLat {
    LonLat::from_e7(lon, lat).unwrap()
}

#[test]
fn unpacked_blobs_plain_nodes_and_unknown_blobs_change_nothing() {
    let expected = told(&read(&write_pbf(&town())).unwrap());
    for quirks in [
        &[Quirk::RawBlobs][..],
        &[Quirk::PlainNodes],
        &[Quirk::UnknownBlob],
        &[Quirk::RawBlobs, Quirk::PlainNodes, Quirk::UnknownBlob],
    ] {
        assert_eq!(told(&read(&write_pbf_with(&town(), quirks)).unwrap()), expected, "{quirks:?}");
    }
}

#[test]
fn blobs_may_come_in_any_order() {
    let [nodes, first, second] = [three_nodes(), street(1, &[1, 2]), street(2, &[2, 3])];
    let sorted = read(&file_of(&[nodes.clone(), first.clone(), second.clone()])).unwrap();
    let mixed = read(&file_of(&[first, nodes, second])).unwrap();
    assert_eq!(told(&sorted), told(&mixed));
}

#[test]
fn several_groups_in_a_block_are_several_lists_of_nodes() {
    let mut both = nodes(&[(1, 20_000_000, 480_000_000)]);
    let other = nodes(&[(2, 20_000_000, 480_010_000), (3, 20_000_000, 480_020_000)]);
    both.primitivegroup.extend(other.primitivegroup);
    let way = street(1, &[1, 2, 3]);
    let expected = read(&file_of(&[three_nodes(), way.clone()])).unwrap();
    assert_eq!(told(&read(&file_of(&[both, way])).unwrap()), told(&expected));
}

/// `0.000000001 * (offset + granularity * n)` degrees: OSM wiki, *PBF Format*, section "Definition
/// of the `PrimitiveBlock`".
#[test]
fn granularity_and_offsets_are_minded() {
    let mut block = nodes(&[(1, 24_945, 60_170), (2, 24_946, 60_171), (3, -4, -5)]);
    block.set_granularity(1_000_000);
    block.set_lon_offset(123_400);
    block.set_lat_offset(-567_800);
    let extract = read(&file_of(&[block, street(1, &[1, 2, 3])])).unwrap();
    let expected = [(249_451_234, 601_694_322), (249_461_234, 601_704_322), (-38_766, -55_678)];
    assert_eq!(extract.positions, expected.map(|(lon, lat)| Some(e7(lon, lat))));
}

#[test]
fn a_way_that_repeats_a_node_is_the_way_without_the_repetition() {
    let graph = |refs: &[i64]| {
        let (_, map) = import(&file_of(&[three_nodes(), street(1, refs)])).unwrap();
        sections(&map.graph)
    };
    let expected = graph(&[1, 2, 3]);
    assert_eq!(expected.len(), 1);
    assert_eq!(graph(&[1, 1, 2, 2, 2, 3, 3]), expected);
}

#[test]
fn a_way_that_comes_back_to_its_start_or_turns_round_is_ridden_all_along() {
    let metres = |refs: &[i64]| -> u32 {
        let (_, map) = import(&file_of(&[three_nodes(), street(1, refs)])).unwrap();
        map.graph.sections.iter().map(|section| section.length_cm).sum::<u32>() / 100
    };
    assert_eq!(metres(&[1, 2, 3]), 222);
    for refs in [&[1, 2, 3, 1][..], &[1, 2, 3, 2, 1], &[2, 1, 2, 3, 2]] {
        assert_eq!(metres(refs), 444, "{refs:?}");
    }
}

#[test]
fn a_way_of_one_node_or_none_is_no_street() {
    let blocks =
        [three_nodes(), street(1, &[1]), street(2, &[]), street(3, &[2, 2]), street(4, &[1, 2])];
    let (extract, map) = import(&file_of(&blocks)).unwrap();
    assert_eq!(extract.counts.ways, 4);
    assert_eq!(map.graph.sections.len(), 1);
    let error = read(&file_of(&blocks[..4])).unwrap_err().to_string();
    assert!(error.contains("none of the 3 ways that may be ridden has two nodes"), "{error}");
}

#[test]
fn a_way_that_leaves_the_extract_ends_there_and_goes_on_where_it_comes_back() {
    let line: Vec<(i64, i64, i64)> =
        (0..6).map(|n| (n + 1, 20_000_000, 480_000_000 + 10_000 * n)).collect();
    let held: Vec<_> = line.iter().copied().filter(|node| node.0 != 3).collect();
    let file = file_of(&[nodes(&held), street(1, &[1, 2, 3, 4, 5, 6, 7])]);
    let (extract, map) = import(&file).unwrap();
    assert_eq!(extract.counts.missing_nodes, 2);
    let ends: Vec<_> = sections(&map.graph).iter().map(|(from, to, m)| (*from, *to, *m)).collect();
    let at = |index: usize| e7(line[index].1, line[index].2);
    assert_eq!(ends, [(at(0), at(1), 111), (at(3), at(5), 222)]);
    let report = map.report.to_string();
    assert!(report.contains("2 nodes of kept ways are outside the extract"), "{report}");
}

#[test]
fn a_node_off_the_earth_is_one_that_is_not_there() {
    let off =
        nodes(&[(1, 20_000_000, 480_000_000), (2, 20_000_000, 480_010_000), (3, 0, 900_000_001)]);
    let extract = read(&file_of(&[off, street(1, &[1, 2, 3])])).unwrap();
    assert_eq!(extract.positions[2], None);
    assert_eq!(extract.counts.missing_nodes, 1);
}

#[test]
fn of_a_node_that_is_there_twice_the_last_counts() {
    let moved = nodes(&[(2, 20_010_000, 480_010_000)]);
    let way = street(1, &[1, 2, 3]);
    let extract = read(&file_of(&[three_nodes(), moved.clone(), way.clone()])).unwrap();
    assert_eq!(extract.positions[1], Some(e7(20_010_000, 480_010_000)));
    assert_eq!(extract.counts.nodes, 4);
    let extract = read(&file_of(&[moved, three_nodes(), way])).unwrap();
    assert_eq!(extract.positions[1], Some(e7(20_000_000, 480_010_000)));
}

#[test]
fn a_barrier_that_is_there_twice_is_one_barrier() {
    let data = town();
    let mut twice = data.clone();
    let bollard = twice.nodes.iter().find(|node| !node.tags.is_empty()).unwrap().clone();
    twice.nodes.push(bollard);
    let streets = |data| import(&write_pbf(data)).unwrap().1.graph.sections;
    assert_eq!(streets(&twice), streets(&data));
}

#[test]
fn text_that_is_no_utf8_is_mended() {
    let mut way = street(1, &[1, 2, 3]);
    way.stringtable.as_mut().unwrap().s.extend([b"name".to_vec(), b"Rue \xe9troite".to_vec()]);
    let ways = &mut way.primitivegroup[0].ways;
    ways[0].keys.push(3);
    ways[0].vals.push(4);
    let extract = read(&file_of(&[three_nodes(), way])).unwrap();
    assert_eq!(extract.names, ["", "Rue \u{fffd}troite"]);
}

#[test]
fn progress_grows_up_to_its_total() {
    let file = write_pbf(&town());
    let seen = std::sync::Mutex::new(BTreeMap::new());
    let note = |done, total| {
        seen.lock().unwrap().insert(done, total);
    };
    musette::osm::read_extract(std::io::Cursor::new(&file), &crate::import_bytes::PROFILES, &note)
        .unwrap();
    let (done, total) = seen.into_inner().unwrap().pop_last().unwrap();
    assert_eq!(done, total);
}

/// The same street twice is two edges side by side, as OpenStreetMap has it.
#[test]
fn two_ways_through_the_same_nodes_stand_side_by_side() {
    let mut data = town();
    let copy = OsmWay { id: 99, ..data.ways[0].clone() };
    data.ways.push(copy);
    let count = |data| import(&write_pbf(data)).unwrap().1.graph.sections.len();
    assert!(count(&data) > count(&town()));
}
