//! A day as the planner sees it.

use super::{
    AppError,
    begun::{Carried, carried, is_back},
    by_hand::ByHand,
    clock::day_of,
    fairness::carried_before,
    labour::Unlawful,
    lawful::Lawful,
    planning::Stays,
    progress::is_begun,
    world::zone_of,
};
use crate::{
    dispatch::{Begun, Day, objective},
    domain::{
        Coop, DayShift, Fairness, LiveRound, Order, OrderStatus, PostedOrder, Rest, Round,
        RoundStopKind, RulesVersion, Shift, labour::Spell,
    },
    store::Work,
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet};

/// Shifts that a plan does not fill, by the reason why.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut {
    /// Number of couriers on a round that was begun and stays whole.
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
    /// Ids of the rounds that a new plan makes anew: those of shifts that it leaves empty are withdrawn.
    pub(super) withdrawn: Vec<String>,
    /// Ids of the rounds that stay whole: those that are over, or whose shift is, and those of which what is left cannot
    /// be planned.
    pub(super) kept: BTreeSet<String>,
    /// The rounds that are being ridden and carried on.
    pub(super) carried: Vec<Carried>,
    /// The same for the planner, in the same order.
    pub(super) begun: Vec<Begun>,
    /// Ids of their shifts, in the same order.
    pub(super) withdrawn_of: Vec<String>,
    /// These rounds, as they are.
    pub(super) before: Vec<Round>,
    /// Ids of the orders of the day that were in a round once.
    pub(super) promised: BTreeSet<String>,
    /// Ids of orders that a place is held for; they are the last of the orders.
    pub(super) held: BTreeSet<String>,
    /// What of them was put with a courier by hand.
    pub(super) by_hand: ByHand,
    /// By id of the courier: work of the weeks before that counts.
    pub(super) worked: BTreeMap<String, Seconds>,
    /// The shifts that it does not fill.
    pub(super) left_out: LeftOut,
    /// Those of them whose round was begun and stays whole.
    pub(super) riding: Vec<DayShift>,
}

