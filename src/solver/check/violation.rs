//! What can be wrong with a plan.

use crate::{
    solver::{Breach, Reason, Skills, StopId, Totals},
    units::{Dimension, Metres, Seconds, TimeWindow},
};

/// One thing that is wrong. Routes, visits and entries of the unassigned are indices into the plan,
/// vehicles and requests indices into the problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentence above each variant says what its fields are")]
pub enum Violation {
    #[error("route {route} is of vehicle {vehicle}, but there are {vehicles}")]
    NoSuchVehicle { route: usize, vehicle: usize, vehicles: usize },
    #[error("visit {visit} of route {route} is at {stop}, which is not in the problem")]
    NoSuchStop { route: usize, visit: usize, stop: StopId },
    #[error("entry {entry} of the unassigned is request {request}, but there are {requests}")]
    NoSuchRequest { entry: usize, request: usize, requests: usize },

    #[error("route {route} comes after a route of a later vehicle")]
    RoutesOutOfOrder { route: usize },
    #[error("route {route} is of vehicle {vehicle}, which has route {first} already")]
    VehicleTwice { route: usize, vehicle: usize, first: usize },
    #[error("route {route} overlaps route {other}, and both are of courier {courier}")]
    CourierTwice { route: usize, courier: usize, other: usize },
    #[error("route {route} has no stops")]
    EmptyRoute { route: usize },
    #[error("entry {entry} of the unassigned comes after a later request")]
    UnassignedOutOfOrder { entry: usize },

    #[error("request {request} is neither in a route nor unassigned")]
    Forgotten { request: usize },
    #[error("entry {entry} of the unassigned is request {request}, which is listed before")]
    UnassignedTwice { entry: usize, request: usize },
    #[error("request {request} is unassigned, but also in route {route}")]
    ServedAndUnassigned { request: usize, route: usize },
    #[error("visit {visit} of route {route} makes {stop} once more")]
    StopTwice { route: usize, visit: usize, stop: StopId },
    #[error("request {request} is in route {route}, but {stop} is in none")]
    StopMissing { request: usize, route: usize, stop: StopId },
    #[error("visit {visit} of route {route} makes {stop}, whose request began in route {other}")]
    Split { route: usize, visit: usize, stop: StopId, other: usize },
    #[error("visit {visit} of route {route} makes {stop} before its pickup")]
    DropoffFirst { route: usize, visit: usize, stop: StopId },
    #[error("visit {visit} of route {route} makes {stop} after one that must follow it")]
    OutOfOrder { route: usize, visit: usize, stop: StopId },
    #[error("visit {visit} of route {route} makes {stop} within the block of request {request}")]
    BlockBroken { route: usize, visit: usize, stop: StopId, request: usize },

