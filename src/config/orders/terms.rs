//! Who brings an order and how, in cells.

use super::{column::Column, row::Row};
use crate::domain::{Couriers, DropoffSequence, SkillSet, Terms};

/// What each sequence is called.
const SEQUENCES: [(&str, DropoffSequence); 3] = [
    ("free", DropoffSequence::Free),
    ("fixed", DropoffSequence::Fixed),
    ("block", DropoffSequence::Block),
];

/// What a row says of its order's terms; `None` where it says nothing.
#[derive(Clone, PartialEq)]
pub(super) struct TermsSaid {
    pub(super) only: Option<SkillSet>,
    pub(super) not: Option<SkillSet>,
    pub(super) priority: Option<u32>,
    pub(super) sequence: Option<DropoffSequence>,
}

impl TermsSaid {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            only: row.words(Column::OnlyCouriers),
            not: row.words(Column::NotCouriers),
            priority: row.whole(Column::Priority, 1..=Terms::MOST_PRIORITY),
            sequence: row.one_of(Column::Sequence, &SEQUENCES),
        }
    }

    /// Complains if who may bring it is said in two ways.
    pub(super) fn check(&self, row: &Row<'_>) {
        if self.only.is_some() && self.not.is_some() {
            let cause = "only_couriers says who may bring it already";
            row.complain(Column::NotCouriers, cause, "leave one of the two empty");
        }
    }

    pub(super) fn finish(self) -> Terms {
        let couriers = match (self.only, self.not) {
            (Some(only), _) => Couriers::Only(only),
            (None, Some(not)) => Couriers::Not(not),
            (None, None) => Couriers::Any,
        };
        let plain = Terms::default();
        Terms {
            couriers,
            priority: self.priority.unwrap_or(plain.priority),
            sequence: self.sequence.unwrap_or(plain.sequence),
        }
    }
}

/// What `terms` say in a column, if it is one of theirs; empty where they say nothing.
pub(super) fn cell(terms: &Terms, column: Column) -> String {
    let plain = Terms::default();
    let words = |words: &SkillSet| words.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    match (column, &terms.couriers) {
        (Column::OnlyCouriers, Couriers::Only(these))
        | (Column::NotCouriers, Couriers::Not(these)) => words(these),
        (Column::Priority, _) if terms.priority != plain.priority => terms.priority.to_string(),
        (Column::Sequence, _) if terms.sequence != plain.sequence => {
            let known = SEQUENCES.iter().find(|(_, sequence)| *sequence == terms.sequence);
            known.map_or_else(String::new, |(word, _)| (*word).to_owned())
        }
        _ => String::new(),
    }
}
