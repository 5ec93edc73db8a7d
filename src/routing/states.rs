//! The graph that searches run on: the street graph, its nodes split where turning matters.
//!
//! A node that is not split is one state. A split one has a state for each edge that arrives there, and
//! several where turn restrictions depend on what came before. From each state an arc leads over each
//! edge that leaves the node, also over those that a restriction forbids: whether it holds is the
//! metric's matter.

use super::{
    automaton::{Automaton, START},
    guard::{Guard, Guards},
};
use crate::graph::{EdgeId, NodeId, SectionId, StreetGraph, TurnModel};
use petgraph::{Direction::Incoming, visit::EdgeRef};
use std::ops::Range;

/// No state, or no edge.
pub(super) const NONE: u32 = u32::MAX;

/// States and arcs between them.
#[derive(Debug)]
pub(crate) struct States {
    /// By street node, its state; [`NONE`] if it is split.
    of_node: Vec<u32>,
    /// By edge, the first of the states in which one arrives over it; one more at the end.
    first_of_edge: Vec<u32>,
    /// What these remember, by state from `offset` on.
    memories: Vec<u32>,
    offset: u32,
    /// By state, the first of its arcs; one more at the end.
    pub(super) first: Vec<u32>,
    /// By arc, the state that it leads to.
    pub(super) heads: Vec<u32>,
    /// By arc, the edge that it leads over.
    pub(super) edges: Vec<u32>,
    /// By arc, the edge before; [`NONE`] if the node between is not split.
    pub(super) before: Vec<u32>,
    /// What restrictions say of arcs, by arc.
    pub(super) guards: Guards,
    automaton: Automaton,
}

impl States {
    pub(crate) fn new(graph: &StreetGraph, model: TurnModel) -> Self {
        let restrictions = match model {
            TurnModel::Unsplit => &[][..],
            TurnModel::Restricted | TurnModel::Full => &graph.restrictions,
        };
        let automaton = Automaton::new(restrictions);
        let (nodes, edges) = (graph.graph.node_count(), graph.graph.edge_count());
        let mut split = vec![model == TurnModel::Full; nodes];
        for edge in graph.graph.edge_references() {
            split[edge.target().index()] |= automaton.remembers(count(edge.id().index()));
        }
        let mut states = Self {
            of_node: vec![NONE; nodes],
            first_of_edge: Vec::with_capacity(edges + 1),
            memories: Vec::new(),
            offset: 0,
            first: vec![0],
            heads: Vec::new(),
            edges: Vec::new(),
            before: Vec::new(),
            guards: Guards::default(),
            automaton,
        };
        for (node, _) in split.iter().enumerate().filter(|(_, split)| !**split) {
            states.of_node[node] = states.offset;
            states.offset += 1;
        }
        for edge in graph.graph.edge_references() {
            states.first_of_edge.push(states.offset + count(states.memories.len()));
            if split[edge.target().index()] {
                let after = states.automaton.after(count(edge.id().index()));
                states.memories.extend(after);
            }
        }
        states.first_of_edge.push(states.offset + count(states.memories.len()));
        for node in graph.graph.node_indices().filter(|node| !split[node.index()]) {
            states.add_arcs(graph, node, NONE, START);
        }
        for edge in graph.graph.edge_references() {
            for state in states.arriving(edge.id()) {
                let memory = states.memories[(state - states.offset) as usize];
                states.add_arcs(graph, edge.target(), count(edge.id().index()), memory);
            }
        }
        states
    }

    /// Arcs from the state that is next in number, which is at `node`.
    fn add_arcs(&mut self, graph: &StreetGraph, node: NodeId, before: u32, memory: u32) {
        for edge in graph.graph.edges(node) {
            let over = count(edge.id().index());
            let head = self.after(graph, edge.id(), memory);
            for index in self.automaton.ending(memory) {
                let (arc, restriction) =
                    (count(self.heads.len()), &graph.restrictions[*index as usize]);
                self.guards.extend(Guard::new(arc, over, *index, restriction));
            }
            self.heads.push(head);
            self.edges.push(over);
            self.before.push(before);
        }
        self.first.push(count(self.heads.len()));
    }

