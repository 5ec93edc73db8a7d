//! Why an extract could not be read.

use std::io;

/// Why an extract could not be read. Each message says what is wrong and what to do about it;
/// offsets are bytes from the start of the file.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Reading failed.
    #[error("reading failed; check the disk and the file's permissions")]
    Io(#[source] io::Error),
    /// There is nothing in the file.
    #[error("the file is empty; download the extract again")]
    Empty,
    /// It is some other kind of file.
    #[error("not an OpenStreetMap PBF file: {looks_like}; pass an extract in .osm.pbf format")]
    NotPbf {
        /// What it seems to be.
        looks_like: &'static str,
    },
    /// The file ends in the middle of something.
    #[error(
        "truncated: the block at byte {offset} needs {needed} bytes, but the file has only \
         {available} left; download the extract again"
    )]
    Truncated {
        /// Where the block starts.
        offset: u64,
        /// How many bytes it says it has.
        needed: u64,
        /// How many there are.
        available: u64,
    },
    /// Something does not follow the format.
    #[error("damaged at byte {offset}: {cause}; download the extract again")]
    Corrupt {
        /// Where the damaged block starts.
        offset: u64,
        /// What is wrong with it.
        cause: String,
    },
    /// The file needs something that this reader does not do.
    #[error("the file needs `{feature}`, which is not supported; convert it with `osmium cat`")]
    Unsupported {
        /// What it needs.
        feature: String,
    },
    /// There is no way that any of the profiles may use.
    #[error(
        "no way in this extract may be ridden ({ways} ways looked at); check that it covers the \
         right area and holds highways"
    )]
    NothingRideable {
        /// How many ways there are in all.
        ways: u64,
    },
    /// There are such ways, but not their nodes.
    #[error(
        "none of the {ways} ways that may be ridden has two nodes in this extract; download it \
         again, or cut it out with complete ways"
    )]
    NoStreet {
        /// How many ways may be ridden.
        ways: u64,
    },
}
