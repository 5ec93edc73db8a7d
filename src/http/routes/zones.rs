//! Zones.

use crate::{
    app::service::ZoneDraft as SaidZone,
    http::{
        answer::created,
        api::{
            BadBody, Busy, Conflicting, Forbidden, List, NotFound, Unauthorized, Zone, ZoneDraft,
        },
        problem::Problem,
        read::{Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State, http::StatusCode, response::Response};

/// List zones
#[utoipa::path(
    get,
    path = "/v1/zones",
    tag = "streets",
    responses(
        (status = 200, description = "All zones, by name.", body = List<Zone>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_zones(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<List<Zone>>, Problem> {
    Ok(Json(List::of(app.service.zones(&me).await?)))
}

/// Draw a zone
///
/// It counts at once for all that is asked from now on. Each shift of a plan takes the streets as they are when it begins; rounds that are planned stay as they are until the day is planned again. Refused where several co-operatives share a server.
#[utoipa::path(
    post,
    path = "/v1/zones",
    tag = "streets",
    request_body = ZoneDraft,
    responses(
        (status = 201, description = "The zone is kept.", body = Zone, headers(("location" = String, description = "Where the zone is."))),
        Unauthorized,
        Forbidden,
        Conflicting,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn post_zone(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Body(body): Body,
) -> Result<Response, Problem> {
    let zone = app.service.post_zone(&me, submitted(&body, SaidZone::read)).await?;
    let zone = Zone::from(zone);
    Ok(created(&format!("/v1/zones/{}", zone.id), &zone))
}

/// Look at a zone
#[utoipa::path(
    get,
    path = "/v1/zones/{id}",
    tag = "streets",
    params(
        ("id" = String, Path, description = "Id of the zone."),
    ),
    responses(
        (status = 200, description = "The zone.", body = Zone),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_zone(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Zone>, Problem> {
    Ok(Json(app.service.zone(&me, &id).await?.into()))
}

/// Change a zone
#[utoipa::path(
    put,
    path = "/v1/zones/{id}",
    tag = "streets",
    params(
        ("id" = String, Path, description = "Id of the zone."),
    ),
    request_body = ZoneDraft,
    responses(
        (status = 200, description = "The zone as it is now.", body = Zone),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn put_zone(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
    Body(body): Body,
) -> Result<Json<Zone>, Problem> {
    let draft = submitted(&body, SaidZone::read);
    Ok(Json(app.service.put_zone(&me, &id, draft).await?.into()))
}

/// Remove a zone
#[utoipa::path(
    delete,
    path = "/v1/zones/{id}",
    tag = "streets",
    params(
        ("id" = String, Path, description = "Id of the zone."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        Unauthorized,
        Forbidden,
        NotFound,
        Busy,
    ),
)]
pub(super) async fn delete_zone(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.delete_zone(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
