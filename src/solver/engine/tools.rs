//! What the search works with: tables, room and chance.

use super::{
    model::Model,
    offers::Offers,
    place::Scratch,
    random::Random,
    recreate::Recreate,
    route::Route,
    ruin::{Neighbours, Strings},
    stats::Stats,
    tails::Tails,
};

/// One set a thread.
#[derive(Debug)]
pub(super) struct Tools {
    pub(super) neighbours: Neighbours,
    pub(super) offers: Offers,
    pub(super) recreate: Recreate,
    pub(super) strings: Strings,
    pub(super) tails: Tails,
    pub(super) random: Random,
    pub(super) scratch: Scratch,
    pub(super) trial: Option<Route>,
    pub(super) stats: Stats,
}

impl Tools {
    pub(super) fn new(model: &Model, seed: u64) -> Self {
        Self {
            neighbours: Neighbours::new(model),
            offers: Offers::new(model),
            recreate: Recreate::new(model),
            strings: Strings::default(),
            tails: Tails::default(),
            random: Random::new(seed),
            scratch: Scratch::default(),
            trial: None,
            stats: Stats::default(),
        }
    }
}
