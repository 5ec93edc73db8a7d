//! One more stop in a round that is being ridden, with nothing else changed: what could not be handed over is brought
//! somewhere even if nobody plans again. The next plan places it as it does all that is on board.

use crate::{
    domain::{
        DropoffSequence, LiveRound, PostedOrder, PostedStop, Progress, Room, RoundStop,
        RoundStopKind, StopStatus,
    },
    matrix::Leg,
    units::{Load, LonLat, Metres, Seconds, TimeWindow, Timestamp},
};
use std::{cmp::Reverse, collections::BTreeMap};

/// What a detour is judged by.
pub struct Ground<'a> {
    /// The orders of the round, by id.
    pub orders: &'a BTreeMap<String, PostedOrder>,
    /// What the vehicle carries.
    pub capacity: Load,
    /// When the shift ends.
    pub shift_end: Timestamp,
    /// When its break must have begun, if the shift says so.
    pub rest_by: Option<Timestamp>,
    /// What time it is.
    pub now: Timestamp,
    /// The way from one place to another.
    pub leg: &'a dyn Fn(LonLat, LonLat) -> Leg,
}

/// A dropoff that is not in the round yet.
struct Extra<'a> {
    order: &'a PostedOrder,
    kind: RoundStopKind,
    stop: &'a PostedStop,
    place: LonLat,
    service: Seconds,
}

/// What a detour costs at one place of the round, the weightiest first: seconds that breaks begin too late, more on board
/// than the vehicle carries, seconds too late, seconds that the round ends later, seconds of riding. Of equals the last place
/// counts.
type Cost = (u64, bool, u64, u64, u64, Reverse<usize>);

