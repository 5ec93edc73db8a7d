//! What shops and restaurants ask for.

use super::{Terms, Timing};
use crate::units::{Load, LonLat, Seconds, TimeWindow, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Names of skills, such as `cold_chain`.
pub type SkillSet = BTreeSet<String>;

/// A place to be, when, and for how long.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderStop {
    /// Who is there: the shop's or the recipient's name.
    pub name: String,
    /// The address as written.
    pub address: String,
    /// Where it is.
    pub place: LonLat,
    /// When service may start.
    pub window: TimeWindow<Timestamp>,
    /// Finer times, if somebody says them.
    #[serde(default)]
    pub timing: Timing,
    /// How long service takes.
    pub service: Seconds,
}

impl OrderStop {
    fn later(&mut self, by: Seconds) {
        self.window = self.window.later(by);
        self.timing = self.timing.later(by);
    }
}

/// A place where a part of an order is fetched, beside its first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pickup {
    /// Where and when.
    pub stop: OrderStop,
    /// What comes on board there.
    pub load: Load,
}

/// One place where a part of an order goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dropoff {
    /// Where and when.
    pub stop: OrderStop,
    /// What goes there.
    pub load: Load,
    /// The mass of its heaviest piece in grams, if somebody says it.
    #[serde(default)]
    pub piece_g: Option<u32>,
}

impl Dropoff {
    /// The mass of its heaviest piece in grams: what is said, else the whole mass in as many equal parts as there are
    /// pieces, and all of it where they are not counted.
    #[must_use]
    pub fn heaviest_piece_g(&self) -> u32 {
        heaviest_piece_g(self.load, self.piece_g)
    }
}

pub(super) fn heaviest_piece_g(load: Load, said: Option<u32>) -> u32 {
    said.unwrap_or_else(|| load.mass_g.div_ceil(load.bags.max(1)))
}

/// What is fetched at one or more places, then brought to one or more: all of it by one courier in one round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// Where it is fetched: all that is fetched at none of the others.
    pub pickup: OrderStop,
    /// Where parts of it are fetched besides: in any order unless its terms say one, but before anything is brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more_pickups: Vec<Pickup>,
    /// Where it goes. Never empty.
    pub dropoffs: Vec<Dropoff>,
    /// What its courier must be trained or equipped for.
    pub skills: SkillSet,
    /// Who brings it and how, if somebody says it.
    #[serde(default)]
    pub terms: Terms,
}

impl Order {
    /// The mass of its heaviest piece in grams.
    #[must_use]
    pub fn heaviest_piece_g(&self) -> u32 {
        self.dropoffs.iter().map(Dropoff::heaviest_piece_g).max().unwrap_or_default()
    }

    /// Its stops by their position: the pickups, then the dropoffs.
    pub fn stops(&self) -> impl Iterator<Item = &OrderStop> {
        let pickups = self.pickups().map(|(stop, _)| stop);
        pickups.chain(self.dropoffs.iter().map(|it| &it.stop))
    }

    /// Where it is fetched, each with what comes on board there.
    pub fn pickups(&self) -> impl Iterator<Item = (&OrderStop, Load)> {
        let whole: Load = self.dropoffs.iter().map(|it| it.load).sum();
        let elsewhere: Load = self.more_pickups.iter().map(|it| it.load).sum();
        let others = self.more_pickups.iter().map(|it| (&it.stop, it.load));
        std::iter::once((&self.pickup, whole - elsewhere)).chain(others)
    }

    /// At how many places it is fetched.
    #[must_use]
    pub fn pickup_count(&self) -> usize {
        1 + self.more_pickups.len()
    }

    /// From when on something of it can be fetched.
    #[must_use]
    pub fn ready_at(&self) -> Timestamp {
        let others = self.more_pickups.iter().map(|it| it.stop.window.start());
        others.fold(self.pickup.window.start(), Ord::min)
    }

    /// The same order with all its windows later by so much.
    #[must_use]
    pub fn later(&self, by: Seconds) -> Self {
        let mut later = self.clone();
        later.pickup.later(by);
        later.more_pickups.iter_mut().for_each(|pickup| pickup.stop.later(by));
        later.dropoffs.iter_mut().for_each(|dropoff| dropoff.stop.later(by));
        later
    }
}
