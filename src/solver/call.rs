//! A stop with its numbers at hand.

use super::{
    Problem, Stop, StopId,
    clock::{NEVER, clock},
};

/// The numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    pub(super) id: StopId,
    pub(super) place: usize,
    pub(super) ready: i64,
    pub(super) due: i64,
    pub(super) service: i64,
}

impl Call {
    /// The pickup of a request that has one.
    pub(super) fn pickup(problem: &Problem, kind: u32, request: usize) -> Option<Self> {
        let asked = &problem.requests()[request];
        let pickup = asked.pickups.first()?;
        Some(Self::of(StopId::Pickup { request, pickup: 0 }, &pickup.stop, kind))
    }

    /// One dropoff of a request.
    pub(super) fn dropoff(problem: &Problem, kind: u32, request: usize, dropoff: usize) -> Self {
        let stop = &problem.requests()[request].dropoffs[dropoff].stop;
        Self::of(StopId::Dropoff { request, dropoff }, stop, kind)
    }

    fn of(id: StopId, stop: &Stop, kind: u32) -> Self {
        Self {
            id,
            place: stop.place,
            ready: clock(stop.windows.start()),
            due: clock(stop.windows.end()),
            service: clock(stop.service.of(kind)),
        }
    }

    /// When service is over; [`NEVER`] if the window is.
    pub(super) fn served(&self, arrival: i64) -> i64 {
        let start = arrival.max(self.ready);
        if start <= self.due { start + self.service } else { NEVER }
    }
}
