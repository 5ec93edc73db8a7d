//! Why elevation could not be read.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Why elevation could not be read. Each message names the file, the cause, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ElevationError {
    /// The file or folder could not be read.
    #[error("cannot read {}; check the path and its permissions", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder without any elevation.
    #[error(
        "{} holds no *.hgt, *.hgt.zip, *.tif or *.tiff file; name the folder where these are",
        path.display()
    )]
    NothingInFolder {
        /// The folder.
        path: PathBuf,
    },
    /// Some other kind of file.
    #[error(
        "{} is no elevation by its name; pass *.hgt, *.zip with one of these inside, *.tif or *.tiff",
        path.display()
    )]
    Unknown {
        /// The file.
        path: PathBuf,
    },
    /// The file is not as its kind should be.
    #[error("{} is damaged or no elevation: {cause}; {action}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
        /// What to do.
        action: &'static str,
    },
    /// A `GeoTIFF` that needs what this reader does not do.
    #[error("{} has {feature}, which is not supported; {action}", path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// What it has.
        feature: String,
        /// What to do.
        action: &'static str,
    },
    /// More samples than are kept in memory.
    #[error(
        "{} has {samples} samples where at most {most} are read; cut it to the map's area, with \
         `gdal_translate -projwin WEST NORTH EAST SOUTH`",
        path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How many samples it has, together with those read before it.
        samples: u64,
        /// How many are read.
        most: u64,
    },
}

impl ElevationError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Io { path: path.to_owned(), source }
    }

    pub(super) fn again(path: &Path, cause: impl Into<String>) -> Self {
        Self::Wrong { path: path.to_owned(), cause: cause.into(), action: "download it again" }
    }
}
