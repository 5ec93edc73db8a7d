//! A hierarchy under a metric, ready for queries.

use super::{
    ends::Ends,
    hierarchy::{Hierarchy, NONE},
    search::{UpDown, Walk},
    sides::Side,
    slots::{Slot, Slots},
    table::table,
    weights::{INFINITE, Pair, Weight, customize, perfect},
};
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

/// Not looked for yet.
const UNKNOWN: u32 = NONE;

/// What the arcs of a hierarchy weigh under one metric.
#[derive(Debug)]
pub(crate) struct Customized {
    weights: Vec<Pair>,
    sides: [Side; 2],
    /// By slot, what is below it, once somebody has asked: twice the arc of the graph that it is, or one
    /// more than twice the arc between its lower end and the node that it goes over.
    below: Vec<AtomicU32>,
}

/// How long the parts of customizing took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomizeTimes {
    /// Basic customization: every shortcut has its weight, and queries could be answered.
    pub basic: Duration,
    /// Perfect customization, and the search graph without needless arcs: what makes queries fast.
    pub perfect: Duration,
}

impl Customized {
    /// Customizes `hierarchy`; `weights` are those of the graph's arcs, [`INFINITE`] for closed ones.
    pub(crate) fn new(
        hierarchy: &Hierarchy,
        slots: &Slots,
        weights: &[Weight],
    ) -> (Self, CustomizeTimes) {
        let start = Instant::now();
        let mut basic = vec![[INFINITE; 2]; hierarchy.heads.len()];
        for (slot, weight) in slots.all().iter().zip(weights) {
            if *slot != NONE {
                let known = &mut basic[*slot as usize / 2][*slot as usize % 2];
                *known = (*known).min(*weight);
            }
        }
        customize(hierarchy, &mut basic);
        let half = Instant::now();
        let mut exact = basic.clone();
        perfect(hierarchy, &mut exact);
        let (up, down) = rayon::join(
            || Side::new(hierarchy, &basic, &exact, 0),
            || Side::new(hierarchy, &basic, &exact, 1),
        );
        drop(exact);
        let below = (0..2 * basic.len()).map(|_| AtomicU32::new(UNKNOWN)).collect();
        let times = CustomizeTimes { basic: half - start, perfect: half.elapsed() };
        (Self { weights: basic, sides: [up, down], below }, times)
    }

    /// Weight of the shortest path.
    pub(crate) fn weight(
        &self,
        hierarchy: &Hierarchy,
        walk: &mut Walk,
        from: &Ends,
        to: &Ends,
    ) -> Option<Weight> {
        walk.weight(hierarchy, &self.sides, from, to)
    }

    /// The shortest path, shortcuts and all.
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
    ) -> [Vec<u32>; 2] {
        table(hierarchy, &self.sides, from, to, units)
    }

    /// The arcs of the graph on a path. What is below a shortcut is remembered; `weight` is what an arc
    /// of the graph weighs.
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
            let [tail, head] = [pair[0], pair[1]];
            let arc = hierarchy.arc(tail.min(head), tail.max(head));
            let arc = arc.expect("invariant: there is an arc between neighbours on a path");
            open.push(2 * arc + u32::from(tail > head));
            while let Some(slot) = open.pop() {
                let below = self.below(hierarchy, slots, slot, &weight);
                if below % 2 == 0 {
                    arcs.push(below / 2);
                } else {
                    let [first, then] = over(hierarchy, slot, below / 2);
                    open.push(then);
                    open.push(first);
                }
            }
        }
        arcs
    }

    fn below(
        &self,
        hierarchy: &Hierarchy,
        slots: &Slots,
        slot: Slot,
        weight: &impl Fn(u32) -> Weight,
    ) -> u32 {
        let known = &self.below[slot as usize];
        match known.load(Ordering::Relaxed) {
            UNKNOWN => {
                let found = self.find_below(hierarchy, slots, slot, weight);
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
        slot: Slot,
        weight: &impl Fn(u32) -> Weight,
    ) -> u32 {
        let of = |slot: Slot| self.weights[slot as usize / 2][slot as usize % 2];
        let whole = of(slot);
        if let Some(own) = slots.in_slot(slot).find(|own| weight(*own) == whole) {
            return 2 * own;
        }
        let lower = hierarchy.tails[slot as usize / 2];
        let higher = hierarchy.heads[slot as usize / 2];
        let found = hierarchy.below(lower).iter().find(|(via, arc)| {
            hierarchy.arc(*via, higher).is_some() && {
                let [first, then] = over(hierarchy, slot, *arc);
                of(first) + of(then) == whole
            }
        });
        2 * found.expect("invariant: a shortcut is a path over a lower node").1 + 1
    }
}

/// The two halves of `slot` over the node from which `arc` leads to its lower end, in order.
fn over(hierarchy: &Hierarchy, slot: Slot, arc: u32) -> [Slot; 2] {
    let higher = hierarchy.heads[slot as usize / 2];
    let later = arc as usize + 1..hierarchy.up(hierarchy.tails[arc as usize]).end;
    let other = (arc + 1..).zip(&hierarchy.heads[later]).find(|(_, head)| **head == higher);
    let (other, _) = other.expect("invariant: it has arcs to both ends");
    // From the tail down to the node between, and up to the head.
    let [down, up] = if slot % 2 == 0 { [arc, other] } else { [other, arc] };
    [2 * down + 1, 2 * up]
}
