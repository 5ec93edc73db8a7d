//! From snapped places to the states where queries begin and end.

use super::{
    cch::{Ends, Weight},
    class::Class,
    states::{NONE, count},
};
use crate::graph::{Cost, DIRECTIONS, Direction, EdgeId, SectionId, Snap};
use petgraph::{Direction::Incoming, visit::EdgeRef};

/// A state where a path may end, and what happens from there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub(super) state: u32,
    /// The edge that the place is on.
    pub(super) edge: EdgeId,
    /// Is the state before that edge, rather than at its end? Then `weight` is what comes on top, else
    /// what was too much.
    pub(super) before: bool,
    pub(super) weight: Weight,
}

impl Class {
    /// The edges of a snapped place that this class may use, each with what its rest costs.
    pub(super) fn departures(&self, from: &Snap) -> impl Iterator<Item = (u32, EdgeId, Cost)> + '_ {
        let section = SectionId::of(from.edge).0;
        let from = *from;
        DIRECTIONS.into_iter().filter_map(move |direction| {
            let edge = section.edge(direction);
            let rest = from.part(&self.metric, direction, true)?;
            Some((self.topology.states.setting_out(&self.map.graph, edge), edge, rest))
        })
    }

    /// The states from which, or in which, one has arrived at a snapped place, such that a hierarchy has
    /// them in one line of descent. Where a state is at the end of the place's own edge, queries from
    /// that very section must not use it.
    pub(super) fn arrivals(&self, to: &Snap) -> Vec<Arrival> {
        let (graph, states) = (&self.map.graph, &self.topology.states);
        let section = SectionId::of(to.edge).0;
        let mut arrivals = Vec::new();
        for direction in DIRECTIONS {
            let edge = section.edge(direction);
            let Some(rest) = to.part(&self.metric, direction, true) else { continue };
            let [tail, _] = graph.ends(edge);
            let arriving = states.arriving(edge);
            if states.of_node(tail).is_none() && !arriving.is_empty() {
                arrivals.extend(arriving.map(|state| Arrival {
                    state,
                    edge,
                    before: false,
                    weight: -rest.weight(),
                }));
            } else {
                arrivals.extend(self.arrivals_before(to, direction));
            }
        }
        arrivals
    }

    /// The states at the beginning of a snapped place's edge.
    pub(super) fn arrivals_before(&self, to: &Snap, direction: Direction) -> Vec<Arrival> {
        let edge = SectionId::of(to.edge).0.edge(direction);
        let Some(part) = to.part(&self.metric, direction, false) else { return Vec::new() };
        let arrival = |(state, delay): (u32, Cost)| Arrival {
            state,
            edge,
            before: true,
            weight: part.plus(delay).weight(),
        };
        self.beginnings(edge).into_iter().map(arrival).collect()
    }

    /// The states from which one may begin an edge, each with what is lost by turning onto it.
    pub(super) fn beginnings(&self, edge: EdgeId) -> Vec<(u32, Cost)> {
        let (graph, states) = (&self.map.graph, &self.topology.states);
        let [tail, _] = graph.ends(edge);
        if let Some(state) = states.of_node(tail) {
            return vec![(state, self.delay(NONE, edge))];
        }
        graph
            .graph
            .edges_directed(tail, Incoming)
            .flat_map(|before| {
                let number = count(before.id().index());
                states.arriving(before.id()).map(move |state| (state, number))
            })
            .filter(|(state, _)| self.allows(*state, edge))
            .map(|(state, before)| (state, self.delay(before, edge)))
            .collect()
    }

    /// May one go on from a state over an edge, as far as restrictions are concerned?
    pub(super) fn allows(&self, state: u32, edge: EdgeId) -> bool {
        self.topology.states.arc(state, edge).is_some_and(|arc| !self.forbids(arc))
    }

    /// Where queries from a snapped place begin.
    pub(super) fn ends_from(&self, from: &Snap) -> Option<Ends> {
        let hierarchy = &self.topology.hierarchy;
        let seed = |(state, _, rest): (u32, EdgeId, Cost)| {
            (hierarchy.ranks[state as usize], rest.weight())
        };
        Ends::new(hierarchy, self.departures(from).map(seed).collect())
    }

    /// Where queries to a snapped place end.
    pub(super) fn ends_to(&self, arrivals: &[Arrival]) -> Option<Ends> {
        let hierarchy = &self.topology.hierarchy;
        let seed = |it: &Arrival| (hierarchy.ranks[it.state as usize], it.weight);
        Ends::new(hierarchy, arrivals.iter().map(seed).collect())
    }

    /// The way from one place to another along the section that they share: its edge and cost.
    pub(super) fn along(&self, from: &Snap, to: &Snap) -> Option<(EdgeId, Cost)> {
        let (section, own) = SectionId::of(from.edge);
        let (other, others) = SectionId::of(to.edge);
        if section != other {
            return None;
        }
        let at = |snap: &Snap, own| {
            if own == Direction::Forward { snap.fraction } else { 1.0 - snap.fraction }
        };
        let way = at(to, others) - at(from, own);
        let directions = DIRECTIONS.into_iter().filter_map(|direction| {
            let way = if direction == Direction::Forward { way } else { -way };
            let [from, to] = [from, to].map(|snap| snap.part(&self.metric, direction, true));
            (way >= 0.0).then_some((section.edge(direction), from?.minus(to?)))
        });
        directions.min_by_key(|(_, cost)| *cost)
    }
}
