//! Many to many: for each pair, the lightest sum of two labels over common ancestors.
//!
//! A label holds what it costs to get from a place to each ancestor of its node in the elimination
//! tree (or from there to the place). Some shortest path between two places goes over a common ancestor,
//! as every query on a customizable contraction hierarchy shows (Dibbelt, Strasser and Wagner, ACM JEA
//! 21, 2016), so a table is a product of labels in the (min, +) semiring. Places in the order of their
//! rank, which is a postorder, share most of their ancestors; so labels are made, and summed, for
//! [`LANES`] targets at a time: one vector operation does what a loop over them would.
//!
//! With s sources, t targets, a arcs and c common nodes on the way to a root, this takes
//! O((s + t) a + s t c) steps, divided by the width of a vector.
#![expect(
    clippy::inline_always,
    reason = "what is not inlined stays as narrow as it was, see `simd`"
)]

use super::{
    ends::Ends,
    hierarchy::Hierarchy,
    label::{Block, LANES, LENGTH_BITS, Lanes, MOST, Place},
    narrow::{FEW, Narrow},
    rows::{Pool, Rows},
    search::Walk,
    sides::Side,
    simd::Vectors,
    weights::Weight,
};
use rayon::prelude::*;

/// Sources whose rows are written together: they stay in the cache of a core.
const SOURCES: usize = 2 * LANES;

/// Where there are at least so many times as many columns as there are rows, or the other way, a sweep is faster
/// than labels; two sweeps are not.
const WIDER: usize = 4;

/// So many of the many are worth a thread.
const PART: usize = 500;

/// Marks a pair without a path.
pub(crate) const NO_PATH: u32 = u32::MAX;

/// What tables are made with.
#[derive(Clone, Copy)]
pub(super) struct Tables<'a> {
    pub(super) hierarchy: &'a Hierarchy,
    pub(super) sides: &'a [Side; 2],
    pub(super) pool: &'a Pool,
    pub(super) vectors: Vectors,
}

impl Tables<'_> {
    /// Times and lengths from each of `from` to each of `to`, row-major; [`NO_PATH`] where there is none, or
    /// where a place is `None`. `units` makes of milliseconds and centimetres what the table is to hold.
    /// `cells` may come from another table: asking for memory takes longer than filling it.
    pub(super) fn fill(
        self,
        from: &[Option<Ends>],
        to: &[Option<Ends>],
        units: impl Fn([u32; 2]) -> [u32; 2] + Sync,
        cells: &mut [Vec<u32>; 2],
    ) {
        let Self { hierarchy, sides, pool, vectors } = self;
        for cells in cells.each_mut() {
            // What is there already need not be cleared: every cell is written.
            cells.resize(from.len() * to.len(), NO_PATH);
        }
        if cells[0].is_empty() {
            return;
        }
        let [few, many] = [from.len().min(to.len()), from.len().max(to.len())];
        if few <= FEW && few * WIDER <= many {
            self.fill_narrow(from, to, units, cells);
            return;
        }
        let (sources, targets) = (Place::sorted(from), Place::sorted(to));
        // By column of the table, that of a tile.
        let mut columns = vec![u32::MAX; to.len()];
        for (column, place) in (0..).zip(&targets) {
            columns[place.index] = column;
        }
        let targets: Vec<(Block, &[Place])> = targets
            .par_chunks(LANES)
            .map_init(
                || pool.rows(hierarchy),
                |rows, places| (Block::new(self, 1, to, places, rows), places),
            )
            .collect();
        let [times, lengths] = cells;
        let mut by_index: Vec<_> =
            times.chunks_mut(to.len()).zip(lengths.chunks_mut(to.len())).map(Some).collect();
        let mut rows: Vec<(Place, Cells)> = sources
            .iter()
            .filter_map(|place| {
                let (times, lengths) = by_index[place.index].take()?;
                Some((*place, [times, lengths]))
            })
            .collect();
        for (times, lengths) in by_index.into_iter().flatten() {
            // From nowhere.
            times.fill(NO_PATH);
            lengths.fill(NO_PATH);
        }
        rows.par_chunks_mut(SOURCES).for_each_init(
            || (pool.rows(hierarchy), Walk::default(), Tile::new(targets.len())),
            |(noted, walk, tile), rows| {
                let labels = Labels::new(self, from, rows, noted);
                let mut inexact = Vec::new();
                for (number, (block, places)) in targets.iter().enumerate() {
                    noted.note(block);
                    let mut note = |at: usize, lane: usize| {
                        inexact.extend(places.get(lane).map(|place| (at, place.index)));
                    };
                    if vectors == Vectors::Plain {
                        // Sixteen registers of two lanes: as many as are summed, with room for what is added.
                        fill::<16>(tile, number, &labels, block, noted, &units, &mut note);
                    } else {
                        vectors.run(
                            #[inline(always)]
                            || {
                                fill::<LANES>(
                                    tile, number, &labels, block, noted, &units, &mut note,
                                );
                            },
                        );
                    }
                    noted.clear(block);
                }
                vectors.run(
                    #[inline(always)]
                    || tile.deal_out(&columns, rows),
                );
                for (at, target) in inexact {
                    let (source, cells) = &mut rows[at];
                    let (Some(from), Some(to)) = (&from[source.index], &to[target]) else {
                        continue;
                    };
                    let weight = walk.weight(hierarchy, sides, from, to);
                    let [time, length] = weight.map_or([NO_PATH; 2], |it| units(split(it)));
                    (cells[0][target], cells[1][target]) = (time, length);
                }
            },
        );
    }
}