impl Snapshot {
    /// Reads a day, with the rules then in force. Shifts that these forbid are left out; the others have the breaks that they must have.
    /// Rounds of the shifts `whole` that were begun are not carried on.
    ///
    /// # Errors
    ///
    /// [`AppError::Conflict`] if the day is over, or the database does not answer.
    pub(super) async fn read<K>(
        work: &mut Work<K>,
        day: Date,
        now: Timestamp,
        whole: &BTreeSet<String>,
    ) -> Result<Self, AppError> {
        let seq = work.head().await?;
        let stored = work.coop().await?;
        let zone = zone_of(&stored)?;
        let mut shifts = work.shifts_of_day(day).await?;
        let ended = |shift: &DayShift| shift.window.end() <= now;
        if day < day_of(now, &zone) && shifts.iter().all(ended) {
            let cause = format!("{day} is over, and no shift of it still runs");
            let action = "look at it as it is; plan today or a later day";
            return Err(AppError::conflict("day_over", cause, action));
        }
        let over: BTreeSet<&str> =
            shifts.iter().filter(|it| ended(it)).map(|it| it.id.as_str()).collect();
        let rounds = work.rounds_of_day(day).await?;
        let rules = work.rules_at(now).await?;
        let posted = work.orders_of_day(day).await?;
        let rests = |live: &LiveRound| {
            let shift = live.shift.as_str();
            over.contains(shift) || is_begun(live) && (whole.contains(shift) || is_back(live))
        };
        let (kept, open): (Vec<_>, Vec<_>) = rounds.into_iter().partition(rests);
        let (ridden, withdrawn): (Vec<_>, Vec<_>) = open.into_iter().partition(is_begun);
        let resting: BTreeSet<&str> = kept.iter().map(|live| live.shift.as_str()).collect();
        let over_count = over.len();
        let mut left_shifts = shifts.clone();
        left_shifts.retain(|shift| !resting.contains(shift.id.as_str()) && !ended(shift));
        let Lawful { shifts: lawful, spells, unlawful } =
            Lawful::of(work, &rules.rules.labour, day, left_shifts).await?;
        let mut drawn = Drawn { kept, ..Drawn::default() };
        drawn.draw(lawful, &spells, ridden, &posted, now);
        let Drawn { kept, carried, begun, shifts: filled, left } = drawn;
        let so_far = carried.iter().zip(&begun).map(|(it, begun)| {
            let until = left.get(begun.shift).map(|shift| shift.window.start());
            worked_until(&it.live, until)
        });
        let today: Vec<_> =
            so_far.chain(kept.iter().map(|live| worked_until(live, None))).collect();
        let whole: BTreeSet<&str> = kept.iter().map(|live| live.shift.as_str()).collect();
        shifts.retain(|shift| whole.contains(shift.id.as_str()) && !ended(shift));
        let riding: BTreeSet<&str> = shifts.iter().map(|shift| shift.courier.as_str()).collect();
        let left_out = LeftOut { riding: riding.len(), over: over_count, unlawful };
        let riding = shifts;
        let kept: BTreeSet<String> = kept.into_iter().map(|live| live.id).collect();
        let shifts = filled;
        let waits = |order: &&PostedOrder| match order.status {
            OrderStatus::Open | OrderStatus::Unassigned | OrderStatus::Planned => {
                order.round.as_ref().is_none_or(|round| !kept.contains(round))
            }
            OrderStatus::UnderWay => begun.iter().any(|begun| is_left(begun, &order.id)),
            _ => false,
        };
        let plannable = |order: &PostedOrder| order.plannable(&rules.rules.service);
        let mut orders: Vec<Order> = posted.iter().filter(waits).filter_map(plannable).collect();
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
        let withdrawn_of = withdrawn.iter().map(|live| live.shift.clone()).collect();
        let (withdrawn, before) = withdrawn.into_iter().map(|live| (live.id, live.round)).unzip();
        let promised = work.promised(day).await?;
        let by_hand = ByHand::read(work, day, &orders, &shifts).await?;
        let worked = worked_by(work, &zone, day, &rules.rules.fairness, today).await?;
        Ok(Self {
            seq,
            rules,
            coop,
            shifts,
            orders,
            withdrawn,
            kept,
            carried,
            begun,
            withdrawn_of,
            before,
            promised,
            held,
            by_hand,
            worked,
            left_out,
            riding,
        })
    }

    /// Does this order stay with its courier, who has fetched it or rides there?
    pub(super) fn is_bound(&self, order: &str) -> bool {
        self.begun.iter().any(|begun| {
            let next = begun.next.as_ref().and_then(RoundStopKind::order);
            begun.on_board.contains_key(order) || next == Some(order)
        })
    }

    /// Ids of shifts of these indices.
    pub(super) fn ids_of(&self, shifts: &[usize]) -> impl Iterator<Item = String> {
        shifts.iter().filter_map(|index| Some(self.shifts.get(*index)?.id.clone()))
    }

    /// The round, not begun yet, of the shift of this index, with its id.
    pub(super) fn open_in(&self, shift: usize) -> Option<(&String, &Round)> {
        let shift = &self.shifts.get(shift)?.id;
        let index = self.withdrawn_of.iter().position(|of| of == shift)?;
        self.withdrawn.get(index).zip(self.before.get(index))
    }

    /// The round that is carried on in the shift of this index.
    pub(super) fn carried_in(&self, shift: usize) -> Option<&Carried> {
        let index = self.begun.iter().position(|begun| begun.shift == shift)?;
        self.carried.get(index)
    }

    /// What is to be planned of it.
    pub(super) fn as_day(&self) -> Day<'_> {
        let Self { coop, orders, before, promised, held, begun, worked, rules, .. } = self;
        let (objective, worth) = (objective(&rules.rules), rules.rules.stability.worth);
        let pinned = &self.by_hand.pinned;
        Day { coop, orders, before, promised, held, begun, pinned, worked, objective, worth }
    }
}

