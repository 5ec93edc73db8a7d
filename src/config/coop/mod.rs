//! A co-operative: its hubs, vehicles, couriers and weekly shifts, from `coop.toml` in its folder.

mod breaks;
#[cfg(test)]
mod fixture;
mod law;
mod overlap;
mod people;
mod read;
mod shifts;
mod week;

pub use law::UnlawfulShift;
pub(super) use read::rules_of;
pub use read::{example_coop, read_coop};
pub use week::CoopRules;
