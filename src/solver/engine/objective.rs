//! What makes one plan better than another, as data.

use std::{
    cmp::Ordering,
    fmt,
    ops::{Add, Sub},
};

/// What is to be made small. What is unserved and what is broken always comes first; then, if asked for, the
/// number of routes; then one sum of weighted parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Objective {
    /// Are fewer routes better than any cost?
    pub vehicles: bool,
    /// Cost of a second of travel.
    pub travel: i64,
    /// Cost of a metre of way.
    pub distance: i64,
    /// Cost of a second of waiting, see [`Totals::waiting`](crate::solver::Totals::waiting).
    pub waiting: i64,
    /// Cost of taking a request from the courier who was told of it
    /// ([`Request::announced`](crate::solver::Request::announced)).
    pub change: i64,
    /// Cost of each second by which a stop starts outside its target.
    pub off_target: i64,
    /// Cost of each second from the placing of a request to the start of each of its dropoffs.
    pub door: i64,
    /// Cost of a courier's work for being much: see [`Self::fairness`].
    pub fair: i64,
    /// Cost of each second by which a stop starts before or after the moment that was announced for it
    /// ([`Stop::announced`](crate::solver::Stop::announced)), beyond so many seconds.
    pub eta: i64,
    /// So many.
    pub eta_tolerance: i64,
}

impl Objective {
    /// What a courier's work costs beside what it costs as such, of so many seconds in all, those before this plan
    /// ([`Vehicle::worked`](crate::solver::Vehicle::worked)) among them: their square times [`fair`](Self::fair), in
    /// seconds times hours. So a second more costs the more the more there are: who has worked much is given less, and
    /// what is equal is cheapest. Of a plan only counts by how much it is more than what was before.
    #[must_use]
    pub fn fairness(&self, worked: i64) -> i64 {
        let cost = i128::from(worked) * i128::from(worked) * i128::from(self.fair) / 3600;
        i64::try_from(cost).unwrap_or(i64::MAX / 1024)
    }

    /// What it costs that a stop that was announced for `told` starts at `start`, both in seconds.
    #[must_use]
    pub fn moved(&self, told: i64, start: i64) -> i64 {
        self.eta * ((start - told).abs() - self.eta_tolerance).max(0)
    }

    /// The literature's: as few routes as can be, then the least travel.
    pub const VEHICLES_THEN_TRAVEL: Self = Self {
        vehicles: true,
        travel: 1,
        distance: 0,
        waiting: 0,
        change: 0,
        off_target: 0,
        door: 0,
        fair: 0,
        eta: 0,
        eta_tolerance: 0,
    };

    /// The least travel, with as many routes as there are vehicles.
    pub const TRAVEL: Self = Self { vehicles: false, ..Self::VEHICLES_THEN_TRAVEL };

    /// A day's rounds where no rules of a co-operative say otherwise, in thousandths of a second of riding: a metre
    /// counts for a millisecond, so that of two ways that take as long the shorter wins; ten seconds of waiting
    /// count for one of riding, since who waits at a door could do something else. Taking an order away from the
    /// courier who was told of it must save five minutes. A second outside a target costs as much as one of waiting.
    pub const ROUNDS: Self = Self {
        travel: 1000,
        distance: 1,
        waiting: 100,
        change: 300_000,
        off_target: 100,
        ..Self::TRAVEL
    };
}

/// What is late, and what is too much on board. Lateness is the worse of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Broken {
    /// Seconds by which stops begin and shifts end too late, in sum.
    pub late: i64,
    /// What is above the vehicle's capacity at the start and after each stop, in sum over these and over
    /// the dimensions of [`Load`](crate::units::Load); in coarser units where all loads together are more than
    /// half a billion.
    pub load: i64,
}

impl Broken {
    const WORST: Self = Self { late: i64::MAX, load: i64::MAX };

    /// Is neither more than in `other`?
    pub(super) fn within(self, other: Self) -> bool {
        self.late <= other.late && self.load <= other.load
    }
}

impl Add for Broken {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { late: self.late + other.late, load: self.load + other.load }
    }
}

impl Sub for Broken {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { late: self.late - other.late, load: self.load - other.load }
    }
}

/// How good a plan is: the smaller the better, the first part that differs decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score {
    /// Sum of the priorities of the requests that are in no route.
    pub unserved: i64,
    /// What reality has broken in a live plan.
    pub broken: Broken,
    /// Routes in use, if the objective asks for few; else 0.
    pub vehicles: i64,
    /// The weighted sum.
    pub cost: i64,
}

impl Score {
    /// Worse than any plan.
    pub const WORST: Self =
        Self { unserved: i64::MAX, broken: Broken::WORST, vehicles: i64::MAX, cost: i64::MAX };

    /// Is this better than `other`?
    #[must_use]
    pub fn beats(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Less
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { unserved, broken, vehicles, cost } = self;
        if *unserved > 0 {
            write!(f, "{unserved} unserved, ")?;
        }
        if broken.late > 0 {
            write!(f, "{} s late, ", broken.late)?;
        }
        if broken.load > 0 {
            write!(f, "{} too much on board, ", broken.load)?;
        }
        if *vehicles > 0 {
            write!(f, "{vehicles} routes, ")?;
        }
        write!(f, "cost {cost}")
    }
}
