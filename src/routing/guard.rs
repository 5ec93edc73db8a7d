//! What turn restrictions say of an arc.

use super::states::count;
use crate::graph::Restriction;
use std::ops::Range;

/// What a restriction says of an arc, while it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guard {
    /// The arc; guards of one arc lie beside each other.
    pub(super) arc: u32,
    restriction: u32,
    /// How many edges one has come over for it to matter; of one arc, restrictions of equal depth have
    /// these edges in common and lie beside each other.
    depth: u32,
    says: Says,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// Not over this edge.
    Never,
    /// Only over another edge.
    Elsewhere,
    /// Only over this edge.
    Here,
}

impl Guard {
    /// What the restriction of this number says of an arc over `edge` from where it decides.
    pub(super) fn new(arc: u32, edge: u32, number: u32, restriction: &Restriction) -> Option<Self> {
        let is_last = restriction.edges.last() == Some(&edge);
        let says = match (restriction.only, is_last) {
            (false, true) => Says::Never,
            (false, false) => return None,
            (true, true) => Says::Here,
            (true, false) => Says::Elsewhere,
        };
        let depth = u32::try_from(restriction.edges.len()).ok()?;
        Some(Self { arc, restriction: number, depth, says })
    }
}

/// Arcs whose numbers are the same but for so many bits share an entry of the index.
const BLOCK_BITS: u32 = 8;

/// The guards of all arcs. Few arcs have any.
#[derive(Debug, Default)]
pub(super) struct Guards {
    all: Vec<Guard>,
    /// By block of arcs, the first guard of it or of a later one.
    first: Vec<u32>,
}

impl Guards {
    /// Adds guards. They come in the order of their arcs.
    pub(super) fn extend(&mut self, guards: impl IntoIterator<Item = Guard>) {
        for guard in guards {
            debug_assert!(self.all.last().is_none_or(|last| last.arc <= guard.arc));
            let block = (guard.arc >> BLOCK_BITS) as usize;
            let next = count(self.all.len());
            self.first.resize(self.first.len().max(block + 1), next);
            self.all.push(guard);
        }
    }

    /// Those of a range of arcs.
    pub(super) fn of(&self, arcs: &Range<u32>) -> &[Guard] {
        let Some(first) = self.first.get((arcs.start >> BLOCK_BITS) as usize) else { return &[] };
        let later = &self.all[*first as usize..];
        let before = later.iter().take_while(|guard| guard.arc < arcs.start).count();
        let own = later[before..].iter().take_while(|guard| guard.arc < arcs.end).count();
        &later[before..before + own]
    }

    /// All of them, arc by arc.
    pub(super) fn by_arc(&self) -> impl Iterator<Item = (u32, &[Guard])> {
        self.all.chunk_by(|one, next| one.arc == next.arc).map(|own| (own[0].arc, own))
    }
}

/// Do these guards of one arc forbid it, while the restrictions hold of which `holds` says so?
///
/// Several commands after the same edges are a choice: a sign with two arrows is mapped as a
/// restriction for each of them.
pub(super) fn forbid(guards: &[Guard], holds: &[bool]) -> bool {
    guards.chunk_by(|one, next| one.depth == next.depth).any(|same| {
        let said = |says| {
            let mut own = same.iter().filter(|guard| guard.says == says);
            own.any(|guard| holds[guard.restriction as usize])
        };
        said(Says::Never) || (said(Says::Elsewhere) && !said(Says::Here))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_range_of_arcs_has_the_guards_that_a_search_of_all_finds(
            mut arcs in prop::collection::vec(0_u32..3_000, 0..40),
            ranges in prop::collection::vec((0_u32..3_500, 0_u32..700), 1..20),
        ) {
            arcs.sort_unstable();
            let guard = |arc| Guard { arc, restriction: 0, depth: 2, says: Says::Never };
            let mut guards = Guards::default();
            guards.extend(arcs.iter().map(|arc| guard(*arc)));
            for (start, length) in ranges {
                let range = start..start + length;
                let found: Vec<u32> = guards.of(&range).iter().map(|guard| guard.arc).collect();
                let all: Vec<u32> = arcs.iter().copied().filter(|arc| range.contains(arc)).collect();
                prop_assert_eq!(found, all);
            }
            let counted: usize = guards.by_arc().map(|(_, own)| own.len()).sum();
            prop_assert_eq!(counted, arcs.len());
        }
    }
}
