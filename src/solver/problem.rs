//! What is to be solved. Immutable once built.

mod error;
mod inconsistent;
mod locks;
mod request;
mod skills;
mod stop;
mod vehicle;
mod windows;

pub use error::ProblemError;
pub use request::{Allowed, Dropoff, Pickup, Request, Sequence};
pub use skills::Skills;
pub use stop::{Stop, TimeByKind};
pub use vehicle::{Break, Costs, Vehicle};
pub use windows::Windows;

use super::StopId;
use crate::matrix::Matrix;

/// A whole problem: what [`Problem::new`] lets through is consistent, though it may have no solution
/// that serves everyone.
#[derive(Clone, Debug)]
pub struct Problem {
    matrices: Vec<Matrix>,
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
        let mut errors = inconsistent::parts(&matrices, &vehicles, &requests);
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

#[cfg(test)]
mod tests;