    /// The state after going over `edge` with this memory.
    fn after(&self, graph: &StreetGraph, edge: EdgeId, memory: u32) -> u32 {
        let arriving = self.arriving(edge);
        if arriving.is_empty() {
            let [_, node] = graph.ends(edge);
            return self.of_node[node.index()];
        }
        let memory = self.automaton.step(memory, count(edge.index()));
        let memories = &self.memories
            [(arriving.start - self.offset) as usize..(arriving.end - self.offset) as usize];
        let at = memories.binary_search(&memory).expect("invariant: a state that can follow");
        arriving.start + count(at)
    }

    /// The state of who sets out on `edge` and has got to its end.
    pub(super) fn setting_out(&self, graph: &StreetGraph, edge: EdgeId) -> u32 {
        self.after(graph, edge, START)
    }

    /// The states in which one arrives over an edge to a split node; none if its head is not split.
    pub(super) fn arriving(&self, edge: EdgeId) -> Range<u32> {
        self.first_of_edge[edge.index()]..self.first_of_edge[edge.index() + 1]
    }

    /// The state of a node that is not split.
    pub(super) fn of_node(&self, node: NodeId) -> Option<u32> {
        Some(self.of_node[node.index()]).filter(|state| *state != NONE)
    }

    /// All states at a node.
    pub(super) fn at(&self, graph: &StreetGraph, node: NodeId) -> Vec<u32> {
        if let Some(state) = self.of_node(node) {
            vec![state]
        } else {
            let arriving = graph.graph.edges_directed(node, Incoming);
            arriving.flat_map(|edge| self.arriving(edge.id())).collect()
        }
    }

    /// Number of states.
    pub(crate) fn count(&self) -> usize {
        self.first.len() - 1
    }

    /// Arcs from `state`.
    pub(super) fn arcs(&self, state: u32) -> Range<usize> {
        self.first[state as usize] as usize..self.first[state as usize + 1] as usize
    }

    /// All arcs of states in a row.
    pub(super) fn arcs_of(&self, states: &Range<u32>) -> Range<u32> {
        self.first[states.start as usize]..self.first[states.end as usize]
    }

    /// The arc from a state over an edge.
    pub(super) fn arc(&self, state: u32, edge: EdgeId) -> Option<u32> {
        let over = count(edge.index());
        self.arcs(state).find(|arc| self.edges[*arc] == over).map(count)
    }

    /// Ends of all arcs.
    pub(super) fn ends(&self) -> Vec<[u32; 2]> {
        let tails = (0..count(self.count())).flat_map(|state| {
            let arcs = self.arcs(state).len();
            std::iter::repeat_n(state, arcs)
        });
        tails.zip(&self.heads).map(|(tail, head)| [tail, *head]).collect()
    }

    /// Pairs of states that a hierarchy must keep in one line of descent, though no arc joins them:
    /// those in which a place on a street can be begun at, or arrived at.
    pub(super) fn kin(&self, graph: &StreetGraph) -> Vec<[u32; 2]> {
        let mut kin = Vec::new();
        let mut all = |states: &[u32]| {
            for (at, one) in states.iter().enumerate() {
                kin.extend(states[at + 1..].iter().map(|other| [*one, *other]));
            }
        };
        for (index, section) in graph.sections.iter().enumerate() {
            let of = |direction| self.arriving(SectionId::new(index).edge(direction));
            let [there, back] = crate::graph::DIRECTIONS.map(of);
            let set_out = crate::graph::DIRECTIONS
                .map(|direction| self.setting_out(graph, SectionId::new(index).edge(direction)));
            if there.is_empty() != back.is_empty() {
                // One end is split, and the places on this section are arrived at from there.
                all(&self.at(graph, if there.is_empty() { section.from } else { section.to }));
                all(&set_out);
            } else if !there.is_empty() {
                all(&there.chain(back).collect::<Vec<u32>>());
            }
        }
        kin
    }
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).expect("invariant: counted in u32")
}
