//! The keys that tell what a map shows.

use crate::osm::block::Block;
use std::collections::HashMap;

macro_rules! keys {
    ($($key:ident = $text:literal,)+) => {
        /// A key that matters to the scenery.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum SceneryKey { $($key,)+ }

        const KEYS: &[(SceneryKey, &str)] = &[$((SceneryKey::$key, $text),)+];
    };
}

keys! {
    Housenumber = "addr:housenumber",
    Amenity = "amenity",
    Area = "area",
    Bicycle = "bicycle",
    BicycleRoad = "bicycle_road",
    Bridge = "bridge",
    Building = "building",
    Cyclestreet = "cyclestreet",
    Cycleway = "cycleway",
    CyclewayBoth = "cycleway:both",
    CyclewayLeft = "cycleway:left",
    CyclewayRight = "cycleway:right",
    Highway = "highway",
    Landuse = "landuse",
    Leisure = "leisure",
    Name = "name",
    Natural = "natural",
    Place = "place",
    Railway = "railway",
    Ref = "ref",
    Route = "route",
    Shop = "shop",
    Tourism = "tourism",
    Tunnel = "tunnel",
    Type = "type",
    Waterway = "waterway",
}

const COUNT: usize = KEYS.len();

/// Looks keys up by the bytes of a string; made once an import.
pub(in crate::osm) struct SceneryKeys(HashMap<&'static [u8], SceneryKey>);

impl SceneryKeys {
    pub(in crate::osm) fn new() -> Self {
        Self(KEYS.iter().map(|(key, text)| (text.as_bytes(), *key)).collect())
    }

    /// What each string of `block` is as a key, by its index.
    pub(super) fn of(&self, block: &Block) -> Vec<Option<SceneryKey>> {
        block.strings().iter().map(|text| self.0.get(text.as_slice()).copied()).collect()
    }
}

/// The values that one object has for these keys.
#[derive(Clone, Copy, Default)]
pub(super) struct Values<'a> {
    texts: [Option<&'a str>; COUNT],
}

impl<'a> Values<'a> {
    /// Sets a value; of a repeated key the first counts.
    pub(super) fn set(&mut self, key: SceneryKey, value: &'a str) {
        self.texts[key as usize].get_or_insert(value);
    }

    /// The value of a key; `None` if it is not there.
    pub(super) fn get(&self, key: SceneryKey) -> Option<&'a str> {
        self.texts[key as usize]
    }

    /// Is this the value of the key?
    pub(super) fn is(&self, key: SceneryKey, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    /// Is the key there, and not `no`?
    pub(super) fn has(&self, key: SceneryKey) -> bool {
        self.get(key).is_some_and(|value| value != "no")
    }

    /// From keys and values as text, for tests.
    #[cfg(test)]
    pub(super) fn of(tags: &[(&str, &'a str)]) -> Self {
        let mut values = Self::default();
        for (text, value) in tags {
            let key = KEYS.iter().find(|(_, key)| key == text).expect("a known key").0;
            values.set(key, value);
        }
        values
    }
}
