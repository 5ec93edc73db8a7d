//! One-to-many shortest paths from a snapped place to others: the slow twin of the hierarchy, and what
//! finds all that is within reach.
//!
//! Dijkstra, *A note on two problems in connexion with graphs*, Numerische Mathematik 1, 1959. With a
//! binary heap and lazy deletion: O((n + m) log m) a search.

use super::{
    cch::{INFINITE, Weight},
    class::Class,
    path::{FARTHEST, Path},
    places::Arrival,
    states::NONE,
};
use crate::graph::{Cost, DIRECTIONS, EdgeId, Snap};
use std::{cmp::Reverse, collections::BinaryHeap};

/// Not weighed yet.
const UNKNOWN: Weight = -1;

/// A search that can be run again and again for one class, reusing its memory.
#[derive(Debug)]
pub struct Search<'a> {
    class: &'a Class,
    /// By arc of the class's graph; [`UNKNOWN`] until a search comes by: most go a small part of the way.
    weights: Vec<Weight>,
    /// By state, the best known; [`INFINITE`] before there is one.
    known: Vec<Weight>,
    /// By state, the arc by which it was reached; [`NONE`] where the search began.
    by: Vec<u32>,
    queue: BinaryHeap<Reverse<(Weight, u32)>>,
}

/// An edge that can be begun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// It.
    pub edge: EdgeId,
    /// Where one begins on it: 0 at its start, more on the edge that one sets out on.
    pub start: f64,
    /// What it costs to get there.
    pub at_start: Cost,
    /// What it costs to get to its end.
    pub at_end: Cost,
}

impl<'a> Search<'a> {
    /// A search for `class`.
    #[must_use]
    pub fn new(class: &'a Class) -> Self {
        let states = &class.topology.states;
        Self {
            class,
            weights: vec![UNKNOWN; states.heads.len()],
            known: vec![INFINITE; states.count()],
            by: vec![NONE; states.count()],
            queue: BinaryHeap::new(),
        }
    }

    /// Costs of the fastest paths from `from` to each of `to`, of equally fast ones the shortest.
    pub fn costs(&mut self, from: &Snap, to: &[Snap]) -> Vec<Option<Cost>> {
        self.run(from, INFINITE);
        to.iter()
            .map(|to| {
                let around = self.arrival(to).map(|(weight, _)| Cost::from_weight(weight));
                let along = self.class.along(from, to).map(|(_, cost)| cost);
                around.into_iter().chain(along).min()
            })
            .collect()
    }

    /// The fastest path from `from` to `to`, of equally fast ones the shortest; `None` if there is
    /// none.
    pub fn path(&mut self, from: &Snap, to: &Snap) -> Option<Path> {
        self.run(from, INFINITE);
        let around =
            self.arrival(to).map(|(weight, arrival)| self.spelled_out(from, weight, &arrival));
        let along = self.class.along(from, to);
        let along = along.map(|(edge, cost)| Path { cost, edges: vec![edge] });
        around.into_iter().chain(along).min_by_key(|path| path.cost)
    }

    /// The edges that can be begun from `from` before `limit`. An edge may come more than once: by each
    /// way of turning onto it.
    pub fn reached(&mut self, from: &Snap, limit: Cost) -> Vec<Reached> {
        self.run(from, limit.weight());
        let states = &self.class.topology.states;
        let cost = Cost::from_weight;
        let mut reached: Vec<Reached> = self
            .class
            .departures(from)
            .map(|(_, edge, rest)| {
                let own = edge == from.edge;
                let start = if own { from.fraction } else { 1.0 - from.fraction };
                Reached { edge, start, at_start: Cost::ZERO, at_end: rest }
            })
            .collect();
        for (state, known) in (0..).zip(&self.known).filter(|(_, known)| **known < limit.weight()) {
            for arc in states.arcs(state) {
                // The search has been at each of them.
                let weight = self.weights[arc];
                if weight == INFINITE {
                    continue;
                }
                let edge = EdgeId::new(states.edges[arc] as usize);
                let whole = self.class.metric.cost(edge).unwrap_or_default();
                let end = known + weight;
                let at_start = cost(end).minus(whole);
                reached.push(Reached { edge, start: 0.0, at_start, at_end: cost(end) });
            }
        }
        reached
    }

    fn run(&mut self, from: &Snap, limit: Weight) {
        self.known.fill(INFINITE);
        self.queue.clear();
        for (state, _, rest) in self.class.departures(from) {
            self.relax(state, rest.weight(), NONE);
        }
        let states = &self.class.topology.states;
        while let Some(Reverse((weight, state))) = self.queue.pop() {
            if weight >= limit {
                break;
            }
            // A cheaper way was found since this one was queued.
            if self.known[state as usize] < weight {
                continue;
            }
            for arc in states.arcs(state) {
                let by = super::states::count(arc);
                if self.weights[arc] == UNKNOWN {
                    self.weights[arc] = self.class.weight(by);
                }
                if self.weights[arc] < INFINITE {
                    self.relax(states.heads[arc], weight + self.weights[arc], by);
                }
            }
        }
    }

    fn relax(&mut self, state: u32, weight: Weight, by: u32) {
        let known = &mut self.known[state as usize];
        if weight < *known {
            *known = weight;
            self.by[state as usize] = by;
            self.queue.push(Reverse((weight, state)));
        }
    }

    /// The best way to get to `to` after a search, but along one's own section.
    fn arrival(&self, to: &Snap) -> Option<(Weight, Arrival)> {
        DIRECTIONS
            .into_iter()
            .flat_map(|direction| self.class.arrivals_before(to, direction))
            .filter(|arrival| self.known[arrival.state as usize] < INFINITE)
            .map(|arrival| (self.known[arrival.state as usize] + arrival.weight, arrival))
            .filter(|(weight, _)| *weight < FARTHEST.weight())
            .min_by_key(|(weight, _)| *weight)
    }

    fn spelled_out(&self, from: &Snap, weight: Weight, arrival: &Arrival) -> Path {
        let states = &self.class.topology.states;
        let mut edges = vec![arrival.edge];
        let mut state = arrival.state;
        while self.by[state as usize] != NONE {
            let arc = self.by[state as usize];
            edges.push(EdgeId::new(states.edges[arc as usize] as usize));
            state = super::states::count(states.first.partition_point(|first| *first <= arc)) - 1;
        }
        let first = self.class.departures(from).filter(|(begun, _, _)| *begun == state);
        edges.extend(first.min_by_key(|(_, _, rest)| *rest).map(|(_, edge, _)| edge));
        edges.reverse();
        Path { cost: Cost::from_weight(weight), edges }
    }
}
