//! Where something is handed over, and how long that takes.

use super::Windows;
use crate::units::{Seconds, TimeWindow};

/// A span that may differ by [`Vehicle::kind`](super::Vehicle::kind).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TimeByKind {
    /// For kinds that are not listed.
    pub usual: Seconds,
    /// For these kinds, each listed once.
    pub others: Vec<(u32, Seconds)>,
}

impl TimeByKind {
    /// How long it takes with a vehicle of this kind.
    #[must_use]
    pub fn of(&self, kind: u32) -> Seconds {
        let own = self.others.iter().find(|(other, _)| *other == kind);
        own.map_or(self.usual, |(_, time)| *time)
    }

    /// Does it take no time with any kind?
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.usual == Seconds::ZERO && self.others.iter().all(|(_, time)| *time == Seconds::ZERO)
    }

    /// The least that it takes with any kind.
    #[must_use]
    pub fn least(&self) -> Seconds {
        self.others.iter().map(|(_, time)| *time).fold(self.usual, Seconds::min)
    }
}

impl From<Seconds> for TimeByKind {
    fn from(usual: Seconds) -> Self {
        Self { usual, others: Vec::new() }
    }
}

/// One place where something is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Row and column in every matrix.
    pub place: usize,
    /// When it may start: the setup where there is one, else the service.
    pub windows: Windows,
    /// How long service takes.
    pub service: TimeByKind,
    /// How long it takes before the service to park and to find the door; only if the vehicle comes from
    /// another place.
    pub setup: TimeByKind,
    /// When it should start: what is planned, narrower than what is promised. A second outside costs
    /// [`Objective::off_target`](crate::solver::Objective::off_target).
    pub target: Option<TimeWindow<Seconds>>,
    /// When somebody was told that it starts: to start at another moment costs
    /// [`Objective::eta`](crate::solver::Objective::eta).
    pub announced: Option<Seconds>,
}

impl Stop {
    /// A stop without setup and target, with the same service for every kind of vehicle.
    pub fn new(place: usize, windows: impl Into<Windows>, service: Seconds) -> Self {
        Self {
            place,
            windows: windows.into(),
            service: service.into(),
            setup: TimeByKind::default(),
            target: None,
            announced: None,
        }
    }
}
