//! The line of time without riding and service, and the corners on it.

use super::moment::Moment;

/// A way between two that are no breaks, with the breaks on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leg {
    /// Where it ends, into the moments; what lies between are the breaks.
    pub(super) to: usize,
    pub(super) travel: i64,
}

/// The route on the line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What is taken off the beginning of each moment; of a break as if all of the way came after it.
    pub(super) offsets: Vec<i64>,
    /// From the start on.
    pub(super) legs: Vec<Leg>,
    /// All corners, in order, each once.
    pub(super) corners: Vec<i64>,
}

impl Line {
    pub(super) fn new(moments: &[Moment]) -> Self {
        let mut offsets = Vec::with_capacity(moments.len());
        let (mut legs, mut corners) = (Vec::new(), Vec::new());
        let (mut offset, mut travel) = (0, 0);
        for (at, moment) in moments.iter().enumerate() {
            if !moment.is_break && at > 0 {
                legs.push(Leg { to: at, travel });
                offset += travel;
            }
            for corner in moment.corners() {
                corners.push(corner - offset);
                if moment.is_break {
                    corners.push(corner - offset - travel);
                }
            }
            offsets.push(offset);
            offset += moment.action;
            if !moment.is_break {
                travel = moment.travel;
            }
        }
        corners.sort_unstable();
        corners.dedup();
        Self { offsets, legs, corners }
    }
}
