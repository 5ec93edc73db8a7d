//! Rules as a text that reads back as the same rules, and what differs between two of them.

use super::{
    labour_text::labour_text,
    rules_keys::{KEYS, SECTIONS, Tuned},
};
use crate::domain::Rules;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// One rule that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// Its dotted key, which ends in its unit, such as `service.pickup_s`.
    pub key: String,
    /// What it was, as TOML; `None`: there was no such rule.
    pub from: Option<String>,
    /// What it is; `None`: it is no more.
    pub to: Option<String>,
}

/// The text of a file that says all rules, each number with its unit. [`parse_rules`](super::parse_rules) reads the
/// same rules from it, if they were ever read from a file.
#[must_use]
pub fn rules_text(rules: &Rules) -> String {
    let mut text = tuned_text(&Tuned::of(rules));
    text.push_str(
        "\n# What the law allows. Each number stands beside the article that it comes from.\n",
    );
    labour_text(&mut text, &rules.labour);
    text
}

/// The part of it that `config/rules.toml` shows.
pub(super) fn tuned_text(tuned: &Tuned) -> String {
    let mut lines = Vec::new();
    for (section, about) in SECTIONS {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("[{section}]"));
        lines.extend(about.iter().map(|line| format!("# {line}")));
        for key in KEYS.iter().filter(|key| key.section == section) {
            lines.push(String::new());
            lines.extend(key.about.iter().map(|line| format!("# {line}")));
            lines.push(format!("{} = {}", key.name, key.written((key.get)(tuned))));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Every rule by its dotted key, with its value as TOML.
#[must_use]
pub fn rules_entries(rules: &Rules) -> BTreeMap<String, String> {
    let mut entries = BTreeMap::new();
    flatten(&mut entries, "", &table(rules));
    entries
}

fn flatten(entries: &mut BTreeMap<String, String>, prefix: &str, table: &Table) {
    for (key, value) in table {
        let path = format!("{prefix}{key}");
        match value {
            Value::Table(inner) => flatten(entries, &format!("{path}."), inner),
            other => {
                entries.insert(path, other.to_string());
            }
        }
    }
}

/// What differs, by key.
#[must_use]
pub fn rules_changes(before: &Rules, after: &Rules) -> Vec<RuleChange> {
    let [was, is] = [before, after].map(rules_entries);
    let mut keys: Vec<&String> = was.keys().chain(is.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let change = |key: &String| {
        let (from, to) = (was.get(key).cloned(), is.get(key).cloned());
        (from != to).then(|| RuleChange { key: key.clone(), from, to })
    };
    keys.into_iter().filter_map(change).collect()
}

/// The rules as JSON, under the same keys as in TOML.
#[must_use]
pub fn rules_json(rules: &Rules) -> serde_json::Value {
    let json = serde_json::to_value(table(rules));
    json.expect("invariant: the text of rules has neither dates nor odd numbers")
}

/// The TOML that says the same as a JSON object, for [`parse_rules`](super::parse_rules).
///
/// # Errors
///
/// What of it TOML has no word for, such as null.
pub fn toml_of_json(json: &serde_json::Value) -> Result<String, String> {
    let table: Result<Table, _> = serde_json::from_value(json.clone());
    table.map(|table| table.to_string()).map_err(|error| error.to_string())
}

fn table(rules: &Rules) -> Table {
    rules_text(rules).parse().expect("invariant: what is written is TOML")
}
