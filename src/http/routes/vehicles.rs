//! Vehicles.

use crate::{
    app::service::VehicleDraft as SaidVehicle,
    http::{
        api::{
            BadBody, Conflicting, Forbidden, List, NotFound, Unauthorized, Vehicle, VehicleDraft,
        },
        problem::Problem,
        read::{Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
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
pub(super) async fn list_vehicles(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<List<Vehicle>>, Problem> {
    Ok(Json(List::of(app.service.vehicles(&me).await?)))
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
pub(super) async fn get_vehicle(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Vehicle>, Problem> {
    Ok(Json(app.service.vehicle(&me, &id).await?.into()))
}

/// Add or change a vehicle
///
/// An id is 1 to 64 letters, digits, `-` and `_`. With another capacity or profile, its rounds to come that were not begun are withdrawn.
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
pub(super) async fn put_vehicle(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Json<Vehicle>, Problem> {
    let draft = submitted(&body, SaidVehicle::read);
    Ok(Json(app.service.put_vehicle(&me, &id, draft).await?.into()))
}

/// Remove a vehicle
///
/// Refused while a shift or a round refers to it.
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
pub(super) async fn delete_vehicle(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.delete_vehicle(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
