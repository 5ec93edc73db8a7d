//! Numbers with meaning. Inside Musette a number has a type; at every edge (TOML, CSV, JSON) its
//! name carries the unit instead (`_s`, `_m`, `_kmh`, `_g`, `_ml`).

mod length;
mod load;
mod lonlat;
mod time;

pub use length::Metres;
pub use load::{Dimension, Load};
pub use lonlat::{LonLat, LonLatError};
pub use time::{Seconds, TimeWindow, Timestamp};
