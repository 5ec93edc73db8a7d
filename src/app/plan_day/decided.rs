//! When and by what rounds are made.

use crate::{dispatch::Made, domain::labour::Roster, solver::Objective, units::Timestamp};

/// When rounds are made and by which rules, for those who want to know why.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// When.
    pub at: Timestamp,
    /// No remedy asks anybody to be at work before.
    pub not_before: Option<Timestamp>,
    /// Version of the rules, if these have one.
    pub rules_version: Option<u64>,
    /// What the couriers work, by which the law judges what would help; `None`: nobody asks it.
    pub roster: Option<&'a Roster>,
}

impl<'a> Decided<'a> {
    /// How rounds are made without any search.
    pub(super) fn made(&self, objective: &'a Objective) -> Made<'a> {
        let Self { at: decided_at, not_before, rules_version, roster } = *self;
        let (seed, iterations, kept_below_s) = (0, 0, None);
        Made {
            objective,
            decided_at,
            not_before,
            rules_version,
            seed,
            iterations,
            kept_below_s,
            roster,
        }
    }
}
