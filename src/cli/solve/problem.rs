//! Which problem to solve, and how it is written.

use crate::{cli::instance::InstanceArgument, instances::Format};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Which problem.
#[derive(Debug, clap::Args)]
pub(super) struct ProblemArgument {
    /// The problem: a file, or the folder of a meal delivery problem.
    #[arg(value_name = "INSTANCE", required_unless_present = "input")]
    path: Option<PathBuf>,
    /// The same, as VROOM's own program has it.
    #[arg(short, long, value_name = "INSTANCE", conflicts_with = "path")]
    input: Option<PathBuf>,
    /// How it is written: by Li and Lim, by Sartori and Buriol, by Solomon (or Gehring and Homberger), as
    /// VRPLIB text with a table, as a folder of meal deliveries, or as VROOM's JSON. Left out: what it looks
    /// like.
    #[arg(long, value_parser = PossibleValuesParser::new(names())
        .try_map(|name| name.parse::<Written>()))]
    format: Option<Written>,
}

/// How a problem is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    By(Format),
    Vroom,
}

const VROOM: &str = "vroom";

fn names() -> Vec<&'static str> {
    Format::ALL.map(Format::name).into_iter().chain([VROOM]).collect()
}

impl FromStr for Written {
    type Err = <Format as FromStr>::Err;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        if name == VROOM { Ok(Self::Vroom) } else { name.parse().map(Self::By) }
    }
}

/// A problem of the literature, or one of VROOM's.
#[derive(Debug)]
pub(super) enum Asked {
    Literature(InstanceArgument),
    Vroom(PathBuf),
}

impl ProblemArgument {
    pub(super) fn path(&self) -> &Path {
        self.path.as_deref().or(self.input.as_deref()).unwrap_or_else(|| Path::new(""))
    }

    pub(super) fn asked(&self) -> Asked {
        let path = self.path().to_owned();
        match self.format {
            Some(Written::Vroom) => Asked::Vroom(path),
            None if looks_like_json(&path) => Asked::Vroom(path),
            None => Asked::Literature(InstanceArgument { path, format: None }),
            Some(Written::By(format)) => {
                Asked::Literature(InstanceArgument { path, format: Some(format) })
            }
        }
    }
}

/// No other format begins with a brace.
fn looks_like_json(path: &Path) -> bool {
    let mut start = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut start)).unwrap_or(0);
    start[..read].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}
