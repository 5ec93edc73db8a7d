//! TOML and CSV texts in, typed and validated values out. Nothing else in Musette reads them.
//!
//! Whatever is wrong is collected and told at once, each complaint with its file, line and key, its
//! cause and what to do: [`Complaints`].

mod check;
mod complaint;
mod coop;
mod file;
mod labour;
mod labour_text;
mod local_time;
mod log;
mod orders;
mod places;
mod power;
mod profile;
mod profile_text;
mod rules;
mod rules_keys;
mod rules_text;
mod section;
mod settings;
mod shipped;
mod simulation;
mod suggest;
mod value;
mod words;
mod zone;

pub use check::{Config, RulesSeed, check_all, read_config};
pub use complaint::{Complaint, Complaints};
pub use coop::{CoopRules, UnlawfulShift, example_coop, read_coop};
pub use labour::{read_labour_rules, shipped_labour_rules};
pub use orders::{PlacedOrder, read_orders, read_placed_orders, write_orders};
pub use places::read_places;
pub use profile::{parse_profile, read_profile, read_profiles};
pub use profile_text::profile_text;
pub use rules::{parse_rules, read_rules};
pub use rules_text::{
    RuleChange, rules_changes, rules_entries, rules_json, rules_text, toml_of_json,
};
pub use settings::{OsrmLimits, PlanLimits, Settings, VroomSettings, read_settings};
pub use simulation::{SimulationRules, read_simulation_rules};
pub use zone::time_zone;
