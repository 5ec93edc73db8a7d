//! A sequence of stops with all that its times depend on.

use super::{Infeasible, outline::ride};
use crate::solver::{
    Break, Problem, Stop, StopId, Vehicle,
    clock::{clock, latest_start, next_start},
};

/// How late a route may be: when each of its stops may be begun, how long each load may be on board that has a
/// limit at all, and when it may be over, at the latest.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) starts: Vec<i64>,
    pub(crate) on_board: Vec<i64>,
    pub(crate) over: i64,
}

/// What may be late.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule<'a> {
    /// Nothing but the end of the shift.
    InTime,
    /// Everything but breaks.
    Late,
    /// The same, but loads are on board no longer than they may be.
    LateButFresh,
    /// Everything but breaks, within limits.
    Within(&'a Limits),
}

/// Moments of a route, in seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    /// After how many rides each break is taken.
    pub(crate) rests: Vec<usize>,
    /// When each stop starts.
    pub(crate) starts: Vec<i64>,
    /// When the work begins, see [`Route::departure`](crate::solver::Route::departure).
    pub(crate) departure: i64,
    /// When the vehicle is back at its end place, its breaks taken.
    pub(crate) finish: i64,
}

/// One stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call<'a> {
    pub(super) id: StopId,
    pub(super) stop: &'a Stop,
    pub(super) setup: i64,
    pub(super) service: i64,
}

/// A load that may be on board only for so long, between two stops (positions in the sequence).
#[derive(Clone, Copy, Debug)]
struct OnBoard {
    pickup: usize,
    dropoff: usize,
    most: i64,
}

/// The stops in order, each with the ride to it; one ride more, the way back.
#[derive(Clone, Debug)]
pub(crate) struct Way<'a> {
    pub(super) rider: &'a Vehicle,
    pub(super) calls: Vec<Call<'a>>,
    pub(super) rides: Vec<i64>,
    on_board: Vec<OnBoard>,
}

impl<'a> Way<'a> {
    /// [`Infeasible::Unknown`] or [`Infeasible::Unreachable`] if it cannot be ridden at all.
    pub(crate) fn new(
        problem: &'a Problem,
        rider: &'a Vehicle,
        stops: &[StopId],
    ) -> Result<Self, Infeasible> {
        let matrix = problem.matrix(rider);
        let mut here = rider.start;
        let (mut calls, mut times) = (Vec::with_capacity(stops.len()), Vec::new());
        times.reserve(stops.len() + 1);
        let mut go = |to: Option<usize>| -> Result<Option<usize>, Infeasible> {
            let from = std::mem::replace(&mut here, to);
            let cut_off = |from, to| Infeasible::Unreachable { from, to };
            let time = ride(matrix, from, to);
            times.push(time.ok_or(cut_off(from.unwrap_or(0), to.unwrap_or(0)))?);
            Ok(from)
        };
        for &id in stops {
            let stop = problem.stop(id).ok_or(Infeasible::Unknown)?;
            let from = go(Some(stop.place))?;
            let setup = if from == Some(stop.place) { 0 } else { clock(stop.setup.of(rider.kind)) };
            let service = clock(stop.service.of(rider.kind));
            calls.push(Call { id, stop, setup, service });
        }
        go(rider.end)?;
        Ok(Self { rider, on_board: on_board(problem, stops), calls, rides: times })
    }

    /// The schedule that is back the earliest, of several the one with the least waiting; the shift's end left
    /// out of account. `None` if something is late or too long on board, or a break has no place.
    pub(crate) fn in_time(&self) -> Option<Times> {
        let mut times = Times::default();
        if self.rider.breaks.is_empty() {
            return self.run(&[], Rule::InTime, &mut times).then_some(times);
        }
        let (finish, rests) = self.earliest_rests()?;
        let found = self.run(&rests, Rule::InTime, &mut times).then_some(times);
        if found.as_ref().is_some_and(|it| it.finish == finish) {
            return found;
        }
        // What may be on board only for so long stands in the way: another place for a break may be better.
        let mut best = found;
        self.for_all_rests(|way, rests| {
            let mut times = Times::default();
            if way.run(rests, Rule::InTime, &mut times)
                && best.as_ref().is_none_or(|it| times.worth() < it.worth())
            {
                best = Some(times);
            }
        });
        best
    }

