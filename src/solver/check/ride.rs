//! Stops of one vehicle in an order, ridden with the breaks in every possible place.

use super::{
    load,
    on_board::{is_fetched_at, most},
    reading::{first_in, wide},
};
use crate::{
    solver::{Problem, Request, Stop, StopId, Vehicle},
    units::Seconds,
};

/// How far a request alone on a vehicle gets, its stops in the order in which they are listed. One order is the
/// whole truth where there is no other; where there are several it is a lower bound: some order gets at least as
/// far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ride {
    /// Some place is cut off.
    CutOff,
    /// There is too much on board at some moment.
    NoRoom,
    /// The stop is too late, breaks and shift's end left aside; service could start at `at`.
    Late { stop: StopId, at: u64 },
    /// The stops can be made, but a load is on board for too long.
    TooLong,
    /// The stops can be made, but the way is too long.
    TooFar,
    /// The stops can be made, but not with the breaks.
    Unrested,
    /// It is back, its breaks taken, at `at`, after the shift.
    Overdue { at: u64 },
    /// It fits.
    Fits,
}

/// Rides it with the breaks at every possible place.
pub(super) fn ride(problem: &Problem, vehicle: &Vehicle, request: usize) -> Ride {
    let asked = &problem.requests()[request];
    let mut stops = Vec::new();
    for (pickup, it) in asked.pickups.iter().enumerate() {
        stops.push((StopId::Pickup { request, pickup }, &it.stop));
    }
    for (dropoff, it) in asked.dropoffs.iter().enumerate() {
        stops.push((StopId::Dropoff { request, dropoff }, &it.stop));
    }
    let Some(line) = Line::new(problem, vehicle, stops) else { return Ride::CutOff };
    if !load::has_room(asked, request, vehicle, &line.stops.iter().map(|(id, _)| *id)) {
        return Ride::NoRoom;
    }
    let bare = Vehicle { breaks: Vec::new(), ..vehicle.clone() };
    let unrested = Line { vehicle: &bare, ..line.clone() };
    let Some(run) = unrested.run(&[], Fresh::No, true) else { return Ride::Unrested };
    if let Some(at) = (0..run.late.len()).find(|at| run.late[*at] > 0) {
        let stop = unrested.stops[at];
        return Ride::Late { stop: stop.0, at: wide(stop.1.windows.end()) + run.late[at] };
    }
    let end = wide(vehicle.shift.end());
    match line.earliest(Fresh::No) {
        None => return Ride::Unrested,
        Some(at) if at > end => return Ride::Overdue { at },
        Some(_) => {}
    }
    match line.earliest(Fresh::Yes) {
        None => return Ride::TooLong,
        Some(at) if at > end => return Ride::Overdue { at },
        Some(_) => {}
    }
    let travel: u64 = line.times.iter().sum();
    let is_far = vehicle.most_travel.is_some_and(|most| wide(most) < travel)
        || vehicle.most_distance.is_some_and(|most| u64::from(most.as_u32()) < line.length);
    if is_far { Ride::TooFar } else { Ride::Fits }
}

/// Are loads on board no longer than they may be?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fresh {
    Yes,
    No,
}

/// Stops in order, with the time of each ride, the way back last.
#[derive(Clone)]
pub(super) struct Line<'a> {
    problem: &'a Problem,
    vehicle: &'a Vehicle,
    pub(super) stops: Vec<(StopId, &'a Stop)>,
    times: Vec<u64>,
    pub(super) length: u64,
}

/// What comes of it.
pub(super) struct Run {
    /// By stop: after the end of its windows.
    pub(super) late: Vec<u64>,
    /// By stop: for how long too long its load is on board.
    pub(super) long: Vec<u64>,
    pub(super) overdue: u64,
    pub(super) back: u64,
}

impl Run {
    /// The least late first, then the first to be back.
    pub(super) fn worth(&self) -> (u64, u64) {
        let stops: u64 = self.late.iter().chain(&self.long).sum();
        (stops + self.overdue, self.back)
    }
}

