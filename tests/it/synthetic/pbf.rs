//! What the writer wrote, read back by the reader that Musette uses.

use crate::support::{
    city::city,
    osm::{Member, OsmData, OsmNode, OsmRelation, OsmWay, TagList, tags},
    pbf::{Quirk, write_pbf, write_pbf_with},
    town,
};
use flate2::read::ZlibDecoder;
use musette::units::LonLat;
use osmpbfreader::{
    OsmId, OsmObj, OsmPbfReader,
    fileformat::{Blob, BlobHeader},
    osmformat::{HeaderBlock, PrimitiveBlock},
};
use protobuf::Message;
use std::io::Read;

const SEED: u64 = 1;

fn sorted(list: &[(String, String)]) -> TagList {
    let mut list = list.to_vec();
    list.sort();
    list
}

fn read_tags(list: &osmpbfreader::Tags) -> TagList {
    let mut list: TagList = list
        .iter()
        .map(|(key, value)| (key.as_str().to_owned(), value.as_str().to_owned()))
        .collect();
    list.sort();
    list
}

/// All objects in the order of the file; tags sorted by key.
fn read_back(file: &[u8]) -> OsmData {
    let mut data = OsmData::default();
    for object in OsmPbfReader::new(file).iter() {
        let object = object.unwrap();
        let tags = read_tags(object.tags());
        let id = object.id().inner_id();
        match object {
            OsmObj::Node(node) => {
                assert!(data.ways.is_empty() && data.relations.is_empty());
                let (lon, lat) = (node.decimicro_lon, node.decimicro_lat);
                let place = LonLat::from_e7(i64::from(lon), i64::from(lat)).unwrap();
                data.nodes.push(OsmNode { id, place, tags });
            }
            OsmObj::Way(way) => {
                assert!(data.relations.is_empty());
                let nodes = way.nodes.iter().map(|node| node.0).collect();
                data.ways.push(OsmWay { id, nodes, tags });
            }
            OsmObj::Relation(relation) => {
                let member = |id| match id {
                    OsmId::Node(id) => Member::Node(id.0),
                    OsmId::Way(id) => Member::Way(id.0),
                    OsmId::Relation(id) => Member::Relation(id.0),
                };
                let refs = relation.refs.iter();
                let members =
                    refs.map(|to| (member(to.member), to.role.as_str().to_owned())).collect();
                data.relations.push(OsmRelation { id, members, tags });
            }
        }
    }
    data
}

fn with_sorted_tags(mut data: OsmData) -> OsmData {
    data.nodes.iter_mut().for_each(|node| node.tags = sorted(&node.tags));
    data.ways.iter_mut().for_each(|way| way.tags = sorted(&way.tags));
    data.relations.iter_mut().for_each(|relation| relation.tags = sorted(&relation.tags));
    data
}

/// The blobs of a file by kind.
fn blobs(mut file: &[u8]) -> Vec<(String, Blob)> {
    let mut blobs = Vec::new();
    while let Some((length, rest)) = file.split_first_chunk::<4>() {
        let (header, rest) = rest.split_at(u32::from_be_bytes(*length) as usize);
        let header = BlobHeader::parse_from_bytes(header).unwrap();
        let (body, rest) = rest.split_at(usize::try_from(header.datasize()).unwrap());
        blobs.push((header.type_().to_owned(), Blob::parse_from_bytes(body).unwrap()));
        file = rest;
    }
    blobs
}

fn inflate(blob: &Blob) -> Vec<u8> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(blob.zlib_data()).read_to_end(&mut bytes).unwrap();
    bytes
}

fn crossing() -> OsmData {
    let mut data = town::from_ascii("A-B-C", 50.0);
    data.nodes[1].tags = tags(&[("barrier", "bollard"), ("bicycle", "yes")]);
    data
}

