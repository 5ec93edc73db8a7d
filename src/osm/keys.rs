//! Which strings of a block are keys that matter.

use super::{NODE_KEYS, ROUTING_KEYS, block::Block, conditional::CONDITIONAL, place::PLACE_KEYS};
use std::collections::HashMap;

/// What a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// It decides about riding.
    Routing,
    /// It matters on nodes.
    Node,
    /// It tells a place: index into [`PLACE_KEYS`].
    Place(usize),
    /// The number of a road, shown where there is no name.
    Ref,
    /// It says that something else depends on the time.
    Timed,
}

/// Looks keys up by the bytes of a string; made once an import.
pub(super) struct Keys(HashMap<&'static [u8], Key>);

impl Keys {
    pub(super) fn new() -> Self {
        let routing = ROUTING_KEYS.iter().map(|key| (key.as_bytes(), Key::Routing));
        let place = PLACE_KEYS.iter().enumerate().map(|(i, key)| (key.as_bytes(), Key::Place(i)));
        let node = NODE_KEYS.iter().map(|key| (key.as_bytes(), Key::Node));
        Self(routing.chain(node).chain(place).chain([(&b"ref"[..], Key::Ref)]).collect())
    }

    /// What each string of `block` is good for as a key, by its index.
    pub(super) fn of(&self, block: &Block) -> Vec<Option<Key>> {
        let key = |text: &Vec<u8>| {
            let timed = || text.ends_with(CONDITIONAL.as_bytes()).then_some(Key::Timed);
            self.0.get(text.as_slice()).copied().or_else(timed)
        };
        block.strings().iter().map(key).collect()
    }
}
