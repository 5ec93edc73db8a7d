//! What couriers can do and requests ask for.

/// Skills as a set of up to 64 small numbers, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Skills(u64);

impl Skills {
    /// No skill at all.
    pub const NONE: Self = Self(0);

    /// The set whose bits are `bits`.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// One bit a skill.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Is every skill of `needed` in this set?
    #[must_use]
    pub const fn cover(self, needed: Self) -> bool {
        needed.0 & !self.0 == 0
    }

    /// The skills of `needed` that are not in this set.
    #[must_use]
    pub const fn missing(self, needed: Self) -> Self {
        Self(needed.0 & !self.0)
    }

    /// How many there are.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }
}
