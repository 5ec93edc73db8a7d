//! A day as it will come.

use crate::{
    matrix::Matrix,
    solver::{Dropoff, Problem, Request, Sequence, Skills, Stop, StopId, Vehicle},
    units::Seconds,
};
use std::collections::BTreeMap;

/// Who works, and which orders are placed when. Request `i` of the problem is order `i`.
#[derive(Clone, Debug)]
pub struct Scene {
    problem: Problem,
    placed: Vec<Seconds>,
    /// By matrix: a shift that rides by it.
    kinds: BTreeMap<usize, usize>,
}

/// Why there is no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SceneError {
    /// Not every order has its moment.
    #[error("there are {orders} orders, but {placed} moments at which they are placed")]
    Placed {
        /// Of the problem.
        orders: usize,
        /// As given.
        placed: usize,
    },
    /// It is not of the kind that can be ridden here.
    #[error(
        "order {order} is not pickups before dropoffs in any order, with one window a stop and no more to it; that \
         cannot be simulated yet"
    )]
    Order {
        /// Which.
        order: usize,
    },
    /// The same of a shift.
    #[error(
        "shift {shift} does not begin and end at a place, or has several windows for a break, or limits; that \
         cannot be simulated yet"
    )]
    Shift {
        /// Which.
        shift: usize,
    },
}

impl Scene {
    /// The day of `problem`, with the moment at which each order becomes known.
    ///
    /// # Errors
    ///
    /// See [`SceneError`].
    pub fn new(problem: Problem, placed: Vec<Seconds>) -> Result<Self, SceneError> {
        let orders = problem.requests().len();
        if orders != placed.len() {
            return Err(SceneError::Placed { orders, placed: placed.len() });
        }
        if let Some(order) = problem.requests().iter().position(|order| !is_plain(order)) {
            return Err(SceneError::Order { order });
        }
        if let Some(shift) = problem.vehicles().iter().position(|shift| !is_plain_shift(shift)) {
            return Err(SceneError::Shift { shift });
        }
        let shifts = problem.vehicles().iter().enumerate();
        let kinds = shifts.map(|(index, shift)| (shift.matrix, index)).collect();
        Ok(Self { problem, placed, kinds })
    }

    /// The orders.
    #[must_use]
    pub fn orders(&self) -> &[Request] {
        self.problem.requests()
    }

    /// The shifts.
    #[must_use]
    pub fn shifts(&self) -> &[Vehicle] {
        self.problem.vehicles()
    }

    /// When an order becomes known.
    #[must_use]
    pub fn placed(&self, order: usize) -> Seconds {
        self.placed.get(order).copied().unwrap_or(Seconds::ZERO)
    }

    /// When all of an order can be fetched at the earliest.
    #[must_use]
    pub fn ready(&self, order: usize) -> Seconds {
        let pickups = self.orders()[order].pickups.iter();
        pickups.map(|it| it.stop.windows.start()).max().unwrap_or_default()
    }

    /// A stop of an order.
    pub(super) fn stop(&self, stop: StopId) -> &Stop {
        self.problem.stop(stop).expect("invariant: a stop of this day")
    }

    /// How long service takes at a stop.
    pub(super) fn service(&self, stop: StopId) -> Seconds {
        self.stop(stop).service.usual
    }

    /// Travel times of a vehicle.
    pub(super) fn matrix(&self, vehicle: usize) -> &Matrix {
        self.problem.matrix(&self.shifts()[vehicle])
    }

    /// When a courier who stands at a pickup of an order at `now` could be at one of its doors.
    pub(super) fn earliest(&self, order: usize, dropoff: usize, now: Seconds) -> Seconds {
        let pickups: Vec<&Stop> = self.orders()[order].pickups.iter().map(|it| &it.stop).collect();
        let to = self.stop(StopId::Dropoff { request: order, dropoff });
        self.through(None, &pickups, now, to.place).max(to.windows.start())
    }

    /// When a courier who leaves `here`, or stands at any of these stops, at `now` could be at `to` by way of all of
    /// them. Cost: every order of them, which are few.
    fn through(&self, here: Option<usize>, stops: &[&Stop], now: Seconds, to: usize) -> Seconds {
        let ride = |to: usize| here.map_or(Seconds::ZERO, |here| self.fastest(here, to));
        let by_way_of = (0..stops.len()).map(|next| {
            let stop = stops[next];
            let others = stops.iter().enumerate().filter(|(other, _)| *other != next);
            let others: Vec<&Stop> = others.map(|(_, stop)| *stop).collect();
            let served = (now + ride(stop.place)).max(stop.windows.start()) + stop.service.usual;
            self.through(Some(stop.place), &others, served, to)
        });
        by_way_of.min().unwrap_or(now + ride(to))
    }

    /// What the fastest vehicle takes.
    fn fastest(&self, from: usize, to: usize) -> Seconds {
        let rides = self.kinds.values().filter_map(|vehicle| self.matrix(*vehicle).time(from, to));
        rides.min().unwrap_or(Seconds::ZERO)
    }

    /// The last moment at which an order could be begun by a courier who stands at a pickup of it: then a pickup is
    /// over, or its first dropoff, ridden to on the fastest vehicle from the nearest pickup, too late.
    #[must_use]
    pub fn last_moment(&self, order: usize) -> Seconds {
        let request = &self.orders()[order];
        let pickups = || request.pickups.iter().map(|it| &it.stop);
        let served: Seconds = pickups().map(|stop| stop.service.usual).sum();
        let ride = |to: usize| pickups().map(|stop| self.fastest(stop.place, to)).min();
        let due = request.dropoffs.iter().map(|Dropoff { stop, .. }| {
            stop.windows.end() - ride(stop.place).unwrap_or_default() - served
        });
        due.chain(pickups().map(|stop| stop.windows.end())).min().unwrap_or(Seconds::MAX)
    }
}

/// Pickups and then dropoffs, as one rides them without further thought.
fn is_plain(order: &Request) -> bool {
    let stops =
        order.pickups.iter().map(|it| &it.stop).chain(order.dropoffs.iter().map(|it| &it.stop));
    let plain = |stop: &Stop| {
        stop.windows.count() == 1 && stop.service.others.is_empty() && stop.setup.is_zero()
    };
    let dropoffs = order.dropoffs.iter();
    !order.pickups.is_empty()
        && !order.dropoffs.is_empty()
        && order.sequence == Sequence::Free
        && order.dropped_off() == order.picked_up()
        && dropoffs.clone().all(|it| it.after.is_none() && it.most_on_board.is_none())
        && stops.into_iter().all(plain)
}

fn is_plain_shift(shift: &Vehicle) -> bool {
    let limits = [shift.most_stops.is_some(), shift.most_travel.is_some()];
    shift.start.is_some()
        && shift.end.is_some()
        && shift.breaks.iter().all(|rest| rest.windows.count() == 1)
        && shift.accepts == Skills::NONE
        && !limits.contains(&true)
        && shift.most_distance.is_none()
}
