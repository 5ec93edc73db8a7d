//! A round that is being ridden, as the planner sees it: what stays of it, what is left, and where and when its courier
//! is expected to be free.

use crate::{
    dispatch::Begun,
    domain::{
        DayShift, LiveRound, PostedOrder, Progress, Rest, RoundStop, RoundStopKind, Shift,
        StopStatus, labour::Spell,
    },
    units::{LonLat, Seconds, TimeWindow, Timestamp},
};
use std::collections::BTreeMap;

/// A round that is carried on.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    /// The round as it stands.
    pub(super) live: LiveRound,
    /// The numbers of its stops that stay as they are: the start, and what is begun or over.
    pub(super) stay: Vec<usize>,
    /// The number of the stop that the courier rides to.
    pub(super) next: Option<usize>,
}

/// Where a courier is free, and from when on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Free {
    place: LonLat,
    at: Timestamp,
    /// The stop that they ride to already.
    next: Option<usize>,
    /// A break that is being had by the plan, though nobody said so.
    rest: Option<usize>,
}

/// Is the courier back, by their own word?
pub(super) fn is_back(live: &LiveRound) -> bool {
    let last = live.round.stops.iter().zip(&live.progress).next_back();
    last.is_some_and(|(stop, progress)| {
        stop.kind == RoundStopKind::End && progress.status != StopStatus::Todo
    })
}

/// The round as it is carried on at `now`: with what is left of its shift, which is the one at `index`, and of the
/// breaks of `spell`.
pub(super) fn carried(
    live: LiveRound,
    orders: &BTreeMap<&str, &PostedOrder>,
    (index, shift, spell): (usize, &DayShift, &Spell),
    now: Timestamp,
) -> (Carried, Begun, Shift) {
    let stops: Vec<(&RoundStop, &Progress)> = live.round.stops.iter().zip(&live.progress).collect();
    let free = free(&stops, orders, now);
    let is_over = |number: usize| {
        let (stop, progress) = stops[number];
        number == 0
            || progress.status != StopStatus::Todo
            || free.rest == Some(number)
            || stop.kind == RoundStopKind::Break && was_had(&stops, number)
    };
    let (stay, rest): (Vec<usize>, Vec<usize>) = (0..stops.len()).partition(|it| is_over(*it));
    let is_break = |number: &&usize| stops[**number].0.kind == RoundStopKind::Break;
    let had = stay.iter().filter(is_break).count();
    let due = rest.iter().filter(is_break).count();
    let locked_until = free.next.map(|next| {
        let stop = stops[next].0;
        let arrival = free.at + stop.leg_s;
        opens(stop, orders, arrival).map_or(arrival, |opens| arrival.max(opens)) + lasts(stop)
    });
    let from = free.at.max(shift.window.start());
    let no_rest_before = locked_until.unwrap_or(from).max(now);
    let breaks = breaks_left(spell, had, due, no_rest_before);
    let window = TimeWindow::new(from, shift.window.end().max(from));
    let made = || {
        let stay = stay.iter().map(|number| stops[*number]);
        stay.filter(|(_, progress)| progress.status != StopStatus::Cancelled)
    };
    let begun = Begun {
        shift: index,
        place: free.place,
        rest: kinds(&live, &rest, free.next),
        next: free.next.map(|next| stops[next].0.kind.clone()),
        on_board: fetched(&stops, free.at),
        announced: rest
            .iter()
            .map(|number| (stops[*number].0.kind.clone(), stops[*number].0.start_at))
            .collect(),
        ridden: made().map(|(stop, _)| stop.leg_m).sum(),
        made: made().filter(|(stop, _)| stop.kind.order().is_some()).count(),
    };
    let next = free.next;
    let DayShift { courier, crew, vehicle, hub, end_hub, charge_percent, .. } = shift.clone();
    let window = window.unwrap_or(shift.window);
    let shift =
        Shift { courier, crew, vehicle, hub, end_hub, window, charge_percent, breaks, lift: None };
    (Carried { live, stay, next }, begun, shift)
}

/// The orders of which a pickup is begun or over, and since when something of them is on board: from when the courier is
/// free where it is being fetched, and `None` where what could be fetched was not.
fn fetched(
    stops: &[(&RoundStop, &Progress)],
    free: Timestamp,
) -> BTreeMap<String, Option<Timestamp>> {
    let mut fetched: BTreeMap<String, Option<Timestamp>> = BTreeMap::new();
    for (stop, progress) in stops {
        let RoundStopKind::Pickup { order, .. } = &stop.kind else { continue };
        let at = match progress.status {
            StopStatus::Todo => continue,
            StopStatus::Done => Some(progress.ended_at.unwrap_or(free)),
            StopStatus::Started => Some(free),
            StopStatus::Failed | StopStatus::Cancelled => None,
        };
        let since = fetched.entry(order.clone()).or_default();
        *since = [*since, at].into_iter().flatten().min();
    }
    fetched
}

/// What is left, with room for what is held, and what the courier rides to first.
fn kinds(live: &LiveRound, rest: &[usize], next: Option<usize>) -> Vec<RoundStopKind> {
    let stops = &live.round.stops;
    let is_stop = |kind: &&RoundStopKind| {
        matches!(kind, RoundStopKind::Pickup { .. } | RoundStopKind::Dropoff { .. })
    };
    let first = next.map(|next| &stops[next].kind);
    let others = (0..stops.len()).flat_map(|number| {
        let room = live.round.room.iter().filter(move |room| room.before == number);
        let own = (rest.contains(&number) && next != Some(number)).then(|| &stops[number].kind);
        room.map(|room| &room.kind).chain(own)
    });
    first.into_iter().chain(others).filter(is_stop).cloned().collect()
}

