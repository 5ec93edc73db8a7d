//! A hierarchy under a metric, ready for queries.

use super::{
    ends::Ends,
    hierarchy::{Hierarchy, NONE},
    search::{UpDown, Walk},
    sides::Side,
    slots::Slots,
    table::table,
    weights::{INFINITE, Pair, Weight, customize, perfect},
};
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

/// Not looked for yet.
const UNKNOWN: u32 = NONE;

/// What the arcs of a hierarchy weigh under one metric, as far as they are on shortest paths.
#[derive(Debug)]
pub(crate) struct Customized {
    sides: [Side; 2],
    /// By side and arc, what is below it, once somebody has asked: twice the arc of the graph that it
    /// is, or one more than twice the node that it goes over.
    below: [Vec<AtomicU32>; 2],
}

/// How long the parts of customizing took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomizeTimes {
    /// Basic customization: every shortcut has its weight, and queries could be answered.
    pub basic: Duration,
    /// Perfect customization, and the search graph without needless arcs: what makes queries fast.
    pub perfect: Duration,
}

/// Room for customizing, kept from one time to the next: to ask for it anew takes as long as a third of
/// the work.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    basic: Vec<Pair>,
    exact: Vec<Pair>,
}

/// More room than this, in arcs, is given back: 32 MiB.
const KEPT: usize = 1 << 20;

impl Scratch {
    fn shrink(&mut self) {
        if self.basic.capacity() > KEPT {
            *self = Self::default();
        }
    }
}

/// An arc of the search graph: its direction, place among the arcs of that, and ends.
#[derive(Clone, Copy)]
struct SideArc {
    direction: usize,
    at: usize,
    lower: u32,
    higher: u32,
}

impl Customized {
    /// Customizes `hierarchy`; `weights` are those of the graph's arcs, [`INFINITE`] for closed ones.
    pub(crate) fn new(
        hierarchy: &Hierarchy,
        slots: &Slots,
        weights: &[Weight],
        scratch: &mut Scratch,
    ) -> (Self, CustomizeTimes) {
        let start = Instant::now();
        let Scratch { basic, exact } = scratch;
        basic.clear();
        basic.resize(hierarchy.heads.len(), [INFINITE; 2]);
        for (slot, weight) in slots.all().iter().zip(weights) {
            if *slot != NONE {
                let known = &mut basic[*slot as usize / 2][*slot as usize % 2];
                *known = (*known).min(*weight);
            }
        }
        customize(hierarchy, basic);
        let half = Instant::now();
        exact.clone_from(basic);
        perfect(hierarchy, exact);
        let (up, down) = rayon::join(
            || Side::new(hierarchy, basic, exact, 0),
            || Side::new(hierarchy, basic, exact, 1),
        );
        scratch.shrink();
        let sides = [up, down];
        let unknown =
            |side: &Side| (0..side.len()).map(|_| AtomicU32::new(UNKNOWN)).collect::<Vec<_>>();
        let below = sides.each_ref().map(unknown);
        let times = CustomizeTimes { basic: half - start, perfect: half.elapsed() };
        (Self { sides, below }, times)
    }

    /// Weight of the shortest path; `None` if there is none.
    pub(crate) fn weight(
        &self,
        hierarchy: &Hierarchy,
        walk: &mut Walk,
        from: &Ends,
        to: &Ends,
    ) -> Option<Weight> {
        walk.weight(hierarchy, &self.sides, from, to)
    }

    /// The shortest path, shortcuts and all; `None` if there is none.
    pub(crate) fn path(
        &self,
        hierarchy: &Hierarchy,
        walk: &mut Walk,
        from: &Ends,
        to: &Ends,
    ) -> Option<UpDown> {
        walk.path(hierarchy, &self.sides, from, to)
    }

    /// Times and lengths from each of `from` to each of `to`; see [`table`].
    pub(crate) fn table(
        &self,
        hierarchy: &Hierarchy,
        from: &[Option<Ends>],
        to: &[Option<Ends>],
        units: impl Fn([u32; 2]) -> [u32; 2] + Sync,
        cells: &mut [Vec<u32>; 2],
    ) {
        table(hierarchy, &self.sides, from, to, units, cells);
    }

    /// The arcs of the graph on a path. What is below a shortcut is remembered; `weight` is what an arc
    /// of the graph weighs. All that is below an arc on a shortest path is on one too, so the search
    /// graph has it.
    pub(crate) fn unpack(
        &self,
        hierarchy: &Hierarchy,
        slots: &Slots,
        path: &UpDown,
        weight: impl Fn(u32) -> Weight,
    ) -> Vec<u32> {
        let mut arcs = Vec::new();
        let mut open = Vec::new();
        for pair in path.ranks.windows(2) {
            open.push(self.arc(pair[0], pair[1]));
            while let Some(arc) = open.pop() {
                let below = self.below(hierarchy, slots, arc, &weight);
                if below.is_multiple_of(2) {
                    arcs.push(below / 2);
                } else {
                    let [tail, head] = arc.ends();
                    open.push(self.arc(below / 2, head));
                    open.push(self.arc(tail, below / 2));
                }
            }
        }
        arcs
    }

    /// The arc of the search graph from one node to another.
    fn arc(&self, tail: u32, head: u32) -> SideArc {
        let direction = usize::from(tail > head);
        let (lower, higher) = (tail.min(head), tail.max(head));
        let at = self.sides[direction].find(lower, higher);
        let at = at.expect("invariant: what is on a shortest path is in the search graph");
        SideArc { direction, at, lower, higher }
    }

    fn below(
        &self,
        hierarchy: &Hierarchy,
        slots: &Slots,
        arc: SideArc,
        weight: &impl Fn(u32) -> Weight,
    ) -> u32 {
        let known = &self.below[arc.direction][arc.at];
        match known.load(Ordering::Relaxed) {
            UNKNOWN => {
                let found = self.find_below(hierarchy, slots, arc, weight);
                // Whoever else looks finds the same.
                known.store(found, Ordering::Relaxed);
                found
            }
            found => found,
        }
    }

    fn find_below(
        &self,
        hierarchy: &Hierarchy,
        slots: &Slots,
        arc: SideArc,
        weight: &impl Fn(u32) -> Weight,
    ) -> u32 {
        let [up, down] = &self.sides;
        let whole = self.sides[arc.direction].weight(arc.at);
        let mut own = slots.between(hierarchy, arc.lower, arc.higher, arc.direction);
        if let Some(own) = own.find(|own| weight(*own) == whole) {
            return 2 * own;
        }
        let [tail, head] = arc.ends();
        // From the tail down to the node between, and up to the head.
        let sum_over =
            |via: u32| Some(down.weight(down.find(via, tail)?) + up.weight(up.find(via, head)?));
        let mut below = hierarchy.below(arc.lower).iter().map(|(via, _)| *via);
        let over = below.find(|via| sum_over(*via) == Some(whole));
        2 * over.expect("invariant: a shortcut is a path over a lower node") + 1
    }
}

impl SideArc {
    /// The tail, and the head.
    fn ends(self) -> [u32; 2] {
        if self.direction == 0 { [self.lower, self.higher] } else { [self.higher, self.lower] }
    }
}