impl Ground<'_> {
    /// The round with the dropoff of `order` at `position`, whose load is on board, where that costs the least, from
    /// stop `earliest` on. `None` if the order has no such stop, or nobody knows where it is.
    #[must_use]
    pub fn put_in(
        &self,
        live: &LiveRound,
        order: &PostedOrder,
        position: usize,
        service: Seconds,
        earliest: usize,
    ) -> Option<LiveRound> {
        let stop = order.stops.get(position).filter(|_| !order.is_pickup(position))?;
        let kind = RoundStopKind::Dropoff { order: order.id.clone(), position };
        let extra = Extra { order, kind, stop, place: stop.place.known()?, service };
        let stops = &live.round.stops;
        // Before the end, whatever was said of it.
        let last = stops.iter().rposition(|it| it.kind == RoundStopKind::End);
        let last = last.unwrap_or(stops.len()).max(1);
        let first = earliest.max(behind_all_begun(live)).clamp(1, last);
        let places = (first..=last).filter(|at| *at == last || self.may_be_at(live, &extra, *at));
        let tried = places.map(|at| (at, self.with(live, &extra, at)));
        let costs = tried.map(|(at, new)| (self.cost(live, &new, at), new));
        costs.min_by_key(|(cost, _)| *cost).map(|(_, new)| new)
    }

    /// The round without the dropoff at `number`, whose load stays on board.
    #[must_use]
    pub fn take_out(&self, live: &LiveRound, number: usize, load: Load) -> LiveRound {
        let mut new = live.clone();
        if number == 0 || number >= new.round.stops.len() {
            return new;
        }
        new.round.stops.remove(number);
        new.progress.remove(number);
        new.round.room.iter_mut().for_each(|room| room.before -= usize::from(room.before > number));
        keep_on_board(&mut new, number, load);
        if number < new.round.stops.len() {
            let leg = self.way(new.round.stops[number - 1].place, new.round.stops[number].place);
            ride(&mut new.round.stops[number], leg);
            let left = self.left(&new, number - 1);
            follow(&mut new.round.stops[number..], left);
        }
        count(live, &mut new);
        new
    }

    fn way(&self, from: LonLat, to: LonLat) -> Leg {
        let nowhere = Leg { time: Seconds::ZERO, distance: Metres::ZERO };
        if from == to { nowhere } else { (self.leg)(from, to) }
    }

    /// When the courier leaves a stop, for all that is known.
    fn left(&self, live: &LiveRound, number: usize) -> Timestamp {
        let planned = live.round.stops[number].end_at;
        if is_over(&live.progress[number]) { planned.max(self.now) } else { planned }
    }

    fn with(&self, live: &LiveRound, extra: &Extra<'_>, at: usize) -> LiveRound {
        let mut new = live.clone();
        let before = &live.round.stops[at - 1];
        let leg = self.way(before.place, extra.place);
        let arrival_at = self.left(live, at - 1) + leg.time;
        let start_at = arrival_at.max(extra.stop.window.start());
        let end_at = start_at + extra.service;
        let stops = &mut new.round.stops;
        stops.iter_mut().skip(at).for_each(|stop| stop.load = stop.load - extra.stop.load);
        stops.insert(
            at,
            RoundStop {
                kind: extra.kind.clone(),
                name: extra.stop.name.clone(),
                address: extra.stop.address.clone(),
                place: extra.place,
                arrival_at,
                start_at,
                end_at,
                leg_m: leg.distance,
                leg_s: leg.time,
                leg_ascent_m: None,
                load: before.load - extra.stop.load,
            },
        );
        let todo =
            Progress { status: StopStatus::Todo, started_at: None, ended_at: None, failure: None };
        new.progress.insert(at, todo);
        if let Some(next) = stops.get_mut(at + 1) {
            let leg = self.way(extra.place, next.place);
            ride(next, leg);
        }
        follow(&mut stops[at + 1..], end_at);
        let moved = |room: &mut Room| room.before += usize::from(room.before >= at);
        new.round.room.iter_mut().for_each(moved);
        count(live, &mut new);
        new
    }

    fn cost(&self, before: &LiveRound, new: &LiveRound, at: usize) -> Cost {
        let (mut late, mut overdue) = (0_u64, 0_u64);
        let rests = before.round.stops.iter().filter(|stop| stop.kind == RoundStopKind::Break);
        let mut rests = rests.map(|rest| rest.start_at);
        let mut fetched: BTreeMap<&str, Timestamp> = BTreeMap::new();
        for (stop, progress) in new.round.stops.iter().zip(&new.progress) {
            let over = |limit: Timestamp| u64::from(stop.start_at.seconds_since(limit).as_u32());
            match &stop.kind {
                RoundStopKind::Pickup { order, position } => {
                    if progress.status != StopStatus::Failed {
                        fetched.entry(order).or_insert(stop.end_at);
                    }
                    let told = self.told(order, *position, progress);
                    late += told.map_or(0, |it| over(it.window.end()));
                }
                RoundStopKind::Dropoff { order, position } => {
                    let Some(told) = self.told(order, *position, progress) else { continue };
                    late += over(told.window.end());
                    let most = fetched.get(order.as_str()).zip(told.timing.max_on_board);
                    late += most.map_or(0, |(since, most)| over(*since + most));
                }
                RoundStopKind::End => late += over(self.shift_end),
                RoundStopKind::Break => {
                    // Later than it was only as far as the shift lets it be.
                    let was = rests.next().unwrap_or(stop.start_at);
                    overdue += over(self.rest_by.map_or(was, |by| by.max(was)));
                }
                RoundStopKind::Start => {}
            }
        }
        let full = new.round.stops.iter().skip(behind_all_begun(before));
        let is_full = full.clone().any(|stop| !stop.load.fits(&self.capacity));
        let end = |live: &LiveRound| live.round.stops.last().map(|stop| stop.end_at);
        let longer = end(new).zip(end(before)).map(|(new, old)| new.seconds_since(old));
        let longer = u64::from(longer.unwrap_or_default().as_u32());
        (overdue, is_full, late, longer, u64::from(new.round.travel_s.as_u32()), Reverse(at))
    }

    /// What an order says of a stop that is still to be made.
    fn told(&self, order: &str, position: usize, progress: &Progress) -> Option<&PostedStop> {
        let told = self.orders.get(order)?.stops.get(position)?;
        (progress.status == StopStatus::Todo).then_some(told)
    }

    /// What is brought in an order of its own stays in it: nothing comes into a block, and an order's own dropoffs come
    /// before what is brought back.
    fn may_be_at(&self, live: &LiveRound, extra: &Extra<'_>, at: usize) -> bool {
        let todo = |part: std::ops::Range<usize>, order: &str| {
            let mut rows = live.round.stops[part.clone()].iter().zip(&live.progress[part]);
            rows.any(|(stop, it)| it.status == StopStatus::Todo && stop.kind.order() == Some(order))
        };
        let all = live.round.stops.len();
        if extra.order.terms.sequence != DropoffSequence::Free && todo(at..all, &extra.order.id) {
            return false;
        }
        let block = |order: &&PostedOrder| order.terms.sequence == DropoffSequence::Block;
        let mut blocks = self.orders.values().filter(block);
        !blocks.any(|order| todo(0..at, &order.id) && todo(at..all, &order.id))
    }
}

