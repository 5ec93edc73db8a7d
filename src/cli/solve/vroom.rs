//! VROOM's problems.

use super::{command::Arguments, live::show_search};
use crate::{
    app::{answer_vroom, roads::class_of},
    cli::{
        args::MapArgument,
        interrupt::cancelled_by_signal,
        output::{Prepared, check_outputs},
        progress::spinner,
    },
    instances::vroom::{
        VroomAnswer, VroomCode, VroomEffort, VroomRefusal, parse_vroom, read_vroom,
    },
    routing::Router,
};
use anyhow::Context as _;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

/// What is of use for VROOM's problems only.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "VROOM's problems")]
pub(super) struct VroomArguments {
    /// The map on which places are that have coordinates and no matrices, made by `musette import`.
    #[arg(long, value_name = "MAP.musette")]
    map: Option<PathBuf>,
    /// Add the line of each route, and its length.
    #[arg(short, long)]
    geometry: bool,
    /// Only find times for the routes that the vehicles' steps say, and tell what they break.
    #[arg(short = 'c', long)]
    plan: bool,
}

/// A longer file is no problem that could be solved.
const LONGEST: u64 = 1 << 30;

pub(super) fn run(arguments: &Arguments, path: &Path) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let output = arguments.output.as_deref().unwrap_or_else(|| Path::new("-"));
    check_outputs(&[("the problem", path)], &[("--output", output)])?;
    let cannot_read = || format!("cannot read {}; check the path", path.display());
    let size = fs::metadata(path).with_context(cannot_read)?.len();
    anyhow::ensure!(size <= LONGEST, "{} is longer than a gibibyte; split it", path.display());
    let bytes = fs::read(path).with_context(cannot_read)?;
    let told = solved(arguments, &bytes, start)?;
    let document = told.as_ref().map_or_else(VroomRefusal::json, VroomAnswer::json);
    let write = |file: &mut dyn Write| -> anyhow::Result<()> {
        file.write_all(&document)?;
        Ok(writeln!(file)?)
    };
    Prepared::new(output, write)?.publish()?;
    match told {
        Ok(answer) => {
            if output != Path::new("-") {
                let (path, seconds) = (path.display(), start.elapsed().as_secs_f64());
                let said = answer.summed_up();
                writeln!(io::stdout().lock(), "{path} (vroom): {said}; in {seconds:.2} s")?;
            }
            Ok(ExitCode::SUCCESS)
        }
        // VROOM's own program ends with the code.
        Err(refusal) => Ok(ExitCode::from(refusal.code as u8)),
    }
}

fn solved(
    arguments: &Arguments,
    bytes: &[u8],
    start: Instant,
) -> anyhow::Result<Result<VroomAnswer, VroomRefusal>> {
    let problem = parse_vroom(bytes).and_then(|document| read_vroom(&document));
    let mut problem = match problem {
        Ok(problem) => problem,
        Err(refusal) => return Ok(Err(refusal)),
    };
    problem.options.geometry |= arguments.vroom.geometry;
    problem.options.plan |= arguments.vroom.plan;
    let map = arguments.vroom.map.as_ref().map(|map| MapArgument { map: map.clone() }.open());
    let router: Option<Router> = map.transpose()?;
    let places = match problem.places_to_route() {
        Ok(places) => places,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if router.is_none() && !places.is_empty() {
        let message =
            "There is no map for the coordinates: say --map MAP.musette, or bring matrices along.";
        return Ok(Err(VroomRefusal::new(VroomCode::Routing, message)));
    }
    let cancel = cancelled_by_signal()?;
    let time = arguments.limit().unwrap_or(Duration::MAX).saturating_sub(start.elapsed());
    let effort = VroomEffort {
        time,
        iterations: arguments.iterations,
        threads: problem
            .options
            .threads
            .map_or_else(|| arguments.threads(), |threads| threads as usize),
        seed: arguments.seed,
        cancel: Some(&cancel),
    };
    let class = |profile: &str| {
        let router = router.as_ref()?;
        router.class(class_of(router.map(), profile)?)
    };
    let live = spinner("searching");
    let answer =
        answer_vroom(&problem, &class, effort, &mut |progress| show_search(&live, progress));
    live.finish_and_clear();
    Ok(answer)
}
