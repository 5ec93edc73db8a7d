//! Vehicle profiles: `config/profiles/*.toml`, one file each.

mod vocabulary;

use super::{
    complaint::{Complaint, Complaints},
    file::{read_toml_text, toml_files},
    power::{Band, power},
    section::{Section, parse_toml},
    shipped::shipped_profiles,
    value::Value,
};
use crate::osm::{Barrier, HighwayRule, Power, Profile, TurnCosts, Turns, Use};
use std::{collections::BTreeMap, ops::RangeInclusive, path::Path};

/// A map holds one metric for each profile; more than this would be a mistake.
const MAX_PROFILES: usize = 8;

/// Bicycles do not go faster, and what goes slower than the low end does not arrive. In km/h.
const SPEED_KMH: RangeInclusive<f64> = 0.1..=60.0;
/// Nothing on a street holds a courier up for longer. In seconds.
const DELAY_S: RangeInclusive<f64> = 0.0..=3_600.0;

/// No cycle is narrower, and none that is wider rides on a cycleway. In metres.
const WIDTH_M: RangeInclusive<f64> = 0.1..=3.0;

/// The access keys that apply to a bicycle.
/// <https://wiki.openstreetmap.org/wiki/Key:access#Land-based_transportation>
const ACCESS_KEYS: [&str; 3] = ["bicycle", "vehicle", "access"];

/// The profiles in the `*.toml` files of `folder`, sorted by name; without a folder, those that
/// Musette ships. A file makes one profile, and one more for each band of load in it.
///
/// # Errors
///
/// Everything wrong with any of the files.
pub fn read_profiles(folder: Option<&Path>) -> Result<Vec<Profile>, Complaints> {
    let (profiles, _, complaints) = profiles_of(folder);
    Complaints::unless(complaints, Some(profiles))
}

/// The profile called `name` in the text of a profile's file.
///
/// # Errors
///
/// Everything wrong with it.
pub fn parse_profile(name: &str, text: &str) -> Result<Profile, Complaints> {
    let (profile, complaints) = parse_toml(&format!("{name}.toml"), text, |root| {
        let (profile, bands) = profile(root, name)?;
        if let Some(band) = bands.first() {
            let cause = format!("has bands of load, but {name:?} is a single profile");
            let action = format!("take them out; {name}-{} has a text of its own", band.name);
            root.complain("power", cause, action);
        }
        Some(profile)
    });
    Complaints::unless(complaints, profile)
}

/// The profile in one file, which is called as the file is; its bands of load are left out.
///
/// # Errors
///
/// Everything wrong with it.
pub fn read_profile(file: &Path) -> Result<Profile, Complaints> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let text = read_toml_text(file).or_else(|wrong| Complaints::unless(vec![wrong], None))?;
    let name = file.display().to_string();
    let (read, complaints) = parse_toml(&name, &text, |root| profile(root, &stem));
    Complaints::unless(complaints, read.map(|(profile, _)| profile))
}

/// The good profiles, the names of all (also of those with complaints), and the complaints.
pub(super) fn profiles_of(folder: Option<&Path>) -> (Vec<Profile>, Vec<String>, Vec<Complaint>) {
    let (mut profiles, mut names, mut complaints) = (Vec::new(), Vec::new(), Vec::new());
    for (file, text) in texts(folder, &mut complaints) {
        let stem = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match text {
            Ok(text) => {
                let (read, wrong) = parse_toml(&file, &text, |root| profile(root, &stem));
                let banded = read.map(|(profile, bands)| banded(profile, bands));
                names.extend(banded.iter().flatten().skip(1).map(|it| it.name.clone()));
                profiles.extend(banded.into_iter().flatten());
                complaints.extend(wrong);
            }
            Err(complaint) => complaints.push(complaint),
        }
        names.push(stem);
    }
    profiles.sort_by(|one, other| one.name.cmp(&other.name));
    let mut complain = |cause: String, action| {
        let folder = folder.unwrap_or(Path::new("")).display().to_string();
        complaints.push(Complaint::about_file(folder, cause, action));
    };
    if profiles.len() > MAX_PROFILES {
        let cause = format!(
            "expected at most {MAX_PROFILES} profiles, got {} with their bands of load",
            profiles.len()
        );
        complain(cause, "take out the [[power.bands]] that no vehicle uses");
    }
    for pair in profiles.windows(2).filter(|pair| pair[0].name == pair[1].name) {
        let cause = format!("{:?} is the name of a profile and of a band of load", pair[0].name);
        complain(cause, "give the band another name");
    }
    (profiles, names, complaints)
}

