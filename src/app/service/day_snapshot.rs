//! A day as the planner sees it.

use super::{
    AppError, clock::day_of, fairness::carried_before, labour::Unlawful, lawful::Lawful,
    progress::is_begun, world::zone_of,
};
use crate::{
    dispatch::{Day, objective},
    domain::{
        Coop, DayShift, Fairness, LiveRound, Order, OrderStatus, PostedOrder, Rest, Round,
        RulesVersion, Shift, labour::Spell,
    },
    store::Work,
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Shifts that a plan does not fill, by the reason why.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut {
    /// Number of couriers on a round that was begun.
    pub(super) riding: usize,
    /// Number of shifts that are over.
    pub(super) over: usize,
    /// What the law has against the others.
    pub(super) unlawful: Vec<Unlawful>,
}

impl LeftOut {
    /// Number of shifts that the law forbids.
    pub(super) fn forbidden(&self) -> usize {
        let shifts: BTreeSet<_> = self.unlawful.iter().map(|it| it.shift.as_deref()).collect();
        shifts.len()
    }
}

/// A day as it was at one moment, and what a new plan of it may change.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// Number of the last event before it.
    pub(super) seq: i64,
    /// The rules in force.
    pub(super) rules: RulesVersion,
    /// The co-operative with the shifts that can be planned.
    pub(super) coop: Coop,
    /// These shifts, whole and with their ids.
    pub(super) shifts: Vec<DayShift>,
    /// The orders that can be planned.
    pub(super) orders: Vec<Order>,
    /// Ids of the rounds that a new plan withdraws.
    pub(super) withdrawn: Vec<String>,
    /// Ids of the rounds that stay: those that were begun, and those whose shift is over.
    pub(super) kept: BTreeSet<String>,
    /// The rounds that a new plan withdraws, as they are.
    pub(super) before: Vec<Round>,
    /// Ids of the orders of the day that were in a round once.
    pub(super) promised: BTreeSet<String>,
    /// Ids of orders that a place is held for; they are the last of the orders.
    pub(super) held: BTreeSet<String>,
    /// By id of the courier: work of the weeks before that counts.
    pub(super) worked: BTreeMap<String, Seconds>,
    /// The shifts that it does not fill.
    pub(super) left_out: LeftOut,
    /// Those of them whose round was begun.
    pub(super) begun: Vec<DayShift>,
}

