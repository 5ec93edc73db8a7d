//! One courier in one shift, as far as they have come.

use super::Scene;
use crate::{
    solver::{Break, StopId},
    units::{Metres, Seconds},
};

/// What there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Stop(StopId),
    Rest,
}

/// What has begun, and is not to be changed any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnderWay {
    pub(super) departure: Seconds,
    pub(super) arrival: Seconds,
    pub(super) start: Seconds,
    pub(super) planned_ride: Seconds,
    pub(super) planned_service: Seconds,
    /// Service does not begin before.
    pub(super) opens: Seconds,
}

/// Where and when a courier is free next, and what comes then.
#[derive(Clone, Debug)]
pub(super) struct Courier {
    pub(super) vehicle: usize,
    /// Where they are, or are riding to.
    pub(super) place: usize,
    /// When what is under way is over, which nobody knows before; or was.
    pub(super) free_at: Seconds,
    pub(super) under_way: Option<UnderWay>,
    pub(super) todo: Vec<Task>,
    /// The breaks that are still to come, in their order.
    pub(super) rests: Vec<Break>,
    /// Have they begun to work?
    pub(super) is_used: bool,
    /// What of riding, waiting at doors, service and breaks has begun, as it was planned.
    pub(super) worked: Seconds,
}

/// A stop or a break, as it will be if everything takes what is planned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    pub(super) task: Task,
    pub(super) departure: Seconds,
    pub(super) arrival: Seconds,
    pub(super) start: Seconds,
    pub(super) end: Seconds,
}

impl Courier {
    pub(super) fn new(scene: &Scene, vehicle: usize) -> Self {
        let shift = &scene.shifts()[vehicle];
        Self {
            vehicle,
            place: shift.start.expect("invariant: a plain shift begins at a place"),
            free_at: shift.shift.start(),
            under_way: None,
            todo: Vec::new(),
            rests: shift.breaks.clone(),
            is_used: false,
            worked: Seconds::ZERO,
        }
    }

    /// When they will be free, for all that can be known at `now`: what is not over takes what was planned, or is over
    /// at once if it should be already.
    pub(super) fn expected_free(&self, now: Seconds) -> Seconds {
        let Some(it) = self.under_way.filter(|_| now < self.free_at) else {
            return self.free_at;
        };
        let arrival =
            if now < it.arrival { now.max(it.departure + it.planned_ride) } else { it.arrival };
        let start = if now < it.start { arrival.max(it.opens) } else { it.start };
        now.max(start + it.planned_service)
    }

    /// What is to come from `now` on.
    pub(super) fn expected(&self, scene: &Scene, early: Seconds, now: Seconds) -> Vec<Expected> {
        let (mut here, mut at) = (self.place, self.expected_free(now).max(now));
        let mut rests = self.rests.iter();
        let mut expected = Vec::with_capacity(self.todo.len());
        for task in &self.todo {
            let one = match *task {
                Task::Stop(id) => {
                    let stop = scene.stop(id);
                    let opens = stop.windows.start();
                    let ride = self.leg(scene, here, stop.place).0;
                    let departure = at.max(opens - ride - early);
                    let arrival = departure + ride;
                    let start = arrival.max(opens);
                    here = stop.place;
                    Expected {
                        task: *task,
                        departure,
                        arrival,
                        start,
                        end: start + stop.service.usual,
                    }
                }
                Task::Rest => {
                    let Some(rest) = rests.next() else { continue };
                    let start = at.max(rest.windows.start());
                    let end = start + rest.duration;
                    Expected { task: *task, departure: start, arrival: start, start, end }
                }
            };
            at = one.end;
            expected.push(one);
        }
        expected
    }

    /// Where and when all is done that there is to do, if everything takes what is planned.
    pub(super) fn last(&self, scene: &Scene, early: Seconds, now: Seconds) -> (usize, Seconds) {
        let expected = self.expected(scene, early, now);
        let stop = expected.iter().rev().find_map(|one| match one.task {
            Task::Stop(stop) => Some(scene.stop(stop).place),
            Task::Rest => None,
        });
        let end = expected.last().map_or_else(|| self.expected_free(now).max(now), |one| one.end);
        (stop.unwrap_or(self.place), end)
    }

    /// Time and length of a way. Where the plan found one there is one.
    pub(super) fn leg(&self, scene: &Scene, from: usize, to: usize) -> (Seconds, Metres) {
        let leg = scene.matrix(self.vehicle).leg(from, to);
        leg.map_or((Seconds::ZERO, Metres::ZERO), |leg| (leg.time, leg.distance))
    }
}
