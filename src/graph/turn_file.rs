//! The part of the map file about what happens between streets: restrictions, conditions, signals.

use super::{
    file::MapFileError,
    street::{NodeId, Restriction, StreetGraph},
    turns::MAX_EDGES,
};
use serde::{Deserialize, Serialize};

/// As the file holds it.
#[derive(Serialize, Deserialize)]
pub(super) struct TurnPart {
    restrictions: Vec<Restriction>,
    conditions: Vec<String>,
    /// Raw node indices.
    signals: Vec<u32>,
    /// Sections with signals between their ends, by raw index.
    section_signals: Vec<(u32, [u8; 2])>,
}

impl TurnPart {
    pub(super) fn of(graph: &StreetGraph) -> Self {
        let section_signals = (0_u32..).zip(&graph.sections);
        let raw = |node: &NodeId| u32::try_from(node.index()).expect("invariant: nodes are u32");
        Self {
            restrictions: graph.restrictions.clone(),
            conditions: graph.conditions.clone(),
            signals: graph.signals.iter().map(raw).collect(),
            section_signals: section_signals
                .map(|(index, section)| (index, section.signals))
                .filter(|(_, signals)| *signals != [0; 2])
                .collect(),
        }
    }

    /// Adds this part to a graph that was read without it.
    ///
    /// # Errors
    ///
    /// If it is about another graph.
    pub(super) fn add_to(self, graph: &mut StreetGraph) -> Result<(), MapFileError> {
        let wrong = |what| MapFileError::Inconsistent { what };
        if !self.conditions.is_sorted_by(|a, b| a < b) {
            return Err(wrong("its conditions are not sorted"));
        }
        if !self.restrictions.iter().all(|it| is_of(it, graph, self.conditions.len())) {
            return Err(wrong("a turn restriction is of another graph"));
        }
        let nodes = graph.graph.node_count();
        let in_order = self.signals.is_sorted_by(|a, b| a < b);
        if !in_order || self.signals.last().is_some_and(|node| *node as usize >= nodes) {
            return Err(wrong("traffic signals are of another graph"));
        }
        for (section, signals) in self.section_signals {
            let section = graph.sections.get_mut(section as usize);
            section.ok_or_else(|| wrong("traffic signals are of another graph"))?.signals = signals;
        }
        graph.restrictions = self.restrictions;
        graph.conditions = self.conditions;
        graph.signals = self.signals.into_iter().map(|node| NodeId::new(node as usize)).collect();
        Ok(())
    }
}

/// Do the edges of a restriction follow each other in this graph?
fn is_of(restriction: &Restriction, graph: &StreetGraph, conditions: usize) -> bool {
    let ends = |edge: u32| {
        let section = graph.sections.get((edge / 2) as usize)?;
        let ends = (section.from, section.to);
        Some(if edge.is_multiple_of(2) { ends } else { (ends.1, ends.0) })
    };
    let joined = |pair: &[u32]| match (ends(pair[0]), ends(pair[1])) {
        (Some((_, at)), Some((from, _))) => at == from,
        _ => false,
    };
    (2..=MAX_EDGES).contains(&restriction.edges.len())
        && restriction.edges.windows(2).all(joined)
        && restriction.condition.is_none_or(|condition| (condition as usize) < conditions)
}
