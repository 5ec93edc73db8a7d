//! PBF bytes in, rideable ways and named places out.

mod profile;
mod tags;

pub use profile::{Barrier, HighwayRule, Profile, Use};
pub use tags::{ROUTING_KEYS, Tags};
