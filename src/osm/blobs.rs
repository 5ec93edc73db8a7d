//! The outer layer of a PBF file: a chain of blobs.
//!
//! All headers are walked before anything is unpacked, so that a truncated file is refused at once,
//! with the byte where it breaks, and so that blobs can then be decoded in any order.
//!
//! Format: OSM wiki, *PBF Format*, section "File format".

use super::ReadError;
use crate::{geo::BoundingBox, units::LonLat};
use osmpbfreader::{
    fileformat::{Blob, BlobHeader},
    osmformat::{HeaderBBox, HeaderBlock},
};
use protobuf::Message;
use std::io::{Read, Seek, SeekFrom};

/// Largest header of a blob (OSM wiki, *PBF Format*: must be less than 64 KiB).
const MAX_HEADER: u32 = 64 * 1024;
/// Largest blob, packed or unpacked (OSM wiki, *PBF Format*: must be less than 32 MiB).
const MAX_BLOB: u64 = 32 * 1024 * 1024;
/// Real blocks unpack to 2 to 10 times their size; one that would unpack to more than this many times
/// (beyond the first megabyte) is a bomb, and a file of such could fill any memory.
const MAX_RATIO: u64 = 100;
/// What [`read_extract`](super::read_extract) understands of the features that a file may require.
const FEATURES: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Where a data blob lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BlobAt {
    /// Byte where its header starts: what errors name.
    pub(super) header: u64,
    /// Byte where the blob itself starts.
    pub(super) offset: u64,
    /// Its length in bytes.
    pub(super) length: u64,
}

/// What the walk over all headers gives.
pub(super) struct Index {
    /// The data blobs, in file order.
    pub(super) blobs: Vec<BlobAt>,
    /// What the file says that it covers.
    pub(super) bounds: Option<BoundingBox>,
}

/// Walks all blob headers and checks the file's own header.
pub(super) fn index(source: &mut (impl Read + Seek)) -> Result<Index, ReadError> {
    let end = source.seek(SeekFrom::End(0)).map_err(ReadError::Io)?;
    if end == 0 {
        return Err(ReadError::Empty);
    }
    let mut start = vec![0; usize::try_from(end.min(16)).unwrap_or(16)];
    read_at(source, 0, &mut start)?;
    if let Some(looks_like) = other_format(&start) {
        return Err(ReadError::NotPbf { looks_like });
    }
    let mut index = Index { blobs: Vec::new(), bounds: None };
    let mut offset = 0;
    while offset < end {
        let (header, at) = next(source, offset, end)?;
        match header.type_() {
            "OSMHeader" => index.bounds = read_header(source, at)?,
            "OSMData" if offset == 0 => {
                return Err(ReadError::NotPbf { looks_like: "it has no OSMHeader at its start" });
            }
            "OSMData" => index.blobs.push(at),
            _ if offset == 0 => {
                return Err(ReadError::NotPbf { looks_like: "its first block is of another kind" });
            }
            other => tracing::debug!(kind = other, offset, "skipping a block of unknown kind"),
        }
        offset = at.offset + at.length;
    }
    Ok(index)
}

/// Reads the bytes of one blob, still packed.
pub(super) fn fetch(source: &mut (impl Read + Seek), at: BlobAt) -> Result<Vec<u8>, ReadError> {
    let mut packed = vec![0; usize::try_from(at.length).unwrap_or(0)];
    read_at(source, at.offset, &mut packed)?;
    Ok(packed)
}

/// Unpacks one blob: at most 32 MiB, whatever it says of itself.
pub(super) fn unpack(packed: &[u8], at: BlobAt) -> Result<Vec<u8>, ReadError> {
    let corrupt = |cause: String| ReadError::Corrupt { offset: at.header, cause };
    let mut blob = Blob::parse_from_bytes(packed).map_err(|error| corrupt(error.to_string()))?;
    if blob.has_raw() {
        return Ok(blob.take_raw());
    }
    if !blob.has_zlib_data() {
        let feature = match () {
            () if blob.has_lzma_data() => "lzma compression",
            () if blob.special_fields.unknown_fields().get(6).is_some() => "lz4 compression",
            () if blob.special_fields.unknown_fields().get(7).is_some() => "zstd compression",
            () => return Err(corrupt("a block without data".to_owned())),
        };
        return Err(ReadError::Unsupported { feature: feature.to_owned() });
    }
    let raw_size = u64::try_from(blob.raw_size()).unwrap_or(0);
    if raw_size > MAX_BLOB {
        return Err(corrupt(format!("a block of {raw_size} bytes, more than {MAX_BLOB}")));
    }
    if raw_size > (1 << 20) + MAX_RATIO * at.length {
        return Err(corrupt(format!("a block of {} bytes that unpacks to {raw_size}", at.length)));
    }
    let mut unpacked = Vec::with_capacity(usize::try_from(raw_size).unwrap_or(0));
    flate2::read::ZlibDecoder::new(blob.zlib_data())
        .take(raw_size + 1)
        .read_to_end(&mut unpacked)
        .map_err(|error| corrupt(format!("unpacking failed: {error}")))?;
    if unpacked.len() as u64 != raw_size {
        return Err(corrupt(format!("a block does not have the {raw_size} bytes it says")));
    }
    Ok(unpacked)
}

