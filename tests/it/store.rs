//! The store, once on SQLite and once on PostgreSQL: each test is written once and run on both.

mod accounts;
mod coops;
mod crash;
pub mod databases;
mod decisions;
mod events;
mod fleet;
mod held;
mod labour;
mod opening;
mod orders;
mod pages;
mod rounds;
mod rules;
mod samples;
mod streets;
mod texts;
mod writers;
