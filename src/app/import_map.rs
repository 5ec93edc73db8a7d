//! From an extract on disk to a map on disk.

use crate::{
    elevation::{Elevation, ElevationError, ElevationFiles},
    geo::BoundingBox,
    graph::{self, ImportReport, StreetMap},
    osm::{Extract, Profile, Progress, ReadError, read_extract},
    routing::find_orders,
};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

/// Why an import failed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The extract could not be opened.
    #[error("cannot open {}; check the path and its permissions", path.display())]
    Open {
        /// The extract.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The extract could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The extract.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// Elevation could not be read.
    #[error(transparent)]
    Elevation(#[from] ElevationError),
    /// The map could not be written.
    #[error(
        "cannot write {}: nothing was changed; free some space, or choose another --output",
        path.display()
    )]
    Write {
        /// The map.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Imports the extract `pbf` for `profiles` and writes the map to `output`, whole or not at all.
/// `elevation` names files and folders with heights; without any, the map is flat. `country` is the code
/// of the one whose holidays count ([`crate::osm::is_country`]).
///
/// # Errors
///
/// See [`ImportError`].
pub fn import_map(
    pbf: &Path,
    output: &Path,
    profiles: Vec<Profile>,
    elevation: &[PathBuf],
    country: &str,
    progress: Progress<'_>,
) -> Result<ImportReport, ImportError> {
    let elevation = ElevationFiles::open(elevation)?;
    let opened = File::open(pbf).and_then(|file| {
        let is_dir = file.metadata()?.is_dir();
        if is_dir { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
    });
    let file = opened.map_err(|source| ImportError::Open { path: pbf.to_owned(), source })?;
    let extract = read_extract(file, &profiles, progress)
        .map_err(|source| ImportError::Read { path: pbf.to_owned(), source })?;
    let elevation = heights(&elevation, &extract)?;
    let mut map = StreetMap::build_on(&extract, profiles, elevation.as_ref());
    country.clone_into(&mut map.graph.country);
    find_orders(&mut map);
    graph::write(output, &map, &extract.places, &extract.scenery)
        .map_err(|source| ImportError::Write { path: output.to_owned(), source })?;
    Ok(map.report)
}

/// What there is of heights where the extract has nodes; `None`, if none were given.
fn heights(files: &ElevationFiles, extract: &Extract) -> Result<Option<Elevation>, ElevationError> {
    let area = BoundingBox::around(extract.positions.iter().flatten().copied());
    area.filter(|_| !files.is_empty()).map(|area| files.load(area)).transpose()
}
