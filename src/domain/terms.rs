//! What few orders ask as a whole: who may bring them, how much they count, in which order.

use super::Shift;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who brings an order and how; most orders leave it all open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Who may bring it.
    pub couriers: Couriers,
    /// So many plain orders are left out rather than this one: 1 to [`Terms::MOST_PRIORITY`].
    pub priority: u32,
    /// In which order its stops are made.
    pub sequence: DropoffSequence,
}

impl Terms {
    /// The highest priority.
    pub const MOST_PRIORITY: u32 = 10;
}

impl Default for Terms {
    fn default() -> Self {
        Self { couriers: Couriers::default(), priority: 1, sequence: DropoffSequence::default() }
    }
}

/// Who may bring an order, by the ids of couriers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Couriers {
    /// Whoever can.
    #[default]
    Any,
    /// Only these; in a crew it is enough if one of the two is.
    Only(BTreeSet<String>),
    /// None of these, in a crew neither.
    Not(BTreeSet<String>),
}

impl Couriers {
    /// May whoever works this shift?
    #[must_use]
    pub fn allow(&self, shift: &Shift) -> bool {
        self.allow_those(shift.people())
    }

    /// May these together?
    pub fn allow_those<'a>(&self, mut people: impl Iterator<Item = &'a str>) -> bool {
        match self {
            Self::Any => true,
            Self::Only(these) => people.any(|id| these.contains(id)),
            Self::Not(these) => !people.any(|id| these.contains(id)),
        }
    }
}

/// In which order the stops of an order are made; all its pickups always come before its dropoffs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DropoffSequence {
    /// In any.
    #[default]
    Free,
    /// As they are listed; stops of other orders may lie between.
    Fixed,
    /// As they are listed, and from the first pickup to the last of them nothing else: a standing round.
    Block,
}
