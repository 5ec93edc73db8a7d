//! Parts of paths.

use crate::{
    app::service::AppError,
    http::{problem::Problem, read},
};
use jiff::civil::Date;

/// A day in a path.
pub(super) fn day_in_path(text: &str) -> Result<Date, Problem> {
    let missing = || {
        let id =
            format!("{} (days look like 2026-03-17)", text.chars().take(40).collect::<String>());
        AppError::NotFound { what: "day", id }.into()
    };
    read::day(text).ok_or_else(missing)
}

/// A number in a path, of what it is the number of.
pub(super) fn number(what: &'static str, text: &str) -> Result<usize, Problem> {
    let missing = || AppError::NotFound { what, id: text.chars().take(40).collect() }.into();
    text.parse().map_err(|_| missing())
}
