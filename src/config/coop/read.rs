//! `coop.toml` as a whole.

use super::{
    law::complain_of_breaches,
    people::{Ids, couriers, hubs, vehicles},
    shifts::{Known, shifts},
    week::CoopRules,
};
use crate::{
    config::{
        complaint::{Complaint, Complaints},
        file::read_toml_text,
        section::{Section, parse_toml},
        shipped::EXAMPLE_COOP,
        suggest::did_you_mean,
        value::{Value, quoted},
        zone::{time_zone, time_zone_names},
    },
    domain::labour::LabourRules,
};
use jiff::tz::TimeZone;
use std::path::Path;

/// The co-operative in `folder` (its `coop.toml`). `profile_names` are the profiles that its vehicles
/// may name.
///
/// # Errors
///
/// Everything wrong with the file.
pub fn read_coop(folder: &Path, profile_names: &[&str]) -> Result<CoopRules, Complaints> {
    let (rules, complaints) = rules_of(folder, profile_names, None);
    Complaints::unless(complaints, rules)
}

/// The example of a co-operative that comes with Musette.
///
/// # Errors
///
/// If it names a profile that is not among `profile_names`.
pub fn example_coop(profile_names: &[&str]) -> Result<CoopRules, Complaints> {
    let (file, text) = EXAMPLE_COOP;
    let (rules, complaints) = parse_coop(file, text, profile_names, None);
    Complaints::unless(complaints, rules)
}

/// The co-operative in `folder` whatever the day, and all that is wrong with it; with rules of labour,
/// what these have against its week, too.
pub(in crate::config) fn rules_of(
    folder: &Path,
    profile_names: &[&str],
    labour: Option<&LabourRules>,
) -> (Option<CoopRules>, Vec<Complaint>) {
    let path = folder.join("coop.toml");
    match read_toml_text(&path) {
        Ok(text) => parse_coop(&path.display().to_string(), &text, profile_names, labour),
        Err(complaint) => (None, vec![complaint]),
    }
}

/// The same from `text`, the content of `file`.
pub(super) fn parse_coop(
    file: &str,
    text: &str,
    profile_names: &[&str],
    labour: Option<&LabourRules>,
) -> (Option<CoopRules>, Vec<Complaint>) {
    parse_toml(file, text, |root| rules(root, profile_names, labour))
}

fn rules(
    root: &Section<'_>,
    profile_names: &[&str],
    labour: Option<&LabourRules>,
) -> Option<CoopRules> {
    let name = root.required("name", "\"Les Sacoches\"").and_then(|v| v.text());
    let zone = root.required("zone", "\"Europe/Paris\"").and_then(|v| zone(&v));
    let [mut hub_ids, mut vehicle_ids, mut courier_ids] = <[Ids; 3]>::default();
    let hubs = hubs(root, &mut hub_ids);
    let vehicles = vehicles(root, profile_names, &mut vehicle_ids);
    let couriers = couriers(root, &mut courier_ids);
    let known =
        Known { couriers: courier_ids.all(), vehicles: vehicle_ids.all(), hubs: hub_ids.all() };
    let sections = root.tables("shifts");
    let shifts = shifts(root, &sections, &known);
    let (zone_name, zone) = zone?;
    let name = name?;
    let rules = CoopRules { name, zone_name, zone, hubs, vehicles, couriers, shifts };
    if let Some(labour) = labour {
        complain_of_breaches(&sections, &rules, labour);
    }
    Some(rules)
}

/// A time zone with its proper name.
fn zone(value: &Value<'_>) -> Option<(String, TimeZone)> {
    let name = value.string("the name of a time zone")?;
    let zone = time_zone(name);
    if zone.is_none() {
        let names = time_zone_names();
        let cause = format!("there is no time zone {}", quoted(name));
        value.complain(&cause, did_you_mean(name, names.iter().map(String::as_str)));
    }
    let zone = zone?;
    Some((zone.iana_name().unwrap_or(name).to_owned(), zone))
}

#[cfg(test)]
mod tests;
