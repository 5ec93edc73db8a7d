//! The one integration-test binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#![allow(unreachable_pub, reason = "nobody imports a test binary")]

mod architecture;
mod demo_orders;
mod dispatch;
mod drawn;
mod graph_build;
mod graph_signals;
mod graph_snap;
mod graph_turns;
mod maps;
mod matrix;
mod rounds_search;
mod routing;
mod routing_helsinki;
mod routing_random;
mod routing_twin;
mod scenery;
mod slope;
mod store;
mod synthetic;
mod tiles;
mod turn_rides;
mod vroom;
mod zones;

mod import_bytes;
mod import_damaged;
mod import_disk;
mod import_map_file;
mod import_odd;
mod import_report;

mod http;

mod cli_check;
mod cli_clock;
mod cli_demo;
mod cli_explain;
mod cli_files;
mod cli_osrm;
mod cli_plan;
mod cli_program;
mod cli_route;
mod cli_rules;
mod cli_serve;
mod cli_simulate;
mod cli_solve;
mod cli_terminal;
mod cli_tune;
mod cli_vroom;

#[path = "../support/mod.rs"]
mod support;