    /// The times of [`schedule_late`](super::schedule_late()).
    pub(crate) fn as_can_be(&self) -> Option<Times> {
        let times = self.in_time().filter(|it| it.finish <= clock(self.rider.shift.end()));
        times.or_else(|| self.least_late(None).map(|(_, times)| times))
    }

    /// Time in motion.
    pub(crate) fn travel(&self) -> i64 {
        self.rides.iter().sum()
    }

    /// What is late in sum, and the times, with the breaks where that is the least; `None` if there is no place
    /// for them within the limits.
    pub(super) fn least_late(&self, limits: Option<&Limits>) -> Option<(i64, Times)> {
        let rule = limits.map_or(Rule::Late, Rule::Within);
        let mut best: Option<(i64, Times)> = None;
        let mut times = Times::default();
        let mut look = |way: &Self, rests: &[usize], rule: Rule| {
            if way.run(rests, rule, &mut times) {
                let late = way.lateness(&times);
                let worth = (late, times.worth());
                if best.as_ref().is_none_or(|(least, it)| worth < (*least, it.worth())) {
                    best = Some((late, times.clone()));
                }
            }
        };
        for rests in self.least_late_rests(rule) {
            look(self, &rests, rule);
        }
        // When a load has to be dropped off, others must be fetched later: that is not known before a whole ride.
        if !self.on_board.is_empty() {
            self.for_all_rests(|way, rests| {
                if limits.is_none() {
                    look(way, rests, Rule::LateButFresh);
                }
                look(way, rests, rule);
            });
        }
        best
    }

    /// By how much stops start too late, loads are too long on board and the shift ends too late, in sum.
    fn lateness(&self, times: &Times) -> i64 {
        let due = |call: &Call| clock(call.stop.windows.end());
        let stops = self.calls.iter().zip(&times.starts);
        let stops: i64 = stops.map(|(call, start)| (start - due(call)).max(0)).sum();
        let too_long = |it: &OnBoard| (self.carried(it, times) - it.most).max(0);
        let loads = self.on_board.chunk_by(|one, other| one.dropoff == other.dropoff);
        let loads: i64 = loads.filter_map(|load| load.iter().map(too_long).max()).sum();
        stops + loads + (times.finish - clock(self.rider.shift.end())).max(0)
    }

    /// The dropoff whose load is too long on board, with how long it may be, if everything is as early as can be
    /// without regard to that.
    pub(super) fn first_too_long(&self) -> Option<(StopId, i64)> {
        let (_, rests) = self.earliest_rests()?;
        let mut times = Times::default();
        if !self.pass(&rests, Rule::InTime, &vec![0; self.calls.len()], &mut times) {
            return None;
        }
        let long = self.on_board.iter().find(|it| self.carried(it, &times) > it.most)?;
        Some((self.calls[long.dropoff].id, long.most))
    }

    /// By dropoff (a position) and pickup: how long what was fetched there is on board. Only where that has a limit.
    pub(crate) fn times_on_board(&self, times: &Times) -> Vec<(usize, i64)> {
        self.on_board.iter().map(|it| (it.dropoff, self.carried(it, times))).collect()
    }

    fn carried(&self, it: &OnBoard, times: &Times) -> i64 {
        times.starts[it.dropoff] - times.starts[it.pickup] - self.stay(it.pickup)
    }

    pub(super) fn stay(&self, at: usize) -> i64 {
        self.calls[at].setup + self.calls[at].service
    }

