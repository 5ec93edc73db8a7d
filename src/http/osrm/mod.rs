//! The OSRM-compatible API: `route`, `table`, `nearest` and `trip` of version 1, at OSRM's own paths.
//!
//! A request is read in three steps: [`url`](self) takes service, version and profile off the path,
//! `coordinates` the places, `query` the options; what does not fit is told with the position that
//! OSRM would tell. Then `check` compares the options with each other and with the limits, one file a
//! service asks [`crate::app::roads`] and writes the answer straight into bytes.

mod check;
mod coordinates;
mod cursor;
mod geometry;
mod handler;
mod hint;
mod json;
mod legs;
mod nearest;
mod option;
mod query;
mod refusal;
mod request;
mod route;
mod router;
mod snapped;
mod table;
mod trip;
mod url;

pub use request::OsrmRequest;
pub(super) use router::beside;
pub use router::osrm_routes;