/// When service may start at a stop for who is there at `arrival`: where its window begins, or its next one.
fn opens(
    stop: &RoundStop,
    orders: &BTreeMap<&str, &PostedOrder>,
    arrival: Timestamp,
) -> Option<Timestamp> {
    let (order, position) = stop.kind.place_in_order()?;
    let told = orders.get(order)?.stops.get(position)?;
    let windows = told.timing.open(told.window);
    let open = windows.iter().find(|window| arrival <= window.end()).or(windows.last());
    open.map(TimeWindow::start)
}

/// How long it takes by the plan.
fn lasts(stop: &RoundStop) -> Seconds {
    stop.end_at.seconds_since(stop.start_at)
}

/// Where the courier is free, for all that is known at `now`: what is not over takes what was planned, or is over at
/// once if it should be already.
fn free(
    stops: &[(&RoundStop, &Progress)],
    orders: &BTreeMap<&str, &PostedOrder>,
    now: Timestamp,
) -> Free {
    let at_work = stops.iter().filter(|(_, it)| it.status == StopStatus::Started);
    if let Some((stop, progress)) = at_work.max_by_key(|(_, it)| it.started_at) {
        let begun = progress.started_at.unwrap_or(now);
        let begun = opens(stop, orders, begun).map_or(begun, |opens| begun.max(opens));
        let at = (begun + lasts(stop)).max(now);
        return Free { place: stop.place, at, next: None, rest: None };
    }
    let over = |it: &Progress| matches!(it.status, StopStatus::Done | StopStatus::Failed);
    let ended = stops.iter().filter(|(_, it)| over(it)).max_by_key(|(_, it)| it.ended_at);
    let (last, progress) = *ended.unwrap_or(&stops[0]);
    let left = progress.ended_at.unwrap_or(now).min(now);
    let here = Free { place: last.place, at: now, next: None, rest: None };
    // Behind the last that is over: whoever passes over a stop does not ride back by themselves.
    let behind = stops.iter().rposition(|(_, it)| over(it)).map_or(0, |last| last + 1);
    let mut to_do = stops.iter().enumerate().skip(behind);
    let next = to_do.find(|(_, (_, it))| it.status == StopStatus::Todo);
    let Some((number, (stop, _))) = next else { return here };
    let arrival = left + stop.leg_s;
    match &stop.kind {
        RoundStopKind::Break => {
            let begun = left.max(stop.start_at);
            if begun > now {
                return here;
            }
            Free {
                place: stop.place,
                at: (begun + lasts(stop)).max(now),
                rest: Some(number),
                ..here
            }
        }
        RoundStopKind::Start => here,
        RoundStopKind::End => {
            let place = if arrival <= now { stop.place } else { last.place };
            Free { place, ..here }
        }
        RoundStopKind::Pickup { .. } | RoundStopKind::Dropoff { .. } => {
            let there = now + stop.leg_s;
            if opens(stop, orders, there).is_some_and(|opens| opens > there) {
                // They would wait there: until it is time to go they may go elsewhere.
                let place = if arrival <= now { stop.place } else { last.place };
                return Free { place, ..here };
            }
            // Who should be there by now is there at any moment.
            let at = if arrival < now { before(now, stop.leg_s) } else { left };
            Free { at, next: Some(number).filter(|it| may_be_first(stops, *it)), ..here }
        }
    }
}

fn before(at: Timestamp, span: Seconds) -> Timestamp {
    Timestamp::from_millis(at.as_millis() - 1000 * i64::from(span.as_u32()))
}

/// What was not fetched cannot be brought.
fn may_be_first(stops: &[(&RoundStop, &Progress)], number: usize) -> bool {
    match &stops[number].0.kind {
        RoundStopKind::Dropoff { order, .. } => {
            let mut pickups = stops.iter().filter(|(stop, _)| stop.kind.fetches(order));
            pickups.all(|(_, progress)| progress.status != StopStatus::Todo)
        }
        _ => true,
    }
}

/// A break that nobody spoke of was had if there was time for it between the stop before it and the one behind.
fn was_had(stops: &[(&RoundStop, &Progress)], number: usize) -> bool {
    let before = stops[..number].iter().rev().find_map(|(_, it)| it.ended_at);
    let mut behind = stops[number + 1..].iter();
    let behind = behind.find_map(|(stop, it)| Some((stop.leg_s, it.started_at?)));
    let (Some(before), Some((leg, started))) = (before, behind) else { return false };
    before + leg + lasts(stops[number].0) <= started
}

/// The breaks of a shift that are still to be had, none before `from`: of those `due` that the round had left the last
/// ones, late if they must be; of others those whose time is not over.
fn breaks_left(spell: &Spell, had: usize, due: usize, from: Timestamp) -> Vec<Rest> {
    let left = spell.breaks().get(had..).unwrap_or_default();
    let must = left.len().saturating_sub(due);
    let left = left.iter().enumerate().filter_map(|(number, rest)| {
        if number < must && rest.window.end() < from {
            return None;
        }
        let start = rest.window.start().max(from);
        let window = TimeWindow::new(start, rest.window.end().max(start))?;
        Some(Rest { window, duration: rest.duration })
    });
    left.collect()
}

#[cfg(test)]
mod tests;
