//! Profiles and zones.

use super::LonLatSchema;
use crate::units::{LonLat, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// A profile as it is now: what one kind of vehicle may ride, and how fast.
#[derive(Debug, Serialize, ToSchema)]
pub struct Profile {
    /// Its name.
    #[schema(example = "bike")]
    pub name: String,
    /// What it is for.
    pub description: String,
    /// How often it was tuned; 0: it is as the map was imported.
    pub version: u32,
    /// Since when it is so; null: since the import.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub valid_from_at: Option<Timestamp>,
    /// Why it was tuned; null: it was not.
    pub reason: Option<String>,
    /// Id of the account that tuned it; null: none did.
    pub author_id: Option<String>,
    /// How long the last customization took.
    pub times: CustomizationTimes,
}

/// How long it took to customize a profile, in milliseconds.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct CustomizationTimes {
    /// From rules to what each street and each turn costs.
    pub weigh_ms: f64,
    /// The basic customization of the hierarchy.
    pub basic_ms: f64,
    /// The perfect one.
    pub perfect_ms: f64,
    /// All of it.
    pub total_ms: f64,
}

/// A profile with its rules.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProfileRules {
    /// The profile.
    #[serde(flatten)]
    pub profile: Profile,
    /// The text of its file, TOML.
    pub toml: String,
}

/// What a profile is to be.
#[derive(Debug, ToSchema)]
pub struct ProfileDraft {
    /// The text of its file, TOML.
    #[schema(min_length = 1, max_length = 100_000)]
    pub toml: String,
    /// Why it is tuned.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// A profile as it was tuned.
#[derive(Debug, Serialize, ToSchema)]
pub struct TunedProfile {
    /// The profile.
    #[serde(flatten)]
    pub profile: Profile,
    /// What it changed.
    pub changed: StreetChanges,
}

/// What became of how many streets; each direction of each piece between two corners counts.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct StreetChanges {
    /// Open now, closed before.
    pub opened: usize,
    /// Closed now, open before.
    pub closed: usize,
    /// Faster than before.
    pub faster: usize,
    /// Slower than before.
    pub slower: usize,
}

/// An area as GeoJSON (RFC 7946).
#[derive(Debug, Serialize, ToSchema)]
pub struct Polygon {
    /// Always `Polygon`.
    #[serde(rename = "type")]
    #[schema(pattern = "^Polygon$", example = "Polygon")]
    pub kind: &'static str,
    /// Rings, each ending with the place that it starts with: the outer edge, then holes. At most 1000
    /// places in all, no edge crossing or touching another.
    #[schema(value_type = Vec<Vec<LonLatSchema>>, min_items = 1)]
    pub coordinates: Vec<Vec<LonLat>>,
}

/// What is different in a zone.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ZoneEffect {
    /// `closed`: a street with more than a metre in the zone is closed from corner to corner.
    /// `max_speed`: nobody goes faster. `speed_factor`: everybody goes at this part of their speed. The
    /// last two are for the part of a street that is inside.
    #[schema(pattern = "^(closed|max_speed|speed_factor)$", example = "closed")]
    pub kind: &'static str,
    /// Of `max_speed`: the highest speed in km/h.
    #[schema(minimum = 1, maximum = 60)]
    pub max_speed_kmh: Option<f64>,
    /// Of `speed_factor`: the part of the speed.
    #[schema(minimum = 0.1, maximum = 1)]
    pub speed_factor: Option<f64>,
}

/// An area where streets are closed or slow for a time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Zone {
    /// Opaque id.
    pub id: String,
    /// What people call it.
    #[schema(example = "Saturday market")]
    pub name: String,
    /// Where.
    pub area: Polygon,
    /// What is different there.
    pub effect: ZoneEffect,
    /// Names of the profiles that it is for; empty: all.
    pub profiles: Vec<String>,
    /// From when on; null: as long as one can think back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub from_at: Option<Timestamp>,
    /// Until when, this instant not included; null: for ever.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until_at: Option<Timestamp>,
    /// In which hours, as OpenStreetMap writes opening hours, by the co-operative's own clock; null: all.
    #[schema(example = "Sa 06:00-14:00")]
    pub hours: Option<String>,
    /// When it was drawn.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
    /// Id of the account that changed it last; null: Musette itself.
    pub author_id: Option<String>,
}

/// What a zone is to be.
#[derive(Debug, ToSchema)]
pub struct ZoneDraft {
    /// If given, it must be the id in the address; left out when a zone is drawn.
    pub id: Option<String>,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Where.
    pub area: Polygon,
    /// What is different there.
    pub effect: ZoneEffect,
    /// Names of the profiles that it is for; left out or empty: all.
    pub profiles: Option<Vec<String>>,
    /// From when on; left out: as long as one can think back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub from_at: Option<()>,
    /// Until when, this instant not included; left out: for ever.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until_at: Option<()>,
    /// In which hours, as OpenStreetMap writes opening hours, by the co-operative's own clock; left out:
    /// all. Holidays (`PH`) are those of the map's country.
    #[schema(max_length = 255, example = "Sa 06:00-14:00")]
    pub hours: Option<String>,
}
