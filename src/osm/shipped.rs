//! For tests: the profiles of `config/profiles`, read from their TOML as it is documented there.

use super::{Barrier, HighwayRule, Profile, Use};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileToml {
    name: String,
    description: String,
    max_speed_kmh: f64,
    push_kmh: Option<f64>,
    steps_kmh: Option<f64>,
    steps_with_ramp_kmh: Option<f64>,
    push_against_oneway: bool,
    ferry_kmh: Option<f64>,
    ferry_boarding_s: f64,
    access_keys: Vec<String>,
    other_barriers: BarrierToml,
    highways: BTreeMap<String, HighwayToml>,
    surface_kmh: BTreeMap<String, f64>,
    smoothness_kmh: BTreeMap<String, f64>,
    tracktype_kmh: BTreeMap<String, f64>,
    access: BTreeMap<String, UseToml>,
    barriers: BTreeMap<String, BarrierToml>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UseToml {
    Ride,
    Push,
    No,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HighwayToml {
    default: UseToml,
    speed_kmh: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BarrierToml {
    delay_s: Option<f64>,
    blocked: Option<bool>,
}

impl UseToml {
    fn typed(self) -> Use {
        match self {
            Self::Ride => Use::Ride,
            Self::Push => Use::Push,
            Self::No => Use::No,
        }
    }
}

impl BarrierToml {
    fn typed(&self) -> Barrier {
        match (self.delay_s, self.blocked) {
            (Some(seconds), None) => Barrier::Delay(seconds),
            (None, Some(true)) => Barrier::Blocked,
            other => panic!("a barrier says either delay_s or blocked = true, not {other:?}"),
        }
    }
}

/// The shipped profile of this name.
pub(super) fn profile(name: &str) -> Profile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("config/profiles/{name}.toml"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let raw: ProfileToml = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}.toml: {e}"));
    let rule =
        |raw: HighwayToml| HighwayRule { default: raw.default.typed(), speed_kmh: raw.speed_kmh };
    Profile {
        name: raw.name,
        description: raw.description,
        max_speed_kmh: raw.max_speed_kmh,
        push_kmh: raw.push_kmh,
        steps_kmh: raw.steps_kmh,
        steps_with_ramp_kmh: raw.steps_with_ramp_kmh,
        push_against_oneway: raw.push_against_oneway,
        ferry_kmh: raw.ferry_kmh,
        ferry_boarding_s: raw.ferry_boarding_s,
        highways: raw.highways.into_iter().map(|(key, raw)| (key, rule(raw))).collect(),
        surfaces: raw.surface_kmh,
        smoothness: raw.smoothness_kmh,
        tracktypes: raw.tracktype_kmh,
        access_keys: raw.access_keys,
        access: raw.access.into_iter().map(|(key, raw)| (key, raw.typed())).collect(),
        barriers: raw.barriers.into_iter().map(|(key, raw)| (key, raw.typed())).collect(),
        other_barriers: raw.other_barriers.typed(),
    }
}

/// Every shipped profile.
pub(super) fn all() -> Vec<Profile> {
    ["bike", "cargo", "trailer"].map(profile).into()
}
