//! How much it counts, beside others, to leave an order out.

use crate::domain::{Order, Terms};

/// What orders count for. One that somebody counts on counts for more than all others together, and each counts as its
/// priority says beside its like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranks {
    /// Above the number of orders: what is left of a sum of priorities is how many there are.
    step: u32,
    /// Above the sum of what orders count for that nobody counts on.
    weight: u32,
}

impl Ranks {
    pub(super) fn of(orders: &[Order]) -> Self {
        let above =
            |number: usize| u32::try_from(number).map_or(u32::MAX, |it| it.saturating_add(1));
        let ranks = orders.iter().map(|order| rank(order) as usize);
        Self { step: above(orders.len()), weight: above(ranks.sum()) }
    }

    /// What a plan is worse for if it leaves this order out; `counted_on`: was it in a round, or promised?
    pub(super) fn priority(self, order: &Order, counted_on: bool) -> u32 {
        let weight = if counted_on { self.weight } else { 1 };
        rank(order).saturating_mul(weight).saturating_mul(self.step).saturating_add(1)
    }

    /// How many orders are left out, from the sum of their priorities.
    pub(super) fn left_out(self, unserved: i64) -> usize {
        usize::try_from(unserved % i64::from(self.step)).unwrap_or(usize::MAX)
    }
}

fn rank(order: &Order) -> u32 {
    order.terms.priority.clamp(1, Terms::MOST_PRIORITY)
}
