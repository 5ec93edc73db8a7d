//! When the solver's time begins.

use super::super::{
    problem::{Vehicle, VroomProblem, Windows as OwnWindows},
    refusal::VroomRefusal,
    travel::VroomTravel,
};
use crate::{
    solver::Windows,
    units::{Seconds, TimeWindow},
};

/// Where the solver's time ends, in ticks: it cuts off a little later.
pub(super) const LAST: i64 = (1 << 30) - 1;

/// The solver's time: ticks since a moment before which nobody needs to do anything. Vehicles are up from tick 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    ticks: i64,
    begin: i64,
}

impl Clock {
    pub(super) fn new(problem: &VroomProblem, travel: &VroomTravel) -> Self {
        let ticks = travel.ticks;
        let scaled = |seconds: u32| i64::from(seconds) * ticks;
        let hours = problem.vehicles.iter().map(|it| it.window.map(|[start, _]| scaled(start)));
        // None if somebody has no hours, who may be up at any time.
        let up = hours.min().flatten();
        let work = most_work(problem, travel);
        // Nobody is up before the first hours begin; else whoever begins in time for all work can do it before the
        // first window.
        let first = up.unwrap_or_else(|| {
            let first = windows(problem).map(|[start, _]| start).min();
            (first.map_or(0, scaled) - work.min(LAST / 4)).max(0)
        });
        // What is done before the first of all windows ends can as well be done right before that: whatever is open
        // then was open since.
        let ends = windows(problem).map(|[_, end]| scaled(end));
        let last = ends.filter(|end| up.is_none_or(|up| *end >= up)).min();
        let last = last.map_or(first, |end| end.saturating_sub(work));
        Self { ticks, begin: first.max(last) - 1 }
    }

    /// A span of the problem's seconds.
    pub(super) fn span(self, seconds: u32) -> Seconds {
        cut(i64::from(seconds) * self.ticks)
    }

    /// What VROOM calls a moment of the solver.
    pub(super) fn told(self, moment: Seconds) -> i64 {
        (i64::from(moment.as_u32()) + self.begin).div_euclid(self.ticks)
    }

    pub(super) fn shift(self, vehicle: &Vehicle) -> Result<TimeWindow<Seconds>, VroomRefusal> {
        let hours = match vehicle.window {
            Some(hours) => self.window(hours)?.ok_or_else(too_far_apart)?,
            None => all(),
        };
        TimeWindow::new(hours.start().max(Seconds::new(1)), hours.end()).ok_or_else(too_far_apart)
    }

    /// Windows that nobody can meet are left out; if there are no others, tick 0 stands for them, when no vehicle
    /// is up.
    pub(super) fn windows(self, windows: &OwnWindows) -> Result<Windows, VroomRefusal> {
        let mut found = Vec::with_capacity(windows.len());
        for window in windows {
            found.extend(self.window(*window)?);
        }
        if windows.is_empty() {
            found.push(all());
        } else if found.is_empty() {
            found.extend(TimeWindow::new(Seconds::ZERO, Seconds::ZERO));
        }
        Windows::new(found).ok_or_else(too_far_apart)
    }

    /// `None` if it is over before anybody can be there.
    fn window(self, window: [u32; 2]) -> Result<Option<TimeWindow<Seconds>>, VroomRefusal> {
        let [start, end] = window.map(|bound| i64::from(bound) * self.ticks - self.begin);
        if start > LAST {
            return Err(too_far_apart());
        }
        Ok(if end < 1 { None } else { TimeWindow::new(cut(start), cut(end)) })
    }
}

fn cut(ticks: i64) -> Seconds {
    Seconds::new(u32::try_from(ticks.clamp(0, LAST)).unwrap_or(u32::MAX))
}

fn all() -> TimeWindow<Seconds> {
    TimeWindow::new(Seconds::ZERO, cut(LAST)).expect("invariant: time has a beginning and an end")
}

fn too_far_apart() -> VroomRefusal {
    VroomRefusal::input("Time windows are too far apart.")
}

/// The hours of the vehicles, and the windows of tasks and breaks.
fn windows(problem: &VroomProblem) -> impl Iterator<Item = [u32; 2]> {
    let tasks = problem.tasks.iter().map(|task| &task.windows);
    let breaks = problem.vehicles.iter().flat_map(|it| &it.breaks).map(|rest| &rest.windows);
    let hours = problem.vehicles.iter().filter_map(|it| it.window);
    tasks.chain(breaks).flatten().copied().chain(hours)
}

/// In ticks: whoever begins so long before the first window can do all before it.
fn most_work(problem: &VroomProblem, travel: &VroomTravel) -> i64 {
    let places = problem.places.len();
    let mut longest = 0;
    // One of each pace.
    let mut seen = std::collections::HashSet::new();
    for vehicle in &problem.vehicles {
        if seen.insert((vehicle.profile, vehicle.pace)) {
            let cells = (0..places * places).map(|cell| (cell / places, cell % places));
            let times = cells.filter_map(|(from, to)| travel.ride(vehicle, from, to));
            longest =
                times.map(|ride| ride.time).filter(|time| *time <= LAST).fold(longest, i64::max);
        }
    }
    let work = problem.tasks.iter().map(|task| {
        let of = |span: &super::super::problem::Span| {
            span.by_type.iter().map(|(_, it)| *it).fold(span.usual, u32::max)
        };
        i64::from(of(&task.setup)) + i64::from(of(&task.service))
    });
    let rests = problem
        .vehicles
        .iter()
        .map(|it| it.breaks.iter().map(|rest| i64::from(rest.service)).sum::<i64>());
    let work = work.sum::<i64>() + rests.max().unwrap_or(0);
    let stops = i64::try_from(problem.tasks.len()).unwrap_or(LAST) + 1;
    work.saturating_mul(travel.ticks).saturating_add(stops.saturating_mul(longest))
}