impl Snapshot {
    /// Reads a day, with the rules then in force. Shifts that these forbid are left out; the others have the breaks that they must have.
    ///
    /// # Errors
    ///
    /// [`AppError::Conflict`] if the day is over, or the database does not answer.
    pub(super) async fn read<K>(
        work: &mut Work<K>,
        day: Date,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        let seq = work.head().await?;
        let stored = work.coop().await?;
        let mut shifts = work.shifts_of_day(day).await?;
        let ended = |shift: &DayShift| shift.window.end() <= now;
        if day < day_of(now, &zone_of(&stored)?) && shifts.iter().all(ended) {
            let cause = format!("{day} is over, and no shift of it still runs");
            let action = "look at it as it is; plan today or a later day";
            return Err(AppError::conflict("day_over", cause, action));
        }
        let over: BTreeSet<&str> =
            shifts.iter().filter(|it| ended(it)).map(|it| it.id.as_str()).collect();
        let rounds = work.rounds_of_day(day).await?;
        let settled = |live: &LiveRound| is_begun(live) || over.contains(live.shift.as_str());
        let (kept, withdrawn): (Vec<_>, Vec<_>) = rounds.into_iter().partition(settled);
        let riding = kept.iter().filter(|live| !over.contains(live.shift.as_str()));
        let riding: BTreeSet<&str> = riding.map(|live| live.round.courier.as_str()).collect();
        let (riding, over_count) = (riding.len(), over.len());
        let busy: BTreeSet<String> = kept.iter().map(|live| live.shift.clone()).collect();
        let kept: BTreeSet<String> = kept.iter().map(|live| live.id.clone()).collect();
        let rides = |shift: &&DayShift| busy.contains(&shift.id) && !ended(shift);
        let begun = shifts.iter().filter(rides).cloned().collect();
        shifts.retain(|shift| !busy.contains(&shift.id) && shift.window.end() > now);
        let rules = work.rules_at(now).await?;
        let Lawful { shifts, spells, unlawful } =
            Lawful::of(work, &rules.rules.labour, day, shifts).await?;
        let left_out = LeftOut { riding, over: over_count, unlawful };
        let left = shifts.iter().zip(&spells);
        let left: Vec<Shift> =
            left.filter_map(|(shift, spell)| left_of(shift, spell, now)).collect();
        let orders = work.orders_of_day(day).await?;
        let free = |round: Option<&str>| round.is_none_or(|round| !kept.contains(round));
        let orders = orders.iter().filter(|order| {
            let waits = matches!(
                order.status,
                OrderStatus::Open | OrderStatus::Unassigned | OrderStatus::Planned
            );
            waits && free(order.round.as_deref())
        });
        let plannable = |order: &PostedOrder| order.plannable(&rules.rules.service);
        let mut orders: Vec<Order> = orders.filter_map(plannable).collect();
        let held = work.held_orders(day, now).await?;
        let held: Vec<Order> = held.iter().filter_map(|held| plannable(&held.order)).collect();
        orders.extend_from_slice(&held);
        let held = held.into_iter().map(|order| order.id).collect();
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
        }
        .with_lifts(&rules.rules.labour);
        let (withdrawn, before) = withdrawn.into_iter().map(|live| (live.id, live.round)).unzip();
        let promised = work.promised(day).await?;
        let zone = zone_of(&work.coop().await?)?;
        let weeks = match rules.rules.fairness {
            Fairness { work_percent: 0, .. } => 0,
            Fairness { weeks, .. } => weeks,
        };
        let worked = carried_before(work, &zone, day, weeks).await?.worked();
        Ok(Self {
            seq,
            rules,
            coop,
            shifts,
            orders,
            withdrawn,
            kept,
            before,
            promised,
            held,
            worked,
            left_out,
            begun,
        })
    }

    /// What is to be planned of it.
    pub(super) fn as_day(&self) -> Day<'_> {
        let Self { coop, orders, before, promised, held, worked, rules, .. } = self;
        let (objective, worth) = (objective(&rules.rules), rules.rules.stability.worth);
        Day { coop, orders, before, promised, held, worked, objective, worth }
    }
}

/// What is left of a shift from now on, with the breaks of `spell`; `None` if nothing is. A break that could have
/// begun may still begin; one of which the time is over is taken for had.
fn left_of(shift: &DayShift, spell: &Spell, now: Timestamp) -> Option<Shift> {
    let start = shift.window.start().max(now);
    let window = TimeWindow::new(start, shift.window.end()).filter(|it| it.start() < it.end())?;
    let rest = |rest: &Rest| {
        let window = TimeWindow::new(rest.window.start().max(start), rest.window.end())?;
        let fits = window.end() + rest.duration <= shift.window.end();
        fits.then_some(Rest { window, duration: rest.duration })
    };
    let breaks = spell.breaks().iter().filter_map(rest).collect();
    let DayShift { courier, crew, vehicle, hub, .. } = shift.clone();
    Some(Shift { courier, crew, vehicle, hub, window, breaks, lift: None })
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
            crew: None,
            vehicle: "v".to_owned(),
            hub: "h".to_owned(),
            window: window(9, 17),
            rest,
        };
        let spell = shift.spell().unwrap();
        let left = |hour| left_of(&shift, &spell, at(hour));
        assert_eq!(left(8).unwrap().window, window(9, 17));
        assert_eq!(left(10).unwrap().window, window(10, 17));
        assert_eq!(left(10).unwrap().breaks.first().copied(), rest);
        assert_eq!(left(13).unwrap().breaks[0].window, window(13, 13));
        assert_eq!(left(14).unwrap().breaks, []);
        assert!(left(17).is_none());
    }
}
