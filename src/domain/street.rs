//! What a co-operative says of its streets, beyond what the map has.

use crate::units::{LonLat, Timestamp};
use serde::{Deserialize, Serialize};

/// What an area does to the streets in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneEffect {
    /// Nobody passes.
    Closed,
    /// Nobody goes faster than so many km/h.
    MaxSpeedKmh(f64),
    /// Everybody goes at this part of their speed.
    SpeedFactor(f64),
}

/// An area where streets are closed or slow for a time: road works, a market, heat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StreetZone {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Rings of places, each ending where it starts: the outer edge, then holes.
    pub area: Vec<Vec<LonLat>>,
    /// What is different there.
    pub effect: ZoneEffect,
    /// Names of the profiles that it is for; empty: all.
    pub profiles: Vec<String>,
    /// From when on; `None`: as long as one can think back.
    pub from: Option<Timestamp>,
    /// Until when, this instant not included; `None`: for ever.
    pub until: Option<Timestamp>,
    /// The hours in which it holds, as OpenStreetMap writes opening hours, by the co-operative's own
    /// clock; `None`: all hours.
    pub hours: Option<String>,
}

/// A zone with who said it, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptZone {
    /// The zone.
    pub zone: StreetZone,
    /// When it was drawn first.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Id of the account that last changed it; `None`: Musette itself.
    pub author: Option<String>,
}

/// A profile as it was tuned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileVersion {
    /// Name of the profile.
    pub name: String,
    /// 1, 2, 3 …; what the map was imported with has none.
    pub version: u32,
    /// The profile, in the words of a profile's file.
    pub toml: String,
    /// Why it was tuned.
    pub reason: String,
    /// Id of the account that did it; `None`: Musette itself.
    pub author: Option<String>,
    /// From when on it counts.
    pub valid_from: Timestamp,
}