#[test]
fn what_is_read_back_is_what_was_written() {
    let data = with_sorted_tags(city(SEED).osm);
    assert!(data.nodes.len() > 8_000, "more than one block");
    assert_eq!(read_back(&write_pbf(&data)), data);
    for quirk in [Quirk::RawBlobs, Quirk::PlainNodes, Quirk::UnknownBlob] {
        assert_eq!(read_back(&write_pbf_with(&data, &[quirk])), data, "{quirk:?}");
    }
}

#[test]
fn objects_are_sorted_by_id_and_negative_ids_survive() {
    let mut data = with_sorted_tags(crossing());
    let sorted = data.clone();
    data.nodes.reverse();
    data.ways.reverse();
    assert_eq!(read_back(&write_pbf(&data)), sorted);
    data.nodes[0].id = -7;
    assert_eq!(read_back(&write_pbf(&data)).nodes[0].id, -7);
}

#[test]
fn the_header_tells_features_and_bounds() {
    let (kind, blob) = blobs(&write_pbf(&crossing())).remove(0);
    assert_eq!(kind, "OSMHeader");
    let header = HeaderBlock::parse_from_bytes(&inflate(&blob)).unwrap();
    assert_eq!(header.required_features, ["OsmSchema-V0.6", "DenseNodes"]);
    let west = i64::from(crossing().nodes[0].place.lon_e7());
    assert_eq!(header.bbox.left(), west * 100);
    assert!(header.bbox.right() > header.bbox.left());
    let (_, blob) =
        blobs(&write_pbf_with(&crossing(), &[Quirk::RequiredFeature("HistoricalInformation")]))
            .remove(0);
    let header = HeaderBlock::parse_from_bytes(&inflate(&blob)).unwrap();
    assert!(header.required_features.contains(&"HistoricalInformation".to_owned()));
}

#[test]
fn an_unknown_blob_lies_between_header_and_data() {
    let kinds: Vec<String> = blobs(&write_pbf_with(&crossing(), &[Quirk::UnknownBlob]))
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    assert_eq!(kinds, ["OSMHeader", "MusetteTest", "OSMData", "OSMData"]);
}

#[test]
fn a_wrong_string_index_is_outside_the_table() {
    for quirks in [&[Quirk::WrongStringIndex][..], &[Quirk::WrongStringIndex, Quirk::PlainNodes]] {
        for (_, blob) in &blobs(&write_pbf_with(&crossing(), quirks))[1..] {
            let block = PrimitiveBlock::parse_from_bytes(&inflate(blob)).unwrap();
            let group = &block.primitivegroup[0];
            let dense = group.dense.keys_vals.iter().map(|index| u32::try_from(*index).unwrap());
            let nodes = group.nodes.iter().flat_map(|node| node.keys.iter().copied());
            let ways = group.ways.iter().flat_map(|way| way.keys.iter().copied());
            let highest = dense.chain(nodes).chain(ways).max().unwrap();
            assert!(highest as usize >= block.stringtable.s.len());
        }
    }
}

#[test]
fn a_lying_size_is_one_too_many_in_every_data_blob() {
    let size_and_lie = |quirks: &[Quirk]| -> Vec<(usize, i32)> {
        let blobs = blobs(&write_pbf_with(&crossing(), quirks));
        blobs[1..].iter().map(|(_, blob)| (inflate(blob).len(), blob.raw_size())).collect()
    };
    for (size, claimed) in size_and_lie(&[Quirk::LyingRawSize]) {
        assert_eq!(usize::try_from(claimed).unwrap(), size + 1);
    }
    for (size, claimed) in size_and_lie(&[]) {
        assert_eq!(usize::try_from(claimed).unwrap(), size);
    }
}

#[test]
fn a_bomb_is_small_on_disk_and_larger_than_the_format_allows() {
    let file = write_pbf_with(&crossing(), &[Quirk::ZlibBomb { claimed: 100 }]);
    assert!(file.len() < 100_000, "{}", file.len());
    let (_, bomb) = blobs(&file).pop().unwrap();
    assert_eq!(bomb.raw_size(), 100);
    assert!(inflate(&bomb).len() > 32 << 20);
}
