//! A co-operative to try things on: its people, shops and orders are invented from what is on the
//! map, its day is planned, and ridden up to the middle of the morning.

mod open;
mod posted;
mod ride;

pub use open::{DemoDay, DemoLogin, DemoLogins, PASSWORD, SeedError, open_demo, seed_demo};
