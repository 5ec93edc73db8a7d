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
    /// A request without a stop.
    #[error("request {request} has no stop: give it a pickup or a dropoff, or leave it out")]
    NoStop {
        /// Which request.
        request: usize,
    },
    /// A dropoff after a pickup that is not there.
    #[error(
        "{stop} comes after pickup {pickup} of its request, but there are {pickups}: count from 0"
    )]
    NoSuchPickup {
        /// Which dropoff.
        stop: StopId,
        /// The pickup it names.
        pickup: usize,
        /// How many the request has.
        pickups: usize,
    },
    /// More is dropped off than can be on board, since the dropoff need not wait for all pickups.
    #[error("{stop} may come before its load is on board: let it come after more pickups")]
    NotYetOnBoard {
        /// Which dropoff.
        stop: StopId,
    },
    /// How long a load is on board is not known if it is there when the route starts.
    #[error(
        "{stop} says how long its load may be on board, but comes after no pickup: let its window end \
         earlier instead"
    )]
    OnBoardFromStart {
        /// Which dropoff.
        stop: StopId,
    },
    /// A stop lists a kind of vehicle twice.
    #[error("{stop} lists a kind of vehicle twice: list each once")]
    KindTwice {
        /// Which stop.
        stop: StopId,
    },
    /// A vehicle whose use would earn something.
    #[error("vehicle {vehicle} has a fixed cost below 0: the least is 0")]
    NegativeCost {
        /// Which vehicle.
        vehicle: usize,
    },
    /// A request of no weight, which could as well be forgotten.
    #[error("request {request} has priority 0: the least is 1")]
    NoPriority {
        /// Which request.
        request: usize,
    },
    /// A request allows or forbids a vehicle that is not there.
    #[error("request {request} names vehicle {vehicle}, but there are {vehicles}: count from 0")]
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
    /// Nothing can be handed over that is not yet on board, and a fixed order is kept.
    #[error(
        "locked stop {position} of vehicle {vehicle} is {stop}, but {missing} is not locked before it \
         there: lock that first, or let the request have no such stop if it is made"
    )]
    LockedBeforePickup {
        /// Which vehicle.
        vehicle: usize,
        /// Which of its locked stops.
        position: usize,
        /// The stop.
        stop: StopId,
        /// What must come before.
        missing: StopId,
    },
    /// A block with another request's stop in it.
    #[error(
        "locked stop {position} of vehicle {vehicle} is {stop}, whose request is one block, but another \
         stop is locked between: lock them next to each other"
    )]
    LockedBetween {
        /// Which vehicle.
        vehicle: usize,
        /// Which of its locked stops.
        position: usize,
        /// The stop.
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
    /// A stop of a request that this vehicle may not serve.
    #[error(
        "locked stop {position} of vehicle {vehicle} is of request {request}, which that vehicle may not \
         serve: lock it elsewhere, or allow the vehicle"
    )]
    LockedElsewhere {
        /// Which vehicle.
        vehicle: usize,
        /// Which of its locked stops.
        position: usize,
        /// Which request.
        request: usize,
    },
}
