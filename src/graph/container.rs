//! A file of named sections with checksums.
//!
//! ```text
//! magic "MUSETTE\0"   8 bytes
//! version             u32
//! sections            u32
//! per section:        tag 4 bytes, CRC-32 u32, offset u64, length u64
//! CRC-32 of all the above   u32
//! the sections
//! ```
//!
//! All numbers are little-endian.

use crate::files::WholeFile;
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

const MAGIC: [u8; 8] = *b"MUSETTE\0";
const ENTRY: usize = 4 + 4 + 8 + 8;
const MAX_SECTIONS: usize = 64;

/// A four-letter name of a section.
pub(super) type Tag = [u8; 4];

/// Why a container could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ContainerError {
    /// Reading failed.
    #[error("reading failed; check that the file exists and its permissions")]
    Io(#[from] io::Error),
    /// Some other file.
    #[error("not a map made by `musette import`; import the .osm.pbf extract first")]
    NotAMap,
    /// Written by another version.
    #[error("a map of format {found}, this program reads format {expected}; import it again")]
    Version {
        /// What the file says.
        found: u32,
        /// What this program writes.
        expected: u32,
    },
    /// A checksum or a length is wrong.
    #[error("damaged: {what}; import the map again")]
    Damaged {
        /// What is wrong.
        what: String,
    },
}

fn damaged(what: impl Into<String>) -> ContainerError {
    ContainerError::Damaged { what: what.into() }
}

/// Writes sections to `path`, whole or not at all.
pub(super) fn write(path: &Path, version: u32, sections: &[(Tag, Vec<u8>)]) -> io::Result<()> {
    let mut file = WholeFile::create(path)?;
    let mut header = Vec::new();
    header.extend(MAGIC);
    header.extend(version.to_le_bytes());
    header.extend(u32::try_from(sections.len()).map_err(io::Error::other)?.to_le_bytes());
    let mut offset = (header.len() + sections.len() * ENTRY + 4) as u64;
    for (tag, bytes) in sections {
        header.extend(tag);
        header.extend(crc32fast::hash(bytes).to_le_bytes());
        header.extend(offset.to_le_bytes());
        header.extend((bytes.len() as u64).to_le_bytes());
        offset += bytes.len() as u64;
    }
    header.extend(crc32fast::hash(&header).to_le_bytes());
    file.write_all(&header)?;
    for (_, bytes) in sections {
        file.write_all(bytes)?;
    }
    file.publish()
}

/// An open container; its header is checked, its sections are when they are read.
pub(super) struct Container<R> {
    source: R,
    length: u64,
    entries: Vec<Entry>,
}

struct Entry {
    tag: Tag,
    checksum: u32,
    offset: u64,
    length: u64,
}

impl Container<File> {
    pub(super) fn open(path: &Path, version: u32) -> Result<Self, ContainerError> {
        Self::new(File::open(path)?, version)
    }
}

impl<R: Read + Seek> Container<R> {
    pub(super) fn new(mut source: R, version: u32) -> Result<Self, ContainerError> {
        let length = source.seek(SeekFrom::End(0))?;
        source.rewind()?;
        let mut start = [0; 16];
        let (magic, numbers) = match source.read_exact(&mut start) {
            Ok(()) => start.split_at(8),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(ContainerError::NotAMap);
            }
            Err(error) => return Err(error.into()),
        };
        if magic != MAGIC {
            return Err(ContainerError::NotAMap);
        }
        let [found, sections] = [u32_at(numbers, 0), u32_at(numbers, 4)];
        if found != version {
            return Err(ContainerError::Version { found, expected: version });
        }
        let sections = usize::try_from(sections).unwrap_or(usize::MAX);
        if sections > MAX_SECTIONS {
            return Err(damaged("its header has too many sections"));
        }
        let mut rest = vec![0; sections * ENTRY + 4];
        source.read_exact(&mut rest).map_err(|_| damaged("its header is cut off"))?;
        let (table, checksum) = rest.split_at(sections * ENTRY);
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&start);
        hasher.update(table);
        if hasher.finalize() != u32_at(checksum, 0) {
            return Err(damaged("the checksum of its header is wrong"));
        }
        let entries = table
            .chunks_exact(ENTRY)
            .map(|entry| Entry {
                tag: [entry[0], entry[1], entry[2], entry[3]],
                checksum: u32_at(entry, 4),
                offset: u64_at(entry, 8),
                length: u64_at(entry, 16),
            })
            .collect();
        Ok(Self { source, length, entries })
    }

    /// The bytes of one section, checked.
    pub(super) fn section(&mut self, tag: Tag) -> Result<Vec<u8>, ContainerError> {
        let name = String::from_utf8_lossy(&tag).into_owned();
        let entry = self
            .entries
            .iter()
            .find(|entry| entry.tag == tag)
            .ok_or_else(|| damaged(format!("section {name} is missing")))?;
        let end = entry.offset.checked_add(entry.length);
        if end.is_none_or(|end| end > self.length) {
            return Err(damaged(format!("section {name} is cut off")));
        }
        let length = usize::try_from(entry.length).map_err(|_| damaged("too large"))?;
        let mut bytes = vec![0; length];
        self.source.seek(SeekFrom::Start(entry.offset))?;
        self.source.read_exact(&mut bytes)?;
        if crc32fast::hash(&bytes) != entry.checksum {
            return Err(damaged(format!("the checksum of section {name} is wrong")));
        }
        Ok(bytes)
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("invariant: four bytes"))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("invariant: eight bytes"))
}
