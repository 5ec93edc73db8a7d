//! Who rides, when, and with what.

use super::{Skills, Windows};
use crate::{
    solver::StopId,
    units::{Load, Metres, Seconds, TimeWindow},
};

/// A pause that must lie in the route: it takes `duration`, starts in one of its windows, and happens after
/// a stop, at its place, or at the start or end of the route.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Break {
    /// When it may start.
    pub windows: Windows,
    /// How long it takes.
    pub duration: Seconds,
}

impl Break {
    /// A break.
    pub fn new(windows: impl Into<Windows>, duration: Seconds) -> Self {
        Self { windows: windows.into(), duration }
    }
}

/// What using a vehicle costs, beside what [`Objective`](crate::solver::Objective) says of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Costs {
    /// Cost of having a route at all.
    pub fixed: i64,
    /// Each second of its travel costs so many times [`Objective::travel`](crate::solver::Objective::travel).
    pub travel: u32,
    /// Each metre costs so many times [`Objective::distance`](crate::solver::Objective::distance).
    pub distance: u32,
}

impl Default for Costs {
    /// As the objective says.
    fn default() -> Self {
        Self { fixed: 0, travel: 1, distance: 1 }
    }
}

/// One courier with one vehicle in one shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Which courier it is. Vehicles of one courier have shifts that do not overlap.
    pub courier: usize,
    /// Where the route starts. `None`: at its first stop.
    pub start: Option<usize>,
    /// Where it ends. `None`: at its last stop.
    pub end: Option<usize>,
    /// It may leave `start` from the window's start on, and must be at `end`, its breaks taken, by
    /// the window's end.
    pub shift: TimeWindow<Seconds>,
    /// Breaks that must be taken if the vehicle is used at all, in this order.
    pub breaks: Vec<Break>,
    /// What it can carry at any one time; `u32::MAX` in a dimension is no limit.
    pub capacity: Load,
    /// What its courier can do.
    pub skills: Skills,
    /// Skills that a request must ask for to ride here: this vehicle is for such requests only.
    pub accepts: Skills,
    /// Which of the problem's matrices tells its travel times.
    pub matrix: usize,
    /// Its kind, where service and setup differ by it.
    pub kind: u32,
    /// How many stops it may make at most.
    pub most_stops: Option<usize>,
    /// How long it may be in motion at most.
    pub most_travel: Option<Seconds>,
    /// How far it may ride at most; its range, for a battery.
    pub most_distance: Option<Metres>,
    /// What it costs.
    pub costs: Costs,
    /// How long its courier has worked already, for [`Objective::fair`](crate::solver::Objective::fair); of several
    /// vehicles of one courier the most counts.
    pub worked: Seconds,
    /// The stops that its route must begin with, in this order and next to each other; breaks may lie
    /// between. What a dispatcher calls locked.
    pub locked: Vec<StopId>,
}

impl Vehicle {
    /// A vehicle from a place and back, without limits, breaks, skills and locked stops.
    #[must_use]
    pub fn new(courier: usize, place: usize, shift: TimeWindow<Seconds>, matrix: usize) -> Self {
        Self {
            courier,
            start: Some(place),
            end: Some(place),
            shift,
            breaks: Vec::new(),
            capacity: Load { mass_g: u32::MAX, volume_ml: u32::MAX, bags: u32::MAX },
            skills: Skills::NONE,
            accepts: Skills::NONE,
            matrix,
            kind: 0,
            most_stops: None,
            most_travel: None,
            most_distance: None,
            costs: Costs::default(),
            worked: Seconds::ZERO,
            locked: Vec::new(),
        }
    }

    /// Has it the skills for a request, and the request those that this vehicle is for?
    #[must_use]
    pub fn suits(&self, skills: Skills) -> bool {
        self.skills.cover(skills) && skills.cover(self.accepts)
    }
}