/// Lets what a failed dropoff at `number` did not hand over be on board from there on.
pub fn keep_on_board(live: &mut LiveRound, number: usize, load: Load) {
    let round = &mut live.round;
    for stop in round.stops.iter_mut().skip(number) {
        stop.load = stop.load + load;
        round.peak_load = round.peak_load.max(stop.load);
    }
}

/// The number of the first stop behind all that are begun or over.
#[must_use]
pub fn behind_all_begun(live: &LiveRound) -> usize {
    live.progress.iter().rposition(is_over).map_or(0, |last| last + 1)
}

/// A window that is open from now on for as long as its courier works, two hours at least.
#[must_use]
pub fn until_the_end(now: Timestamp, shift_end: Timestamp) -> TimeWindow<Timestamp> {
    let end = shift_end.max(now + Seconds::from_minutes(120));
    TimeWindow::new(now, end).expect("invariant: it ends later than now")
}

fn is_over(progress: &Progress) -> bool {
    !matches!(progress.status, StopStatus::Todo | StopStatus::Cancelled)
}

/// Another way to a stop.
fn ride(stop: &mut RoundStop, leg: Leg) {
    (stop.leg_s, stop.leg_m, stop.leg_ascent_m) = (leg.time, leg.distance, None);
}

/// The stops behind one that is left at this instant: none starts earlier than it was announced.
fn follow(stops: &mut [RoundStop], mut left: Timestamp) {
    for stop in stops {
        let lasts = stop.end_at.seconds_since(stop.start_at);
        stop.arrival_at = left + stop.leg_s;
        stop.start_at = match stop.kind {
            RoundStopKind::End => stop.arrival_at,
            _ => stop.start_at.max(stop.arrival_at),
        };
        stop.end_at = stop.start_at + lasts;
        left = stop.end_at;
    }
}

/// Counts way, waiting and load anew; what of waiting is in no stop stays.
fn count(before: &LiveRound, new: &mut LiveRound) {
    let waited = |live: &LiveRound| -> Seconds {
        let stops = live.round.stops.iter();
        stops.map(|stop| stop.start_at.seconds_since(stop.arrival_at)).sum()
    };
    let elsewhere = before.round.waiting_s.as_u32().saturating_sub(waited(before).as_u32());
    new.round.waiting_s = waited(new) + Seconds::new(elsewhere);
    let round = &mut new.round;
    round.distance_m = round.stops.iter().map(|stop| stop.leg_m).sum();
    round.travel_s = round.stops.iter().map(|stop| stop.leg_s).sum();
}

#[cfg(test)]
mod tests;
