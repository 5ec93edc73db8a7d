//! Which files there are, and which of them a map needs.

use super::{
    error::ElevationError,
    geotiff, hgt,
    raster::{Grid, Raster},
    surface::Elevation,
};
use crate::geo::BoundingBox;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// At most so many samples of all files together: ten SRTM tiles of one second.
const MOST_SAMPLES: u64 = 1 << 27;

/// Files with elevation, of which only names and headers were looked at.
#[derive(Debug)]
pub struct ElevationFiles(Vec<Source>);

#[derive(Debug)]
struct Source {
    path: PathBuf,
    kind: Kind,
    /// Where it is, as far as that is known without reading it: not of a zip with a name of its own.
    grid: Option<Grid>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Hgt,
    GeoTiff,
}

impl ElevationFiles {
    /// Looks for elevation: each path is a file, or a folder, of which all `*.hgt`, `*.hgt.zip`,
    /// `*.tif` and `*.tiff` count, those in folders within it left out.
    ///
    /// # Errors
    ///
    /// See [`ElevationError`]; what is wrong within a tile shows only when it is loaded.
    pub fn open<P: AsRef<Path>>(paths: &[P]) -> Result<Self, ElevationError> {
        let mut sources = Vec::new();
        for path in paths.iter().map(AsRef::as_ref) {
            if fs::metadata(path).map_err(ElevationError::io(path))?.is_dir() {
                let before = sources.len();
                for file in files_in(path)? {
                    sources.extend(Source::of(&file, true)?);
                }
                if sources.len() == before {
                    return Err(ElevationError::NothingInFolder { path: path.to_owned() });
                }
            } else {
                let source = Source::of(path, false)?;
                sources
                    .push(source.ok_or_else(|| ElevationError::Unknown { path: path.to_owned() })?);
            }
        }
        Ok(Self(sources))
    }

    /// Are there no files?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads all files that cover anything of `area`.
    ///
    /// # Errors
    ///
    /// See [`ElevationError`].
    pub fn load(&self, area: BoundingBox) -> Result<Elevation, ElevationError> {
        let [min, max] = [area.min, area.max].map(|it| [it.lon(), it.lat()]);
        let (mut rasters, mut samples) = (Vec::new(), 0);
        for source in &self.0 {
            if source.grid.is_some_and(|grid| !grid.meets(min, max)) {
                continue;
            }
            let raster = source.read()?;
            if !raster.grid.meets(min, max) {
                continue;
            }
            samples += raster.grid.samples();
            if samples > MOST_SAMPLES {
                let path = source.path.clone();
                return Err(ElevationError::TooLarge { path, samples, most: MOST_SAMPLES });
            }
            rasters.push(raster);
        }
        Ok(Elevation::new(rasters))
    }
}

/// Files of a folder, sorted by name, so that the same folder is always read alike.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, ElevationError> {
    let entries = fs::read_dir(folder).map_err(ElevationError::io(folder))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> =
        paths.collect::<Result<_, _>>().map_err(ElevationError::io(folder))?;
    paths.retain(|path| !path.is_dir());
    paths.sort();
    Ok(paths)
}

impl Source {
    /// `None`, if its name is not that of an elevation file. Of a folder a zip counts only if its
    /// name says what is in it.
    #[expect(
        clippy::case_sensitive_file_extension_comparisons,
        reason = "the name is in lower case"
    )]
    fn of(path: &Path, of_folder: bool) -> Result<Option<Self>, ElevationError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let is_hgt = name.ends_with(".hgt")
            || name.ends_with(".hgt.zip")
            || (name.ends_with(".zip") && !of_folder);
        let path = path.to_owned();
        if is_hgt {
            // The finer of both kinds: what matters here is where it ends.
            let grid = hgt::corner(&name).map(|corner| hgt::grid(corner, 3_601));
            return Ok(Some(Self { path, kind: Kind::Hgt, grid }));
        }
        if name.ends_with(".tif") || name.ends_with(".tiff") {
            let grid = Some(geotiff::header(&path)?.grid);
            return Ok(Some(Self { path, kind: Kind::GeoTiff, grid }));
        }
        Ok(None)
    }

    fn read(&self) -> Result<Raster, ElevationError> {
        match self.kind {
            Kind::Hgt => hgt::read(&self.path),
            Kind::GeoTiff => geotiff::read(&self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        elevation::{Gap, fixture},
        units::LonLat,
    };

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::from_degrees(lon, lat).unwrap()
    }

    #[test]
    fn only_what_covers_the_map_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let tile = fixture::hgt(1201, |_, _| 5.0);
        fs::write(path("N43E007.hgt.zip"), fixture::zip("N43E007.hgt", &tile)).unwrap();
        fs::write(path("N43E008.HGT"), &tile).unwrap();
        fs::write(path("N50E008.hgt"), "far away, and damaged").unwrap();
        fs::write(path("readme.txt"), "").unwrap();
        fs::write(path("other.zip"), "").unwrap();
        let files = ElevationFiles::open(&[folder.path()]).unwrap();
        let area = BoundingBox::around([at(7.9, 43.1), at(8.1, 43.2)]).unwrap();
        let elevation = files.load(area).unwrap();
        assert_eq!(elevation.rasters(), 2);
        assert_eq!(elevation.height_m(at(7.95, 43.15)), Ok(5.0));
        assert_eq!(elevation.height_m(at(8.05, 43.15)), Ok(5.0));
        assert_eq!(elevation.height_m(at(9.05, 43.15)), Err(Gap::Missing));
        let area = BoundingBox::around([at(8.0, 50.0), at(8.1, 50.2)]).unwrap();
        let error = files.load(area).unwrap_err().to_string();
        assert!(error.contains("N50E008.hgt is damaged"), "{error}");
    }

    #[test]
    fn what_is_not_there_or_something_else_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("readme.txt"), "").unwrap();
        fs::write(path("broken.tif"), "II*\0").unwrap();
        for (name, message) in [
            ("", "holds no *.hgt"),
            ("readme.txt", "is no elevation by its name"),
            ("absent.hgt", "check the path"),
            ("broken.tif", "download it again"),
        ] {
            if name.is_empty() {
                fs::rename(path("broken.tif"), path("broken.txt")).unwrap();
            }
            let error = ElevationFiles::open(&[path(name)]).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
            if name.is_empty() {
                fs::rename(path("broken.txt"), path("broken.tif")).unwrap();
            }
        }
    }
}
