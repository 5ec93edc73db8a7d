//! Rounds while the day goes on: a new order into a plan that is under way, the same from its coordinates
//! on, iterations of the search, and a whole day of arrivals.
//!
//! `MUSETTE_BENCH_INSTANCES` names the folder with the literature's problems; without it they are made up.
//! `MUSETTE_BENCH_DAY_OUT` names a folder in which the days are written, so that others can plan them too.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use criterion::{criterion_group, criterion_main};

#[path = "../fixture/mod.rs"]
mod fixture;

mod input;
mod measured;
mod plan;

mod coordinates;
mod day;
mod insert;
mod iterations;

criterion_group!(
    benches,
    insert::insert,
    insert::eject,
    coordinates::coordinates,
    iterations::iterations,
    day::day
);
criterion_main!(benches);
