//! TOML and CSV texts in, typed and validated values out. Nothing else in Musette reads them.
//!
//! Whatever is wrong is collected and told at once, each complaint with its file, line and key, its
//! cause and what to do: [`Complaints`].

mod check;
mod complaint;
mod coop;
mod file;
mod labour;
mod local_time;
mod log;
mod orders;
mod places;
mod power;
mod profile;
mod profile_text;
mod section;
mod settings;
mod shipped;
mod suggest;
mod value;
mod words;
mod zone;

pub use check::{Config, check_all, read_config};
pub use complaint::{Complaint, Complaints};
pub use coop::{CoopRules, UnlawfulShift, example_coop, read_coop};
pub use labour::read_labour_rules;
pub use orders::{read_orders, write_orders};
pub use places::read_places;
pub use profile::{parse_profile, read_profile, read_profiles};
pub use profile_text::profile_text;
pub use settings::{OsrmLimits, PlanLimits, Settings, VroomSettings, read_settings};
pub use zone::time_zone;
