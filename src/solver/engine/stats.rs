//! What each operator did, so that one that does not earn its keep is seen.

use std::fmt;

/// The operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// Strings removed, put back in an order by one key; by [`Order`](super::recreate::Order).
    Recreate(usize),
    /// A route of a plan before was taken over.
    Adopt,
    /// Two routes exchanged their tails.
    Tails,
    /// Two vehicles traded their routes.
    Trade,
    /// Ruin and recreate after a route was taken out.
    Absence,
    /// A request with nowhere to go had a free place after all.
    Place,
    /// It was squeezed in.
    Squeeze,
    /// Others had to leave for it.
    Eject,
    /// Random moves after that.
    Perturb,
    /// Requests of one route, or of all where they are long, were placed anew, to be elsewhere.
    Kick,
}

const NAMES: [&str; 15] = [
    "strings, random order",
    "strings, heaviest first",
    "strings, farthest first",
    "strings, nearest first",
    "strings, narrowest window first",
    "strings, earliest first",
    "whole route of a plan before",
    "tails exchanged",
    "routes traded",
    "route out: strings by absence",
    "route out: free place",
    "route out: squeeze",
    "route out: eject",
    "route out: random move",
    "begin elsewhere",
];

/// How often an operator was tried, how often what it made was kept, and how often it was the best so far
/// (for what follows a route taken out: how often nobody was left out any more).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Row {
    tried: u64,
    kept: u64,
    best: u64,
}

/// The counts of all operators; shows as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    rows: [Row; NAMES.len()],
}

impl Stats {
    pub(super) fn count(&mut self, operator: Operator, kept: bool, best: bool) {
        let index = match operator {
            Operator::Recreate(order) => order,
            Operator::Adopt => 6,
            Operator::Tails => 7,
            Operator::Trade => 8,
            Operator::Absence => 9,
            Operator::Place => 10,
            Operator::Squeeze => 11,
            Operator::Eject => 12,
            Operator::Perturb => 13,
            Operator::Kick => 14,
        };
        if let Some(row) = self.rows.get_mut(index) {
            row.tried += 1;
            row.kept += u64::from(kept);
            row.best += u64::from(best);
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (row, more) in self.rows.iter_mut().zip(&other.rows) {
            row.tried += more.tried;
            row.kept += more.kept;
            row.best += more.best;
        }
    }

    /// The operators that made the most of the best plans, the first of them first, with how many.
    #[must_use]
    pub fn leading(&self, count: usize) -> Vec<(&'static str, u64)> {
        let mut rows: Vec<(&str, u64)> =
            NAMES.into_iter().zip(&self.rows).map(|(name, row)| (name, row.best)).collect();
        rows.retain(|(_, best)| *best > 0);
        rows.sort_by_key(|(_, best)| std::cmp::Reverse(*best));
        rows.truncate(count);
        rows
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<32}{:>12}{:>12}{:>10}", "operator", "tried", "kept", "best")?;
        for (name, row) in NAMES.iter().zip(&self.rows).filter(|(_, row)| row.tried > 0) {
            writeln!(f, "{name:<32}{:>12}{:>12}{:>10}", row.tried, row.kept, row.best)?;
        }
        Ok(())
    }
}
