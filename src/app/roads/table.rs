//! A table to the millisecond and the centimetre.

use crate::graph::Cost;

/// What the fastest ways from each of some places to each of others cost: row-major.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    columns: usize,
    cells: Vec<Option<Cost>>,
}

impl Table {
    /// A table of its cells, row by row; `None` is an unreachable cell.
    ///
    /// # Panics
    ///
    /// If the last row is not full.
    #[must_use]
    pub fn new(cells: Vec<Option<Cost>>, columns: usize) -> Self {
        assert!(columns == 0 || cells.len().is_multiple_of(columns), "rows of {columns} cells");
        Self { columns, cells }
    }

    /// The rows, of which each is the costs from one place.
    pub fn rows(&self) -> impl Iterator<Item = &[Option<Cost>]> {
        self.cells.chunks(self.columns.max(1))
    }

    /// One cell.
    ///
    /// # Panics
    ///
    /// If it is outside.
    #[must_use]
    pub fn cell(&self, from: usize, to: usize) -> Option<Cost> {
        self.cells[from * self.columns + to]
    }
}
