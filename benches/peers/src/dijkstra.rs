//! petgraph's own Dijkstra, once a row.

use crate::ours::Streets;
use petgraph::algo::dijkstra;
use petgraph::graph::NodeIndex;

/// Travel times in milliseconds, row-major; `None` where there is no path.
pub fn matrix(streets: &Streets, places: &[NodeIndex]) -> Vec<Option<usize>> {
    places
        .iter()
        .flat_map(|&from| {
            let lengths = dijkstra(streets, from, None, |edge| *edge.weight() as usize);
            places.iter().map(move |to| lengths.get(to).copied())
        })
        .collect()
}
