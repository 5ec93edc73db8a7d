//! How early a round can get somewhere, and what is late by then at least.

use super::tails::{Call, Tails};
use crate::{
    solver::{Break, Vehicle},
    units::Seconds,
};
use smallvec::SmallVec;

pub(super) fn clock(seconds: Seconds) -> i64 {
    i64::from(seconds.as_u32())
}

/// A moment no later than any at which one can be there, and seconds of lateness no more than any until then.
#[derive(Clone, Copy, Debug)]
struct Pace {
    now: i64,
    late: i64,
}

/// More than anything is late.
const NEVER: i64 = i64::MAX / 4;

/// So many are kept at most; what is the latest is taken together then.
const MOST_PACES: usize = 8;

/// Paces of which each is earlier or less late than any other, as where the break is had decides.
#[derive(Clone, Debug, Default)]
struct Front(SmallVec<[Pace; 3]>);

impl Front {
    fn add(&mut self, pace: Pace) {
        if self.0.iter().any(|known| pace.is_no_better_than(known)) {
            return;
        }
        self.0.retain(|known| !known.is_no_better_than(&pace));
        self.0.push(pace);
        if self.0.len() > MOST_PACES {
            self.0.sort_unstable_by_key(|pace| pace.now);
            let last = self.0.pop();
            if let Some((known, last)) = self.0.last_mut().zip(last) {
                *known = known.or(last);
            }
        }
    }

    fn served(&self, time: i64, call: &Call) -> Self {
        let mut all = Self::default();
        self.0.iter().for_each(|pace| all.add(pace.ridden(time).served(call)));
        all
    }

    fn least(&self, of: impl Fn(&Pace) -> i64) -> i64 {
        self.0.iter().map(of).min().unwrap_or(NEVER)
    }
}

impl Pace {
    fn ridden(self, time: i64) -> Self {
        Self { now: self.now + time, ..self }
    }

    fn due(self, due: i64) -> Self {
        Self { late: self.late.saturating_add((self.now - due).max(0)), ..self }
    }

    fn served(self, call: &Call) -> Self {
        let begun = Self { now: self.now.max(call.open), ..self };
        begun.due(call.due).ridden(call.service)
    }

    /// What is late in sum with all from this gap on, if it gets there now and has no break any more.
    fn late_with(self, tails: &Tails, gap: usize, most: i64) -> i64 {
        if self.late > most {
            self.late
        } else {
            self.late + tails.late(gap, self.now, most - self.late)
        }
    }

    /// Neither later nor more late than either.
    fn or(self, other: Self) -> Self {
        Self { now: self.now.min(other.now), late: self.late.min(other.late) }
    }

    /// Is it neither earlier nor less late?
    fn is_no_better_than(self, other: &Self) -> bool {
        self.now >= other.now && self.late >= other.late
    }

    /// Behind the break; `None` if its time is over.
    fn rested(self, rest: &Break) -> Option<Self> {
        let start = self.now.max(clock(rest.windows.start()));
        let is_open = start <= clock(rest.windows.end());
        is_open.then(|| Self { now: start + clock(rest.duration), ..self })
    }
}

/// Both sides of the first break; further ones, setup and loads that must stay warm only make it later.
#[derive(Clone, Debug)]
pub(super) struct Earliest {
    /// Without the break.
    bare: Pace,
    /// The break had, wherever it is the best.
    rested: Front,
}

impl Earliest {
    /// At the start place.
    pub(super) fn new(rider: &Vehicle) -> Self {
        let bare = Pace { now: clock(rider.shift.start()), late: 0 };
        Self { bare, rested: Front::default() }.or_rested(rider)
    }

    fn or_rested(mut self, rider: &Vehicle) -> Self {
        let rested = rider.breaks.first().and_then(|rest| self.bare.rested(rest));
        if let Some(rested) = rested {
            self.rested.add(rested);
        }
        self
    }

    /// Behind a stop that is so far away.
    pub(super) fn served(&self, time: i64, call: &Call, rider: &Vehicle) -> Self {
        let bare = self.bare.ridden(time).served(call);
        Self { bare, rested: self.rested.served(time, call) }.or_rested(rider)
    }

    /// When one may ride on without a break.
    pub(super) fn unrested(&self) -> i64 {
        self.bare.now
    }

    /// What is late by now at least.
    pub(super) fn late(&self) -> i64 {
        self.bare.late.min(self.rested.least(|pace| pace.late))
    }

    /// What is late in sum at least with all stops from this gap of a round on, the first so far away, and the way
    /// back. What is above `most` is not counted to the end.
    pub(super) fn late_with(
        &self,
        time: i64,
        gap: usize,
        tails: &Tails,
        rider: &Vehicle,
        most: i64,
    ) -> i64 {
        let mut pace = self.bare.ridden(time);
        let Some(rest) = rider.breaks.first() else { return pace.late_with(tails, gap, most) };
        let mut least = self.rested.least(|it| it.ridden(time).late_with(tails, gap, most));
        for (number, call) in tails.calls(gap) {
            // The break, wherever it is had from here on, makes nothing earlier.
            let unrested = pace.late_with(tails, number, most);
            if unrested >= least || unrested > most {
                return least.min(unrested);
            }
            pace = pace.served(call);
            if let Some(rested) = pace.rested(rest) {
                least = least.min(rested.ridden(call.next).late_with(tails, number + 1, most));
            }
            pace = pace.ridden(call.next);
        }
        let rested = pace.rested(rest);
        least.min(rested.map_or(NEVER, |it| it.late_with(tails, tails.end(), most)))
    }
}
