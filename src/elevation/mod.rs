//! Height above the sea: SRTM tiles and `GeoTIFF`s in, metres out.
//!
//! [`ElevationFiles::open`] looks at names and headers only; [`ElevationFiles::load`] reads what
//! covers a map. Heights come bilinearly from four samples, smoothed so that the noise of a raster
//! is no hill ([`Elevation::height_m`]). Where no sample is known nothing is made up: that is a
//! [`Gap`].

mod raster;

mod geo_keys;
mod geotiff;
mod hgt;

mod files;
mod surface;

mod error;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod geotiff_tests;

pub use error::ElevationError;
pub use files::ElevationFiles;
pub use raster::Gap;
pub use surface::Elevation;
