//! Travel times and costs between places, laid out for scans along rows and columns.

use super::Objective;
use crate::{
    matrix::{Leg, Matrix},
    solver::Costs,
};

/// Travel times and costs, row by row and column by column.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    stride: usize,
    /// From each place, to each; then the same transposed.
    times: [Vec<u32>; 2],
    /// Empty where the cost is the time.
    costs: [Vec<u32>; 2],
}

/// What leads to one place, or away from it, by the other place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) times: &'a [u32],
    pub(super) costs: &'a [u32],
}

impl Row<'_> {
    #[inline]
    pub(super) fn time(&self, place: u32) -> i64 {
        i64::from(self.times[place as usize])
    }

    #[inline]
    pub(super) fn cost(&self, place: u32) -> i64 {
        i64::from(self.costs[place as usize])
    }
}

impl Grid {
    /// `open`: with a place more, from and to which there is no way to go: where open routes start and end.
    pub(super) fn new(matrix: &Matrix, objective: &Objective, own: Costs, open: bool) -> Self {
        let places = matrix.rows() + usize::from(open);
        let all = |cell: &dyn Fn(Option<Leg>) -> u32| {
            let known: Vec<u32> = matrix.legs().map(cell).collect();
            if open { with_nowhere(&known, places) } else { known }
        };
        let times = all(&|leg| leg.map_or(u32::MAX, |leg| leg.time.as_u32()));
        let back = transposed(&times, places);
        let mut costs = [Vec::new(), Vec::new()];
        let travel = objective.travel * i64::from(own.travel);
        let distance = objective.distance * i64::from(own.distance);
        if (travel, distance) != (1, 0) {
            let forth = all(&|leg| {
                let Some(leg) = leg else { return u32::MAX };
                let (time, way) = (i64::from(leg.time.as_u32()), i64::from(leg.distance.as_u32()));
                u32::try_from(time * travel + way * distance).unwrap_or(u32::MAX)
            });
            let back = transposed(&forth, places);
            costs = [forth, back];
        }
        Self { stride: places, times: [times, back], costs }
    }

    /// What leads from `place` to each place.
    #[inline]
    pub(super) fn from(&self, place: u32) -> Row<'_> {
        self.row(0, place)
    }

    /// What leads to `place` from each place.
    #[inline]
    pub(super) fn to(&self, place: u32) -> Row<'_> {
        self.row(1, place)
    }

    #[inline]
    fn row(&self, way: usize, place: u32) -> Row<'_> {
        let start = place as usize * self.stride;
        let times = &self.times[way][start..start + self.stride];
        let costs = &self.costs[way];
        Row {
            times,
            costs: if costs.is_empty() { times } else { &costs[start..start + self.stride] },
        }
    }
}

/// The same cells with a row and a column of zeros more; `places` with these.
fn with_nowhere(cells: &[u32], places: usize) -> Vec<u32> {
    let mut all = vec![0; places * places];
    if places > 1 {
        for (row, old) in all.chunks_exact_mut(places).zip(cells.chunks_exact(places - 1)) {
            row[..places - 1].copy_from_slice(old);
        }
    }
    all
}

/// Columns as rows, block by block: both sides of a block fit the cache.
fn transposed(cells: &[u32], places: usize) -> Vec<u32> {
    const BLOCK: usize = 32;
    let mut other = vec![0; cells.len()];
    for from in (0..places).step_by(BLOCK) {
        for to in (0..places).step_by(BLOCK) {
            let (last_from, last_to) = ((from + BLOCK).min(places), (to + BLOCK).min(places));
            for column in to..last_to {
                let row = &mut other[column * places..][from..last_from];
                for (cell, here) in row.iter_mut().zip(from..) {
                    *cell = cells[here * places + column];
                }
            }
        }
    }
    other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_rows_whatever_the_size() {
        for places in [0_usize, 1, 31, 32, 33, 70] {
            let number = |index: usize| u32::try_from(index).unwrap();
            let cells: Vec<u32> = (0..places * places).map(number).collect();
            let other = transposed(&cells, places);
            for from in 0..places {
                for to in 0..places {
                    assert_eq!(other[to * places + from], cells[from * places + to]);
                }
            }
        }
    }
}