/// A profile, and the same with each other load.
fn banded(profile: Profile, bands: Vec<Band>) -> Vec<Profile> {
    let with = |band: Band| {
        let power = profile.power.map(|power| Power { load_kg: band.load_kg, ..power });
        Profile { name: format!("{}-{}", profile.name, band.name), power, ..profile.clone() }
    };
    let others: Vec<Profile> = bands.into_iter().map(with).collect();
    std::iter::once(profile).chain(others).collect()
}

/// Path and text of each file.
fn texts(
    folder: Option<&Path>,
    complaints: &mut Vec<Complaint>,
) -> Vec<(String, Result<String, Complaint>)> {
    let Some(folder) = folder else {
        let owned = |(file, text): (&str, &str)| (file.to_owned(), Ok(text.to_owned()));
        return shipped_profiles().into_iter().map(owned).collect();
    };
    let mut files = toml_files(folder).unwrap_or_else(|complaint| {
        complaints.push(complaint);
        Vec::new()
    });
    let mut complain = |cause: String, action| {
        complaints.push(Complaint::about_file(folder.display().to_string(), cause, action));
    };
    if files.len() > MAX_PROFILES {
        let cause = format!("expected at most {MAX_PROFILES} profiles, got {}", files.len());
        complain(cause, "move the *.toml files that no vehicle uses elsewhere");
        files.truncate(MAX_PROFILES);
    } else if files.is_empty() && folder.is_dir() {
        complain("holds no *.toml file".to_owned(), "put at least one profile there");
    }
    files.iter().map(|path| (path.display().to_string(), read_toml_text(path))).collect()
}

/// The profile in a file called `stem`, and its bands of load.
fn profile(root: &Section<'_>, stem: &str) -> Option<(Profile, Vec<Band>)> {
    let speed = |key, example| root.required(key, example)?.number(SPEED_KMH);
    let maybe_speed = |key, example| root.optional(key, example)?.number(SPEED_KMH);
    let flag = |key| root.required(key, "true")?.flag();
    let name = root.required("name", "\"bike\"").and_then(|v| v.id().map(|name| (v, name)));
    let name = name.and_then(|(value, name)| named_as_its_file(&value, name, stem));
    let description = root.required("description", "\"A bicycle.\"").and_then(|v| v.text());
    let width_m = root.optional("width_m", "0.9").and_then(|value| value.number(WIDTH_M));
    let max_speed_kmh = speed("max_speed_kmh", "25");
    let push_kmh = maybe_speed("push_kmh", "4.5");
    let steps_kmh = maybe_speed("steps_kmh", "1.5");
    let steps_with_ramp_kmh = maybe_speed("steps_with_ramp_kmh", "3");
    let push_against_oneway = flag("push_against_oneway");
    let ferry_kmh = maybe_speed("ferry_kmh", "10");
    let ferry_boarding_s = root.required("ferry_boarding_s", "300").and_then(|v| v.number(DELAY_S));
    let access_keys = root
        .required("access_keys", "[\"bicycle\", \"vehicle\", \"access\"]")
        .and_then(|value| access_keys(&value));
    let other_barriers =
        root.required("other_barriers", "{ delay_s = 5 }").and_then(|value| barrier(&value));
    let power = power(root);
    let highway_example = "{ default = \"ride\", speed_kmh = 17 }";
    let highways = map(root, "highways", highway_example, highway);
    if highways.as_ref().is_some_and(BTreeMap::is_empty) {
        let action = format!("add a line such as residential = {highway_example}");
        root.complain("highways", "is empty, so no way could be used", action);
    }
    // What is capped at 0 is closed.
    let cap = |value: &Value<'_>| value.zero_or_number(SPEED_KMH);
    let surfaces = map(root, "surface_kmh", "25", cap);
    let smoothness = map(root, "smoothness_kmh", "25", cap);
    let tracktypes = map(root, "tracktype_kmh", "25", cap);
    let access = map(root, "access", "\"ride\"", use_of);
    let barriers = map(root, "barriers", "{ delay_s = 5 }", barrier);
    let turns = root.table("turns").and_then(|table| turns(&table));
    let (power, bands) = power?;
    let profile = Profile {
        name: name?,
        description: description?,
        width_m,
        turns: turns?,
        power,
        max_speed_kmh: max_speed_kmh?,
        push_kmh,
        steps_kmh,
        steps_with_ramp_kmh,
        push_against_oneway: push_against_oneway?,
        ferry_kmh,
        ferry_boarding_s: ferry_boarding_s?,
        highways: highways?,
        surfaces: surfaces?,
        smoothness: smoothness?,
        tracktypes: tracktypes?,
        access_keys: access_keys?,
        access: access?,
        barriers: barriers?,
        other_barriers: other_barriers?,
    };
    Some((profile, bands))
}