    /// Everything as early as can be with the breaks after so many rides: the least times that keep the rule,
    /// since each only ever pushes others later.
    pub(super) fn run(&self, rests: &[usize], rule: Rule, times: &mut Times) -> bool {
        let mut earliest = vec![0; self.calls.len()];
        let stops = self.calls.iter().map(|call| call.stop.windows.count());
        let pauses = self.rider.breaks.iter().map(|rest| rest.windows.count());
        // Between two steps into a later window, a delay goes once along every load at most.
        let windows: usize = stops.chain(pauses).sum();
        for _ in 0..=(windows + 1) * (self.on_board.len() + 1) {
            if !self.pass(rests, rule, &earliest, times) {
                return false;
            }
            let mut is_delayed = false;
            for it in &self.on_board {
                let most = match rule {
                    Rule::Late => continue,
                    Rule::Within(limits) => limits.on_board[it.dropoff],
                    Rule::InTime | Rule::LateButFresh => it.most,
                };
                let needed = times.starts[it.dropoff] - most - self.stay(it.pickup);
                if times.starts[it.pickup] < needed {
                    earliest[it.pickup] = needed;
                    is_delayed = true;
                }
            }
            if !is_delayed {
                let at_start = rests.iter().filter(|rest| **rest == 0).count();
                times.departure = self.departure(at_start, times.starts[0]);
                return true;
            }
        }
        false
    }

    fn pass(&self, rests: &[usize], rule: Rule, earliest: &[i64], times: &mut Times) -> bool {
        times.rests.clear();
        times.rests.extend_from_slice(rests);
        times.starts.clear();
        let mut now = clock(self.rider.shift.start());
        let mut made = 0;
        for (done, time) in std::iter::once(&0).chain(&self.rides).enumerate() {
            now += time;
            if let Some((at, call)) =
                done.checked_sub(1).and_then(|at| Some((at, self.calls.get(at)?)))
            {
                now = now.max(earliest[at]);
                let start = match (next_start(&call.stop.windows, now), rule) {
                    (None, Rule::InTime) => return false,
                    (start, _) => start.unwrap_or(now),
                };
                if let Rule::Within(limits) = rule
                    && limits.starts[at] < start
                {
                    return false;
                }
                times.starts.push(start);
                now = start + self.stay(at);
            }
            while rests.get(made) == Some(&done) {
                let Some(later) = over(&self.rider.breaks[made], now) else { return false };
                (now, made) = (later, made + 1);
            }
        }
        times.finish = now;
        !matches!(rule, Rule::Within(limits) if limits.over < now)
    }

    /// The latest moment to begin at the start place, so many breaks there first, such that the first stop is
    /// begun then and the breaks are in their windows.
    pub(super) fn departure(&self, at_start: usize, first: i64) -> i64 {
        let breaks = self.rider.breaks[..at_start].iter().rev();
        breaks.fold(first - self.rides[0], |leave, rest| {
            let start = leave - clock(rest.duration);
            latest_start(&rest.windows, start).unwrap_or(start)
        })
    }
}

impl Times {
    /// The smaller the better.
    fn worth(&self) -> (i64, i64) {
        (self.finish, -self.departure)
    }
}

/// When a break is over that starts as soon as can be.
pub(super) fn over(rest: &Break, now: i64) -> Option<i64> {
    next_start(&rest.windows, now).map(|start| start + clock(rest.duration))
}

/// The loads of these stops that may be on board only for so long.
fn on_board(problem: &Problem, stops: &[StopId]) -> Vec<OnBoard> {
    let mut found = Vec::new();
    for (dropoff, id) in stops.iter().enumerate() {
        let StopId::Dropoff { request, dropoff: index } = *id else { continue };
        let Some(asked) = problem.requests().get(request) else { continue };
        let Some(told) = asked.dropoffs.get(index) else { continue };
        let Some(most) = told.most_on_board.map(clock) else { continue };
        for (pickup, id) in stops[..dropoff].iter().enumerate() {
            if let StopId::Pickup { request: other, pickup: fetched } = *id
                && other == request
                && told.follows(fetched)
            {
                found.push(OnBoard { pickup, dropoff, most });
            }
        }
    }
    found
}
