//! `musette check`

use super::args::ConfigArgument;
use crate::config::{Complaints, check_all, read_rules};
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Check settings, vehicle profiles, rules and a co-operative, and say all that is wrong at once.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// The folder that holds the co-operative's coop.toml.
    #[arg(long, value_name = "DIR")]
    coop: Option<PathBuf>,
    /// A file with all rules, as `musette rules export` writes it.
    #[arg(long, value_name = "RULES.toml")]
    rules: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut complaints = check_all(arguments.config.config.as_deref(), arguments.coop.as_deref());
    if let Some(file) = &arguments.rules {
        complaints.extend(read_rules(file).err().into_iter().flat_map(Complaints::into_vec));
    }
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
