//! What dispatchers have put with couriers by hand, and plans leave there.

use super::{Actor, AppError, Deed, Service};
use crate::{
    domain::{DayShift, Decision, Order, PutByHand},
    store::{StoredDecision, Work},
    units::{TimeWindow, Timestamp},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a plan finds of it.
#[derive(Debug, Default)]
pub(super) struct ByHand {
    /// By id of the order: the index of the shift that has it.
    pub(super) pinned: BTreeMap<String, usize>,
    /// The same, and of orders whose shift is no more: what is to be said of it.
    told: BTreeMap<String, PutByHand>,
}

impl ByHand {
    /// Of these orders of a day; `shifts` are those that can be planned.
    pub(super) async fn read<K>(
        work: &mut Work<K>,
        day: Date,
        orders: &[Order],
        shifts: &[DayShift],
    ) -> Result<Self, AppError> {
        let mut found = Self::default();
        for StoredDecision { decision, .. } in work.decisions_by_hand(day).await? {
            let Decision { order, by_hand: Some(put), .. } = decision else { continue };
            let Some(known) = orders.iter().find(|known| known.id == order) else { continue };
            // What was put before shifts were noted is where the last plan has left it.
            if put.shift.is_empty() {
                continue;
            }
            let is_it = |shift: &DayShift| {
                shift.id == put.shift && shift.courier == put.courier && overlaps(known, shift)
            };
            let shift = shifts.iter().position(is_it);
            let Some(later) = put.later(shift.is_some()) else { continue };
            found.pinned.extend(shift.map(|shift| (order.clone(), shift)));
            found.told.insert(order, later);
        }
        Ok(found)
    }

    /// The decision of a plan, with what was done by hand before.
    pub(super) fn told(&self, decision: Decision) -> Decision {
        Decision { by_hand: self.told.get(&decision.order).cloned(), ..decision }
    }
}

/// Is any of an order's windows open while somebody is at work? Else nothing keeps it there.
fn overlaps(order: &Order, shift: &DayShift) -> bool {
    let meets = |window: &TimeWindow<Timestamp>| {
        window.start() < shift.window.end() && shift.window.start() < window.end()
    };
    order.stops().all(|stop| meets(&stop.window))
}

impl Service {
    /// Lets plans move an order again that was put with a courier by hand. One that was not stays as it is.
    ///
    /// # Errors
    ///
    /// If the role may not, there is no such order, or the database does not answer.
    pub async fn release_order(&self, actor: &Actor, order: &str) -> Result<(), AppError> {
        actor.may(Deed::SteerDays)?;
        let mut change = self.change(actor).await?;
        let posted = change.order(order).await?;
        let posted = posted.ok_or_else(|| AppError::not_found("order", order))?;
        let stored = change.decision(order).await?;
        let by_hand = stored.filter(|stored| stored.decision.by_hand.is_some());
        let Some(StoredDecision { decision, .. }) = by_hand else { return Ok(()) };
        change.release(&posted, &Decision { by_hand: None, ..decision }).await?;
        change.commit().await?;
        Ok(())
    }
}
