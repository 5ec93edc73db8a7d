//! Length-prefixed blobs: the outer layer of a file.

use super::Quirk;
use flate2::{Compression, write::ZlibEncoder};
use osmpbfreader::fileformat::{Blob, BlobHeader};
use protobuf::Message;
use std::io::Write;

/// The length of the bomb: half as much again as a blob may hold.
const BOMB_MIB: usize = 48;

/// Appends a blob of this kind (`OSMHeader`, `OSMData`) that carries `message`.
pub fn append(file: &mut Vec<u8>, kind: &str, message: &[u8], quirks: &[Quirk]) {
    let mut blob = Blob::new();
    if quirks.contains(&Quirk::RawBlobs) {
        blob.set_raw(message.to_vec());
    } else {
        let size = i32::try_from(message.len()).expect("a small block");
        let lie = i32::from(kind == "OSMData" && quirks.contains(&Quirk::LyingRawSize));
        blob.set_raw_size(size + lie);
        blob.set_zlib_data(deflate([message]));
    }
    frame(file, kind, &blob);
}

/// Appends a blob that inflates to [`BOMB_MIB`] mebibytes of nothing.
pub fn append_bomb(file: &mut Vec<u8>, claimed: i32) {
    let mebibyte = vec![0; 1 << 20];
    let mut blob = Blob::new();
    blob.set_raw_size(claimed);
    blob.set_zlib_data(deflate(std::iter::repeat_n(mebibyte.as_slice(), BOMB_MIB)));
    frame(file, "OSMData", &blob);
}

fn frame(file: &mut Vec<u8>, kind: &str, blob: &Blob) {
    let body = blob.write_to_bytes().expect("a complete message");
    let mut header = BlobHeader::new();
    header.set_type(kind.to_owned());
    header.set_datasize(i32::try_from(body.len()).expect("a small blob"));
    let header = header.write_to_bytes().expect("a complete message");
    let length = u32::try_from(header.len()).expect("a small header");
    file.extend(length.to_be_bytes());
    file.extend(header);
    file.extend(body);
}

fn deflate<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    for part in parts {
        encoder.write_all(part).expect("memory takes all");
    }
    encoder.finish().expect("memory takes all")
}
