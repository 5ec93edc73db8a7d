//! Bytes for code that reads files only.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static FILE: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("musette-fuzz-{}", std::process::id())));

/// Shows `data` to `read` as the content of a file, the same file each time.
pub fn as_file<T>(data: &[u8], read: impl FnOnce(&Path) -> T) -> T {
    fs::write(&*FILE, data).expect("the folder for temporary files can be written");
    read(&FILE)
}
