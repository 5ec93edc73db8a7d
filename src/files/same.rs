//! Do two paths lead to one file?

use std::path::{Path, PathBuf};

/// Do `a` and `b` lead to the same file, whether or not it exists? Links are followed.
#[must_use]
pub fn same_file(a: &Path, b: &Path) -> bool {
    real(a).is_some_and(|a| Some(a) == real(b))
}

/// The path without links and dots; of a file that is not there: that of its folder, and its name.
fn real(path: &Path) -> Option<PathBuf> {
    if let Ok(path) = path.canonicalize() {
        return Some(path);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
    Some(folder.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::symlink};

    #[test]
    fn dots_and_links_are_seen_through() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "").unwrap();
        symlink(at("a"), at("link")).unwrap();
        assert!(same_file(&at("a"), &at("./a")));
        assert!(same_file(&at("a"), &at("link")));
        assert!(same_file(&at("new"), &at("./new")));
        assert!(!same_file(&at("a"), &at("new")));
        assert!(!same_file(&at("missing/a"), &at("missing/a")));
    }
}
