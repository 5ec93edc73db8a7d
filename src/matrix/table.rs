//! The table of travel times and distances between places.

use crate::{
    routing::NO_PATH as UNREACHABLE,
    units::{Metres, Seconds},
};

/// The fastest way from one place to another; of several equally fast ones the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leg {
    /// Travel time.
    pub time: Seconds,
    /// Length of the same path.
    pub distance: Metres,
}

/// Travel times and distances from each of some places to each of others: row-major, `from x to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    columns: usize,
    times_s: Vec<u32>,
    distances_m: Vec<u32>,
}

impl Matrix {
    /// A matrix of `rows.len()` rows of `columns` cells; `None` is an unreachable cell.
    ///
    /// # Panics
    ///
    /// If a row is of another length.
    #[must_use]
    pub fn from_rows(rows: &[Vec<Option<Leg>>], columns: usize) -> Self {
        assert!(rows.iter().all(|row| row.len() == columns), "rows of {columns} cells");
        let cells = || rows.iter().flatten();
        Self {
            columns,
            times_s: cells().map(|leg| leg.map_or(UNREACHABLE, |leg| leg.time.as_u32())).collect(),
            distances_m: cells()
                .map(|leg| leg.map_or(UNREACHABLE, |leg| leg.distance.as_u32()))
                .collect(),
        }
    }

    /// Lets `fill` write the cells of rows of `columns`: times and distances, [`UNREACHABLE`] in both
    /// where there is no path.
    pub(super) fn refill(&mut self, columns: usize, fill: impl FnOnce(&mut [Vec<u32>; 2])) {
        let mut cells = [&mut self.times_s, &mut self.distances_m].map(std::mem::take);
        fill(&mut cells);
        self.columns = columns;
        [self.times_s, self.distances_m] = cells;
    }

    /// A square matrix over `places` places, cell by cell.
    pub fn from_fn(places: usize, leg: impl Fn(usize, usize) -> Option<Leg>) -> Self {
        let rows: Vec<Vec<_>> =
            (0..places).map(|from| (0..places).map(|to| leg(from, to)).collect()).collect();
        Self::from_rows(&rows, places)
    }

    /// This square matrix with more places behind its own: `columns` leads from each of these to each of the
    /// new ones, `rows` from each of the new ones to each of all.
    ///
    /// # Panics
    ///
    /// If the matrices do not fit together.
    #[must_use]
    pub fn extended(&self, columns: &Self, rows: &Self) -> Self {
        let (known, new) = (self.columns, columns.columns);
        let all = known + new;
        assert_eq!(self.rows(), known, "a square matrix");
        assert!(new == 0 || columns.rows() == known, "columns of {known} cells");
        assert!(new == 0 || (rows.rows(), rows.columns) == (new, all), "{new} rows of {all} cells");
        let cells = |part: fn(&Self) -> &Vec<u32>| {
            let mut cells = Vec::with_capacity(all * all);
            for row in 0..known {
                cells.extend_from_slice(&part(self)[row * known..][..known]);
                cells.extend_from_slice(&part(columns)[row * new..][..new]);
            }
            cells.extend_from_slice(part(rows));
            cells
        };
        let (times_s, distances_m) = (cells(|it| &it.times_s), cells(|it| &it.distances_m));
        Self { columns: all, times_s, distances_m }
    }

    /// Number of places one can start from.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.times_s.len().checked_div(self.columns).unwrap_or(0)
    }

    /// Number of places one can go to.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Travel time; `None` if there is no path.
    ///
    /// # Panics
    ///
    /// If `from` or `to` is not a row or a column.
    #[must_use]
    pub fn time(&self, from: usize, to: usize) -> Option<Seconds> {
        let time_s = self.times_s[self.cell(from, to)];
        (time_s != UNREACHABLE).then(|| Seconds::new(time_s))
    }

    /// Length of the fastest path; `None` if there is none.
    ///
    /// # Panics
    ///
    /// If `from` or `to` is not a row or a column.
    #[must_use]
    pub fn distance(&self, from: usize, to: usize) -> Option<Metres> {
        let cell = self.cell(from, to);
        (self.times_s[cell] != UNREACHABLE).then(|| Metres::new(self.distances_m[cell]))
    }

    /// Travel time and distance of the same path; `None` if there is none.
    ///
    /// # Panics
    ///
    /// If `from` or `to` is not a row or a column.
    #[must_use]
    pub fn leg(&self, from: usize, to: usize) -> Option<Leg> {
        Some(Leg { time: self.time(from, to)?, distance: self.distance(from, to)? })
    }

    /// Every cell, row by row.
    #[must_use]
    pub fn legs(&self) -> impl ExactSizeIterator<Item = Option<Leg>> + '_ {
        self.times_s.iter().zip(&self.distances_m).map(|(time_s, distance_m)| {
            let leg = Leg { time: Seconds::new(*time_s), distance: Metres::new(*distance_m) };
            (*time_s != UNREACHABLE).then_some(leg)
        })
    }

    fn cell(&self, from: usize, to: usize) -> usize {
        assert!(to < self.columns, "column {to} of {}", self.columns);
        from * self.columns + to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(time_s: u32, distance_m: u32) -> Leg {
        Leg { time: Seconds::new(time_s), distance: Metres::new(distance_m) }
    }

    #[test]
    fn cells_are_row_major_and_unreachable_is_none() {
        let matrix = Matrix::from_rows(&[vec![Some(leg(1, 10)), None, Some(leg(3, 30))]], 3);
        assert_eq!((matrix.rows(), matrix.columns()), (1, 3));
        assert_eq!(matrix.leg(0, 2), Some(leg(3, 30)));
        assert_eq!(matrix.leg(0, 1), None);
        assert!(matrix.legs().eq([Some(leg(1, 10)), None, Some(leg(3, 30))]));
        assert_eq!(matrix.time(0, 1), None);
        assert_eq!(matrix.distance(0, 1), None);
    }

    #[test]
    fn a_matrix_grows_by_rows_and_columns() {
        let cell = |from: usize, to: usize| {
            let number = u32::try_from(10 * from + to).ok()?;
            (from != 1).then(|| leg(number, 2 * number))
        };
        let part = |from: std::ops::Range<usize>, to: std::ops::Range<usize>| {
            let row = |from| to.clone().map(|to| cell(from, to)).collect();
            Matrix::from_rows(&from.map(row).collect::<Vec<_>>(), to.len())
        };
        for known in 0..=5 {
            let (columns, rows) = (part(0..known, known..5), part(known..5, 0..5));
            let grown = Matrix::from_fn(known, cell).extended(&columns, &rows);
            assert_eq!(grown, Matrix::from_fn(5, cell), "{known} places were known");
        }
    }

    #[test]
    fn an_empty_matrix_has_no_rows() {
        assert_eq!(Matrix::from_fn(0, |_, _| None).rows(), 0);
    }
}
