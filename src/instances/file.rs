//! Files of others: read whole, but never more than is sane.

use super::complaint::Complaint;
use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

const MIB: u64 = 1 << 20;
/// A table of 5,000 x 5,000 numbers of five digits is somewhat less.
pub(super) const INSTANCE_MIB: u64 = 160;
/// A visit takes a line in the most spacious of solutions.
pub(super) const SOLUTION_MIB: u64 = 8;

/// The text of the file at `path`, if it is at most so large. What is not UTF-8 (a name, as a rule)
/// becomes question marks.
pub(super) fn read_bounded(path: &Path, max_mib: u64) -> Result<String, Complaint> {
    let unreadable = |error: &io::Error| {
        let cause = format!("cannot be read: {error}");
        about(path, cause, "check the path, and that this user may read it")
    };
    // Opening a named pipe would wait for its writer.
    if !path.metadata().map_err(|error| unreadable(&error))?.is_file() {
        return Err(about(path, "is not a file", "give the path of a file"));
    }
    let mut bytes = Vec::new();
    let reader = File::open(path).map_err(|error| unreadable(&error))?;
    let limit = max_mib * MIB;
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if !u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
        let cause = format!("is larger than {max_mib} MiB");
        return Err(about(path, cause, "check that it is the right file"));
    }
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// A complaint about a file as a whole.
pub(super) fn about(path: &Path, cause: impl Into<String>, action: impl Into<String>) -> Complaint {
    let (cause, action) = (cause.into(), action.into());
    Complaint { file: path.display().to_string(), line: None, field: None, cause, action }
}
