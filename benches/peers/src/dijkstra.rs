//! petgraph's own Dijkstra, once a row.

use crate::floor::Streets;
use petgraph::algo::dijkstra;
use petgraph::graph::NodeIndex;

/// Lengths in centimetres, row-major; `None` where there is no path.
pub fn matrix(streets: &Streets, places: &[NodeIndex]) -> Vec<Option<usize>> {
    places
        .iter()
        .flat_map(|&from| {
            let lengths = dijkstra(streets, from, None, |edge| *edge.weight() as usize);
            places.iter().map(move |to| lengths.get(to).copied())
        })
        .collect()
}
