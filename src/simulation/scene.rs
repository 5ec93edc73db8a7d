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
        "order {order} is not one pickup, with dropoffs in any order, one window a stop and no more to it; that cannot \
         be simulated yet"
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

    /// When an order can be fetched at the earliest.
    #[must_use]
    pub fn ready(&self, order: usize) -> Seconds {
        self.stop(StopId::Pickup { request: order, pickup: 0 }).windows.start()
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

    /// When a courier who stands at the pickup of an order at `now` could be at one of its doors.
    pub(super) fn earliest(&self, order: usize, dropoff: usize, now: Seconds) -> Seconds {
        let pickup = self.stop(StopId::Pickup { request: order, pickup: 0 });
        let to = self.stop(StopId::Dropoff { request: order, dropoff });
        let from = now.max(pickup.windows.start()) + pickup.service.usual;
        (from + self.fastest(pickup.place, to.place)).max(to.windows.start())
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
        let pickup = self.stop(StopId::Pickup { request: order, pickup: 0 });
        let ride = |to: usize| self.fastest(pickup.place, to);
        let due = request.dropoffs.iter().map(|Dropoff { stop, .. }| {
            stop.windows.end() - ride(stop.place) - pickup.service.usual
        });
        due.fold(pickup.windows.end(), Ord::min)
    }
}

/// One pickup and its dropoffs, as one rides them without further thought.
fn is_plain(order: &Request) -> bool {
    let stops =
        order.pickups.iter().map(|it| &it.stop).chain(order.dropoffs.iter().map(|it| &it.stop));
    let plain = |stop: &Stop| {
        stop.windows.count() == 1 && stop.service.others.is_empty() && stop.setup.is_zero()
    };
    let dropoffs = order.dropoffs.iter();
    order.pickups.len() == 1
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
