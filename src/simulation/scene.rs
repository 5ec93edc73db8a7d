//! A day as it will come.

use crate::{
    matrix::Matrix,
    solver::{Problem, Request, Stop, StopId, Vehicle},
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
    /// It is on board from the start: nobody would have placed it.
    #[error("order {order} has no pickup, and what is on board already cannot be placed")]
    NoPickup {
        /// Which.
        order: usize,
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
        if let Some(order) = problem.requests().iter().position(|order| order.pickup.is_none()) {
            return Err(SceneError::NoPickup { order });
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

    /// When an order can be fetched at the earliest.
    #[must_use]
    pub fn ready(&self, order: usize) -> Seconds {
        self.stop(StopId::Pickup { request: order }).window.start()
    }

    /// A stop of an order.
    pub(super) fn stop(&self, stop: StopId) -> &Stop {
        self.problem.stop(stop).expect("invariant: a stop of this day")
    }

    /// Travel times of a vehicle.
    pub(super) fn matrix(&self, vehicle: usize) -> &Matrix {
        self.problem.matrix(&self.shifts()[vehicle])
    }

    /// When a courier who stands at the pickup of an order at `now` could be at one of its doors.
    pub(super) fn earliest(&self, order: usize, dropoff: usize, now: Seconds) -> Seconds {
        let pickup = self.stop(StopId::Pickup { request: order });
        let to = self.stop(StopId::Dropoff { request: order, dropoff });
        let from = now.max(pickup.window.start()) + pickup.service;
        (from + self.fastest(pickup.place, to.place)).max(to.window.start())
    }

    /// What the fastest vehicle takes.
    fn fastest(&self, from: usize, to: usize) -> Seconds {
        let rides = self.kinds.values().filter_map(|vehicle| self.matrix(*vehicle).time(from, to));
        rides.min().unwrap_or(Seconds::ZERO)
    }

    /// The last moment at which an order could be begun by a courier who stands at its pickup: then its pickup is
    /// over, or its first dropoff, ridden to on the fastest vehicle, too late.
    #[must_use]
    pub fn last_moment(&self, order: usize) -> Seconds {
        let request = &self.orders()[order];
        let pickup = self.stop(StopId::Pickup { request: order });
        let ride = |to: usize| self.fastest(pickup.place, to);
        let due = request
            .dropoffs
            .iter()
            .map(|(stop, _)| stop.window.end() - ride(stop.place) - pickup.service);
        due.fold(pickup.window.end(), Ord::min)
    }
}
