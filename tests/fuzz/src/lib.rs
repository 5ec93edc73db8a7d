//! What the fuzz targets share.

mod file;
mod panics;

pub use file::as_file;
pub use panics::{abort_on_escaped_panic, allow_caught_panics};
