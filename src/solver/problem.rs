//! What is to be solved. Immutable once built.

mod changed;
mod error;
mod locks;

pub use error::ProblemError;

use super::StopId;
use crate::{
    matrix::Matrix,
    units::{Load, Seconds, TimeWindow},
};
use std::sync::Arc;

/// Skills as a set of up to 64 small numbers, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Skills(u64);

impl Skills {
    /// No skill at all.
    pub const NONE: Self = Self(0);

    /// The set whose bits are `bits`.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// One bit a skill.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Is every skill of `needed` in this set?
    #[must_use]
    pub const fn cover(self, needed: Self) -> bool {
        needed.0 & !self.0 == 0
    }

    /// The skills of `needed` that are not in this set.
    #[must_use]
    pub const fn missing(self, needed: Self) -> Self {
        Self(needed.0 & !self.0)
    }

    /// How many there are.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }
}

/// One place where something is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Row and column in every matrix.
    pub place: usize,
    /// When service may start.
    pub window: TimeWindow<Seconds>,
    /// How long service takes.
    pub service: Seconds,
}

/// One pickup and its dropoffs: all by one vehicle, the pickup first, the dropoffs in any order. Or
/// dropoffs alone, of what is on board when the route starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where the load comes on board: the sum of what the dropoffs take off. `None`: all of it is on
    /// board when the route starts (a round that begins at the hub with its load, or a load picked up
    /// already), until each dropoff takes its part off.
    pub pickup: Option<Stop>,
    /// Where it goes, with the load that leaves the vehicle there. Never empty.
    pub dropoffs: Vec<(Stop, Load)>,
    /// What the vehicle's courier must be able to do.
    pub skills: Skills,
    /// An index into the vehicles: only this one may serve it. `None`: any with the skills.
    pub vehicle: Option<usize>,
    /// How much it weighs, beside others, to leave it unserved. At least 1.
    pub priority: u32,
}

impl Request {
    /// May this vehicle (an index) serve it, as far as its choice of vehicles goes?
    #[must_use]
    pub fn allows(&self, vehicle: usize) -> bool {
        self.vehicle.is_none_or(|only| only == vehicle)
    }

    /// The stop, if it is one of this request's; whose it is by number is not looked at.
    fn stop(&self, id: StopId) -> Option<&Stop> {
        match id {
            StopId::Pickup { .. } => self.pickup.as_ref(),
            StopId::Dropoff { dropoff, .. } => self.dropoffs.get(dropoff).map(|(stop, _)| stop),
        }
    }

    /// What comes on board at the pickup, or is on board from the start.
    #[must_use]
    pub fn load(&self) -> Load {
        self.dropoffs.iter().map(|(_, load)| *load).sum()
    }
}

/// A pause that must lie in the route: it takes `duration`, starts in `window`, and happens after a
/// stop, at its place, or at the start or end of the route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// When it may start.
    pub window: TimeWindow<Seconds>,
    /// How long it takes.
    pub duration: Seconds,
}

/// One courier with one vehicle in one shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Which courier it is. Vehicles of one courier have shifts that do not overlap.
    pub courier: usize,
    /// Where the route starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// It may leave `start` from the window's start on, and must be at `end`, its break taken, by
    /// the window's end.
    pub shift: TimeWindow<Seconds>,
    /// A break that must be taken if the vehicle is used at all.
    pub rest: Option<Break>,
    /// What it can carry at any one time; `u32::MAX` in a dimension is no limit.
    pub capacity: Load,
    /// What its courier can do.
    pub skills: Skills,
    /// Which of the problem's matrices tells its travel times.
    pub matrix: usize,
    /// The stops that its route must begin with, in this order and next to each other; a break may lie
    /// between. What a dispatcher calls locked.
    pub locked: Vec<StopId>,
}

/// A whole problem: what [`Problem::new`] lets through is consistent, though it may have no solution
/// that serves everyone.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Shared by all problems that differ in something else only.
    matrices: Arc<[Matrix]>,
    vehicles: Vec<Vehicle>,
    requests: Vec<Request>,
}

