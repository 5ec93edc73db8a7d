//! The command line: arguments in, tables and files out. Progress and errors go to standard error,
//! results to standard output.

mod args;
mod database;
mod instance;
mod interrupt;
mod output;
mod progress;
mod quote;
mod server;
mod shipped;

mod account;
mod check;
mod check_solution;
mod demo;
mod demo_orders;
mod explain;
mod import;
mod isochrone;
mod matrix;
mod openapi;
mod osrm;
mod plan;
mod route;
mod rules;
mod serve;
mod simulate;
mod solve;
mod tune;

mod run;

pub use run::run;
