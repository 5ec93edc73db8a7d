//! What the fuzz targets share.

mod file;

pub use file::as_file;
