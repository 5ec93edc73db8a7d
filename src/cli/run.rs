//! From arguments to a command, from its outcome to an exit code.

use super::{
    account, check, check_solution, demo, demo_orders, explain, import, isochrone, matrix, openapi,
    osrm, plan, quote, route, rules, serve, simulate, solve, tune,
};
use clap::{Parser, Subcommand};
use std::{
    io::{self, IsTerminal as _, Write},
    process::ExitCode,
};

/// Dispatch for bike-courier co-operatives: from an OpenStreetMap extract and a day's orders to
/// checked rounds.
#[derive(Debug, Parser)]
#[command(name = "musette", version, max_term_width = 100)]
struct Arguments {
    /// Say more about what is done (repeat for even more).
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    verbose: u8,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(import::Arguments),
    Route(route::Arguments),
    Matrix(matrix::Arguments),
    Tune(tune::Arguments),
    Isochrone(isochrone::Arguments),
    Demo(demo::Arguments),
    DemoOrders(demo_orders::Arguments),
    Plan(plan::Arguments),
    Explain(explain::Arguments),
    Quote(quote::Arguments),
    Simulate(simulate::Arguments),
    Check(check::Arguments),
    Serve(serve::Arguments),
    Osrm(osrm::Arguments),
    Account(account::Arguments),
    Rules(rules::Arguments),
    Solve(solve::Arguments),
    CheckSolution(check_solution::Arguments),
    #[command(name = "openapi")]
    OpenApi(openapi::Arguments),
}

/// Runs the program with the arguments of the process. Errors are told on standard error, each cause
/// on a line of its own; the exit code is then 1 (2 for arguments that make no sense).
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    start_tracing(
        arguments.verbose,
        matches!(arguments.command, Command::Serve(_) | Command::Osrm(_)),
    );
    let outcome = match arguments.command {
        Command::Import(arguments) => import::run(&arguments),
        Command::Route(arguments) => route::run(&arguments),
        Command::Matrix(arguments) => matrix::run(&arguments),
        Command::Tune(arguments) => tune::run(&arguments),
        Command::Isochrone(arguments) => isochrone::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::DemoOrders(arguments) => demo_orders::run(&arguments),
        Command::Plan(arguments) => plan::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Quote(arguments) => quote::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Osrm(arguments) => osrm::run(&arguments),
        Command::Account(arguments) => account::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Solve(arguments) => solve::run(&arguments),
        Command::CheckSolution(arguments) => check_solution::run(&arguments),
        Command::OpenApi(arguments) => openapi::run(&arguments),
    };
    match outcome {
        Ok(code) => code,
        // Whoever reads our output may stop reading, as `head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let mut stderr = io::stderr().lock();
            // Nobody is left to tell if even this fails.
            let _ = writeln!(stderr, "error: {error}");
            for cause in error.chain().skip(1) {
                let _ = writeln!(stderr, "  {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Logs go to standard error: as text on a terminal, of a server elsewhere as one JSON object a line.
fn start_tracing(verbose: u8, serves: bool) {
    let level = match (verbose, serves) {
        (0, false) => tracing::Level::WARN,
        (0, true) | (1, false) => tracing::Level::INFO,
        _ => tracing::Level::DEBUG,
    };
    let is_terminal = io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_max_level(level).with_writer(io::stderr);
    match (serves, is_terminal) {
        (true, true) => log.init(),
        (true, false) => log.json().init(),
        // Whoever gave a command knows when, and need not know which module speaks.
        (false, _) => log.with_ansi(is_terminal).without_time().with_target(false).init(),
    }
}
