//! Files that people wrote: read whole, but never more than is sane.

use super::complaint::Complaint;
use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

const MIB: u64 = 1 << 20;
/// No TOML file that a person keeps is larger.
const TOML_MAX_BYTES: u64 = MIB;

/// The bytes of `path`, if they are at most `max_bytes`.
pub(super) fn read_bounded(path: &Path, max_bytes: u64) -> Result<Vec<u8>, Complaint> {
    let file = path.display().to_string();
    let unreadable = |error: &io::Error| {
        let action = "check the path, and that this user may read it";
        Complaint::about_file(&file, format!("cannot be read: {error}"), action)
    };
    // Opening a named pipe would wait for its writer.
    if !path.metadata().map_err(|error| unreadable(&error))?.is_file() {
        return Err(Complaint::about_file(file, "is not a file", "give the path of a file"));
    }
    let mut bytes = Vec::new();
    let reader = File::open(path).map_err(|error| unreadable(&error))?;
    reader.take(max_bytes + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= max_bytes) {
        return Ok(bytes);
    }
    let cause = format!("is larger than {} MiB", max_bytes / MIB);
    Err(Complaint::about_file(file, cause, "check that it is the right file, or split it"))
}

/// `bytes` as text.
pub(super) fn utf8(file: &str, bytes: Vec<u8>) -> Result<String, Complaint> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = 1 + line_ends(&bytes[..good]);
        let cause = format!("expected UTF-8, got byte 0x{:02x}", bytes[good]);
        let action = "save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";
        Complaint { line: Some(line), ..Complaint::about_file(file, cause, action) }
    })
}

/// How many lines end in `bytes`.
#[expect(clippy::naive_bytecount, reason = "milliseconds for the largest file, without a crate")]
pub(super) fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The text of a TOML file.
pub(super) fn read_toml_text(path: &Path) -> Result<String, Complaint> {
    utf8(&path.display().to_string(), read_bounded(path, TOML_MAX_BYTES)?)
}

/// The `*.toml` files of `folder`, sorted by name.
pub(super) fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, Complaint> {
    let entries = folder.read_dir().and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| {
        let cause = format!("cannot be listed: {error}");
        Complaint::about_file(folder.display().to_string(), cause, "give the path of a folder")
    })?;
    let paths = entries.into_iter().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_too_large_absent_or_no_file_at_all_is_told_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "123").unwrap();
        assert_eq!(read_bounded(&path, 3).unwrap(), b"123");
        assert_eq!(read_bounded(&path, 2).unwrap_err().cause, "is larger than 0 MiB");
        assert_eq!(read_bounded(folder.path(), 2).unwrap_err().cause, "is not a file");
        let absent = read_bounded(&folder.path().join("b"), 2).unwrap_err();
        assert!(absent.cause.starts_with("cannot be read: "), "{absent}");
    }

    #[test]
    fn a_foreign_encoding_is_told_with_its_line() {
        let complaint = utf8("f", b"a\ncaf\xe9".to_vec()).unwrap_err();
        assert_eq!(
            (complaint.line, complaint.cause.as_str()),
            (Some(2), "expected UTF-8, got byte 0xe9")
        );
    }
}
