//! Words that free keys of a profile may be meant for.

use crate::config::{shipped::shipped_profiles, suggest::nearest};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// By table, the keys that the shipped profiles have.
static KNOWN: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, text) in shipped_profiles() {
        let profile: toml::Table = text.parse().expect("invariant: shipped profiles are TOML");
        for (name, value) in profile {
            let keys = value.as_table().into_iter().flat_map(|table| table.keys().cloned());
            known.entry(name).or_default().extend(keys);
        }
    }
    known
});

/// What `key` of the table called `table` seems to be a slip for: a word that the shipped profiles know there and
/// that is not among `keys`. Any other key may be a value of a tag that nobody here has heard of.
pub(super) fn meant_for(table: &str, key: &str, keys: &[String]) -> Option<&'static str> {
    let known = KNOWN.get(table)?;
    let missing: Vec<&'static str> =
        known.iter().filter(|word| !keys.contains(word)).map(String::as_str).collect();
    if known.contains(key) { None } else { nearest(key, &missing) }
}
