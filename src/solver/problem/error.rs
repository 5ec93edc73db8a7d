//! What makes a problem inconsistent.

use crate::solver::StopId;

/// Why some parts do not make a problem. Indices count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// All matrices must be square and of one size.
    #[error(
        "matrix {matrix} is {rows} x {columns}, expected {places} x {places}: make all of them square and \
         of one size"
    )]
    MatrixShape {
        /// Which one.
        matrix: usize,
        /// Its rows.
        rows: usize,
        /// Its columns.
        columns: usize,
        /// Rows of the first matrix.
        places: usize,
    },
    /// A vehicle names a matrix that is not there.
    #[error("vehicle {vehicle} uses matrix {matrix}, but there are {matrices}: count from 0")]
    NoSuchMatrix {
        /// Which vehicle.
        vehicle: usize,
        /// The matrix it names.
        matrix: usize,
        /// How many there are.
        matrices: usize,
    },
    /// A vehicle or a request names a place outside the matrices.
    #[error("{what} {index} is at place {place}, but there are {places}: count from 0")]
    NoSuchPlace {
        /// `vehicle` or `request`.
        what: &'static str,
        /// Which one.
        index: usize,
        /// The place it names.
        place: usize,
        /// How many there are.
        places: usize,
    },
    /// One courier would be in two places at once. Back to back is fine.
    #[error(
        "vehicles {first} and {second} are of one courier, but their shifts overlap: end one before the other begins"
    )]
    ShiftsOverlap {
        /// The vehicle whose shift starts first.
        first: usize,
        /// The other one.
        second: usize,
    },
    /// A request without a dropoff.
    #[error("request {request} has no dropoff: give it one, or leave it out")]
    NoDropoff {
        /// Which request.
        request: usize,
    },
    /// A request of no weight, which could as well be forgotten.
    #[error("request {request} has priority 0: the least is 1")]
    NoPriority {
        /// Which request.
        request: usize,
    },
    /// A request may be served only by a vehicle that is not there.
    #[error(
        "request {request} is for vehicle {vehicle} only, but there are {vehicles}: count from 0"
    )]
    NoSuchVehicle {
        /// Which request.
        request: usize,
        /// The vehicle it names.
        vehicle: usize,
        /// How many there are.
        vehicles: usize,
    },
    /// A vehicle must begin with a stop that is not there.
    #[error("locked stop {position} of vehicle {vehicle} is {stop}, which no request has")]
    NoSuchLockedStop {
        /// Which vehicle.
        vehicle: usize,
        /// Which of its locked stops.
        position: usize,
        /// The stop it names.
        stop: StopId,
    },
    /// Each stop is made once.
    #[error("{stop} is locked in vehicle {first} and once more in vehicle {second}: lock it once")]
    LockedTwice {
        /// Which stop.
        stop: StopId,
        /// The vehicle that locks it first.
        first: usize,
        /// The vehicle that locks it again; may be the same.
        second: usize,
    },
    /// Nothing can be handed over that is not yet on board.
    #[error(
        "locked stop {position} of vehicle {vehicle} is {stop}, but its pickup is not locked before it \
         there: lock that first, or let the request have no pickup if it is on board"
    )]
    LockedBeforePickup {
        /// Which vehicle.
        vehicle: usize,
        /// Which of its locked stops.
        position: usize,
        /// The dropoff.
        stop: StopId,
    },
    /// One vehicle serves all of a request.
    #[error(
        "stops of request {request} are locked in vehicle {first} and in vehicle {second}: lock them in one"
    )]
    LockedApart {
        /// Which request.
        request: usize,
        /// The vehicle that locks a stop of it first.
        first: usize,
        /// The other one.
        second: usize,
    },
    /// A stop of a request that only another vehicle may serve.
    #[error(
        "locked stop {position} of vehicle {vehicle} is of request {request}, which is for vehicle \
         {only} only: lock it there, or let any vehicle serve it"
    )]
    LockedElsewhere {
        /// Which vehicle.
        vehicle: usize,
        /// Which of its locked stops.
        position: usize,
        /// Which request.
        request: usize,
        /// The vehicle that the request names.
        only: usize,
    },
}
