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
    country: String,
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
            country: graph.country.clone(),
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
        graph.country = self.country;
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
        && restriction
            .condition
            .iter()
            .chain(&restriction.unless)
            .all(|it| (*it as usize) < conditions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{Feature, Section},
        osm::Tags,
        units::LonLat,
    };

    /// Edges 0 and 2 lead from node 0 over 1 to 2; 3 and 1 lead back.
    fn graph() -> StreetGraph {
        let section = |from| Section {
            from: NodeId::new(from),
            to: NodeId::new(from + 1),
            feature: 0,
            name: 0,
            way: 1,
            shape: 0..0,
            length_cm: 100,
            signals: [0; 2],
            ascent_dm: 0,
            descent_dm: 0,
        };
        let nodes = (0..3).filter_map(|lon| LonLat::from_e7(lon, 0)).collect();
        let sections = vec![section(0), section(1)];
        let features = vec![Feature::Street(Tags::default())];
        StreetGraph::new(nodes, sections, Vec::new(), features, vec![String::new()])
    }

    fn part(edges: &[u32], condition: Option<u32>) -> TurnPart {
        TurnPart {
            restrictions: vec![Restriction {
                edges: edges.to_vec(),
                only: false,
                condition,
                unless: Vec::new(),
            }],
            conditions: vec!["Mo".to_owned(), "Tu".to_owned()],
            country: "FR".to_owned(),
            signals: vec![0, 2],
            section_signals: vec![(1, [1, 0])],
        }
    }

    #[test]
    fn a_part_of_this_graph_is_added() {
        let mut graph = graph();
        part(&[0, 2], Some(1)).add_to(&mut graph).unwrap();
        assert_eq!(graph.restrictions[0].edges, [0, 2]);
        assert_eq!(graph.signals, [NodeId::new(0), NodeId::new(2)]);
        assert_eq!(graph.sections[1].signals, [1, 0]);
        assert_eq!(graph.country, "FR");
        let again = TurnPart::of(&graph);
        assert_eq!(again.section_signals, [(1, [1, 0])]);
        assert_eq!((again.conditions.len(), again.signals), (2, vec![0, 2]));
    }

    #[test]
    fn a_part_of_another_graph_is_refused() {
        let good = || part(&[0, 2], None);
        let mut far_off = good();
        far_off.restrictions[0].unless = vec![1, 2];
        let parts = [
            part(&[0, 3], None),
            part(&[2, 0], None),
            part(&[0, 4], None),
            part(&[u32::MAX, 0], None),
            part(&[0], None),
            part(&[], None),
            part(&[0, 1].repeat(MAX_EDGES), None),
            part(&[0, 2], Some(2)),
            far_off,
            TurnPart { signals: vec![3], ..good() },
            TurnPart { signals: vec![1, 0], ..good() },
            TurnPart { section_signals: vec![(2, [1, 1])], ..good() },
            TurnPart { conditions: vec!["Tu".to_owned(), "Mo".to_owned()], ..good() },
        ];
        for (index, part) in parts.into_iter().enumerate() {
            assert!(part.add_to(&mut graph()).is_err(), "{index}");
        }
    }
}
