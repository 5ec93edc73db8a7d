//! Who may lift what, as skills of the solver: to lift up to one of the caps of the day is a skill of its own.

use crate::{domain::Coop, solver::Skills};

/// The caps of a day's shifts, each a skill of whoever may lift as much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lifts {
    /// In grams, rising; the least is a skill of everybody, and so of no use.
    caps: Vec<u32>,
    /// Number of the bit of the least cap. The bit behind that of the greatest is for what nobody lifts who has a cap.
    first_bit: usize,
}

impl Lifts {
    /// Those of the shifts of `coop`, with bits from this one on.
    pub(super) fn new(coop: &Coop, first_bit: usize) -> Self {
        let mut caps: Vec<u32> =
            coop.shifts.iter().filter_map(|shift| Some(shift.lift.as_ref()?.says)).collect();
        caps.sort_unstable();
        caps.dedup();
        Self { caps, first_bit }
    }

    /// How many bits they take.
    pub(super) fn bits(&self) -> usize {
        if self.caps.is_empty() { 0 } else { self.caps.len() + 1 }
    }

    /// What somebody with this cap may do; without one, anything.
    pub(super) fn skills(&self, cap_g: Option<u32>) -> Skills {
        let able = match cap_g {
            Some(cap) => self.caps.partition_point(|known| *known <= cap),
            None => self.bits(),
        };
        Skills::from_bits((0..able).fold(0, |bits, level| bits | 1 << (self.first_bit + level)))
    }

    /// What it takes to lift a piece of so many grams.
    pub(super) fn needed(&self, piece_g: u32) -> Skills {
        let level = self.caps.partition_point(|cap| *cap < piece_g);
        let is_for_all = level == 0;
        Skills::from_bits(if is_for_all { 0 } else { 1 << (self.first_bit + level) })
    }

    /// Does somebody who lacks these skills lack one to lift?
    pub(super) fn are_in(&self, missing: Skills) -> bool {
        self.bits() > 0 && missing.bits() >> self.first_bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whoever_has_the_skill_may_lift_it_and_nobody_else(
            caps in proptest::collection::btree_set(1..60_000_u32, 0..8),
            piece in 0..70_000_u32,
            first_bit in 0..40_usize,
        ) {
            let caps: Vec<u32> = caps.into_iter().collect();
            let lifts = Lifts { caps: caps.clone(), first_bit };
            for cap in caps {
                let able = lifts.skills(Some(cap)).cover(lifts.needed(piece));
                prop_assert_eq!(able, piece <= cap, "{} of {}", piece, cap);
            }
            prop_assert!(lifts.skills(None).cover(lifts.needed(piece)));
            prop_assert!(!lifts.are_in(Skills::from_bits((1 << first_bit) - 1)));
        }
    }
}
