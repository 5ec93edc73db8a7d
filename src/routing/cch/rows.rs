//! Which rank is in which row of a block of labels.
#![expect(
    clippy::inline_always,
    reason = "what is not inlined stays as narrow as it was, see `simd`"
)]

use super::{
    hierarchy::{Hierarchy, NONE},
    label::Block,
};
use std::{
    ops::{Deref, DerefMut},
    sync::{Mutex, PoisonError},
};

/// By rank, its row; [`NONE`] for one that is in none.
#[derive(Debug)]
pub(super) struct Rows(pub(super) Vec<u32>);

impl Rows {
    /// Those of `block`, until they are [`clear`](Self::clear)ed.
    pub(super) fn note(&mut self, block: &Block) {
        for (row, rank) in (0..).zip(&block.ranks) {
            self.0[*rank as usize] = row;
        }
    }

    /// The row of a rank.
    #[inline(always)]
    pub(super) fn row(&self, rank: u32) -> Option<u32> {
        let row = self.0[rank as usize];
        (row != NONE).then_some(row)
    }

    pub(super) fn clear(&mut self, block: &Block) {
        block.ranks.iter().for_each(|rank| self.0[*rank as usize] = NONE);
    }
}

/// [`Rows`] to use again: to make them takes as long as a small table.
#[derive(Debug, Default)]
pub(super) struct Pool(Mutex<Vec<Rows>>);

impl Pool {
    /// Clear rows, to be given back clear.
    pub(super) fn rows(&self, hierarchy: &Hierarchy) -> Borrowed<'_> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let rows = known.unwrap_or_else(|| Rows(vec![NONE; hierarchy.nodes()]));
        Borrowed { pool: self, rows }
    }
}

/// Rows that go back to their pool.
pub(super) struct Borrowed<'a> {
    pool: &'a Pool,
    rows: Rows,
}

impl Deref for Borrowed<'_> {
    type Target = Rows;

    fn deref(&self) -> &Rows {
        &self.rows
    }
}

impl DerefMut for Borrowed<'_> {
    fn deref_mut(&mut self) -> &mut Rows {
        &mut self.rows
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        // What somebody panicked over may not be clear.
        if !std::thread::panicking() {
            let rows = std::mem::replace(&mut self.rows, Rows(Vec::new()));
            self.pool.0.lock().unwrap_or_else(PoisonError::into_inner).push(rows);
        }
    }
}