impl Problem {
    /// Puts a problem together. Without a matrix nobody can ride, and places are not looked at.
    ///
    /// # Errors
    ///
    /// All that is inconsistent, not only the first.
    pub fn new(
        matrices: Vec<Matrix>,
        vehicles: Vec<Vehicle>,
        requests: Vec<Request>,
    ) -> Result<Self, Vec<ProblemError>> {
        Self::of(matrices.into(), vehicles, requests)
    }

    fn of(
        matrices: Arc<[Matrix]>,
        vehicles: Vec<Vehicle>,
        requests: Vec<Request>,
    ) -> Result<Self, Vec<ProblemError>> {
        let places = matrices.first().map_or(0, Matrix::rows);
        let mut errors = Vec::new();
        for (index, matrix) in matrices.iter().enumerate() {
            let (rows, columns) = (matrix.rows(), matrix.columns());
            if rows != places || columns != places {
                errors.push(ProblemError::MatrixShape { matrix: index, rows, columns, places });
            }
        }
        let mut check_place = |what, index, place| {
            if !matrices.is_empty() && place >= places {
                errors.push(ProblemError::NoSuchPlace { what, index, place, places });
            }
        };
        for (index, vehicle) in vehicles.iter().enumerate() {
            check_place("vehicle", index, vehicle.start);
            check_place("vehicle", index, vehicle.end);
        }
        for (index, request) in requests.iter().enumerate() {
            if let Some(pickup) = &request.pickup {
                check_place("request", index, pickup.place);
            }
            for (dropoff, _) in &request.dropoffs {
                check_place("request", index, dropoff.place);
            }
        }
        for (vehicle, Vehicle { matrix, .. }) in vehicles.iter().enumerate() {
            if *matrix >= matrices.len() {
                let matrices = matrices.len();
                errors.push(ProblemError::NoSuchMatrix { vehicle, matrix: *matrix, matrices });
            }
        }
        errors.extend(overlaps(&vehicles));
        for (request, Request { dropoffs, .. }) in requests.iter().enumerate() {
            if dropoffs.is_empty() {
                errors.push(ProblemError::NoDropoff { request });
            }
        }
        for (request, Request { priority, vehicle, .. }) in requests.iter().enumerate() {
            if *priority == 0 {
                errors.push(ProblemError::NoPriority { request });
            }
            if let Some(vehicle) = vehicle.filter(|vehicle| *vehicle >= vehicles.len()) {
                let vehicles = vehicles.len();
                errors.push(ProblemError::NoSuchVehicle { request, vehicle, vehicles });
            }
        }
        errors.extend(locks::inconsistent(&vehicles, &requests));
        if errors.is_empty() { Ok(Self { matrices, vehicles, requests }) } else { Err(errors) }
    }

    /// The matrices that vehicles name.
    pub(super) fn matrices(&self) -> &[Matrix] {
        &self.matrices
    }

    /// All vehicles; an index into this slice names one elsewhere.
    #[must_use]
    pub fn vehicles(&self) -> &[Vehicle] {
        &self.vehicles
    }

    /// All requests; an index into this slice names one elsewhere.
    #[must_use]
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// One stop of a request of this problem; `None` if there is no such request, pickup or dropoff.
    #[must_use]
    pub fn stop(&self, id: StopId) -> Option<&Stop> {
        self.requests.get(id.request())?.stop(id)
    }

    /// The travel times and distances of one vehicle.
    #[must_use]
    pub fn matrix(&self, vehicle: &Vehicle) -> &Matrix {
        &self.matrices[vehicle.matrix]
    }
}

/// Each shift that starts before an earlier one of its courier has ended, with that one.
fn overlaps(vehicles: &[Vehicle]) -> Vec<ProblemError> {
    let mut order: Vec<usize> = (0..vehicles.len()).collect();
    order.sort_by_key(|index| {
        let Vehicle { courier, shift, .. } = &vehicles[*index];
        (*courier, shift.start(), shift.end())
    });
    let mut errors = Vec::new();
    let mut last: Option<usize> = None;
    for second in order {
        let here = &vehicles[second];
        match last.filter(|first| vehicles[*first].courier == here.courier) {
            Some(first) if here.shift.start() < vehicles[first].shift.end() => {
                errors.push(ProblemError::ShiftsOverlap { first, second });
                if vehicles[first].shift.end() < here.shift.end() {
                    last = Some(second);
                }
            }
            _ => last = Some(second),
        }
    }
    errors
}

#[cfg(test)]
mod tests;
