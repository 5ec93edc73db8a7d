//! A table to the millisecond and the centimetre.

use crate::{graph::Cost, routing::NO_PATH};

/// What the fastest ways from each of some places to each of others cost: row-major.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    columns: usize,
    times_ms: Vec<u32>,
    lengths_cm: Vec<u32>,
}

impl Table {
    /// A table of its cells, row by row; `None` is an unreachable cell.
    ///
    /// # Panics
    ///
    /// If the last row is not full.
    #[must_use]
    pub fn new(cells: &[Option<Cost>], columns: usize) -> Self {
        assert!(columns == 0 || cells.len().is_multiple_of(columns), "rows of {columns} cells");
        let part = |part: fn(Cost) -> u32| {
            cells.iter().map(|cell| cell.map_or(NO_PATH, part)).collect::<Vec<u32>>()
        };
        let (times_ms, lengths_cm) = (part(Cost::time_ms), part(Cost::length_cm));
        Self { columns, times_ms, lengths_cm }
    }

    /// The same, of times and lengths as the router gives them.
    pub(super) fn from_units([times_ms, lengths_cm]: [Vec<u32>; 2], columns: usize) -> Self {
        Self { columns, times_ms, lengths_cm }
    }

    /// The rows, of which each is the costs from one place.
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = Option<Cost>>> {
        let columns = self.columns.max(1);
        let rows = self.times_ms.chunks(columns).zip(self.lengths_cm.chunks(columns));
        rows.map(|(times_ms, lengths_cm)| {
            times_ms.iter().zip(lengths_cm).map(|(time_ms, length_cm)| {
                (*time_ms != NO_PATH).then(|| Cost::new(*time_ms, *length_cm))
            })
        })
    }
}
