//! What turn restrictions say of an arc.

use crate::graph::Restriction;

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
