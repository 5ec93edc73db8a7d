//! `musette check-solution`

use super::instance::{InstanceArgument, Told};
use crate::instances::{Verdict, judge, read_routes};
use serde_json::json;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Judge a solution of a problem of the literature, in the file's own numbers.
///
/// Loads, time windows, pairs, the order of pickup and delivery, the closing of the depot, the number of
/// vehicles: everything that is wrong is said. The exit code is 0 if nothing is wrong and all nodes are
/// visited, else 1.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    instance: InstanceArgument,
    /// The solution: JSON with `routes`, a list of lists of node ids in which a depot is not listed; of
    /// meal deliveries also `couriers`, whose they are. Other keys are not looked at.
    #[arg(value_name = "SOLUTION.json")]
    solution: PathBuf,
    /// Up to so much lateness, in the file's unit, nobody is late: solvers that count in whole numbers
    /// round.
    #[arg(long, value_name = "TIME", default_value_t = 0.01, value_parser = eps)]
    eps: f64,
    /// Print one line of JSON instead.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let instance = arguments.instance.read()?;
    let routes = read_routes(&arguments.solution)?;
    let verdict = judge(&instance, &routes, arguments.eps);
    let told = Told { instance: &instance, argument: &arguments.instance };
    let mut stdout = io::stdout().lock();
    let written = if arguments.json {
        writeln!(stdout, "{}", as_json(&told, &verdict))
    } else {
        print(&told, &verdict, &mut stdout)
    };
    match written {
        // Whoever stopped reading has the verdict all the same: the exit code.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    let is_good = verdict.is_feasible() && verdict.is_complete();
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn as_json(told: &Told, verdict: &Verdict) -> serde_json::Value {
    let errors: Vec<String> = verdict.violations.iter().map(ToString::to_string).collect();
    json!({
        "instance": told.instance.name(),
        "format": told.instance.format().name(),
        "feasible": verdict.is_feasible(),
        "complete": verdict.is_complete(),
        "vehicles": verdict.vehicles,
        "fleet": verdict.fleet,
        "distance": rounded(verdict.distance),
        "max_lateness": rounded(verdict.max_lateness),
        "unserved": verdict.unserved,
        "errors": errors,
        "errors_not_listed": verdict.unlisted,
    })
}

fn print(told: &Told, verdict: &Verdict, to: &mut impl Write) -> io::Result<()> {
    let yes = |is: bool| if is { "yes" } else { "no" };
    writeln!(to, "instance      {told}")?;
    writeln!(to, "vehicles      {} of {}", verdict.vehicles, verdict.fleet)?;
    writeln!(to, "{:<13} {:.4}", told.instance.cost_name(), verdict.distance)?;
    writeln!(to, "feasible      {}", yes(verdict.is_feasible()))?;
    writeln!(to, "complete      {}", yes(verdict.is_complete()))?;
    writeln!(to, "max lateness  {}", rounded(verdict.max_lateness))?;
    for violation in &verdict.violations {
        writeln!(to, "wrong: {violation}")?;
    }
    if verdict.unlisted > 0 {
        writeln!(to, "wrong: {} things more", verdict.unlisted)?;
    }
    if let Some(first) = verdict.unserved.first() {
        let count = verdict.unserved.len();
        writeln!(to, "not visited: {count} nodes, the first of them {first}")?;
    }
    Ok(())
}

fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

fn eps(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().ok().filter(|eps| (0.0..=1e6).contains(eps));
    number.ok_or("expected a number from 0 to 1000000")
}
