//! Traffic signals: at junctions, and on the way to them.
//!
//! Signals on a node where ways meet are the node's. Others are counted on the section which arrives
//! there, in the direction in which they hold someone up; those of a crossing only on ways that are no
//! carriageways ([`crate::osm::signal`]). So that nobody waits twice at one junction, signals within
//! [`SAME_M`] along the section of a junction with signals of its own, or of signals before them, do not
//! count: stop lines, and both halves of a crossing with an island.

use super::pieces::Meetings;
use crate::{
    geo::haversine_m,
    osm::{Extract, Signal},
};
use std::collections::HashMap;

/// Signals nearer than this to others are part of the same junction. In metres: an assumption, the width
/// of a street with its stop lines.
const SAME_M: f64 = 30.0;

/// The signals of an extract.
pub(super) struct Signals(HashMap<u32, Signal>);

impl Signals {
    pub(super) fn new(extract: &Extract) -> Self {
        Self(extract.signals.iter().map(|signal| (signal.node, signal.signal)).collect())
    }

    /// Nodes where ways meet under signals that hold everyone up.
    pub(super) fn junctions(&self, meetings: &Meetings) -> impl Iterator<Item = u32> {
        self.0.keys().copied().filter(|node| self.is_junction(*node, meetings))
    }

    fn is_junction(&self, node: u32, meetings: &Meetings) -> bool {
        let everyone = self.0.get(&node).is_some_and(|signal| !signal.crossing);
        everyone && meetings.is_crossing(node)
    }

    /// Signals of a section through these nodes, along it and against it.
    pub(super) fn of_section(
        &self,
        extract: &Extract,
        meetings: &Meetings,
        carriageway: bool,
        nodes: &[u32],
    ) -> [u8; 2] {
        if !nodes.iter().any(|node| self.0.contains_key(node)) {
            return [0; 2];
        }
        let place = |node: u32| extract.positions[node as usize];
        let mut along_m = vec![0.0; nodes.len()];
        for (index, pair) in nodes.windows(2).enumerate() {
            let gap_m = place(pair[0]).zip(place(pair[1])).map_or(0.0, |(a, b)| haversine_m(a, b));
            along_m[index + 1] = along_m[index] + gap_m;
        }
        let length_m = along_m.last().copied().unwrap_or_default();
        [false, true].map(|back| {
            let count = nodes.len();
            let ridden = (0..count).map(|step| if back { count - 1 - step } else { step });
            let at = |index: usize| if back { length_m - along_m[index] } else { along_m[index] };
            let mut met = 0_u8;
            let mut last_m = f64::NEG_INFINITY;
            for (step, index) in ridden.enumerate() {
                let node = nodes[index];
                let here_m = at(index);
                if self.is_junction(node, meetings) {
                    // The node's own count; what follows within the junction is part of it.
                    last_m = here_m;
                    continue;
                }
                let holds = self.0.get(&node).is_some_and(|signal| {
                    (!signal.crossing || !carriageway)
                        && if back { signal.backward } else { signal.forward }
                });
                let ends_at = if back { nodes[0] } else { nodes[count - 1] };
                let before_junction =
                    self.is_junction(ends_at, meetings) && length_m - here_m < SAME_M;
                if holds && !before_junction {
                    // At its start the section before it has counted.
                    if step > 0 && here_m - last_m >= SAME_M {
                        met = met.saturating_add(1);
                    }
                    last_m = here_m;
                }
            }
            met
        })
    }
}
