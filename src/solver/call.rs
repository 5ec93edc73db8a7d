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
    pub(super) fn pickup(problem: &Problem, request: usize) -> Option<Self> {
        let asked = &problem.requests()[request];
        let pickup = asked.pickup.as_ref()?;
        Some(Self::of(StopId::Pickup { request }, pickup))
    }

    /// One dropoff of a request.
    pub(super) fn dropoff(problem: &Problem, request: usize, dropoff: usize) -> Self {
        let (stop, _) = &problem.requests()[request].dropoffs[dropoff];
        Self::of(StopId::Dropoff { request, dropoff }, stop)
    }

    fn of(id: StopId, stop: &Stop) -> Self {
        Self {
            id,
            place: stop.place,
            ready: clock(stop.window.start()),
            due: clock(stop.window.end()),
            service: clock(stop.service),
        }
    }

    /// When service is over; [`NEVER`] if the window is.
    pub(super) fn served(&self, arrival: i64) -> i64 {
        let start = arrival.max(self.ready);
        if start <= self.due { start + self.service } else { NEVER }
    }
}
