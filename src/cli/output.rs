//! Files and standard output.

use anyhow::Context as _;
use serde::Serialize;
use std::{
    fs::{File, Permissions},
    io::{self, BufWriter, Write},
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

/// Lets `write` fill the file at `path`, whole or not at all; standard output if that is `-`.
pub(super) fn write_to(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if path == Path::new("-") {
        let mut stdout = BufWriter::new(io::stdout().lock());
        write(&mut stdout)?;
        return Ok(stdout.flush()?);
    }
    write_file(path, write).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes beside the file and renames, so that a full disk costs nobody the file of before.
fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    // Through links, but not over what is no plain file, such as /dev/null or a pipe.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        let mut file = BufWriter::new(File::create(&path)?);
        write(&mut file)?;
        return Ok(file.flush()?);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".musette-")
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let mut buffered = BufWriter::new(&mut file);
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    file.persist(&path)?;
    Ok(())
}

/// Writes a value as JSON with a line feed at its end.
pub(super) fn write_json(path: &Path, value: &impl Serialize) -> anyhow::Result<()> {
    write_to(path, |file| {
        // As an I/O error, so that a closed pipe is known for what it is.
        serde_json::to_writer_pretty(&mut *file, value).map_err(io::Error::from)?;
        Ok(writeln!(file)?)
    })
}
