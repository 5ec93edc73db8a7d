//! In which order streets are contracted: found once, at import.

use super::{
    cch::{edge_order, node_order},
    states::{NONE, States, count},
};
use crate::{
    geo::{BoundingBox, Plane},
    graph::{NodeId, Orders, SectionId, StreetGraph, StreetMap, TurnModel},
    units::LonLat,
};

/// Finds the orders that the profiles of a map need. Takes about a second for a metropolis and one
/// core.
pub fn find_orders(map: &mut StreetMap) {
    let models: Vec<TurnModel> =
        map.profiles.iter().map(|profile| TurnModel::of(profile, &map.graph)).collect();
    let full = models.contains(&TurnModel::Full);
    let nodes = models.iter().any(|model| *model != TurnModel::Full);
    let graph = &map.graph;
    let (of_nodes, of_sections) = rayon::join(
        || if nodes { by_node(graph) } else { Vec::new() },
        || if full { by_section(graph) } else { Vec::new() },
    );
    map.orders = Orders { nodes: of_nodes, sections: of_sections };
}

/// The states of a graph, first to last contracted.
pub(super) fn state_order(
    graph: &StreetGraph,
    orders: &Orders,
    states: &States,
    model: TurnModel,
) -> Vec<u32> {
    let mut order = Vec::with_capacity(states.count());
    if model == TurnModel::Full {
        let known = !orders.sections.is_empty();
        let found = if known { None } else { Some(by_section(graph)) };
        for section in found.as_ref().unwrap_or(&orders.sections) {
            let section = SectionId::new(*section as usize);
            for direction in crate::graph::DIRECTIONS {
                order.extend(states.arriving(section.edge(direction)));
            }
        }
    } else {
        let known = !orders.nodes.is_empty();
        let found = if known { None } else { Some(by_node(graph)) };
        for node in found.as_ref().unwrap_or(&orders.nodes) {
            order.extend(states.at(graph, NodeId::new(*node as usize)));
        }
    }
    debug_assert!(!order.contains(&NONE), "every state is somewhere");
    order
}

fn by_node(graph: &StreetGraph) -> Vec<u32> {
    let (places, ends) = plane(graph);
    node_order(&places, ends)
}

fn by_section(graph: &StreetGraph) -> Vec<u32> {
    let (places, ends) = plane(graph);
    edge_order(&places, ends)
}

/// Where nodes are, in decimetres, and the ends of sections.
fn plane(graph: &StreetGraph) -> (Vec<[i32; 2]>, Vec<[u32; 2]>) {
    let centre = BoundingBox::around(graph.graph.node_weights().copied()).map(|box_| box_.centre());
    let flat = centre.map(Plane::around);
    #[expect(clippy::cast_possible_truncation, reason = "saturates; it is only a heuristic")]
    let place = |place: &LonLat| {
        flat.as_ref().map_or([0; 2], |plane| plane.project(*place).map(|it| (it * 10.0) as i32))
    };
    let places = graph.graph.node_weights().map(place).collect();
    let index = |node: NodeId| count(node.index());
    let ends = graph.sections.iter().map(|it| [index(it.from), index(it.to)]).collect();
    (places, ends)
}
