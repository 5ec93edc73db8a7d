//! From a path to an instance.

use super::{
    complaint::{Complaint, Complaints},
    file::{INSTANCE_MIB, about, read_bounded},
    format::Format,
    instance::Instance,
    lilim, mdrp, ortec, sartori, solomon,
};
use std::path::Path;

/// Reads the instance at `path`: a file, or a folder of tables. Without a format it is guessed from
/// what is there, not from any name.
///
/// # Errors
///
/// All that is wrong with it.
pub fn read(path: &Path, format: Option<Format>) -> Result<Instance, Complaints> {
    if path.is_dir() {
        return match format {
            None | Some(Format::Mdrp) => mdrp::read(path),
            Some(other) => Err(about(
                path,
                format!("is a folder, but {other} is a file"),
                "give the path of a file, or say --format mdrp",
            )
            .into()),
        };
    }
    if format == Some(Format::Mdrp) {
        let action = "give the folder that holds orders.txt, couriers.txt and the like";
        return Err(about(path, "is not a folder", action).into());
    }
    read_text(&path.display().to_string(), &read_bounded(path, INSTANCE_MIB)?, format)
}

/// Reads an instance from `text`, the content of `file`. Meal deliveries are no text but a folder.
///
/// # Errors
///
/// All that is wrong with it.
pub fn read_text(file: &str, text: &str, format: Option<Format>) -> Result<Instance, Complaints> {
    match format.or_else(|| Format::guess(text)) {
        Some(Format::LiLim) => lilim::read(file, text),
        Some(Format::Sartori) => sartori::read(file, text),
        Some(Format::Solomon) => solomon::read(file, text),
        Some(Format::Ortec) => ortec::read(file, text),
        Some(Format::Mdrp) | None => {
            let names = Format::ALL.map(Format::name).join(", ");
            Err(Complaints::from(Complaint {
                file: file.to_owned(),
                line: None,
                field: None,
                cause: "looks like no format that Musette reads".to_owned(),
                action: format!("check that it is an instance, and say --format, one of {names}"),
            }))
        }
    }
}

/// What a file without a name of its own is called: the file's name without its ending.
pub(super) fn stem(file: &str) -> String {
    let stem = Path::new(file).file_stem();
    stem.map_or_else(|| file.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
