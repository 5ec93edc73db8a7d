//! What the fuzz targets share.

mod file;
mod seal;

pub use file::as_file;
pub use seal::seal;
