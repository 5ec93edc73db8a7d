//! The tags that decide about riding.

use serde::{Deserialize, Serialize};

/// Every key that a profile may look at on ways and on nodes, sorted. What is not in this list is
/// not kept by an import, so that ways which differ only in other tags share one [`Tags`].
pub const ROUTING_KEYS: &[&str] = &[
    "access",
    "access:backward",
    "access:backward:conditional",
    "access:conditional",
    "access:forward",
    "access:forward:conditional",
    "barrier",
    "bicycle",
    "bicycle:backward",
    "bicycle:backward:conditional",
    "bicycle:conditional",
    "bicycle:forward",
    "bicycle:forward:conditional",
    "bicycle_road",
    "bridge",
    "conveying",
    "cyclestreet",
    "cycleway",
    "cycleway:both",
    "cycleway:both:oneway",
    "cycleway:left",
    "cycleway:left:oneway",
    "cycleway:right",
    "cycleway:right:oneway",
    "cycleway:smoothness",
    "cycleway:surface",
    "duration",
    "foot",
    "foot:backward",
    "foot:backward:conditional",
    "foot:conditional",
    "foot:forward",
    "foot:forward:conditional",
    "highway",
    "junction",
    "locked",
    "maxspeed",
    "maxwidth",
    "maxwidth:physical",
    "motorroad",
    "oneway",
    "oneway:bicycle",
    "oneway:bicycle:conditional",
    "oneway:conditional",
    "oneway:foot",
    "ramp",
    "ramp:bicycle",
    "route",
    "segregated",
    "sidewalk",
    "smoothness",
    "surface",
    "tracktype",
    "tunnel",
    "vehicle",
    "vehicle:backward",
    "vehicle:backward:conditional",
    "vehicle:conditional",
    "vehicle:forward",
    "vehicle:forward:conditional",
];

/// More keys that matter on nodes, sorted: what stands there, and whom it holds up.
pub const NODE_KEYS: &[&str] = &[
    "crossing",
    "crossing:signals",
    "direction",
    "opening",
    "spacing",
    "traffic_signals:direction",
    "width",
];

/// Some tags of an object, sorted by key; each key once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tags(Vec<(String, String)>);

impl Tags {
    /// Tags from keys and values; of a repeated key the first value counts.
    pub fn new<K: Into<String>, V: Into<String>>(tags: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut tags: Vec<(String, String)> =
            tags.into_iter().map(|(key, value)| (key.into(), value.into())).collect();
        tags.sort_by(|a, b| a.0.cmp(&b.0));
        tags.dedup_by(|later, first| later.0 == first.0);
        Self(tags)
    }

    /// The value of `key`, if it is there.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        let index = self.0.binary_search_by(|(other, _)| other.as_str().cmp(key)).ok()?;
        Some(&self.0[index].1)
    }

    /// The values of `key`: OSM joins several by semicolons. None, if the key is not there.
    pub fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        self.value(key).into_iter().flat_map(|value| value.split(';')).map(str::trim)
    }

    /// Is `key` there with this very value?
    #[must_use]
    pub fn is(&self, key: &str, value: &str) -> bool {
        self.value(key) == Some(value)
    }

    /// Is it in a tunnel? A passage through a building is on the ground.
    #[must_use]
    pub fn is_tunnel(&self) -> bool {
        self.value("tunnel").is_some_and(|it| !matches!(it, "no" | "building_passage"))
    }

    /// Keys and values, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_routing_keys_are_sorted() {
        assert!(ROUTING_KEYS.is_sorted());
        assert!(NODE_KEYS.is_sorted());
    }

    #[test]
    fn a_value_is_found_by_its_key() {
        let tags = Tags::new([("oneway", "yes"), ("highway", "path"), ("oneway", "no")]);
        assert_eq!(tags.value("highway"), Some("path"));
        assert!(tags.is("oneway", "yes"));
        assert_eq!(tags.value("surface"), None);
    }

    #[test]
    fn values_joined_by_semicolons_are_told_apart() {
        let tags = Tags::new([("surface", "sett; asphalt")]);
        assert_eq!(tags.values("surface").collect::<Vec<_>>(), ["sett", "asphalt"]);
        assert_eq!(tags.values("highway").count(), 0);
    }
}
