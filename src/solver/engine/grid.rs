//! Travel times and costs between places, laid out for scans along rows and columns.

use super::Objective;
use crate::{matrix::Matrix, units::Seconds};

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
    pub(super) fn new(matrix: &Matrix, objective: &Objective) -> Self {
        let places = matrix.rows();
        let cells = || (0..places).flat_map(|from| (0..places).map(move |to| (from, to)));
        let time = |(from, to)| matrix.time(from, to).map_or(u32::MAX, Seconds::as_u32);
        let transposed = |cells: &[u32]| {
            let mut other = vec![0; cells.len()];
            for (from, row) in cells.chunks(places.max(1)).enumerate() {
                for (to, cell) in row.iter().enumerate() {
                    other[to * places + from] = *cell;
                }
            }
            other
        };
        let times: Vec<u32> = cells().map(time).collect();
        let back = transposed(&times);
        let mut costs = [Vec::new(), Vec::new()];
        if (objective.travel, objective.distance) != (1, 0) {
            let cost = |(from, to)| {
                let Some(leg) = matrix.leg(from, to) else { return u32::MAX };
                let (time, way) = (i64::from(leg.time.as_u32()), i64::from(leg.distance.as_u32()));
                let cost = time * objective.travel + way * objective.distance;
                u32::try_from(cost).unwrap_or(u32::MAX)
            };
            let forth: Vec<u32> = cells().map(cost).collect();
            costs = [forth.clone(), transposed(&forth)];
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
