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

/// One pickup with one or more dropoffs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// Where it is fetched.
    pub pickup: OrderStop,
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

    /// The same order with all its windows later by so much.
    #[must_use]
    pub fn later(&self, by: Seconds) -> Self {
        let mut later = self.clone();
        later.pickup.later(by);
        later.dropoffs.iter_mut().for_each(|dropoff| dropoff.stop.later(by));
        later
    }
}
