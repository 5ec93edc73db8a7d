//! Reads an instance, solves it, has the plan judged, writes it.

use super::{
    live::Live,
    problem::{Asked, ProblemArgument},
    vroom::{self, VroomArguments},
};
use crate::{
    cli::{
        instance::{InstanceArgument, Told, seconds},
        interrupt::cancelled_by_signal,
        output::{Prepared, check_outputs},
    },
    instances::{Goal, Instance, Run, Solution, judge},
    solver::{Budget, Objective, Plan, Problem, Settings, check, solve},
};
use clap::ValueEnum;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

/// Solve a problem of the literature: pickups and deliveries, or deliveries, with time windows; or a problem of
/// VROOM's.
///
/// The plan is checked by code that shares nothing with the solver before it is written. Ctrl-C stops
/// the search and keeps the best plan so far; a second Ctrl-C ends at once.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    problem: ProblemArgument,
    /// Seconds from the start of the program, reading included, after which the best plan so far is
    /// taken. 10 if neither this nor --iterations is said.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, allow_negative_numbers = true)]
    time_limit: Option<Duration>,
    /// Stop after so many iterations. With the same seed, the same number of threads and no time limit
    /// the plan is the same.
    #[arg(long, value_name = "N")]
    pub(super) iterations: Option<u64>,
    /// How many threads work. Left out: as many as there are processors.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Another seed gives another plan.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    /// What is to be kept small: routes first and then distance, or distance alone. Left out: what
    /// those who publish solutions of the format keep small.
    #[arg(long, value_enum)]
    objective: Option<Aim>,
    /// Tell on standard error what each operator of the search did.
    #[arg(long)]
    stats: bool,
    /// Where to write the plan as lists of node ids, as JSON (`-`: standard output, instead of the line
    /// that tells the result). VROOM's answer to a problem of VROOM's goes there, or to standard output.
    #[arg(long, short, value_name = "SOLUTION.json")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) vroom: VroomArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Aim {
    Vehicles,
    Distance,
}

/// How long to search if nobody says.
const DEFAULT_LIMIT: Duration = Duration::from_secs(10);
/// What whole numbers may make anyone late, in the file's unit.
const EPS: f64 = 0.01;

pub(in crate::cli) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match arguments.problem.asked() {
        Asked::Literature(instance) => run_literature(arguments, &instance),
        Asked::Vroom(path) => vroom::run(arguments, &path),
    }
}

fn run_literature(arguments: &Arguments, argument: &InstanceArgument) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let outputs = arguments.output.iter().map(|file| ("--output", file.as_path()));
    let outputs: Vec<_> = outputs.collect();
    check_outputs(&[("the instance", &argument.path)], &outputs)?;
    let cancel = cancelled_by_signal()?;
    let instance = argument.read()?;
    let problem = instance.problem();
    let deadline = arguments.limit().and_then(|limit| start.checked_add(limit));
    let iterations = arguments.iterations;
    let budget = Budget { deadline, iterations, cancel: Some(&cancel) };
    let settings = Settings {
        objective: arguments.objective(&instance),
        seed: arguments.seed,
        threads: arguments.threads(),
        budget,
        warm_start: &[],
    };
    let live = Live::new(&instance);
    let solved = solve(&problem, &settings, &mut |progress| live.show(progress));
    live.finish();
    if arguments.stats {
        write!(io::stderr().lock(), "{}", solved.stats)?;
    }
    refuse_wrong(&problem, &solved.plan)?;
    let routes = instance.routes(&solved.plan);
    let verdict = judge(&instance, &routes, EPS);
    if let Some(violation) = verdict.violations.first() {
        tracing::warn!(
            %violation,
            "the plan holds in whole numbers, but not in the file's own; check-solution tells more"
        );
    }
    let told = Told { instance: &instance, argument };
    let solve_s = start.elapsed().as_secs_f64();
    if arguments.output.as_deref().is_none_or(|file| file.as_os_str() != "-") {
        let mut stdout = io::stdout().lock();
        write!(stdout, "{told}: ")?;
        told.result(&verdict, &mut stdout)?;
        let iterations = solved.iterations;
        let noun = if iterations == 1 { "iteration" } else { "iterations" };
        writeln!(stdout, "; {iterations} {noun} in {solve_s:.2} s")?;
    }
    if let Some(file) = &arguments.output {
        let run = Run { iterations: solved.iterations, solve_s, seed: arguments.seed };
        Prepared::json(file, &Solution::new(&instance, routes, &verdict, run))?.publish()?;
    }
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    pub(super) fn limit(&self) -> Option<Duration> {
        self.time_limit.or_else(|| self.iterations.is_none().then_some(DEFAULT_LIMIT))
    }

    pub(super) fn threads(&self) -> usize {
        let all = || thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }

    fn objective(&self, instance: &Instance) -> Objective {
        let goal = match self.objective {
            Some(Aim::Vehicles) => Goal::Vehicles,
            Some(Aim::Distance) => Goal::Distance,
            None => instance.goal(),
        };
        let vehicles = goal == Goal::Vehicles;
        if instance.rides_cost_their_time() {
            // The solver then needs no distances, and is faster without.
            Objective { vehicles, ..Objective::TRAVEL }
        } else {
            Objective { vehicles, travel: 0, distance: 1, ..Objective::TRAVEL }
        }
    }
}

fn refuse_wrong(problem: &Problem, plan: &Plan) -> anyhow::Result<()> {
    let violations = check(problem, plan);
    let Some(first) = violations.first() else { return Ok(()) };
    anyhow::bail!(
        "the solver made a wrong plan, which is not written: {first} ({} such complaints); please \
         report this as a bug, with the instance and the seed",
        violations.len()
    )
}
