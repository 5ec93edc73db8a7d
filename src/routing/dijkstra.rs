//! One-to-many shortest paths from a snapped place to others.
//!
//! Dijkstra, *A note on two problems in connexion with graphs*, Numerische Mathematik 1, 1959. With a
//! binary heap and lazy deletion: O((n + m) log m) a search, which ends as soon as every target is
//! settled.

use crate::graph::{Cost, Direction, EdgeId, Metric, NodeId, SectionId, Snap, StreetGraph};
use petgraph::visit::EdgeRef;
use std::{cmp::Reverse, collections::BinaryHeap};

/// Marks a node that was not reached; never leaves this module.
const UNKNOWN: Cost = Cost::MAX;
const DIRECTIONS: [Direction; 2] = [Direction::Forward, Direction::Backward];

/// A search that can be run again and again on one graph and metric, reusing its memory.
#[derive(Debug)]
pub struct Search<'a> {
    graph: &'a StreetGraph,
    metric: &'a Metric,
    /// By node, the best known cost; [`UNKNOWN`] before there is one.
    costs: Vec<Cost>,
    /// By node, the last edge of that way; of the first node: the edge the search started on.
    by: Vec<EdgeId>,
    awaited: Vec<bool>,
    queue: BinaryHeap<Reverse<(Cost, NodeId)>>,
}

/// A path from a snapped place to another: all its edges, of which the first and the last may be
/// used in part only.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Its cost.
    pub cost: Cost,
    /// Its edges in order. Never empty.
    pub edges: Vec<EdgeId>,
}

/// The end of a path: over the last node of a search, or along one section without any.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    cost: Cost,
    edge: EdgeId,
    via: Option<NodeId>,
}

impl<'a> Search<'a> {
    /// A search on `graph` under `metric`.
    #[must_use]
    pub fn new(graph: &'a StreetGraph, metric: &'a Metric) -> Self {
        let nodes = graph.graph.node_count();
        Self {
            graph,
            metric,
            costs: vec![UNKNOWN; nodes],
            by: vec![EdgeId::end(); nodes],
            awaited: vec![false; nodes],
            queue: BinaryHeap::new(),
        }
    }

    /// Costs of the fastest paths from `from` to each of `to`, of equally fast ones the shortest.
    pub fn costs(&mut self, from: &Snap, to: &[Snap]) -> Vec<Option<Cost>> {
        self.run(from, to);
        to.iter().map(|to| self.arrival(from, to).map(|arrival| arrival.cost)).collect()
    }

    /// The fastest path from `from` to `to`, of equally fast ones the shortest; `None` if there is
    /// none.
    pub fn path(&mut self, from: &Snap, to: &Snap) -> Option<Path> {
        self.run(from, std::slice::from_ref(to));
        let arrival = self.arrival(from, to)?;
        let mut edges = vec![arrival.edge];
        let mut node = arrival.via;
        while let Some(at) = node {
            let by = self.by[at.index()];
            edges.push(by);
            let start = self.graph.graph.edge_endpoints(by).map(|(start, _)| start);
            // The edge the search started on carries the cost of its rest only.
            node = start.filter(|_| !self.is_seed(from, at));
        }
        edges.reverse();
        Some(Path { cost: arrival.cost, edges })
    }

    fn run(&mut self, from: &Snap, to: &[Snap]) {
        self.costs.fill(UNKNOWN);
        self.queue.clear();
        for (node, cost, edge) in self.seeds(from) {
            self.relax(node, cost, edge);
        }
        let graph = self.graph;
        let ends = |to: &Snap| {
            let section = graph.section(SectionId::of(to.edge).0);
            [section.from, section.to]
        };
        let mut open = 0;
        for node in to.iter().flat_map(ends) {
            open += usize::from(!std::mem::replace(&mut self.awaited[node.index()], true));
        }
        while open > 0
            && let Some(Reverse((cost, node))) = self.queue.pop()
        {
            // A cheaper way was found since this one was queued.
            if self.costs[node.index()] < cost {
                continue;
            }
            if std::mem::take(&mut self.awaited[node.index()]) {
                open -= 1;
            }
            for edge in graph.graph.edges(node) {
                if let Some(weight) = self.metric.cost(edge.id()) {
                    self.relax(edge.target(), cost.plus(weight), edge.id());
                }
            }
        }
        for node in to.iter().flat_map(ends) {
            self.awaited[node.index()] = false;
        }
    }

    fn relax(&mut self, node: NodeId, cost: Cost, by: EdgeId) {
        let known = &mut self.costs[node.index()];
        if cost < *known {
            *known = cost;
            self.by[node.index()] = by;
            self.queue.push(Reverse((cost, node)));
        }
    }

    /// The ends of the section that a search starts on, with what it costs to get there.
    fn seeds(&self, from: &Snap) -> impl Iterator<Item = (NodeId, Cost, EdgeId)> + use<'a> {
        let (graph, metric, from) = (self.graph, self.metric, *from);
        let section = SectionId::of(from.edge).0;
        DIRECTIONS.into_iter().filter_map(move |direction| {
            let edge = section.edge(direction);
            let (_, end) = graph.graph.edge_endpoints(edge)?;
            Some((end, from.part(metric, direction, true)?, edge))
        })
    }

    fn is_seed(&self, from: &Snap, node: NodeId) -> bool {
        let label = (node, self.costs[node.index()], self.by[node.index()]);
        self.seeds(from).any(|seed| seed == label)
    }

    /// The best way to get to `to` after a search from `from`.
    fn arrival(&self, from: &Snap, to: &Snap) -> Option<Arrival> {
        let section = SectionId::of(to.edge).0;
        let over_a_node = DIRECTIONS.into_iter().filter_map(|direction| {
            let edge = section.edge(direction);
            let (start, _) = self.graph.graph.edge_endpoints(edge)?;
            let last = to.part(self.metric, direction, false)?;
            let cost = self.costs[start.index()];
            (cost != UNKNOWN).then(|| Arrival { cost: cost.plus(last), edge, via: Some(start) })
        });
        over_a_node.chain(self.along(from, to)).min_by_key(|arrival| arrival.cost)
    }

    /// The way from `from` to `to` along their section, if they share one.
    fn along(&self, from: &Snap, to: &Snap) -> Option<Arrival> {
        let (section, own) = SectionId::of(from.edge);
        let (other, others) = SectionId::of(to.edge);
        if section != other {
            return None;
        }
        let at = |snap: &Snap, own| {
            if own == Direction::Forward { snap.fraction } else { 1.0 - snap.fraction }
        };
        let way = at(to, others) - at(from, own);
        let open = DIRECTIONS.into_iter().filter(|way| from.allows(*way) && to.allows(*way));
        let directions = open.filter_map(|direction| {
            let way = if direction == Direction::Forward { way } else { -way };
            let edge = section.edge(direction);
            let whole = self.metric.cost(edge)?;
            (way >= 0.0).then(|| Arrival { cost: whole.part(way), edge, via: None })
        });
        directions.min_by_key(|arrival| arrival.cost)
    }
}
