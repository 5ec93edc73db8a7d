//! Cells of a table whose two places are on one section.
//!
//! From there to there one rides along the section, or leaves it at one end and comes back by one. What
//! lies between leaving and coming back does not depend on where on the section the two places are, so it
//! is looked for once a section; then each cell is the least of five sums.

use super::{
    cch::{Ends, NO_PATH, Walk, Weight},
    class::Class,
    path::FARTHEST,
};
use crate::graph::{Cost, DIRECTIONS, Direction, SectionId, Snap};
use rayon::prelude::*;
use std::collections::HashMap;

/// A place on a section.
struct Spot {
    /// How far along the section, 0 to 1.
    at: f64,
    /// By direction: what it costs from there to the end, if one may go there that way.
    rest: [Option<Cost>; 2],
    /// By direction: what it costs from the beginning to there.
    first: [Option<Cost>; 2],
}

/// By the direction in which one leaves a section, and by that in which one comes back: what lies between,
/// with what is lost by turning back onto it.
type Around = [[Option<Cost>; 2]; 2];

impl Spot {
    fn new(class: &Class, snap: &Snap) -> Self {
        let at = match SectionId::of(snap.edge).1 {
            Direction::Forward => snap.fraction,
            Direction::Backward => 1.0 - snap.fraction,
        };
        let [rest, first] = [true, false]
            .map(|rest| DIRECTIONS.map(|direction| snap.part(&class.metric, direction, rest)));
        Self { at, rest, first }
    }

    /// The best way to another place along the section, by direction.
    fn along(&self, to: &Self) -> [Option<Cost>; 2] {
        let way = to.at - self.at;
        let ahead = [way >= 0.0, way <= 0.0];
        [0, 1].map(|direction| {
            let way = self.rest[direction]?.minus(to.rest[direction]?);
            ahead[direction].then_some(way)
        })
    }

    /// Is there no way off the section and back that costs less than this?
    fn is_best(&self, to: &Self, along: Cost) -> bool {
        let (leave, back) = (self.rest.iter().flatten().min(), to.first.iter().flatten().min());
        leave.zip(back).is_none_or(|(leave, back)| along <= leave.plus(*back))
    }

    /// The best way to another place off the section and back.
    fn around(&self, to: &Self, around: &Around) -> Option<Cost> {
        let ways = self.rest.iter().zip(around).flat_map(|(rest, around)| {
            let back = around.iter().zip(&to.first);
            back.filter_map(|(between, first)| Some((*rest)?.plus((*between)?).plus((*first)?)))
        });
        ways.min().filter(|cost| *cost < FARTHEST)
    }
}

/// Rows and columns of a table that are on one section.
#[derive(Default)]
struct Shared<'a> {
    rows: Vec<(Spot, [&'a mut [u32]; 2])>,
    columns: Vec<(Spot, usize)>,
}

impl Class {
    /// Fills those cells of a table whose two places share a section; see [`table`](Self::table).
    pub(super) fn fill_shared(
        &self,
        from: &[Option<Snap>],
        to: &[Option<Snap>],
        units: impl Fn([u32; 2]) -> [u32; 2] + Sync,
        cells: &mut [Vec<u32>; 2],
    ) {
        if to.is_empty() {
            return;
        }
        let section = |snap: &Snap| SectionId::of(snap.edge).0;
        let mut by_section: HashMap<SectionId, Shared<'_>> = HashMap::new();
        for (column, to) in to.iter().enumerate() {
            if let Some(to) = to {
                let columns = &mut by_section.entry(section(to)).or_default().columns;
                columns.push((Spot::new(self, to), column));
            }
        }
        let [times, lengths] = cells;
        let rows = times.chunks_mut(to.len()).zip(lengths.chunks_mut(to.len()));
        for (from, (times, lengths)) in from.iter().zip(rows) {
            let Some(from) = from else { continue };
            if let Some(shared) = by_section.get_mut(&section(from)) {
                shared.rows.push((Spot::new(self, from), [times, lengths]));
            }
        }
        let told = |cost: Option<Cost>| {
            cost.map_or([NO_PATH; 2], |it| units([it.time_ms(), it.length_cm()]))
        };
        by_section.into_par_iter().for_each(|(section, shared)| {
            let mut around = None;
            for (from, cells) in shared.rows {
                for (to, column) in &shared.columns {
                    let along = from.along(to).into_iter().flatten().min();
                    let cost = if along.is_some_and(|along| from.is_best(to, along)) {
                        along
                    } else {
                        let around = around.get_or_insert_with(|| self.around(section));
                        from.around(to, around).into_iter().chain(along).min()
                    };
                    let [time, length] = told(cost);
                    (cells[0][*column], cells[1][*column]) = (time, length);
                }
            }
        });
    }

    /// What lies between leaving a section and coming back. A query for each direction and each state from
    /// which one comes back.
    fn around(&self, section: SectionId) -> Around {
        let hierarchy = &self.topology.hierarchy;
        let mut walk = Walk::default();
        let ends = |state: u32, weight: Weight| {
            Ends::new(hierarchy, vec![(hierarchy.ranks[state as usize], weight)])
        };
        let open = DIRECTIONS.map(|direction| {
            let edge = section.edge(direction);
            self.metric.cost(edge).map(|_| edge)
        });
        let beginnings = open.map(|edge| edge.map_or_else(Vec::new, |edge| self.beginnings(edge)));
        open.map(|edge| {
            let start = edge
                .map(|edge| self.topology.states.setting_out(&self.map.graph, edge))
                .and_then(|state| ends(state, 0));
            beginnings.each_ref().map(|beginnings| {
                let ways = beginnings.iter().filter_map(|(state, delay)| {
                    let end = ends(*state, delay.weight())?;
                    self.customized.weight(hierarchy, &mut walk, start.as_ref()?, &end)
                });
                ways.min().map(Cost::from_weight)
            })
        })
    }
}
