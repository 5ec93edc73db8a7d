//! Lengths along the ground.

use serde::{Deserialize, Serialize};
use std::{fmt, iter::Sum, ops::Add};

/// A length in whole metres. Addition saturates.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Metres(u32);

impl Metres {
    /// No length.
    pub const ZERO: Self = Self(0);

    /// `metres` as a length.
    #[must_use]
    pub const fn new(metres: u32) -> Self {
        Self(metres)
    }

    /// Whole metres.
    #[must_use]
    pub const fn as_u32(self) -> u32 {
        self.0
    }

    /// Kilometres.
    #[must_use]
    pub fn as_km(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl Add for Metres {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Metres {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Metres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} m", self.0))
    }
}
