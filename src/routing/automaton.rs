//! Which turn restrictions one is in the middle of.
//!
//! A restriction is a sequence of edges whose last is forbidden (or the only one allowed). The
//! sequences without their last edges make a trie; its nodes, with links to the longest proper suffix,
//! are the states that a search has to tell apart: Aho and Corasick, *Efficient string matching*, CACM
//! 18, 1975; Villeneuve and Desaulniers, *The shortest path problem with forbidden paths*, EJOR 165,
//! 2005.

use crate::graph::Restriction;
use std::collections::HashMap;

/// Nothing is in the middle.
pub(super) const START: u32 = 0;

/// The restrictions of a graph, as a machine that reads edges.
#[derive(Debug)]
pub(super) struct Automaton {
    next: HashMap<(u32, u32), u32>,
    /// By state, that of the longest proper suffix.
    suffix: Vec<u32>,
    /// By state, the restrictions that decide about the next edge.
    ending: Vec<Vec<u32>>,
    /// By edge, the states that have it as their last.
    after: HashMap<u32, Vec<u32>>,
}

impl Automaton {
    pub(super) fn new(restrictions: &[Restriction]) -> Self {
        let mut machine = Self {
            next: HashMap::new(),
            suffix: vec![START],
            ending: vec![Vec::new()],
            after: HashMap::new(),
        };
        // By state, its depth and last edge; children come after their parents.
        let mut states = vec![(0_u32, START, 0_u32)];
        for (index, restriction) in (0..).zip(restrictions) {
            let Some((_, prefix)) = restriction.edges.split_last() else { continue };
            let mut at = START;
            for (depth, edge) in (1..).zip(prefix) {
                let free = u32::try_from(states.len()).expect("invariant: few restrictions");
                let next = *machine.next.entry((at, *edge)).or_insert(free);
                if next == free {
                    states.push((depth, at, *edge));
                    machine.suffix.push(START);
                    machine.ending.push(Vec::new());
                    machine.after.entry(*edge).or_default().push(free);
                }
                at = next;
            }
            if at != START {
                machine.ending[at as usize].push(index);
            }
        }
        let mut by_depth: Vec<u32> = (1..).take(states.len() - 1).collect();
        by_depth.sort_by_key(|state| states[*state as usize].0);
        for state in by_depth {
            let (depth, parent, edge) = states[state as usize];
            if depth > 1 {
                machine.suffix[state as usize] =
                    machine.step(machine.suffix[parent as usize], edge);
            }
            let of_suffix = machine.ending[machine.suffix[state as usize] as usize].clone();
            machine.ending[state as usize].extend(of_suffix);
        }
        machine
    }

    /// The state after one more edge.
    pub(super) fn step(&self, state: u32, edge: u32) -> u32 {
        let mut at = state;
        loop {
            match self.next.get(&(at, edge)) {
                Some(next) => return *next,
                None if at == START => return START,
                None => at = self.suffix[at as usize],
            }
        }
    }

    /// The states in which one can be right after `edge`, ascending.
    pub(super) fn after(&self, edge: u32) -> Vec<u32> {
        let mut states = self.after.get(&edge).cloned().unwrap_or_default();
        if !self.next.contains_key(&(START, edge)) {
            states.push(START);
        }
        states.sort_unstable();
        states
    }

    /// Does anything depend on having come on `edge`?
    pub(super) fn remembers(&self, edge: u32) -> bool {
        self.after.contains_key(&edge)
    }

    /// The restrictions that decide about the edge after `state`.
    pub(super) fn ending(&self, state: u32) -> &[u32] {
        &self.ending[state as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    fn deciding(machine: &Automaton, state: u32) -> Vec<u32> {
        let mut ending = machine.ending(state).to_vec();
        ending.sort_unstable();
        ending
    }

    proptest! {
        /// Few different edges, so that sequences overlap, contain each other and come twice.
        #[test]
        fn a_machine_knows_which_sequences_end_here(
            sequences in vec(vec(0..4_u32, 0..6), 0..8),
            ridden in vec(0..5_u32, 0..40),
        ) {
            let restriction = |edges: &Vec<u32>| Restriction {
                edges: edges.clone(), only: false, condition: None, unless: Vec::new(),
            };
            let restrictions: Vec<Restriction> = sequences.iter().map(restriction).collect();
            let machine = Automaton::new(&restrictions);
            let mut state = START;
            for (at, edge) in ridden.iter().enumerate() {
                state = machine.step(state, *edge);
                let behind = &ridden[..=at];
                let expected: Vec<u32> = (0..)
                    .zip(&sequences)
                    .filter(|(_, edges)| edges.len() > 1 && behind.ends_with(&edges[..edges.len() - 1]))
                    .map(|(index, _)| index)
                    .collect();
                prop_assert_eq!(deciding(&machine, state), expected);
                prop_assert!(machine.after(*edge).contains(&state), "it can be right after {}", edge);
                let begun = |edges: &Vec<u32>| edges.split_last().is_some_and(|it| it.1.contains(edge));
                prop_assert_eq!(machine.remembers(*edge), sequences.iter().any(begun));
            }
        }
    }
}
