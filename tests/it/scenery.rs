//! What an import makes of areas, multipolygons and coasts.

use crate::{
    import_bytes::{PROFILES, town},
    support::{
        ground::place,
        osm::{Member, OsmData, OsmNode, OsmRelation, OsmWay, tags},
        pbf::{Quirk, write_pbf, write_pbf_with},
    },
};
use musette::osm::{AreaKind, LineKind, ReadError, RoadKind, Scenery, SpotKind, read_extract};
use std::io::Cursor;

fn read(pbf: &[u8]) -> Result<Scenery, ReadError> {
    read_extract(Cursor::new(pbf), &PROFILES, &|_, _| {}).map(|extract| extract.scenery)
}

/// The small town, with the nodes of two squares beside it, one in the other: 1001 to 1004, 1011 to
/// 1014.
fn squares() -> OsmData {
    let mut data = town();
    for (first, half) in [(1001, 100.0), (1011, 20.0)] {
        let corners = [[-half, -half], [half, -half], [half, half], [-half, half]];
        for (id, [x, y]) in (first..).zip(corners) {
            data.nodes.push(OsmNode { id, place: place([x + 900.0, y]), tags: Vec::new() });
        }
    }
    data
}

fn way(data: &mut OsmData, id: i64, nodes: &[i64], keys: &[(&str, &str)]) {
    data.ways.push(OsmWay { id, nodes: nodes.to_vec(), tags: tags(keys) });
}

fn relation(data: &mut OsmData, members: &[(i64, &str)], keys: &[(&str, &str)]) {
    let members = members.iter().map(|(id, role)| (Member::Way(*id), (*role).to_owned())).collect();
    let id = i64::try_from(data.relations.len()).unwrap() + 1;
    data.relations.push(OsmRelation { id, members, tags: tags(keys) });
}

/// The squares as a lake with an island, its members shuffled and some against the others.
fn lake() -> OsmData {
    let mut data = squares();
    way(&mut data, 903, &[1004, 1003], &[]);
    way(&mut data, 901, &[1001, 1002, 1003], &[("barrier", "wall")]);
    way(&mut data, 902, &[1001, 1004], &[("highway", "footway")]);
    way(&mut data, 904, &[1011, 1012, 1013, 1014, 1011], &[]);
    relation(
        &mut data,
        &[(903, "outer"), (904, "inner"), (901, ""), (902, "outer")],
        &[("type", "multipolygon"), ("natural", "water")],
    );
    data
}

#[test]
fn a_multipolygon_of_shuffled_ways_has_its_hole() {
    let scenery = read(&write_pbf(&lake())).unwrap();
    let waters: Vec<_> = scenery.areas.iter().filter(|it| it.kind == AreaKind::Water).collect();
    assert_eq!(waters.len(), 1);
    let corners: Vec<usize> = waters[0].rings.iter().map(|ring| ring.len()).collect();
    assert_eq!(corners, [4, 4]);
    assert_eq!(scenery.counts.broken_relations, 0);
}

#[test]
fn of_a_multipolygon_that_lacks_a_way_the_rest_is_drawn_and_it_is_counted() {
    let mut data = lake();
    data.ways.retain(|way| way.id != 904);
    let scenery = read(&write_pbf(&data)).unwrap();
    assert_eq!(scenery.areas.last().unwrap().rings.len(), 1);
    assert_eq!(scenery.counts.broken_relations, 1);
    data.ways.retain(|way| way.id != 901);
    let scenery = read(&write_pbf(&data)).unwrap();
    assert!(scenery.areas.iter().all(|area| area.kind != AreaKind::Water));
    assert_eq!(scenery.counts.broken_relations, 1);
}

/// Otherwise a small file could ask for any number of copies of a long way.
#[test]
fn one_way_bounds_only_so_many_multipolygons() {
    let mut data = lake();
    let members = data.relations[0].members.clone();
    let keys = data.relations[0].tags.clone();
    for id in 2..=100 {
        data.relations.push(OsmRelation { id, members: members.clone(), tags: keys.clone() });
    }
    let scenery = read(&write_pbf(&data)).unwrap();
    let waters = scenery.areas.iter().filter(|area| area.kind == AreaKind::Water).count();
    assert_eq!(waters, 16);
    assert!(scenery.counts.broken_relations >= 84);
}

#[test]
fn closed_ways_are_areas_and_have_names_and_numbers_in_their_middle() {
    let mut data = squares();
    let ring = [1001, 1002, 1003, 1004, 1001];
    let keys = [
        ("building", "yes"),
        ("addr:housenumber", "12 bis"),
        ("shop", "bakery"),
        ("name", "Au Pain"),
    ];
    way(&mut data, 901, &ring, &keys);
    way(&mut data, 902, &ring[..4], &[("landuse", "forest")]);
    way(&mut data, 903, &[1011, 1012, 1013, 1999, 1011], &[("landuse", "forest")]);
    let scenery = read(&write_pbf(&data)).unwrap();
    let kinds: Vec<_> = scenery.areas.iter().map(|area| area.kind).collect();
    assert_eq!(kinds, [AreaKind::Building, AreaKind::Forest], "an open way is none");
    assert_eq!(scenery.counts.broken_ways, 1, "node 1999 is not there");
    let middle = place([900.0, 0.0]);
    let near = scenery.spots.iter().filter(|spot| {
        (spot.at.lon() - middle.lon()).abs() < 1e-6 && (spot.at.lat() - middle.lat()).abs() < 1e-6
    });
    let names: Vec<&str> = near.map(|spot| scenery.name(spot.name)).collect();
    assert_eq!(names, ["Au Pain", "12 bis"]);
    assert!(scenery.spots.iter().any(|spot| spot.kind == SpotKind::Housenumber));
}

#[test]
fn lines_that_may_not_be_ridden_are_drawn_too() {
    let mut data = squares();
    way(
        &mut data,
        901,
        &[1001, 1002, 1999, 1003, 1004],
        &[("highway", "motorway"), ("ref", "A 1")],
    );
    let scenery = read(&write_pbf(&data)).unwrap();
    let motorway = LineKind::Road(RoadKind::Motorway);
    let lines: Vec<_> = scenery.lines.iter().filter(|line| line.kind == motorway).collect();
    assert_eq!(lines.len(), 2, "in two, where a node is missing");
    assert_eq!(scenery.name(lines[0].name), "A 1");
}

#[test]
fn a_relation_with_a_wrong_string_index_is_damage() {
    let mut data = lake();
    data.nodes.iter_mut().for_each(|node| node.tags.clear());
    let error = read(&write_pbf_with(&data, &[Quirk::WrongStringIndex])).unwrap_err();
    assert!(error.to_string().contains("a string index out of range"), "{error}");
}
