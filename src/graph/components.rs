//! Where one can get from everywhere to everywhere.

use super::street::{EdgeId, SectionId};
use crate::units::LonLat;
use petgraph::{
    algo::kosaraju_scc,
    graph::DiGraph,
    visit::{EdgeFiltered, EdgeRef},
};

/// Marks the nodes of the largest strongly connected component under the edges that `open` lets
/// through, and counts the components of more than one node.
///
/// Kosaraju's algorithm and not Tarjan's, because petgraph's Tarjan recurses as deep as the graph.
pub(super) fn main_component(
    graph: &DiGraph<LonLat, SectionId>,
    open: impl Fn(EdgeId) -> bool,
) -> (Vec<bool>, usize) {
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
    (main, components.iter().filter(|component| component.len() > 1).count())
}
