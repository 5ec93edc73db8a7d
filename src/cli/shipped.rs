//! The map that comes with Musette; see data/README.md.

/// Its name.
pub(super) const MAP_NAME: &str = "helsinki.osm.pbf";

/// The extract.
pub(super) const MAP: &[u8] = include_bytes!("../../data/helsinki.osm.pbf");

/// Code of the country whose holidays count there.
pub(super) const COUNTRY: &str = "FI";