/// `name`, if the file is called so too; that also makes the names of a folder unique.
fn named_as_its_file(value: &Value<'_>, name: String, stem: &str) -> Option<String> {
    if name == stem {
        return Some(name);
    }
    let action = format!("write {stem:?}, or call the file {name}.toml");
    value.complain(&format!("expected the name of the file, {stem:?}, got {name:?}"), action);
    None
}

/// The table under `key`, each value read by `read`.
fn map<T>(
    root: &Section<'_>,
    key: &'static str,
    example: &'static str,
    read: impl Fn(&Value<'_>) -> Option<T>,
) -> Option<BTreeMap<String, T>> {
    let table = root.table(key)?;
    let keys: Vec<String> = table.entries(example).map(|(word, _)| word).collect();
    for (word, value) in table.entries(example) {
        if let Some(meant) = vocabulary::meant_for(key, &word, &keys) {
            let action = format!("did you mean {meant:?}? It is not there; if not, add it too");
            value.complain("is a value that Musette does not know", action);
        }
    }
    let entries = table.entries(example);
    Some(entries.filter_map(|(word, value)| Some((word, read(&value)?))).collect())
}

fn highway(value: &Value<'_>) -> Option<HighwayRule> {
    let section = value.section()?;
    let default = section.required("default", "\"ride\"").and_then(|value| use_of(&value));
    let speed_kmh = section.required("speed_kmh", "17").and_then(|value| value.number(SPEED_KMH));
    let downhill_kmh = section.optional("downhill_kmh", "20").and_then(|it| it.number(SPEED_KMH));
    section.close();
    Some(HighwayRule { default: default?, speed_kmh: speed_kmh?, downhill_kmh })
}

fn turns(table: &Section<'_>) -> Option<Turns> {
    let delay = |value: Option<Value<'_>>| value.and_then(|value| value.number(DELAY_S));
    let restrictions = table.required("restrictions", "true").and_then(|value| value.flag());
    let signal_s = delay(table.required("signal_s", "8"));
    let costs = [("right_s", "1"), ("left_s", "6"), ("u_turn_s", "10")]
        .map(|(key, example)| (key, example, table.optional(key, example)));
    table.close();
    let said = costs.iter().filter(|(_, _, value)| value.is_some()).count();
    if said > 0 {
        for (key, example, _) in costs.iter().filter(|(_, _, value)| value.is_none()) {
            let action = format!("add a line such as {key} = {example}, or take the others out");
            table.complain(key, "is missing beside the other costs of turning", action);
        }
    }
    let [right_s, left_s, u_turn_s] = costs.map(|(_, _, value)| delay(value));
    let costs = match (said, right_s, left_s, u_turn_s) {
        (0, ..) => None,
        (_, right_s, left_s, u_turn_s) => {
            Some(TurnCosts { right_s: right_s?, left_s: left_s?, u_turn_s: u_turn_s? })
        }
    };
    Some(Turns { restrictions: restrictions?, costs, signal_s: signal_s? })
}

fn use_of(value: &Value<'_>) -> Option<Use> {
    Some(match value.one_of("use", &["ride", "push", "no"])? {
        "ride" => Use::Ride,
        "push" => Use::Push,
        _ => Use::No,
    })
}

fn barrier(value: &Value<'_>) -> Option<Barrier> {
    let section = value.section()?;
    let delay = section.optional("delay_s", "5");
    let blocked = section.optional("blocked", "true");
    section.close();
    match (delay, blocked) {
        (Some(delay), None) => delay.number(DELAY_S).map(Barrier::Delay),
        (None, Some(blocked)) => {
            let said = blocked.flag()?;
            if said { Some(Barrier::Blocked) } else { blocked.expected("true, or no such key") }
        }
        _ => value.expected("either delay_s or blocked"),
    }
}

fn access_keys(value: &Value<'_>) -> Option<Vec<String>> {
    let elements = value.list()?;
    if elements.is_empty() {
        return value.expected("at least one access key");
    }
    let mut keys = Vec::new();
    for element in elements {
        let Some(key) = element.one_of("access key", &ACCESS_KEYS).map(str::to_owned) else {
            continue;
        };
        if keys.contains(&key) {
            element.complain(&format!("{key:?} is there twice"), "take it out");
        }
        keys.push(key);
    }
    Some(keys)
}

#[cfg(test)]
mod tests;