    #[error("vehicle {vehicle} has no route, but must begin with {stop}")]
    MissingLocked { vehicle: usize, stop: StopId },
    #[error(
        "visit {visit} of route {route} of vehicle {vehicle} is {}, but {expected} is locked there",
        what(*got)
    )]
    LockBroken { route: usize, vehicle: usize, visit: usize, expected: StopId, got: Option<StopId> },
    #[error("request {request} is in route {route} of vehicle {vehicle}, which may not serve it")]
    WrongVehicle { route: usize, request: usize, vehicle: usize },
    #[error("request {request} is unassigned, but vehicle {vehicle} has it already")]
    Dropped { request: usize, vehicle: usize },

    #[error("the courier of route {route} lacks skills {missing:?} for visit {visit}")]
    SkillMissing { route: usize, visit: usize, missing: Skills },
    #[error("route {route} is for requests that ask for skills {missing:?}, unlike visit {visit}")]
    NotAccepted { route: usize, visit: usize, missing: Skills },
    #[error("route {route} has {got} stops, expected up to {expected}")]
    TooManyStops { route: usize, expected: usize, got: usize },
    #[error("route {route} is in motion for {got}, expected up to {expected}")]
    TooMuchTravel { route: usize, expected: Seconds, got: Seconds },
    #[error("route {route} is {got} long, expected up to {expected}")]
    TooFar { route: usize, expected: Metres, got: Metres },
    #[error(
        "what visit {visit} of route {route} brings is on board for {got}, expected up to {expected}"
    )]
    TooLongOnBoard { route: usize, visit: usize, expected: Seconds, got: Seconds },
    #[error(
        "after visit {visit} of route {route} the {dimension} is {got}, expected up to {expected}"
    )]
    Overloaded { route: usize, visit: usize, dimension: Dimension, expected: u64, got: u64 },
    #[error("route {route} starts with a {dimension} of {got}, expected up to {expected}")]
    OverloadedAtStart { route: usize, dimension: Dimension, expected: u64, got: u64 },

    #[error("route {route} goes from place {from} to place {to}, but there is no way")]
    Unreachable { route: usize, from: usize, to: usize },
    #[error("route {route} goes on for longer than seconds are counted: beyond {}", Seconds::MAX)]
    BeyondTime { route: usize },
    #[error("route {route} departs at {got}, but the shift starts at {expected}")]
    BeforeShift { route: usize, expected: Seconds, got: Seconds },
    #[error("route {route} departs at {got}, expected {expected} for its first stop")]
    Departure { route: usize, expected: Seconds, got: Seconds },
    #[error("visit {visit} of route {route} is reached at {got}, expected {expected}")]
    Arrival { route: usize, visit: usize, expected: Seconds, got: Seconds },
    #[error("visit {visit} of route {route} starts at {got}, expected {expected}")]
    Start { route: usize, visit: usize, expected: Seconds, got: Seconds },
    #[error(
        "visit {visit} of route {route} starts at {got}, expected {} to {}",
        window.start(), window.end()
    )]
    OutsideWindow { route: usize, visit: usize, window: TimeWindow<Seconds>, got: Seconds },
    #[error("visit {visit} of route {route} ends at {got}, expected {expected}")]
    End { route: usize, visit: usize, expected: Seconds, got: Seconds },
    #[error("route {route} is back at {got}, expected {expected}")]
    Return { route: usize, expected: Seconds, got: Seconds },
    #[error("route {route} is over at {got}, but the shift ends at {expected}")]
    AfterShift { route: usize, expected: Seconds, got: Seconds },

    #[error("route {route} lacks the break of its vehicle")]
    BreakMissing { route: usize },
    #[error("visit {visit} of route {route} is a break, but its vehicle has none")]
    BreakUncalledFor { route: usize, visit: usize },
    #[error("visit {visit} of route {route} is a second break")]
    BreakTwice { route: usize, visit: usize },
    #[error(
        "the break of route {route}, visit {visit}, starts at {got}, expected {} to {}",
        window.start(), window.end()
    )]
    BreakOutsideWindow { route: usize, visit: usize, window: TimeWindow<Seconds>, got: Seconds },
    #[error("the break of route {route}, visit {visit}, takes {got}, expected {expected}")]
    BreakDuration { route: usize, visit: usize, expected: Seconds, got: Seconds },

    #[error("entry {entry} of the breaches is {breach:?}, which is not so, or not its turn")]
    BreachFalse { entry: usize, breach: Breach },
    #[error("{breach:?} is not among the breaches of the plan")]
    BreachUnreported { breach: Breach },

    #[error("the totals of route {route} are {got:?}, expected {expected:?}")]
    Totals { route: usize, expected: Totals, got: Totals },

    #[error("request {request} is unassigned for {reason:?}, which is not so{}", of(*witness))]
    FalseReason { request: usize, reason: Reason, witness: Option<usize> },
    #[error("request {request} is unassigned for {reason:?}: expected {expected}, got {got}")]
    WrongFigure { request: usize, reason: Reason, expected: u64, got: u64 },
}

fn what(stop: Option<StopId>) -> String {
    stop.map_or_else(|| "no stop".to_owned(), |stop| stop.to_string())
}

fn of(witness: Option<usize>) -> String {
    witness.map_or_else(String::new, |vehicle| format!(" for vehicle {vehicle}"))
}
