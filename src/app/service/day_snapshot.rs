//! A day as the planner sees it.

use super::{AppError, progress::is_begun};
use crate::{
    domain::{Coop, DayShift, Order, OrderStatus, Rest, Shift},
    store::Work,
    units::{TimeWindow, Timestamp},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A day as it was at one moment, and what a new plan of it may change.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// Number of the last event before it.
    pub(super) seq: i64,
    /// The co-operative with the shifts that can be planned.
    pub(super) coop: Coop,
    /// These shifts, whole and with their ids.
    pub(super) shifts: Vec<DayShift>,
    /// The orders that can be planned.
    pub(super) orders: Vec<Order>,
    /// Ids of the rounds that a new plan withdraws.
    pub(super) withdrawn: Vec<String>,
    /// Number of rounds that stay.
    pub(super) kept: usize,
}

impl Snapshot {
    pub(super) async fn read<K>(
        work: &mut Work<K>,
        day: Date,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        let seq = work.head().await?;
        let stored = work.coop().await?;
        let rounds = work.rounds_of_day(day).await?;
        let (kept, withdrawn): (Vec<_>, Vec<_>) = rounds.into_iter().partition(is_begun);
        let busy: BTreeSet<&str> = kept.iter().map(|live| live.shift.as_str()).collect();
        let kept_ids: BTreeSet<&str> = kept.iter().map(|live| live.id.as_str()).collect();
        let mut shifts = work.shifts_of_day(day).await?;
        shifts.retain(|shift| !busy.contains(shift.id.as_str()));
        let left: Vec<Shift> = shifts.iter().filter_map(|shift| left_of(shift, now)).collect();
        let orders = work.orders_of_day(day).await?;
        let orders = orders.iter().filter(|order| {
            let waits = matches!(
                order.status,
                OrderStatus::Open | OrderStatus::Unassigned | OrderStatus::Planned
            );
            waits && !order.round.as_deref().is_some_and(|round| kept_ids.contains(round))
        });
        let orders = orders.filter_map(crate::domain::PostedOrder::plannable).collect();
        // A vehicle that nobody rides today must not keep the day from being planned.
        let mut vehicles = work.vehicles().await?;
        vehicles.retain(|class| left.iter().any(|shift| shift.vehicle == class.id));
        let coop = Coop {
            name: stored.name,
            zone: stored.zone,
            day,
            hubs: work.hubs().await?,
            vehicles,
            couriers: work.couriers().await?,
            shifts: left,
        };
        let withdrawn = withdrawn.into_iter().map(|live| live.id).collect();
        Ok(Self { seq, coop, shifts, orders, withdrawn, kept: kept.len() })
    }
}

/// What is left of a shift from now on; `None` if nothing is. A break that could have begun may
/// still begin; one of which the time is over is taken for had.
fn left_of(shift: &DayShift, now: Timestamp) -> Option<Shift> {
    let start = shift.window.start().max(now);
    let window = TimeWindow::new(start, shift.window.end()).filter(|it| it.start() < it.end())?;
    let rest = shift.rest.and_then(|rest| {
        let window = TimeWindow::new(rest.window.start().max(start), rest.window.end())?;
        let fits = window.end() + rest.duration <= shift.window.end();
        fits.then_some(Rest { window, duration: rest.duration })
    });
    let DayShift { courier, vehicle, hub, .. } = shift.clone();
    Some(Shift { courier, vehicle, hub, window, rest })
}

#[cfg(test)]
mod tests {
    use super::left_of;
    use crate::{
        domain::{DayShift, Rest},
        units::{Seconds, TimeWindow, Timestamp},
    };

    fn at(hour: u32) -> Timestamp {
        Timestamp::from_millis(0) + Seconds::from_minutes(60 * hour)
    }

    #[test]
    fn what_is_left_of_a_shift_begins_now() {
        let window = |from, to| TimeWindow::new(at(from), at(to)).unwrap();
        let rest = Some(Rest { window: window(12, 13), duration: Seconds::from_minutes(20) });
        let shift = DayShift {
            id: "s".to_owned(),
            day: jiff::civil::date(1970, 1, 1),
            courier: "c".to_owned(),
            vehicle: "v".to_owned(),
            hub: "h".to_owned(),
            window: window(9, 17),
            rest,
        };
        let left = |hour| left_of(&shift, at(hour));
        assert_eq!(left(8).unwrap().window, window(9, 17));
        assert_eq!(left(10).unwrap().window, window(10, 17));
        assert_eq!(left(10).unwrap().rest, rest);
        assert_eq!(left(13).unwrap().rest.unwrap().window, window(13, 13));
        assert_eq!(left(14).unwrap().rest, None);
        assert!(left(17).is_none());
    }
}
