//! `musette openapi`

use crate::http;
use std::{
    io::{self, Write as _},
    process::ExitCode,
};

/// Print the API's `OpenAPI` description (the same as `/openapi.json` of a running server).
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments) -> anyhow::Result<ExitCode> {
    io::stdout().lock().write_all(http::openapi().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