impl Stays for Snapshot {
    fn stays(&self, round: &str, stop: u32) -> bool {
        let carried = self.carried.iter().find(|carried| carried.live.id == round);
        let own = |it: &Carried| {
            let stop = usize::try_from(stop).ok();
            stop.is_some_and(|stop| it.stay.contains(&stop) || it.next == Some(stop))
        };
        self.kept.contains(round) || carried.is_some_and(own)
    }
}

/// The shifts that a plan may fill, put apart.
#[derive(Default)]
struct Drawn {
    /// Rounds that stay whole.
    kept: Vec<LiveRound>,
    carried: Vec<Carried>,
    begun: Vec<Begun>,
    shifts: Vec<DayShift>,
    /// What is left of the shifts, one each.
    left: Vec<Shift>,
}

impl Drawn {
    /// Of the rounds that are `ridden` those of lawful shifts are carried on.
    fn draw(
        &mut self,
        lawful: Vec<DayShift>,
        spells: &[Spell],
        ridden: Vec<LiveRound>,
        posted: &[PostedOrder],
        now: Timestamp,
    ) {
        let orders: BTreeMap<&str, &PostedOrder> =
            posted.iter().map(|order| (order.id.as_str(), order)).collect();
        let mut ridden: BTreeMap<String, LiveRound> =
            ridden.into_iter().map(|live| (live.shift.clone(), live)).collect();
        for (shift, spell) in lawful.into_iter().zip(spells) {
            if let Some(live) = ridden.remove(&shift.id) {
                let index = self.shifts.len();
                let (carried, begun, left) = carried(live, &orders, (index, &shift, spell), now);
                self.carried.push(carried);
                self.begun.push(begun);
                self.left.push(left);
            } else if let Some(left) = left_of(&shift, spell, now) {
                self.left.push(left);
            } else {
                continue;
            }
            self.shifts.push(shift);
        }
        // A shift that the law forbids by now is ridden to its end all the same.
        self.kept.extend(ridden.into_values());
    }
}

/// Who rides a round, and for how long they are at work with it until some moment; without one to its end.
fn worked_until(live: &LiveRound, until: Option<Timestamp>) -> (Vec<String>, Seconds) {
    let told = live.progress.first().and_then(|it| it.started_at);
    let begun = told.or(live.round.stops.first().map(|stop| stop.start_at));
    let until = until.or(live.round.stops.last().map(|stop| stop.arrival_at));
    let worked = until.zip(begun).map(|(until, begun)| until.seconds_since(begun));
    (live.people().map(str::to_owned).collect(), worked.unwrap_or_default())
}

/// What counts as the work of each courier already: that of the weeks before, and of who rode what `today`.
async fn worked_by<K>(
    work: &mut Work<K>,
    zone: &TimeZone,
    day: Date,
    fairness: &Fairness,
    today: Vec<(Vec<String>, Seconds)>,
) -> Result<BTreeMap<String, Seconds>, AppError> {
    let weeks = if fairness.work_percent == 0 { 0 } else { fairness.weeks };
    let mut worked = carried_before(work, zone, day, weeks).await?.worked();
    for (people, time) in today {
        for person in people {
            let own = worked.entry(person).or_default();
            *own = *own + time;
        }
    }
    Ok(worked)
}

/// Is anything left to bring of an order that is on board?
fn is_left(begun: &Begun, order: &str) -> bool {
    begun.rest.iter().any(|kind| kind.brings(order))
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
    let DayShift { courier, crew, vehicle, hub, end_hub, charge_percent, .. } = shift.clone();
    Some(Shift { courier, crew, vehicle, hub, end_hub, window, charge_percent, breaks, lift: None })
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
            end_hub: None,
            window: window(9, 17),
            charge_percent: None,
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
