//! The whole file: a header, then nodes, ways and relations, each sorted by id.

use super::{Quirk, blob, block};
use crate::support::osm::OsmData;
use musette::geo::BoundingBox;
use osmpbfreader::osmformat::{HeaderBBox, HeaderBlock, PrimitiveBlock};
use protobuf::Message;

/// Objects in a block, as Osmosis writes them.
const BLOCK: usize = 8_000;

/// A sound file.
pub fn write_pbf(data: &OsmData) -> Vec<u8> {
    write_pbf_with(data, &[])
}

/// A file with quirks.
pub fn write_pbf_with(data: &OsmData, quirks: &[Quirk]) -> Vec<u8> {
    let mut file = Vec::new();
    let header = header(data, quirks).write_to_bytes().expect("a complete message");
    blob::append(&mut file, "OSMHeader", &header, quirks);
    if quirks.contains(&Quirk::UnknownBlob) {
        blob::append(&mut file, "MusetteTest", b"skip me", quirks);
    }
    for mut block in blocks(data, quirks) {
        if quirks.contains(&Quirk::WrongStringIndex) {
            block::spoil(&mut block);
        }
        let message = block.write_to_bytes().expect("a complete message");
        blob::append(&mut file, "OSMData", &message, quirks);
    }
    for quirk in quirks {
        if let Quirk::ZlibBomb { claimed } = quirk {
            blob::append_bomb(&mut file, *claimed);
        }
    }
    file
}

fn blocks(data: &OsmData, quirks: &[Quirk]) -> Vec<PrimitiveBlock> {
    let (mut nodes, mut ways, mut relations) =
        (data.nodes.clone(), data.ways.clone(), data.relations.clone());
    nodes.sort_by_key(|node| node.id);
    ways.sort_by_key(|way| way.id);
    relations.sort_by_key(|relation| relation.id);
    let plain = quirks.contains(&Quirk::PlainNodes);
    let node_block = if plain { block::plain } else { block::dense };
    let mut blocks: Vec<_> = nodes.chunks(BLOCK).map(node_block).collect();
    blocks.extend(ways.chunks(BLOCK).map(block::ways));
    blocks.extend(relations.chunks(BLOCK).map(block::relations));
    blocks
}

fn header(data: &OsmData, quirks: &[Quirk]) -> HeaderBlock {
    let mut header = HeaderBlock::new();
    header.required_features = vec!["OsmSchema-V0.6".to_owned()];
    if !quirks.contains(&Quirk::PlainNodes) {
        header.required_features.push("DenseNodes".to_owned());
    }
    for quirk in quirks {
        if let Quirk::RequiredFeature(feature) = quirk {
            header.required_features.push((*feature).to_owned());
        }
    }
    header.optional_features = vec!["Sort.Type_then_ID".to_owned()];
    header.set_writingprogram("musette tests".to_owned());
    if let Some(around) = BoundingBox::around(data.nodes.iter().map(|node| node.place)) {
        let nanodegrees = |e7: i32| i64::from(e7) * 100;
        let mut bbox = HeaderBBox::new();
        bbox.set_left(nanodegrees(around.min.lon_e7()));
        bbox.set_right(nanodegrees(around.max.lon_e7()));
        bbox.set_bottom(nanodegrees(around.min.lat_e7()));
        bbox.set_top(nanodegrees(around.max.lat_e7()));
        header.bbox = Some(bbox).into();
    }
    header
}
