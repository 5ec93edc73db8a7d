//! Musette's side: the same map, the same work and more (profiles, one-way streets, turns, names).

use std::error::Error;
use std::path::Path;
use std::time::Duration;

/// From the extract to the graph in memory, all profiles; nothing written.
pub fn import(_map: &Path) -> Result<Option<Duration>, Box<dyn Error>> {
    Ok(None)
}

/// A table of `places x places` between random places of the map, snapping not included.
pub fn matrix(_map: &Path, _places: usize) -> Result<Option<Duration>, Box<dyn Error>> {
    Ok(None)
}
