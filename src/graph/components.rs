//! Where one can get from everywhere to everywhere.

use super::street::{EdgeId, SectionId};
use crate::units::LonLat;
use petgraph::{
    algo::kosaraju_scc,
    graph::DiGraph,
    visit::{EdgeFiltered, EdgeRef},
};
use serde::{Deserialize, Serialize};

/// Where a vehicle class gets around.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reach {
    /// Is the node in the largest strongly connected component?
    pub(super) main: Vec<bool>,
    /// How many components of more than one node there are.
    pub(super) components: usize,
}

/// Finds the strongly connected components under the edges that `open` lets through.
///
/// Kosaraju's algorithm and not Tarjan's, because petgraph's Tarjan recurses as deep as the graph.
pub(super) fn reach(graph: &DiGraph<LonLat, SectionId>, open: impl Fn(EdgeId) -> bool) -> Reach {
    let rideable = EdgeFiltered::from_fn(graph, |edge| open(edge.id()));
    let components = kosaraju_scc(&rideable);
    let mut main = vec![false; graph.node_count()];
    // Of equally large ones the one with the lowest node, so that the choice is stable.
    let largest = components
        .iter()
        .max_by_key(|component| (component.len(), std::cmp::Reverse(component.iter().min())));
    for node in largest.into_iter().flatten() {
        main[node.index()] = true;
    }
    Reach { main, components: components.iter().filter(|component| component.len() > 1).count() }
}
