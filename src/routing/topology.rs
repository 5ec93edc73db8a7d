//! What all metrics on one map share.

use super::{
    cch::{Hierarchy, Scratch, Slots},
    order::state_order,
    states::States,
};
use crate::graph::{Orders, StreetGraph, TurnModel};
use std::sync::Mutex;

/// A graph for searches and its hierarchy, for any metric that needs no more of turns.
#[derive(Debug)]
pub(super) struct Topology {
    pub(super) states: States,
    pub(super) hierarchy: Hierarchy,
    pub(super) slots: Slots,
    /// One customization at a time has it; who comes meanwhile has room of their own.
    pub(super) scratch: Mutex<Scratch>,
}

impl Topology {
    /// Splits and contracts a street graph. Takes a tenth of a second for a metropolis; much longer if
    /// `orders` lack the one for this model.
    pub(super) fn new(graph: &StreetGraph, orders: &Orders, model: TurnModel) -> Self {
        let states = States::new(graph, model);
        let order = state_order(graph, orders, &states, model);
        let ends = states.ends();
        let mut joined = ends.clone();
        joined.extend(states.kin(graph));
        let hierarchy = Hierarchy::new(&order, &joined);
        let slots = Slots::new(&hierarchy, &ends);
        Self { states, hierarchy, slots, scratch: Mutex::default() }
    }
}
