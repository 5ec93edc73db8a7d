//! What was done, and whether it could be.

use super::{arrivals::Arrivals, courier::Task};
use crate::input::Input;

/// A stop that was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Done {
    pub(crate) task: Task,
    pub(crate) departure: u32,
    pub(crate) arrival: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// By courier: what he did, in order.
pub(crate) struct Ledger(Vec<Vec<Done>>);

impl Ledger {
    pub(crate) fn new(couriers: usize) -> Self {
        Self(vec![Vec::new(); couriers])
    }

    pub(crate) fn note(&mut self, courier: usize, done: Vec<Done>) {
        self.0[courier].extend(done);
    }

    /// The length of all ways, once it is sure that every order was refused or served as it must be.
    pub(crate) fn check(&self, input: &Input, arrivals: &Arrivals, refused: &[usize]) -> u64 {
        let mut length = 0;
        let mut stops = vec![Vec::new(); arrivals.orders.len()];
        for (courier, done) in self.0.iter().enumerate() {
            let (mut here, mut at, mut load) = (input.courier.start.expect("a place"), 0, 0);
            for one in done {
                let Task { order, is_pickup } = one.task;
                let asked = &arrivals.orders[order];
                let (dropoff, bags) = (&asked.dropoffs[0].stop, asked.dropoffs[0].load.bags);
                let stop = if is_pickup { &asked.pickups[0].stop } else { dropoff };
                let ride = input.matrix.time(here, stop.place).expect("a way").as_u32();
                assert!(one.departure >= at.max(arrivals.at[order]), "too early: {one:?}");
                assert_eq!(one.arrival, one.departure + ride, "{one:?}");
                assert!(one.start >= one.arrival, "{one:?}");
                assert!(stop.windows.contains(musette::units::Seconds::new(one.start)), "{one:?}");
                assert_eq!(one.end, one.start + stop.service.usual.as_u32(), "{one:?}");
                load = if is_pickup { load + bags } else { load - bags };
                assert!(load <= input.courier.capacity.bags, "too much: {one:?}");
                assert!(one.end <= input.courier.shift.end().as_u32(), "after the shift: {one:?}");
                stops[order].push((courier, is_pickup));
                length += u64::from(ride);
                (here, at) = (stop.place, one.end);
            }
        }
        for (order, stops) in stops.iter().enumerate() {
            let is_whole = matches!(stops[..], [(one, true), (other, false)] if one == other);
            let is_refused = stops.is_empty() && refused.contains(&order);
            assert!(is_whole != is_refused, "order {order}: {stops:?}");
        }
        length
    }
}