impl Tables<'_> {
    /// The same where there are few rows, or few columns.
    fn fill_narrow(
        self,
        from: &[Option<Ends>],
        to: &[Option<Ends>],
        units: impl Fn([u32; 2]) -> [u32; 2],
        [times, lengths]: &mut [Vec<u32>; 2],
    ) {
        let columns = to.len();
        let (direction, few, many) =
            if from.len() < columns { (0, from, to) } else { (1, to, from) };
        let places = Place::sorted(many);
        // What no place leads to.
        times.fill(NO_PATH);
        lengths.fill(NO_PATH);
        // Each thread walks down to its own part of the many.
        let part = places.len().div_ceil(rayon::current_num_threads()).max(PART);
        let narrow = Narrow::new(self.hierarchy, self.sides, direction, few);
        let parts = places.par_chunks(part).map(|places| narrow.sweep(many, places));
        for (other, weights) in parts.collect::<Vec<_>>().into_iter().flatten() {
            for (one, weight) in weights[..few.len()].iter().enumerate() {
                let at = if direction == 0 { [one, other] } else { [other, one] };
                let at = at[0] * columns + at[1];
                let [time, length] = weight.map_or([NO_PATH; 2], |it| units(split(it)));
                (times[at], lengths[at]) = (time, length);
            }
        }
    }
}

/// A row of the table: times and lengths.
type Cells<'a> = [&'a mut [u32]; 2];

/// The cells of some sources, as they are found: targets in the order of their rank.
struct Tile {
    columns: usize,
    cells: [Vec<u32>; 2],
}

impl Tile {
    fn new(blocks: usize) -> Self {
        let columns = blocks * LANES;
        Self { columns, cells: [0; 2].map(|it| vec![it; SOURCES * columns]) }
    }

    /// The cells of a source for a block.
    #[inline(always)]
    fn lanes(&mut self, source: usize, block: usize) -> [&mut [u32]; 2] {
        let first = source * self.columns + block * LANES;
        self.cells.each_mut().map(|cells| &mut cells[first..first + LANES])
    }

    /// Copies all to where it belongs.
    #[inline(always)]
    fn deal_out(&self, columns: &[u32], rows: &mut [(Place, Cells<'_>)]) {
        for (at, (_, cells)) in rows.iter_mut().enumerate() {
            for (cells, found) in cells.iter_mut().zip(&self.cells) {
                let found = &found[at * self.columns..(at + 1) * self.columns];
                for (cell, column) in cells.iter_mut().zip(columns) {
                    *cell = found.get(*column as usize).copied().unwrap_or(NO_PATH);
                }
            }
        }
    }
}

/// The cells of some sources for a block of targets; `inexact` is told of those, by source and lane, that
/// no lane holds exactly.
#[inline(always)]
fn fill<const AT_ONCE: usize>(
    tile: &mut Tile,
    number: usize,
    labels: &Labels,
    block: &Block,
    noted: &Rows,
    units: &impl Fn([u32; 2]) -> [u32; 2],
    inexact: &mut impl FnMut(usize, usize),
) {
    let mut common = Common::default();
    for at in 0..labels.len() {
        let (ranks, values) = labels.of(at);
        common.follow(ranks, labels.shared[at], noted);
        let mut sums = block.product::<AT_ONCE>(&common.rows, values);
        for (sum, other) in sums.0.iter_mut().zip(&block.shifts.0) {
            // What was rounded already is looked up exactly, however small it would become.
            let left = *sum - (labels.shifts[at] + other);
            *sum = if *sum < 2.0 * MOST { left } else { *sum };
        }
        if !tell(&sums, units, tile.lanes(at, number)) {
            let lanes = sums.0.iter().enumerate();
            let large = lanes.filter(|(_, sum)| **sum >= MOST && sum.is_finite());
            large.for_each(|(lane, _)| inexact(at, lane));
        }
    }
}

/// The rows of a block for those ancestors of a source, from the root down, that it has.
#[derive(Default)]
struct Common {
    rows: Vec<u32>,
    /// Does the block lack the next ancestor of the last source?
    ended: bool,
}

impl Common {
    /// Goes on to a source with these ancestors, of which it shares the first `shared` with the last.
    #[inline(always)]
    fn follow(&mut self, ranks: &[u32], shared: usize, noted: &Rows) {
        if self.rows.len() < shared && self.ended {
            return;
        }
        self.rows.truncate(shared);
        let known = self.rows.len();
        let rows = ranks[known..].iter().map_while(|rank| noted.row(*rank));
        self.rows.extend(rows);
        self.ended = self.rows.len() < ranks.len();
    }
}

/// Milliseconds and centimetres of a weight.
fn split(weight: Weight) -> [u32; 2] {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "two halves")]
    [(weight >> 32) as u32, weight as u32]
}

