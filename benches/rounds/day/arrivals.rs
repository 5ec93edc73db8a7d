//! Who orders when.

use crate::{fixture, input::Input};
use musette::{
    solver::{Request, Stop},
    units::Seconds,
};
use serde_json::json;

/// Orders of a day.
const ORDERS: usize = 400;
/// One in so many, in hundredths, is known when the day begins.
const KNOWN: u64 = 30;
/// So long before it can be picked up an order comes, in minutes.
const AHEAD: [u64; 2] = [30, 90];

/// A day's orders.
pub(crate) struct Arrivals {
    pub(crate) orders: Vec<Request>,
    /// By order: when it comes.
    pub(crate) at: Vec<u32>,
}

impl Arrivals {
    /// The first orders of the input. One that could be had at any time gets a time from which on it can,
    /// early enough to be brought.
    pub(crate) fn new(input: &Input, day: u64) -> Self {
        let mut number = (day + 1) << 32;
        let mut below = |most: u64| {
            number += 1;
            u32::try_from(fixture::random(number) % most.max(1)).unwrap_or(0)
        };
        let mut orders: Vec<Request> = input.orders.iter().take(ORDERS).cloned().collect();
        let mut at = Vec::new();
        for order in &mut orders {
            let dropoff = &order.dropoffs[0].stop;
            let Some(pickup) = order.pickups.first_mut().map(|it| &mut it.stop) else { continue };
            let direct = input.matrix.time(pickup.place, dropoff.place).unwrap_or_default();
            let latest = dropoff.windows.end() - direct - pickup.service.usual;
            let latest = latest.min(pickup.windows.end());
            let drawn = Seconds::new(below(u64::from(latest.as_u32()) * 3 / 4));
            if pickup.windows.start() == Seconds::ZERO {
                let end = pickup.windows.end().as_u32();
                pickup.windows = crate::input::window(drawn.as_u32(), end).into();
            }
            let ahead = AHEAD[0] * 60 + u64::from(below((AHEAD[1] - AHEAD[0]) * 60));
            let ahead = ahead * u64::from(input.minute()) / 60;
            let comes = u64::from(pickup.windows.start().as_u32()).saturating_sub(ahead);
            let is_known = u64::from(below(100)) < KNOWN;
            at.push(if is_known { 0 } else { u32::try_from(comes).unwrap_or(0) });
        }
        Self { orders, at }
    }

    /// Instants at which orders come, with these.
    pub(crate) fn events(&self) -> Vec<(u32, Vec<usize>)> {
        let mut order: Vec<usize> = (0..self.at.len()).collect();
        order.sort_by_key(|order| self.at[*order]);
        let groups = order.chunk_by(|one, other| self.at[*one] == self.at[*other]);
        groups.map(|group| (self.at[group[0]], group.to_vec())).collect()
    }

    /// The day for others: times by the solver's seconds, places as rows of `times`.
    pub(crate) fn json(&self, input: &Input) -> String {
        let places = 0..input.matrix.rows();
        let row = |from| {
            let time = |to| input.matrix.time(from, to).map_or(u32::MAX, Seconds::as_u32);
            places.clone().map(time).collect::<Vec<u32>>()
        };
        let stop = |stop: &Stop| {
            json!({ "place": stop.place, "ready": stop.windows.start(), "due": stop.windows.end(),
                "service": stop.service.usual })
        };
        let orders = self.orders.iter().zip(&self.at).map(|(order, at)| {
            let dropoff = &order.dropoffs[0];
            let pickup = order.pickups.first().map(|it| stop(&it.stop));
            json!({ "at": at, "pickup": pickup, "dropoff": stop(&dropoff.stop),
                "load": dropoff.load.bags })
        });
        json!({
            "name": input.name, "scale": input.scale, "minute": input.minute(),
            "couriers": super::town::COURIERS, "start": input.courier.start,
            "shift_end": input.courier.shift.end(), "capacity": input.courier.capacity.bags,
            "orders": orders.collect::<Vec<_>>(),
            "times": places.clone().map(row).collect::<Vec<_>>(),
        })
        .to_string()
    }
}