impl<'a> Line<'a> {
    /// `None` if it cannot be ridden.
    pub(super) fn new(
        problem: &'a Problem,
        vehicle: &'a Vehicle,
        stops: Vec<(StopId, &'a Stop)>,
    ) -> Option<Self> {
        let places = stops.iter().map(|(_, stop)| Some(stop.place));
        let from = std::iter::once(vehicle.start).chain(places.clone());
        let to = places.chain([vehicle.end]);
        let (mut times, mut length) = (Vec::new(), 0);
        for way in from.zip(to) {
            times.push(match way {
                (Some(from), Some(to)) => {
                    let leg = problem.matrix(vehicle).leg(from, to)?;
                    length += u64::from(leg.distance.as_u32());
                    wide(leg.time)
                }
                _ => 0,
            });
        }
        Some(Self { problem, vehicle, stops, times, length })
    }

    /// Time in motion.
    pub(super) fn travel(&self) -> u64 {
        self.times.iter().sum()
    }

    /// When it is back at the earliest, all stops made in time.
    fn earliest(&self, fresh: Fresh) -> Option<u64> {
        let runs = self.rests().into_iter().filter_map(|rests| self.run(&rests, fresh, false));
        runs.map(|run| run.back).min()
    }

    /// All ways to place the breaks: each after so many rides, in their order.
    pub(super) fn rests(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = vec![Vec::new()];
        for _ in &self.vehicle.breaks {
            let longer = all.iter().flat_map(|rests| {
                let first = rests.last().copied().unwrap_or(0);
                (first..=self.times.len()).map(|next| [&rests[..], &[next]].concat())
            });
            all = longer.collect();
        }
        all
    }

    /// Everything as early as can be; `None` if a break's windows are over or, unless it may be late, a stop's;
    /// or if loads cannot be fresh.
    pub(super) fn run(&self, rests: &[usize], fresh: Fresh, may_be_late: bool) -> Option<Run> {
        let mut least = vec![0; self.stops.len()];
        // More rounds than there can be jumps to later windows, and loads to wait for between two of them.
        let windows: usize = self.stops.iter().map(|(_, stop)| stop.windows.iter().count()).sum();
        let breaks: usize = self.vehicle.breaks.iter().map(|it| it.windows.iter().count()).sum();
        for _ in 0..(windows + breaks + 2) * (self.stops.len() + 2) {
            let (starts, ends, back) = self.pass(rests, &least, may_be_late)?;
            let mut long = vec![0; self.stops.len()];
            let mut waits = false;
            for (at, (id, _)) in self.stops.iter().enumerate() {
                let asked = self.asked(*id);
                let Some(most) = most(asked, *id) else { continue };
                for before in (0..at).filter(|it| is_fetched_at(asked, self.stops[*it].0, *id)) {
                    let beyond = (starts[at] - ends[before]).saturating_sub(most);
                    long[at] = beyond.max(long[at]);
                    if fresh == Fresh::Yes && beyond > 0 {
                        least[before] = starts[before] + beyond;
                        waits = true;
                    }
                }
            }
            if !waits {
                let late = |(start, (_, stop)): (&u64, &(StopId, &Stop))| {
                    start.saturating_sub(wide(stop.windows.end()))
                };
                let late = starts.iter().zip(&self.stops).map(late).collect();
                let overdue = back.saturating_sub(wide(self.vehicle.shift.end()));
                return Some(Run { late, long, overdue, back });
            }
        }
        None
    }

    /// When each stop starts and ends, and when it is back.
    fn pass(
        &self,
        rests: &[usize],
        least: &[u64],
        may_be_late: bool,
    ) -> Option<(Vec<u64>, Vec<u64>, u64)> {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        let mut now = wide(self.vehicle.shift.start());
        let mut here = self.vehicle.start;
        for legs in 0..=self.times.len() {
            if legs > 0 {
                now += self.times[legs - 1];
                if let Some((_, stop)) = self.stops.get(legs - 1) {
                    now = now.max(least[legs - 1]);
                    let start = first_in(&stop.windows, now).or(may_be_late.then_some(now))?;
                    let comes = here.replace(stop.place) != Some(stop.place);
                    let setup =
                        if comes { stop.setup.of(self.vehicle.kind) } else { Seconds::ZERO };
                    now = start + wide(setup) + wide(stop.service.of(self.vehicle.kind));
                    starts.push(start);
                    ends.push(now);
                }
            }
            for (rest, after) in self.vehicle.breaks.iter().zip(rests) {
                if *after == legs {
                    now = first_in(&rest.windows, now)? + wide(rest.duration);
                }
            }
        }
        Some((starts, ends, now))
    }

    fn asked(&self, id: StopId) -> &Request {
        &self.problem.requests()[id.request()]
    }
}