/// The header at `offset` and where its blob lies.
fn next(
    source: &mut (impl Read + Seek),
    offset: u64,
    end: u64,
) -> Result<(BlobHeader, BlobAt), ReadError> {
    let fits = |from: u64, needed: u64| {
        let available = end - from;
        if needed <= available {
            Ok(())
        } else {
            Err(ReadError::Truncated { offset, needed, available })
        }
    };
    let broken = |looks_like, cause: String| {
        if offset == 0 {
            ReadError::NotPbf { looks_like }
        } else {
            ReadError::Corrupt { offset, cause }
        }
    };
    let mut length = [0; 4];
    fits(offset, 4)?;
    read_at(source, offset, &mut length)?;
    let length = u32::from_be_bytes(length);
    if length == 0 || length > MAX_HEADER {
        return Err(broken(
            "it does not start with a PBF block",
            format!("a block header of {length} bytes"),
        ));
    }
    fits(offset + 4, u64::from(length))?;
    let mut header = vec![0; length as usize];
    read_at(source, offset + 4, &mut header)?;
    let header = BlobHeader::parse_from_bytes(&header)
        .map_err(|error| broken("its first block header is not one", error.to_string()))?;
    let at = BlobAt {
        header: offset,
        offset: offset + 4 + u64::from(length),
        length: u64::try_from(header.datasize()).unwrap_or(u64::MAX),
    };
    if at.length > MAX_BLOB {
        let cause = format!("a block of {} bytes, more than {MAX_BLOB}", header.datasize());
        return Err(broken("its first block is too large", cause));
    }
    fits(at.offset, at.length)?;
    Ok((header, at))
}

/// Refuses a file that needs what we do not have; gives what it says that it covers.
fn read_header(
    source: &mut (impl Read + Seek),
    at: BlobAt,
) -> Result<Option<BoundingBox>, ReadError> {
    let header = HeaderBlock::parse_from_bytes(&unpack(&fetch(source, at)?, at)?)
        .map_err(|error| ReadError::Corrupt { offset: at.header, cause: error.to_string() })?;
    match header.required_features.iter().find(|feature| !FEATURES.contains(&feature.as_str())) {
        Some(feature) => Err(ReadError::Unsupported { feature: feature.clone() }),
        None => Ok(header.bbox.as_ref().and_then(bounds)),
    }
}

/// From nanodegrees; `None` if it is no box on Earth.
fn bounds(header: &HeaderBBox) -> Option<BoundingBox> {
    let corner = |lon: i64, lat: i64| LonLat::from_e7(lon.div_euclid(100), lat.div_euclid(100));
    let min = corner(header.left(), header.bottom())?;
    let max = corner(header.right(), header.top())?;
    let is_box = min.lon_e7() < max.lon_e7() && min.lat_e7() < max.lat_e7();
    is_box.then_some(BoundingBox { min, max })
}

fn read_at(
    source: &mut (impl Read + Seek),
    offset: u64,
    bytes: &mut [u8],
) -> Result<(), ReadError> {
    source
        .seek(SeekFrom::Start(offset))
        .and_then(|_| source.read_exact(bytes))
        .map_err(ReadError::Io)
}

/// What else a file may be that somebody takes for an extract.
fn other_format(start: &[u8]) -> Option<&'static str> {
    let text = start.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    [
        (&b"<?xml"[..], "it is XML, perhaps .osm; convert it with `osmium cat`"),
        (b"<osm", "it is OSM XML; convert it with `osmium cat`"),
        (b"<!DOCTYPE", "it is a web page, perhaps a failed download"),
        (b"<!doctype", "it is a web page, perhaps a failed download"),
        (b"<html", "it is a web page, perhaps a failed download"),
        (b"{", "it is JSON"),
        (b"\x1f\x8b", "it is packed with gzip; unpack it first"),
        (b"BZh", "it is packed with bzip2; unpack it first"),
        (b"PK\x03\x04", "it is a zip archive; unpack it first"),
        (b"\xff\xe0", "it is an .o5m file; convert it with `osmium cat`"),
        (b"MUSETTE", "it is a map that was imported already"),
    ]
    .into_iter()
    .find_map(|(magic, looks_like)| text.starts_with(magic).then_some(looks_like))
}
