//! Extracts as bytes, whole or to be spoilt, and what comes of reading them.

use crate::support::{
    osm::{OsmData, tags},
    town::Town,
};
use musette::{
    config::read_profiles,
    graph::StreetMap,
    osm::{Extract, Profile, ReadError, read_extract},
};
use osmpbfreader::{
    fileformat::{Blob, BlobHeader},
    osmformat::{DenseNodes, HeaderBlock, PrimitiveBlock, PrimitiveGroup, StringTable, Way},
};
use protobuf::Message;
use std::{io::Cursor, sync::LazyLock};

pub static PROFILES: LazyLock<Vec<Profile>> =
    LazyLock::new(|| read_profiles(None).expect("the shipped profiles are right"));

pub fn read(bytes: &[u8]) -> Result<Extract, ReadError> {
    read_extract(Cursor::new(bytes), &PROFILES, &|_, _| {})
}

/// Reads, builds and reports: nothing of it may panic, whatever was read.
pub fn import(bytes: &[u8]) -> Result<(Extract, StreetMap), ReadError> {
    let extract = read(bytes)?;
    let map = StreetMap::build(&extract, PROFILES.clone());
    assert!(!map.report.to_string().is_empty());
    Ok((extract, map))
}

/// A block of houses with a shop and a bollard.
pub fn town() -> OsmData {
    let mut town = Town::draw("A-B-C\n|   |\nD-E-F", 50.0).tag_node('B', "barrier", "bollard");
    town.osm.nodes[4].tags = tags(&[("shop", "bakery"), ("name", "Le Fournil")]);
    town.osm
}

/// Where the blobs of a sound file end.
pub fn ends_of_blobs(file: &[u8]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut end = 0;
    while let Some((length, rest)) = file[end..].split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let header = BlobHeader::parse_from_bytes(&rest[..length]).unwrap();
        end += 4 + length + usize::try_from(header.datasize()).unwrap();
        ends.push(end);
    }
    ends
}

/// A file of these blocks, unpacked, after a header.
pub fn file_of(blocks: &[PrimitiveBlock]) -> Vec<u8> {
    let mut header = HeaderBlock::new();
    header.required_features = vec!["OsmSchema-V0.6".to_owned(), "DenseNodes".to_owned()];
    let mut file = Vec::new();
    append(&mut file, "OSMHeader", &header);
    for block in blocks {
        append(&mut file, "OSMData", block);
    }
    file
}

fn append(file: &mut Vec<u8>, kind: &str, message: &impl Message) {
    let mut blob = Blob::new();
    blob.set_raw(message.write_to_bytes().unwrap());
    append_blob(file, kind, &blob);
}

/// Appends any blob, however odd.
pub fn append_blob(file: &mut Vec<u8>, kind: &str, blob: &Blob) {
    let body = blob.write_to_bytes().unwrap();
    let mut header = BlobHeader::new();
    header.set_type(kind.to_owned());
    header.set_datasize(i32::try_from(body.len()).unwrap());
    let header = header.write_to_bytes().unwrap();
    file.extend(u32::try_from(header.len()).unwrap().to_be_bytes());
    file.extend(header);
    file.extend(body);
}

/// A block with these strings after the blank one, and one group.
pub fn block(strings: &[&str], group: PrimitiveGroup) -> PrimitiveBlock {
    let mut table = StringTable::new();
    table.s.push(Vec::new());
    table.s.extend(strings.iter().map(|text| text.as_bytes().to_vec()));
    let mut block = PrimitiveBlock::new();
    block.stringtable = Some(table).into();
    block.primitivegroup.push(group);
    block
}

/// A block of dense nodes without tags: id, longitude and latitude in units of the granularity.
pub fn nodes(nodes: &[(i64, i64, i64)]) -> PrimitiveBlock {
    let mut dense = DenseNodes::new();
    let steps = |of: fn(&(i64, i64, i64)) -> i64| {
        let before = std::iter::once(0).chain(nodes.iter().map(of));
        nodes.iter().zip(before).map(|(node, before)| of(node).wrapping_sub(before)).collect()
    };
    (dense.id, dense.lon, dense.lat) =
        (steps(|node| node.0), steps(|node| node.1), steps(|node| node.2));
    let mut group = PrimitiveGroup::new();
    group.dense = Some(dense).into();
    block(&[], group)
}

/// A residential street through these nodes.
pub fn street(id: i64, nodes: &[i64]) -> PrimitiveBlock {
    let mut way = Way::new();
    way.set_id(id);
    (way.keys, way.vals) = (vec![1], vec![2]);
    let before = std::iter::once(0).chain(nodes.iter().copied());
    way.refs = nodes.iter().zip(before).map(|(node, before)| node.wrapping_sub(before)).collect();
    let mut group = PrimitiveGroup::new();
    group.ways.push(way);
    block(&["highway", "residential"], group)
}

/// Three nodes in a row, 111 m apart, with ids from 1.
pub fn three_nodes() -> PrimitiveBlock {
    nodes(&[
        (1, 20_000_000, 480_000_000),
        (2, 20_000_000, 480_010_000),
        (3, 20_000_000, 480_020_000),
    ])
}
