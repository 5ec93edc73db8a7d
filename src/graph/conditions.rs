//! The conditions on which tags and restrictions of an extract depend.

use crate::osm::{Conditional, Extract, TurnRestriction, is_understood};
use std::collections::{BTreeMap, HashMap};

/// Conditions with the number of their uses.
#[derive(Default)]
pub(super) struct Conditions {
    /// Those about time.
    pub(super) understood: BTreeMap<String, u64>,
    /// Others, which never hold here.
    pub(super) unknown: BTreeMap<String, u64>,
}

impl Conditions {
    pub(super) fn of(extract: &Extract) -> Self {
        let mut uses: HashMap<String, u64> = HashMap::new();
        let mut odd: BTreeMap<String, u64> = BTreeMap::new();
        let mut count = |condition: String, times| *uses.entry(condition).or_default() += times;
        let mut ways = vec![0_u64; extract.kinds.len()];
        extract.ways.iter().for_each(|way| ways[way.kind as usize] += 1);
        let barriers = extract.barriers.iter().map(|barrier| (&barrier.tags, 1));
        for (tags, times) in extract.kinds.iter().zip(ways).chain(barriers) {
            for Conditional { key, clauses, is_odd } in tags.conditional() {
                for clause in clauses {
                    count(clause.condition, times);
                }
                if is_odd {
                    let label = format!("none, or too long, in {key}:conditional");
                    *odd.entry(label).or_default() += times;
                }
            }
        }
        for TurnRestriction { condition, unless, .. } in &extract.restrictions {
            condition.iter().chain(unless).for_each(|condition| count(condition.clone(), 1));
        }
        let (understood, mut unknown): (BTreeMap<_, _>, BTreeMap<_, _>) =
            uses.into_iter().partition(|(text, _)| is_understood(text));
        for (text, times) in odd.iter().chain(&extract.counts.unknown_conditions) {
            *unknown.entry(text.clone()).or_default() += times;
        }
        Self { understood, unknown }
    }
}
