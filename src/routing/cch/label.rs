//! Labels of some places at a time, a lane each.
#![expect(
    clippy::inline_always,
    reason = "what is not inlined stays as narrow as it was, see `simd`"
)]

use super::{ends::Ends, hierarchy::NONE, rows::Rows, sides::Side, table::Tables, weights::Weight};

/// How many places share a block.
pub(super) const LANES: usize = 32;

/// One value a lane; what begins a line of the cache is read at once.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Lanes(pub(super) [f64; LANES]);

impl Lanes {
    /// The same in all of them.
    #[inline(always)]
    pub(super) fn all(value: f64) -> Self {
        Self([value; LANES])
    }
}

/// Bits for the length, in centimetres: 1342 km. No longer path takes less than [`MOST`].
pub(super) const LENGTH_BITS: u32 = 27;

/// What lanes hold exactly with room for one more sum: whole numbers below 2^53 (IEEE 754), of which
/// the upper bits are milliseconds. A sum above this, of 9 hours, may be rounded; none comes out below
/// that is not.
pub(super) const MOST: f64 = (1_u64 << 52) as f64;

/// A weight as a whole number that a lane holds. Its length may be negative: where one end is shifted by
/// another, slower way that is shorter. None is as long as half of 2^32 cm.
#[inline(always)]
pub(super) fn packed(weight: Weight) -> f64 {
    let time = (weight + (1 << 31)) >> 32;
    let length = weight - (time << 32);
    ((time << LENGTH_BITS) + length) as f64
}

/// A place of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its lowest node.
    pub(super) rank: u32,
    /// Its row or column.
    pub(super) index: usize,
}

impl Place {
    /// The places that are anywhere, neighbours in the elimination tree together.
    pub(super) fn sorted(ends: &[Option<Ends>]) -> Vec<Self> {
        let place = |(index, ends): (usize, &Option<Ends>)| {
            ends.as_ref().map(|ends| Self { rank: ends.lowest(), index })
        };
        let mut places: Vec<Self> = ends.iter().enumerate().filter_map(place).collect();
        places.sort_unstable_by_key(|place| place.rank);
        places
    }
}

/// Labels of up to [`LANES`] places: a row for each ancestor of any of them.
#[derive(Debug)]
pub(super) struct Block {
    /// By row, its rank; ascending.
    pub(super) ranks: Vec<u32>,
    values: Vec<Lanes>,
    /// By lane, what to take off in the end.
    pub(super) shifts: Lanes,
}

impl Block {
    /// Makes the labels of `places`, whose ends are among `ends`: upwards (`direction` 0), or from above
    /// (1). `rows` are clear, before and after.
    pub(super) fn new(
        Tables { hierarchy, sides, vectors, .. }: Tables<'_>,
        direction: usize,
        ends: &[Option<Ends>],
        places: &[Place],
        rows: &mut Rows,
    ) -> Self {
        let mut ranks = Vec::new();
        for place in places {
            for rank in hierarchy.ancestry(place.rank) {
                let row = &mut rows.0[rank as usize];
                if *row != NONE {
                    break;
                }
                *row = 0;
                ranks.push(rank);
            }
        }
        ranks.sort_unstable();
        let values = vec![Lanes::all(f64::INFINITY); ranks.len()];
        let mut block = Self { ranks, values, shifts: Lanes::all(0.0) };
        rows.note(&block);
        for (lane, place) in places.iter().enumerate() {
            let Some(ends) = &ends[place.index] else { continue };
            block.shifts.0[lane] = packed(ends.shift());
            for (rank, weight) in ends.seeds() {
                block.values[rows.0[*rank as usize] as usize].0[lane] = packed(*weight);
            }
        }
        vectors.run(
            #[inline(always)]
            || block.sweep(&sides[direction], rows),
        );
        rows.clear(&block);
        block
    }

    /// Passes every label on, upwards.
    #[inline(always)]
    fn sweep(&mut self, side: &Side, rows: &Rows) {
        for (row, rank) in self.ranks.iter().enumerate() {
            let (done, later) = self.values.split_at_mut(row + 1);
            let from = &done[row];
            for (head, weight) in side.by_head(*rank) {
                let to = &mut later[rows.0[head as usize] as usize - row - 1];
                lighten(&mut to.0, &from.0, packed(weight));
            }
        }
    }

    /// The label of one lane at an ancestor of its place; `rows` are this block's.
    pub(super) fn value(&self, rows: &Rows, rank: u32, lane: usize) -> f64 {
        self.values[rows.0[rank as usize] as usize].0[lane]
    }

    /// The lightest sums of a label, from the root down, with those of each lane; `rows` are where its
    /// ancestors are in this block, as far as they are. So many lanes at a time, `AT_ONCE`, as fit in the
    /// processor's registers.
    #[inline(always)]
    pub(super) fn product<const AT_ONCE: usize>(&self, rows: &[u32], label: &[f64]) -> Lanes {
        let mut sums = Lanes::all(f64::INFINITY);
        for (part, sums) in sums.0.as_chunks_mut::<AT_ONCE>().0.iter_mut().enumerate() {
            let mut least = [f64::INFINITY; AT_ONCE];
            for (row, value) in rows.iter().zip(label) {
                let lanes = self.values[*row as usize].0.as_chunks::<AT_ONCE>().0;
                lighten(&mut least, &lanes[part], *value);
            }
            // Or the compiler keeps all parts in registers, of which there are too few.
            *sums = if AT_ONCE < LANES { std::hint::black_box(least) } else { least };
        }
        sums
    }
}

/// `to` becomes the lesser of itself and `from + weight`, lane by lane.
#[inline(always)]
fn lighten<const LANES: usize>(to: &mut [f64; LANES], from: &[f64; LANES], weight: f64) {
    for (to, from) in to.iter_mut().zip(from) {
        let sum = from + weight;
        // Not f64::min, which would mind what is not a number.
        *to = if sum < *to { sum } else { *to };
    }
}
