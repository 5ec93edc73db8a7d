//! What is to be planned.

use crate::domain::{Coop, Order};
use std::collections::BTreeSet;

/// A day as it is to be planned.
#[derive(Clone, Copy, Debug)]
pub struct Day<'a> {
    /// The co-operative with the day's shifts.
    pub coop: &'a Coop,
    /// The orders.
    pub orders: &'a [Order],
    /// Ids of orders that were in a published round. Somebody counts on them: none of them is left out
    /// for the sake of any number of others.
    pub planned: &'a BTreeSet<String>,
}

impl<'a> Day<'a> {
    /// A day of which nothing was planned yet.
    #[must_use]
    pub fn new(coop: &'a Coop, orders: &'a [Order]) -> Self {
        static NONE: BTreeSet<String> = BTreeSet::new();
        Self { coop, orders, planned: &NONE }
    }

    /// What an order that was planned before counts for, beside one for an order that was not.
    pub(super) fn weight(&self) -> u32 {
        u32::try_from(self.orders.len()).map_or(u32::MAX, |orders| orders.saturating_add(1))
    }

    /// What an order counts for.
    pub(super) fn priority(&self, order: &Order) -> u32 {
        if self.planned.contains(&order.id) { self.weight() } else { 1 }
    }
}
