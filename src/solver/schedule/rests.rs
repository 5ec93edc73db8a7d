//! Where along a way the breaks are taken.

use super::way::{Rule, Way, over};
use crate::solver::clock::{clock, next_start};

impl Way<'_> {
    /// The places for the breaks with which the route is over the earliest, then with the least waiting, and when
    /// that is; loads are not asked how long they are on board.
    pub(super) fn earliest_rests(&self) -> Option<(i64, Vec<usize>)> {
        let breaks = &self.rider.breaks[..];
        let mut best: Option<(i64, i64, Vec<usize>)> = None;
        let mut begin = Some(clock(self.rider.shift.start()));
        for at_start in 0..=breaks.len() {
            if let Some(rest) = at_start.checked_sub(1).map(|last| &breaks[last]) {
                begin = begin.and_then(|now| over(rest, now));
            }
            let Some(now) = begin else { break };
            let Some((finish, rests)) = self.earliest_behind(at_start, now) else { continue };
            let first = next_start(&self.calls[0].stop.windows, now + self.rides[0]);
            let departure = first.map_or(now, |first| self.departure(at_start, first));
            if best
                .as_ref()
                .is_none_or(|(least, latest, _)| (finish, -departure) < (*least, -latest))
            {
                best = Some((finish, departure, rests));
            }
        }
        best.map(|(finish, _, rests)| (finish, rests))
    }

    /// The same with so many breaks at the start place, where all is over at `now`.
    fn earliest_behind(&self, at_start: usize, now: i64) -> Option<(i64, Vec<usize>)> {
        let breaks = &self.rider.breaks[..];
        let count = breaks.len();
        // By how many breaks are taken: the earliest moment; and by ride: was the last of them taken just then?
        let mut moments: Vec<Option<i64>> = vec![None; count + 1];
        moments[at_start] = Some(now);
        let mut taken = vec![false; (self.rides.len() + 1) * (count + 1)];
        for (done, time) in (1..).zip(&self.rides) {
            let call = self.calls.get(done - 1);
            for moment in &mut moments[at_start..] {
                *moment = moment.and_then(|now| match call {
                    Some(call) => {
                        let start = next_start(&call.stop.windows, now + time)?;
                        Some(start + self.stay(done - 1))
                    }
                    None => Some(now + time),
                });
            }
            for made in at_start + 1..=count {
                let paused = moments[made - 1].and_then(|now| over(&breaks[made - 1], now));
                if let Some(paused) = paused
                    && moments[made].is_none_or(|moment| paused < moment)
                {
                    moments[made] = Some(paused);
                    taken[done * (count + 1) + made] = true;
                }
            }
        }
        let mut rests = vec![0; count];
        let (mut done, mut made) = (self.rides.len(), count);
        while made > at_start {
            if taken[done * (count + 1) + made] {
                made -= 1;
                rests[made] = done;
            } else {
                done = done.checked_sub(1)?;
            }
        }
        Some((moments[count]?, rests))
    }

    /// All ways to place the breaks, in their order; of very many only the first.
    pub(super) fn for_all_rests(&self, mut each: impl FnMut(&Self, &[usize])) {
        const MOST: usize = 500;
        let last = self.rides.len();
        let mut rests = vec![0; self.rider.breaks.len()];
        for _ in 0..MOST {
            each(self, &rests);
            let Some(at) = rests.iter().rposition(|rest| *rest < last) else { return };
            let next = rests[at] + 1;
            rests[at..].fill(next);
        }
    }

    /// By number of breaks at the start place: the places for the breaks with which the least is late in sum, and
    /// of those the ones with which it is over the earliest; loads are not asked how long they are on board. None
    /// where there is no place for them within the limits of the rule.
    ///
    /// Of two ways to be behind a stop with as many breaks taken, one that is later and not less late in sum
    /// leads to nothing better: what is left is few.
    pub(super) fn least_late_rests(&self, rule: Rule) -> Vec<Vec<usize>> {
        let breaks = &self.rider.breaks[..];
        let mut found = Vec::with_capacity(breaks.len() + 1);
        let mut begin = Some(clock(self.rider.shift.start()));
        for at_start in 0..=breaks.len() {
            if let Some(rest) = at_start.checked_sub(1).map(|last| &breaks[last]) {
                begin = begin.and_then(|now| over(rest, now));
            }
            let Some(now) = begin else { break };
            found.extend(self.least_late_behind(at_start, now, rule));
        }
        found
    }

    /// The same with so many breaks at the start place, where all is over at `now`.
    fn least_late_behind(&self, at_start: usize, now: i64, rule: Rule) -> Option<Vec<usize>> {
        let breaks = &self.rider.breaks[..];
        let mut trail = Trail::default();
        // By how many breaks are taken.
        let mut fronts: Vec<Vec<Point>> = vec![Vec::new(); breaks.len() + 1];
        fronts[at_start].push(Point { late: 0, now, last: None });
        for (done, time) in (1..).zip(&self.rides) {
            for front in &mut fronts[at_start..] {
                let ridden =
                    front.drain(..).filter_map(|point| self.after(point, done, *time, rule));
                *front = undominated(ridden.collect());
            }
            for made in at_start + 1..=breaks.len() {
                let rested = fronts[made - 1].iter().filter_map(|point| {
                    let now = over(&breaks[made - 1], point.now)?;
                    Some(Point { now, last: Some(trail.add(done, point.last)), ..*point })
                });
                let mut rested: Vec<Point> = rested.collect();
                rested.append(&mut fronts[made]);
                fronts[made] = undominated(rested);
            }
        }
        let end = clock(self.rider.shift.end());
        let over = |point: &Point| point.late + (point.now - end).max(0);
        let most = if let Rule::Within(limits) = rule { limits.over } else { i64::MAX };
        let within = fronts[breaks.len()].iter().filter(|point| point.now <= most);
        let best = within.min_by_key(|point| (over(point), point.now))?;
        let mut rests = vec![0; at_start];
        rests.extend(trail.back_from(best.last));
        Some(rests)
    }

    /// Behind the stop to which ride `done` leads, or back; `None` beyond the limits of the rule.
    fn after(&self, point: Point, done: usize, time: i64, rule: Rule) -> Option<Point> {
        let now = point.now + time;
        let Some(call) = self.calls.get(done - 1) else { return Some(Point { now, ..point }) };
        let start = next_start(&call.stop.windows, now).unwrap_or(now);
        if matches!(rule, Rule::Within(limits) if limits.starts[done - 1] < start) {
            return None;
        }
        let late = point.late + (start - clock(call.stop.windows.end())).max(0);
        Some(Point { late, now: start + self.stay(done - 1), ..point })
    }
}

/// What is late by a moment, and where the last break was on the way there.
#[derive(Clone, Copy, Debug)]
struct Point {
    late: i64,
    now: i64,
    last: Option<usize>,
}

/// Those that are earlier than each that is less late.
fn undominated(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by_key(|point| (point.late, point.now));
    let mut earliest = i64::MAX;
    points.retain(|point| {
        let is_earlier = point.now < earliest;
        earliest = earliest.min(point.now);
        is_earlier
    });
    points
}

/// Breaks on the way, each with the one before.
#[derive(Debug, Default)]
struct Trail(Vec<(usize, Option<usize>)>);

impl Trail {
    fn add(&mut self, done: usize, before: Option<usize>) -> usize {
        self.0.push((done, before));
        self.0.len() - 1
    }

    /// After how many rides each was taken.
    fn back_from(&self, mut last: Option<usize>) -> Vec<usize> {
        let mut rests = Vec::new();
        while let Some((done, before)) = last.and_then(|last| self.0.get(last)) {
            rests.push(*done);
            last = *before;
        }
        rests.reverse();
        rests
    }
}
