//! `musette check`

use super::args::ConfigArgument;
use crate::config::check_all;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Check settings, vehicle profiles and a co-operative, and say all that is wrong at once.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// The folder that holds the co-operative's coop.toml.
    #[arg(long, value_name = "DIR")]
    coop: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let complaints = check_all(arguments.config.config.as_deref(), arguments.coop.as_deref());
    let mut stdout = io::stdout().lock();
    if complaints.is_empty() {
        writeln!(stdout, "all is well")?;
        return Ok(ExitCode::SUCCESS);
    }
    for complaint in &complaints {
        writeln!(stdout, "{complaint}")?;
    }
    let count = complaints.len();
    writeln!(stdout, "{count} {}", if count == 1 { "complaint" } else { "complaints" })?;
    Ok(ExitCode::FAILURE)
}
