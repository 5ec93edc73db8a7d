//! A value for each request and vehicle.

use super::model::{Model, NONE, id};

/// A table with a row a request, that has columns for those vehicles only that were asked for: of a large
/// fleet few are ever in use.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// By vehicle: its column, or [`NONE`].
    columns: Vec<u32>,
    taken: usize,
    width: usize,
    rows: usize,
    cells: Vec<T>,
    empty: T,
}

impl<T: Copy> Table<T> {
    pub(super) fn new(model: &Model, empty: T) -> Self {
        let columns = vec![NONE; model.riders.len()];
        Self { columns, taken: 0, width: 0, rows: model.asks.len(), cells: Vec::new(), empty }
    }

    #[inline]
    pub(super) fn cell(&mut self, request: u32, vehicle: u32) -> &mut T {
        let mut column = self.columns[vehicle as usize];
        if column == NONE {
            column = self.add(vehicle);
        }
        &mut self.cells[request as usize * self.width + column as usize]
    }

    #[cold]
    fn add(&mut self, vehicle: u32) -> u32 {
        let column = self.taken;
        self.taken += 1;
        if column == self.width {
            let width = (self.width * 2).clamp(4, self.columns.len().max(4));
            let mut cells = vec![self.empty; self.rows * width];
            if self.width > 0 {
                for (new, old) in cells.chunks_mut(width).zip(self.cells.chunks(self.width)) {
                    new[..self.width].copy_from_slice(old);
                }
            }
            (self.width, self.cells) = (width, cells);
        }
        self.columns[vehicle as usize] = id(column);
        id(column)
    }
}
