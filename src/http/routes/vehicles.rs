//! `vehicles`

use crate::http::{
    api::{BadBody, Conflicting, Forbidden, List, NotFound, Unauthorized, Vehicle, VehicleDraft},
    problem::Problem,
};

/// List vehicles
#[utoipa::path(
    get,
    path = "/v1/vehicles",
    tag = "fleet",
    responses(
        (status = 200, description = "All vehicles, by name.", body = List<Vehicle>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_vehicles() -> Problem {
    Problem
}

/// Look at a vehicle
#[utoipa::path(
    get,
    path = "/v1/vehicles/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the vehicle."),
    ),
    responses(
        (status = 200, description = "The vehicle.", body = Vehicle),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_vehicle() -> Problem {
    Problem
}

/// Add or change a vehicle
///
/// An id is 1 to 64 letters, digits, `-` and `_`.
#[utoipa::path(
    put,
    path = "/v1/vehicles/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the vehicle."),
    ),
    request_body = VehicleDraft,
    responses(
        (status = 200, description = "The vehicle as it is now.", body = Vehicle),
        Unauthorized,
        Forbidden,
        BadBody,
    ),
)]
pub(super) async fn put_vehicle() -> Problem {
    Problem
}

/// Remove a vehicle
///
/// What has happened keeps its name.
#[utoipa::path(
    delete,
    path = "/v1/vehicles/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the vehicle."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn delete_vehicle() -> Problem {
    Problem
}
