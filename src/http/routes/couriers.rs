//! `couriers`

use crate::http::{
    api::{BadBody, Conflicting, Courier, CourierDraft, Forbidden, List, NotFound, Unauthorized},
    problem::Problem,
};

/// List couriers
#[utoipa::path(
    get,
    path = "/v1/couriers",
    tag = "fleet",
    responses(
        (status = 200, description = "All couriers, by name.", body = List<Courier>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_couriers() -> Problem {
    Problem
}

/// Look at a courier
#[utoipa::path(
    get,
    path = "/v1/couriers/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the courier."),
    ),
    responses(
        (status = 200, description = "The courier.", body = Courier),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_courier() -> Problem {
    Problem
}

/// Add or change a courier
///
/// An id is 1 to 64 letters, digits, `-` and `_`.
#[utoipa::path(
    put,
    path = "/v1/couriers/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the courier."),
    ),
    request_body = CourierDraft,
    responses(
        (status = 200, description = "The courier as it is now.", body = Courier),
        Unauthorized,
        Forbidden,
        BadBody,
    ),
)]
pub(super) async fn put_courier() -> Problem {
    Problem
}

/// Remove a courier
///
/// What has happened keeps its name.
#[utoipa::path(
    delete,
    path = "/v1/couriers/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the courier."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn delete_courier() -> Problem {
    Problem
}
