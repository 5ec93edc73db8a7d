//! Our streets as others want them: arrays.

use musette::{
    graph::{Cost, Snap},
    routing::Class,
};
use petgraph::{graph::DiGraph, visit::EdgeRef};
use std::collections::BTreeMap;

/// Nodes with their places, and arcs with travel times, in milliseconds, sorted by tail; of parallel
/// arcs the fastest, and no loops.
pub struct Network {
    pub lat: Vec<f32>,
    pub lon: Vec<f32>,
    pub tails: Vec<u32>,
    pub heads: Vec<u32>,
    pub times_ms: Vec<u32>,
}

impl Network {
    /// The arcs that a class may use. The numbers of nodes stay.
    pub fn of(class: &Class) -> Self {
        let graph = &class.map().graph.graph;
        let mut arcs: BTreeMap<[u32; 2], u32> = BTreeMap::new();
        for edge in graph.edge_references() {
            let ends = [edge.source(), edge.target()].map(|node| number(node.index()));
            if let Some(time_ms) = class.metric.cost(edge.id()).map(Cost::time_ms)
                && ends[0] != ends[1]
            {
                let known = arcs.entry(ends).or_insert(time_ms);
                *known = time_ms.min(*known);
            }
        }
        let places = graph.node_weights().map(|place| (place.lat() as f32, place.lon() as f32));
        let (lat, lon) = places.unzip();
        Self {
            lat,
            lon,
            tails: arcs.keys().map(|[tail, _]| *tail).collect(),
            heads: arcs.keys().map(|[_, head]| *head).collect(),
            times_ms: arcs.into_values().collect(),
        }
    }

    pub fn nodes(&self) -> u32 {
        number(self.lat.len())
    }

    pub fn arcs(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        let ends = self.tails.iter().zip(&self.heads);
        ends.zip(&self.times_ms).map(|((tail, head), time_ms)| (*tail, *head, *time_ms))
    }

    /// As `cch` wants it.
    pub fn csr(&self) -> cch::graph::Graph {
        let first = |node| number(self.tails.partition_point(|tail| *tail < node));
        cch::graph::Graph {
            first_out: (0..=self.nodes()).map(first).collect(),
            head: self.heads.clone(),
            weight: self.times_ms.clone(),
        }
    }

    /// As `fast_paths` wants it, which takes no zero: [`shifted`] times.
    pub fn input(&self) -> fast_paths::InputGraph {
        let mut input = fast_paths::InputGraph::new();
        for (tail, head, time_ms) in self.arcs() {
            input.add_edge(tail as usize, head as usize, shifted(time_ms));
        }
        input.freeze();
        input
    }

    /// As petgraph wants it.
    pub fn petgraph(&self) -> DiGraph<(), u32> {
        let mut graph = DiGraph::with_capacity(self.lat.len(), self.heads.len());
        self.lat.iter().for_each(|_| {
            graph.add_node(());
        });
        for (tail, head, time_ms) in self.arcs() {
            graph.add_edge(tail.into(), head.into(), time_ms);
        }
        graph
    }

    /// Travel time along nodes, in milliseconds; `None` where no arc joins two of them.
    pub fn time_along(&self, nodes: impl IntoIterator<Item = u32>) -> Option<u32> {
        let mut nodes = nodes.into_iter();
        let mut tail = nodes.next()?;
        let mut sum = 0;
        for head in nodes {
            let first = self.tails.partition_point(|other| *other < tail);
            let last = self.tails.partition_point(|other| *other <= tail);
            let arc = self.heads[first..last].binary_search(&head).ok()?;
            sum += self.times_ms[first + arc];
            tail = head;
        }
        Some(sum)
    }
}

/// A travel time that is never zero, though sums of fewer than a million of them are in the same order.
fn shifted(time_ms: u32) -> usize {
    (time_ms as usize) << 20 | 1
}

/// What a sum of [`shifted`] times stands for.
pub fn unshifted(sum: usize) -> u32 {
    number(sum >> 20)
}

/// The node that a snap is at.
pub fn node_of(class: &Class, snap: &Snap) -> u32 {
    let ends = class.map().graph.graph.edge_endpoints(snap.edge);
    number(ends.expect("the snap is on this map").0.index())
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("maps have fewer than 2^32 of anything")
}
