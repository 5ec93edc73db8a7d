//! Couriers.

use crate::{
    app::service::CourierDraft as SaidCourier,
    http::{
        api::{
            BadBody, BadQuery, Conflicting, Courier, CourierDraft, Forbidden, Ledger, List,
            NotFound, Unauthorized, Unlawful,
        },
        problem::Problem,
        read::{Body, InPath, Parameters, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
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
pub(super) async fn list_couriers(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<List<Courier>>, Problem> {
    Ok(Json(List::of(app.service.couriers(&me).await?)))
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
pub(super) async fn get_courier(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Courier>, Problem> {
    Ok(Json(app.service.courier(&me, &id).await?.into()))
}

/// Add or change a courier
///
/// An id is 1 to 64 letters, digits, `-` and `_`. With other skills or of another age, their rounds
/// to come that were not begun are withdrawn. Another age is refused if the law then forbids shifts to come.
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
        Unlawful,
        BadBody,
    ),
)]
pub(super) async fn put_courier(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Json<Courier>, Problem> {
    let draft = submitted(&body, SaidCourier::read);
    Ok(Json(app.service.put_courier(&me, &id, draft).await?.into()))
}

/// Look at how a courier's hours stand
///
/// Hours of the day, the week and twelve weeks on average as declared, beside what the law allows; when the last shift
/// ended, and when work may begin again. A courier sees their own.
#[utoipa::path(
    get,
    path = "/v1/couriers/{id}/ledger",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the courier."),
        ("day" = Option<String>, Query, description = "The day, such as 2026-03-17, by the co-operative's own clock; left out: today."),
    ),
    responses(
        (status = 200, description = "The ledger.", body = Ledger),
        Unauthorized,
        Forbidden,
        NotFound,
        BadQuery,
    ),
)]
pub(super) async fn get_ledger(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
    query: Parameters,
) -> Result<Json<Ledger>, Problem> {
    let day = query.day("day");
    query.close()?;
    Ok(Json(app.service.ledger(&me, &id, day).await?.into()))
}

/// Remove a courier
///
/// Refused while a shift, a round or an account refers to them.
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
pub(super) async fn delete_courier(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.delete_courier(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
