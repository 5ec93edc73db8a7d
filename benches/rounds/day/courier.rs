//! One courier, as far as he has come.

use super::{
    arrivals::Arrivals,
    ledger::{Done, Ledger},
};
use crate::input::Input;
use musette::solver::Stop;

/// A stop of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Task {
    pub(crate) order: usize,
    pub(crate) is_pickup: bool,
}

impl Task {
    pub(crate) fn stop(self, arrivals: &Arrivals) -> &Stop {
        let order = &arrivals.orders[self.order];
        let pickup = order.pickups.first().filter(|_| self.is_pickup);
        pickup.map_or(&order.dropoffs[0].stop, |it| &it.stop)
    }
}

/// Where and when he is free, and what he is to do then.
#[derive(Clone, Debug)]
pub(crate) struct Courier {
    pub(crate) place: usize,
    pub(crate) free_at: u32,
    pub(crate) todo: Vec<Task>,
}

impl Courier {
    /// When he sets out for each stop if he may from `now` on, and what comes of it.
    pub(crate) fn rides<'a>(
        &'a self,
        input: &'a Input,
        arrivals: &'a Arrivals,
        now: u32,
    ) -> impl Iterator<Item = Done> + 'a {
        let (mut here, mut at) = (self.place, self.free_at.max(now));
        self.todo.iter().map(move |task| {
            let stop = task.stop(arrivals);
            let ride = input
                .matrix
                .time(here, stop.place)
                .map_or(u32::MAX / 4, musette::units::Seconds::as_u32);
            let departure = at.max(stop.windows.start().as_u32().saturating_sub(ride));
            let arrival = departure + ride;
            let start = arrival.max(stop.windows.start().as_u32());
            (here, at) = (stop.place, start + stop.service.usual.as_u32());
            Done { task: *task, departure, arrival, start, end: at }
        })
    }

    /// Does all for which he sets out before `until`, by a plan that was made at `now`.
    pub(crate) fn ride(
        &mut self,
        [now, until]: [u32; 2],
        input: &Input,
        arrivals: &Arrivals,
        log: &mut Ledger,
        index: usize,
    ) {
        let rides = self.rides(input, arrivals, now);
        let done: Vec<Done> = rides.take_while(|ride| ride.departure < until).collect();
        if let Some(last) = done.last() {
            self.free_at = last.end;
            self.place = last.task.stop(arrivals).place;
        }
        self.todo.drain(..done.len());
        log.note(index, done);
    }
}
