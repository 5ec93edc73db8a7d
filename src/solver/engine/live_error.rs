//! Why there is no live plan.

use crate::solver::StopId;

/// Why routes are no live plan of a problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LiveError {
    /// A route of a vehicle that is not there.
    #[error("a route is of vehicle {vehicle}, but there are {vehicles}")]
    NoSuchVehicle {
        /// Which.
        vehicle: usize,
        /// How many there are.
        vehicles: usize,
    },
    /// A vehicle has two routes.
    #[error("vehicle {vehicle} has two routes")]
    VehicleTwice {
        /// Which.
        vehicle: usize,
    },
    /// A stop that is not there, or stands in two places.
    #[error("the route of vehicle {vehicle} has stop {stop}, which is not there or elsewhere, too")]
    Stop {
        /// Which route.
        vehicle: usize,
        /// Which stop.
        stop: StopId,
    },
    /// A request whose stops are not all in one route, or not in the order of the ride, or that this vehicle
    /// may not serve.
    #[error("request {request} cannot be served as the route of vehicle {vehicle} has it")]
    Request {
        /// Which route.
        vehicle: usize,
        /// Which request.
        request: usize,
    },
    /// A route does not begin with what is locked.
    #[error("the route of vehicle {vehicle} does not begin with its locked stops")]
    Locked {
        /// Which.
        vehicle: usize,
    },
    /// There is no way between two stops that follow each other, or it takes longer than time is counted.
    #[error("the route of vehicle {vehicle} cannot be ridden: a way is missing")]
    Unreachable {
        /// Which.
        vehicle: usize,
    },
    /// The break's window is over before the shift begins.
    #[error("the window for the break of vehicle {vehicle} is over: give it a later one, or none")]
    Break {
        /// Which.
        vehicle: usize,
    },
}

impl LiveError {
    /// The vehicle it is about.
    #[must_use]
    pub fn vehicle(&self) -> usize {
        match *self {
            Self::NoSuchVehicle { vehicle, .. }
            | Self::VehicleTwice { vehicle }
            | Self::Stop { vehicle, .. }
            | Self::Request { vehicle, .. }
            | Self::Locked { vehicle }
            | Self::Unreachable { vehicle }
            | Self::Break { vehicle } => vehicle,
        }
    }
}
