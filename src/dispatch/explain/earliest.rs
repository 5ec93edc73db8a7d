//! How early a round can get somewhere, and what is late by then at least.

use crate::{
    solver::{Break, Stop, Vehicle},
    units::Seconds,
};

pub(super) fn clock(seconds: Seconds) -> i64 {
    i64::from(seconds.as_u32())
}

/// A moment no later than any at which one can be there, and seconds of lateness no more than any until then.
#[derive(Clone, Copy, Debug)]
struct Pace {
    now: i64,
    late: i64,
}

/// Later than all that may be.
const NEVER: Pace = Pace { now: i64::MAX / 4, late: i64::MAX / 4 };

impl Pace {
    fn ridden(self, time: i64) -> Self {
        Self { now: self.now + time, ..self }
    }

    fn due(self, due: i64) -> Self {
        Self { late: self.late.saturating_add((self.now - due).max(0)), ..self }
    }

    fn served(self, stop: &Stop, service: i64) -> Self {
        let begun = Self { now: self.now.max(clock(stop.windows.start())), ..self };
        begun.due(clock(stop.windows.end())).ridden(service)
    }

    /// Neither later nor more late than either.
    fn or(self, other: Self) -> Self {
        Self { now: self.now.min(other.now), late: self.late.min(other.late) }
    }

    fn rested(self, rest: &Break) -> Self {
        let start = self.now.max(clock(rest.windows.start()));
        let is_open = start <= clock(rest.windows.end());
        if is_open { Self { now: start + clock(rest.duration), ..self } } else { NEVER }
    }
}

/// Both sides of the first break; further ones, setup and loads that must stay warm only make it later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earliest {
    /// Without the break.
    bare: Pace,
    /// The break had, wherever it is the best.
    rested: Pace,
}

impl Earliest {
    /// At the start place.
    pub(super) fn new(rider: &Vehicle) -> Self {
        let bare = Pace { now: clock(rider.shift.start()), late: 0 };
        Self { bare, rested: NEVER }.or_rested(rider)
    }

    fn or_rested(self, rider: &Vehicle) -> Self {
        let rested = rider.breaks.first().map(|rest| self.bare.rested(rest));
        Self { rested: rested.map_or(self.rested, |rested| self.rested.or(rested)), ..self }
    }

    /// Behind a stop that is so far away.
    pub(super) fn served(self, time: i64, stop: &Stop, rider: &Vehicle) -> Self {
        let service = clock(stop.service.of(rider.kind));
        let served = |pace: Pace| pace.ridden(time).served(stop, service);
        Self { bare: served(self.bare), rested: served(self.rested) }.or_rested(rider)
    }

    /// When one may ride on without a break.
    pub(super) fn unrested(self) -> i64 {
        self.bare.now
    }

    /// What is late by now at least.
    pub(super) fn late(self) -> i64 {
        self.bare.late.min(self.rested.late)
    }

    /// Is it no later than the other, on both sides of the break?
    pub(super) fn is_as_early_as(self, other: &Self) -> bool {
        self.bare.now <= other.bare.now && self.rested.now <= other.rested.now
    }

    /// What is late in sum at least, if the way back takes so long.
    pub(super) fn late_at_least(self, time: i64, rider: &Vehicle) -> i64 {
        let back = Self { bare: self.bare.ridden(time), rested: self.rested.ridden(time) };
        let back = back.or_rested(rider);
        let pace = if rider.breaks.is_empty() { back.bare } else { back.rested };
        pace.due(clock(rider.shift.end())).late
    }
}
