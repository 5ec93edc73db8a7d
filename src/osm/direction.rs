//! The two directions of a way.

/// Along a way's nodes as they are listed, or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// In the order of the nodes.
    Forward,
    /// Against it.
    Backward,
}

impl Direction {
    /// `key` as OSM writes it for this direction only: `bicycle:forward`.
    pub(super) fn of_key(self, key: &str) -> String {
        match self {
            Self::Forward => format!("{key}:forward"),
            Self::Backward => format!("{key}:backward"),
        }
    }
}

/// The directions in which something is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Directions {
    forward: bool,
    backward: bool,
}

impl Directions {
    pub(super) const BOTH: Self = Self { forward: true, backward: true };
    pub(super) const FORWARD: Self = Self { forward: true, backward: false };
    pub(super) const BACKWARD: Self = Self { forward: false, backward: true };
    pub(super) const NONE: Self = Self { forward: false, backward: false };

    /// Is `direction` one of these?
    pub(super) fn has(self, direction: Direction) -> bool {
        match direction {
            Direction::Forward => self.forward,
            Direction::Backward => self.backward,
        }
    }

    /// These and those.
    pub(super) fn and(self, others: Self) -> Self {
        Self { forward: self.forward || others.forward, backward: self.backward || others.backward }
    }
}
