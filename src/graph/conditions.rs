//! The conditions on which tags and restrictions of an extract depend.

use crate::osm::{Extract, is_understood};
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
        let mut count = |condition: String, times| *uses.entry(condition).or_default() += times;
        let mut ways = vec![0_u64; extract.kinds.len()];
        extract.ways.iter().for_each(|way| ways[way.kind as usize] += 1);
        let barriers = extract.barriers.iter().map(|barrier| (&barrier.tags, 1));
        for (tags, times) in extract.kinds.iter().zip(ways).chain(barriers) {
            if tags.is_conditional() {
                let clauses = tags.conditional().flat_map(|(_, clauses)| clauses);
                clauses.for_each(|clause| count(clause.condition, times));
            }
        }
        for restriction in &extract.restrictions {
            restriction.condition.iter().for_each(|condition| count(condition.clone(), 1));
        }
        let (understood, unknown) = uses.into_iter().partition(|(text, _)| is_understood(text));
        Self { understood, unknown }
    }
}
