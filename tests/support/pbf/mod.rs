//! OSM data in, OSM PBF bytes out (<https://wiki.openstreetmap.org/wiki/PBF_Format>): sound ones,
//! or with a quirk that a reader must cope with or refuse.

mod blob;
mod block;
mod quirk;
mod write;

pub use quirk::Quirk;
pub use write::{write_pbf, write_pbf_with};
