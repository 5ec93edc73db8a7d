//! `fast_paths`: contraction hierarchies, asked once a cell.

use crate::ours::Streets;
use fast_paths::{FastGraph, InputGraph};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

/// The preparation that `fast_paths` needs once for each graph and each set of weights.
pub fn prepare(streets: &Streets) -> FastGraph {
    let mut input = InputGraph::new();
    for edge in streets.edge_references() {
        input.add_edge(edge.source().index(), edge.target().index(), *edge.weight() as usize);
    }
    input.freeze();
    fast_paths::prepare(&input)
}

/// Travel times in milliseconds, row-major; `None` where there is no path.
pub fn matrix(prepared: &FastGraph, places: &[NodeIndex]) -> Vec<Option<usize>> {
    let mut calculator = fast_paths::create_calculator(prepared);
    let mut table = Vec::with_capacity(places.len() * places.len());
    for from in places {
        for to in places {
            let path = calculator.calc_path(prepared, from.index(), to.index());
            table.push(path.map(|path| path.get_weight()));
        }
    }
    table
}
