//! From arguments to a command, from its outcome to an exit code.

use super::{check, demo_orders, import, matrix, openapi, plan, route};
use clap::{Parser, Subcommand};
use std::{
    io::{self, Write},
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
    DemoOrders(demo_orders::Arguments),
    Plan(plan::Arguments),
    Check(check::Arguments),
    #[command(name = "openapi")]
    OpenApi(openapi::Arguments),
}

/// Runs the program with the arguments of the process. Errors are told on standard error, each cause
/// on a line of its own; the exit code is then 1 (2 for arguments that make no sense).
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    start_tracing(arguments.verbose);
    let outcome = match arguments.command {
        Command::Import(arguments) => import::run(&arguments),
        Command::Route(arguments) => route::run(&arguments),
        Command::Matrix(arguments) => matrix::run(&arguments),
        Command::DemoOrders(arguments) => demo_orders::run(&arguments),
        Command::Plan(arguments) => plan::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
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

fn start_tracing(verbose: u8) {
    let level = match verbose {
        0 => tracing::Level::WARN,
        1 => tracing::Level::INFO,
        _ => tracing::Level::DEBUG,
    };
    tracing_subscriber::fmt().with_max_level(level).with_writer(io::stderr).init();
}
