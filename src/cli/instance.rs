//! What `solve` and `check-solution` share: which instance, and what is said of it.

use crate::instances::{Complaints, Format, Instance, Verdict, read};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use std::{
    fmt,
    io::{self, Write},
    path::PathBuf,
    time::Duration,
};

/// Which instance.
#[derive(Debug, clap::Args)]
pub(super) struct InstanceArgument {
    /// The instance: a file, or the folder of a meal delivery problem.
    #[arg(value_name = "INSTANCE")]
    pub(super) path: PathBuf,
    /// How it is written: by Li and Lim, by Sartori and Buriol, by Solomon (or Gehring and Homberger), as
    /// VRPLIB text with a table, or as a folder of meal deliveries. Left out: what it looks like.
    #[arg(long, value_parser = PossibleValuesParser::new(Format::ALL.map(Format::name))
        .try_map(|name| name.parse::<Format>()))]
    pub(super) format: Option<Format>,
}

impl InstanceArgument {
    pub(super) fn read(&self) -> Result<Instance, Complaints> {
        read(&self.path, self.format)
    }
}

/// An instance as it is told to people.
pub(super) struct Told<'a> {
    pub(super) instance: &'a Instance,
    pub(super) argument: &'a InstanceArgument,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let guessed =
            if self.argument.format.is_none() { ", guessed from its content" } else { "" };
        write!(f, "{} ({}{guessed})", self.instance.name(), self.instance.format())
    }
}

impl Told<'_> {
    /// Routes, what riding costs, and what is left over.
    pub(super) fn result(&self, verdict: &Verdict, to: &mut impl Write) -> io::Result<()> {
        let (used, fleet) = (verdict.vehicles, verdict.fleet);
        write!(to, "{used} of {fleet} vehicles, ")?;
        write!(to, "{} {:.2}", self.instance.cost_name(), verdict.distance)?;
        match verdict.unserved.len() {
            0 => write!(to, ", all {} nodes served", self.instance.nodes_to_visit()),
            left => write!(to, ", {left} of {} nodes not served", self.instance.nodes_to_visit()),
        }
    }
}

/// A span as people write it, in seconds.
pub(super) fn seconds(text: &str) -> Result<Duration, &'static str> {
    const WEEK: f64 = 604_800.0;
    let expected = "expected seconds above 0 and up to 604800, such as 10 or 2.5";
    let seconds: f64 = text.parse().map_err(|_| expected)?;
    if !(seconds > 0.0 && seconds <= WEEK) {
        return Err(expected);
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| expected)
}
