//! Hubs.

use crate::{
    app::service::HubDraft as SaidHub,
    http::{
        api::{BadBody, Conflicting, Forbidden, Hub, HubDraft, List, NotFound, Unauthorized},
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

/// List hubs
#[utoipa::path(
    get,
    path = "/v1/hubs",
    tag = "fleet",
    responses(
        (status = 200, description = "All hubs, by name.", body = List<Hub>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_hubs(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<List<Hub>>, Problem> {
    Ok(Json(List::of(app.service.hubs(&me).await?)))
}

/// Look at a hub
#[utoipa::path(
    get,
    path = "/v1/hubs/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the hub."),
    ),
    responses(
        (status = 200, description = "The hub.", body = Hub),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_hub(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Hub>, Problem> {
    Ok(Json(app.service.hub(&me, &id).await?.into()))
}

/// Add or change a hub
///
/// An id is 1 to 64 letters, digits, `-` and `_`. With another place, its rounds to come that were not begun are withdrawn.
#[utoipa::path(
    put,
    path = "/v1/hubs/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the hub."),
    ),
    request_body = HubDraft,
    responses(
        (status = 200, description = "The hub as it is now.", body = Hub),
        Unauthorized,
        Forbidden,
        BadBody,
    ),
)]
pub(super) async fn put_hub(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Json<Hub>, Problem> {
    let draft = submitted(&body, SaidHub::read);
    Ok(Json(app.service.put_hub(&me, &id, draft).await?.into()))
}

/// Remove a hub
///
/// Refused while a shift or a round refers to it.
#[utoipa::path(
    delete,
    path = "/v1/hubs/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the hub."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn delete_hub(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.delete_hub(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
