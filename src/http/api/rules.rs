//! The rules of a co-operative.

use crate::units::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A version of the rules. Versions are never changed, only followed by later ones.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulesVersion {
    /// Its number, counted from 1.
    #[schema(example = 3)]
    pub version: u32,
    /// Does it count? `in_force`: now. `to_come`: later. `past`: once. `overtaken`: it never did, nor will, since
    /// a version with a higher number is valid from an earlier time.
    #[schema(pattern = "^(in_force|to_come|past|overtaken)$", example = "in_force")]
    pub state: &'static str,
    /// From when on it counts, until one with a higher number does.
    #[schema(value_type = String, format = DateTime)]
    pub valid_from_at: Timestamp,
    /// When it was decided.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Id of the account that decided it; null: Musette itself, or somebody at the server's console.
    pub author_id: Option<String>,
    /// Name of that account; null: there is none, or none any more.
    pub author_name: Option<String>,
    /// Why.
    #[schema(example = "Loading at the market takes longer than we thought")]
    pub reason: String,
    /// What differs from the version in force just before `valid_from_at`, by key; empty for the first.
    pub changes: Vec<RuleChange>,
}

/// One rule that differs between two versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleChange {
    /// Its dotted key, which ends in its unit.
    #[schema(example = "service.pickup_s")]
    pub key: String,
    /// What it was, as TOML; null: there was no such rule.
    #[schema(example = "180")]
    pub from: Option<String>,
    /// What it is, as TOML; null: it is no more.
    #[schema(example = "240")]
    pub to: Option<String>,
}

/// A version of the rules with what it says.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rules)]
pub struct RulesDocument {
    /// The version.
    #[serde(flatten)]
    pub version: RulesVersion,
    /// The number of the last version, which other rules have to be based on.
    pub last_version: u32,
    /// All rules, as JSON under the keys of the file.
    #[schema(value_type = Object)]
    pub rules: serde_json::Value,
    /// All rules as the text of a file, TOML, which explains each key.
    pub toml: String,
}

/// What the rules are to be: all of them, as `toml` or as `rules`.
#[derive(Debug, ToSchema)]
pub struct RulesDraft {
    /// The text of a file, TOML, with every key.
    #[schema(min_length = 1, max_length = 100_000)]
    pub toml: Option<String>,
    /// The same as JSON.
    #[schema(value_type = Option<Object>)]
    pub rules: Option<()>,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// From when on; left out: now. Not in the past.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub valid_from_at: Option<()>,
    /// The number of the last version that you have seen.
    #[schema(minimum = 0, example = 3)]
    pub based_on: u32,
}

/// Rules to be judged: all of them, as `toml` or as `rules`.
#[derive(Debug, ToSchema)]
pub struct RulesToCheck {
    /// The text of a file, TOML, with every key.
    #[schema(min_length = 1, max_length = 100_000)]
    pub toml: Option<String>,
    /// The same as JSON.
    #[schema(value_type = Option<Object>)]
    pub rules: Option<()>,
    /// From when on they would count; left out: now. Not in the past.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub valid_from_at: Option<()>,
}

/// What rules would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulesCheck {
    /// The number of the last version, which other rules have to be based on.
    pub based_on: u32,
    /// The number of the version in force until then, with which they were compared.
    pub compared_with: u32,
    /// What differs, by key.
    pub changes: Vec<RuleChange>,
}