/// Writes what sums say, in the table's units. Are all of them exact or infinite?
#[inline(always)]
fn tell(sums: &Lanes, units: &impl Fn([u32; 2]) -> [u32; 2], cells: [&mut [u32]; 2]) -> bool {
    let mut is_exact = true;
    let [times, lengths] = cells;
    for ((sum, time), length) in sums.0.iter().zip(times).zip(lengths) {
        // With 2^52 on top, the lower 52 bits of the number are the whole number itself.
        let bits = (sum + MOST).to_bits();
        #[expect(clippy::cast_possible_truncation, reason = "below 2^25 and 2^27")]
        let whole = [
            (bits >> LENGTH_BITS) as u32 & ((1 << (52 - LENGTH_BITS)) - 1),
            bits as u32 & ((1 << LENGTH_BITS) - 1),
        ];
        let whole = units(whole);
        let holds = *sum < MOST;
        *time = if holds { whole[0] } else { NO_PATH };
        *length = if holds { whole[1] } else { NO_PATH };
        is_exact &= holds || (*sum == f64::INFINITY);
    }
    is_exact
}

/// Labels of some sources, one after the other, each from the root down.
struct Labels {
    first: Vec<usize>,
    ranks: Vec<u32>,
    values: Vec<f64>,
    /// How many ancestors each source shares with the one before it.
    shared: Vec<usize>,
    shifts: Vec<f64>,
}

impl Labels {
    fn new(
        tables: Tables<'_>,
        from: &[Option<Ends>],
        rows: &[(Place, Cells<'_>)],
        noted: &mut Rows,
    ) -> Self {
        let mut labels = Self {
            first: vec![0],
            ranks: Vec::new(),
            values: Vec::new(),
            shared: Vec::new(),
            shifts: Vec::new(),
        };
        let places: Vec<Place> = rows.iter().map(|(place, _)| *place).collect();
        for places in places.chunks(LANES) {
            let block = Block::new(tables, 0, from, places, noted);
            noted.note(&block);
            for (lane, place) in places.iter().enumerate() {
                labels.add(tables.hierarchy, place.rank, &block, noted, lane);
            }
            noted.clear(&block);
        }
        labels
    }

    fn add(&mut self, hierarchy: &Hierarchy, rank: u32, block: &Block, noted: &Rows, lane: usize) {
        let start = self.ranks.len();
        self.ranks.extend(hierarchy.ancestry(rank));
        self.ranks[start..].reverse();
        let values = self.ranks[start..].iter().map(|rank| block.value(noted, *rank, lane));
        self.values.extend(values);
        let last = self.first.len().checked_sub(2).map_or(0, |at| self.first[at]);
        let pairs = self.ranks[last..start].iter().zip(&self.ranks[start..]);
        self.shared.push(pairs.take_while(|(one, other)| one == other).count());
        self.shifts.push(block.shifts.0[lane]);
        self.first.push(self.ranks.len());
    }

    fn len(&self) -> usize {
        self.shifts.len()
    }

    fn of(&self, at: usize) -> (&[u32], &[f64]) {
        let own = self.first[at]..self.first[at + 1];
        (&self.ranks[own.clone()], &self.values[own])
    }
}
