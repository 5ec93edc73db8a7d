//! A hierarchy under a metric, ready for queries.

use super::{
    ends::Ends,
    hierarchy::{Hierarchy, NONE},
    rows::Pool,
    search::{UpDown, Walk},
    sides::Side,
    simd::Vectors,
    slots::Slots,
    table::Tables,
    weights::{INFINITE, Pair, Weight, customize, perfect},
};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// Not looked for yet. Memory is given out full of it, so that none is written or held before.
const UNKNOWN: u64 = 0;

/// What the arcs of a hierarchy weigh under one metric, as far as they are on shortest paths.
#[derive(Debug)]
pub(crate) struct Customized {
    sides: [Side; 2],
    /// By side and arc, what is below it, once somebody has asked; see [`Below`].
    below: [Vec<AtomicU64>; 2],
    rows: Pool,
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

/// An arc of the search graph: whether it leads up (0) or down (1), and its place among those that do.
#[derive(Clone, Copy)]
struct SideArc {
    direction: usize,
    at: usize,
}

/// What is below an arc of the search graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Below {
    /// It is this arc of the graph.
    Arc(u32),
    /// It leads over a lower node: by an arc down, and on by an arc up.
    Two([u32; 2]),
}

impl Below {
    fn packed(self) -> u64 {
        let [high, low] = match self {
            Self::Arc(arc) => [arc, NONE],
            Self::Two([down, up]) => [down, up + 1],
        };
        u64::from(high) << 32 | u64::from(low)
    }

    #[expect(clippy::cast_possible_truncation, reason = "two halves")]
    fn unpacked(packed: u64) -> Option<Self> {
        let [high, low] = [(packed >> 32) as u32, packed as u32];
        match low {
            _ if packed == UNKNOWN => None,
            NONE => Some(Self::Arc(high)),
            _ => Some(Self::Two([high, low - 1])),
        }
    }
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
        for (slot, weight) in slots.all().zip(weights) {
            if let Some((arc, direction)) = slot {
                let known = &mut basic[arc][direction];
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
        let unknown = |side: &Side| vec![UNKNOWN; side.len()].into_iter().map(AtomicU64::new);
        let below = sides.each_ref().map(|side| unknown(side).collect());
        let times = CustomizeTimes { basic: half - start, perfect: half.elapsed() };
        (Self { sides, below, rows: Pool::default() }, times)
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

    /// Times and lengths from each of `from` to each of `to`; see [`Tables::fill`].
    pub(crate) fn table(
        &self,
        hierarchy: &Hierarchy,
        vectors: Vectors,
        from: &[Option<Ends>],
        to: &[Option<Ends>],
        units: impl Fn([u32; 2]) -> [u32; 2] + Sync,
        cells: &mut [Vec<u32>; 2],
    ) {
        let tables = Tables { hierarchy, sides: &self.sides, pool: &self.rows, vectors };
        tables.fill(from, to, units, cells);
    }

    /// The arcs of the graph on a path. What is below a shortcut is remembered; `own` tells which arcs of
    /// the graph lead from one rank to another, and what they weigh. All that is below an arc on a shortest
    /// path is on one too, so the search graph has it.
    pub(crate) fn unpack<I: Iterator<Item = (u32, Weight)>>(
        &self,
        hierarchy: &Hierarchy,
        path: &UpDown,
        own: impl Fn(u32, u32) -> I,
    ) -> Vec<u32> {
        let mut arcs = Vec::new();
        let mut open = Vec::new();
        for pair in path.ranks.windows(2) {
            open.push(self.arc(pair[0], pair[1]));
            while let Some(arc) = open.pop() {
                match self.below(hierarchy, arc, &own) {
                    Below::Arc(own) => arcs.push(own),
                    Below::Two([down, up]) => {
                        open.push(SideArc { direction: 0, at: up as usize });
                        open.push(SideArc { direction: 1, at: down as usize });
                    }
                }
            }
        }
        arcs
    }

    /// The arc of the search graph from one node to another.
    fn arc(&self, tail: u32, head: u32) -> SideArc {
        let direction = usize::from(tail > head);
        let at = self.sides[direction].find(tail.min(head), tail.max(head));
        let at = at.expect("invariant: what is on a shortest path is in the search graph");
        SideArc { direction, at }
    }

    #[inline]
    fn below<I: Iterator<Item = (u32, Weight)>>(
        &self,
        hierarchy: &Hierarchy,
        arc: SideArc,
        own: &impl Fn(u32, u32) -> I,
    ) -> Below {
        let known = &self.below[arc.direction][arc.at];
        Below::unpacked(known.load(Ordering::Relaxed)).unwrap_or_else(|| {
            let found = self.find_below(hierarchy, arc, own);
            // Whoever else looks finds the same.
            known.store(found.packed(), Ordering::Relaxed);
            found
        })
    }

    #[cold]
    fn find_below<I: Iterator<Item = (u32, Weight)>>(
        &self,
        hierarchy: &Hierarchy,
        arc: SideArc,
        own: &impl Fn(u32, u32) -> I,
    ) -> Below {
        let [up, down] = &self.sides;
        let side = &self.sides[arc.direction];
        let whole = side.weight(arc.at);
        let [lower, higher] = side.ends(arc.at);
        let [tail, head] = if arc.direction == 0 { [lower, higher] } else { [higher, lower] };
        if let Some((own, _)) = own(tail, head).find(|(_, weight)| *weight == whole) {
            return Below::Arc(own);
        }
        // From the tail down to the node between, and up to the head.
        let over = hierarchy.below(lower).iter().find_map(|(via, _)| {
            let two = [down.find(*via, tail)?, up.find(*via, head)?];
            (down.weight(two[0]) + up.weight(two[1]) == whole).then_some(two)
        });
        let two = over.expect("invariant: a shortcut is a path over a lower node");
        Below::Two(two.map(|at| u32::try_from(at).expect("invariant: arcs are counted in u32")))
    }
}
