//! Files and standard output.

use crate::files::{WholeFile, same_file};
use anyhow::Context as _;
use serde::Serialize;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A result that is complete, but not yet where others look for it.
#[derive(Debug)]
pub(super) enum Prepared {
    Stdout(Vec<u8>),
    File(PathBuf, WholeFile),
}

impl Prepared {
    /// Lets `write` make the result that is to go to the file at `path`, or to standard output if
    /// that is `-`.
    pub(super) fn new(
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<Self> {
        if path == Path::new("-") {
            let mut bytes = Vec::new();
            write(&mut bytes)?;
            return Ok(Self::Stdout(bytes));
        }
        let mut file = WholeFile::create(path).with_context(|| cannot_write(path))?;
        write(&mut file).with_context(|| cannot_write(path))?;
        Ok(Self::File(path.to_owned(), file))
    }

    /// The same for a value as JSON, with a line feed at its end.
    pub(super) fn json(path: &Path, value: &impl Serialize) -> anyhow::Result<Self> {
        Self::new(path, |file| {
            // As an I/O error, so that a closed pipe is known for what it is.
            serde_json::to_writer_pretty(&mut *file, value).map_err(io::Error::from)?;
            Ok(writeln!(file)?)
        })
    }

    /// Puts the result where others look for it.
    pub(super) fn publish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(bytes) => Ok(io::stdout().lock().write_all(&bytes)?),
            Self::File(path, file) => file.publish().with_context(|| cannot_write(&path)),
        }
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}: free some space, or choose another file", path.display())
}

/// Refuses to write over what is read, two results to one file, and what can be no file: before hours of work,
/// not after. Each file comes with what the user calls it.
pub(super) fn check_outputs(
    inputs: &[(&str, &Path)],
    outputs: &[(&str, &Path)],
) -> anyhow::Result<()> {
    for (index, (name, output)) in outputs.iter().enumerate() {
        if output.is_dir() {
            let shown = output.display();
            anyhow::bail!("cannot write {shown}: it is a folder; choose another {name}");
        }
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            anyhow::bail!(
                "cannot write {}: there is no folder {}; make it, or choose another {name}",
                output.display(),
                folder.display()
            );
        }
        // As an input, `-` is not standard output.
        let files = inputs.iter().filter(|(_, input)| input.as_os_str() != "-");
        for (other_name, other) in files.chain(&outputs[..index]) {
            let both_stdout = output.as_os_str() == "-" && other.as_os_str() == "-";
            if both_stdout || (output.as_os_str() != "-" && same_file(output, other)) {
                anyhow::bail!(
                    "{name} and {other_name} are one file, {}; choose another {name}",
                    output.display()
                );
            }
        }
    }
    Ok(())
}
