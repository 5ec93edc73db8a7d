//! Shifts.

use crate::{
    app::service::ShiftDraft as SaidShift,
    http::{
        answer::created,
        api::{
            BadBody, BadQuery, Forbidden, List, NotFound, Shift, ShiftDraft, Unauthorized, Unlawful,
        },
        problem::Problem,
        read::{Body, InPath, Parameters, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State, http::StatusCode, response::Response};

/// List the shifts of a day
///
/// A courier sees only their own.
#[utoipa::path(
    get,
    path = "/v1/shifts",
    tag = "fleet",
    params(
        ("day" = Option<String>, Query, description = "The day, such as 2026-03-17, by the co-operative's own clock; left out: today there, and with it the shifts of yesterday that still run."),
    ),
    responses(
        (status = 200, description = "The shifts, by start.", body = List<Shift>),
        Unauthorized,
        Forbidden,
        BadQuery,
    ),
)]
pub(super) async fn list_shifts(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    query: Parameters,
) -> Result<Json<List<Shift>>, Problem> {
    let day = query.day("day");
    query.close()?;
    Ok(Json(List::of(app.service.shifts(&me, day).await?)))
}

/// Add a shift
///
/// It is judged by labour law together with all that its couriers work, before and after it.
#[utoipa::path(
    post,
    path = "/v1/shifts",
    tag = "fleet",
    request_body = ShiftDraft,
    responses(
        (status = 201, description = "The shift is kept.", body = Shift, headers(("location" = String, description = "Where the shift is."))),
        Unauthorized,
        Forbidden,
        Unlawful,
        BadBody,
    ),
)]
pub(super) async fn post_shift(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Body(body): Body,
) -> Result<Response, Problem> {
    let shift = app.service.post_shift(&me, submitted(&body, SaidShift::read)).await?;
    let shift = Shift::from(shift);
    Ok(created(&format!("/v1/shifts/{}", shift.id), &shift))
}

/// Look at a shift
#[utoipa::path(
    get,
    path = "/v1/shifts/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the shift."),
    ),
    responses(
        (status = 200, description = "The shift.", body = Shift),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_shift(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Shift>, Problem> {
    Ok(Json(app.service.shift(&me, &id).await?.into()))
}

/// Change a shift
///
/// Its round is withdrawn, and the orders in it wait for a plan again; refused once the round was begun. It is judged by
/// labour law: one that was unlawful may stay so, or become less so.
#[utoipa::path(
    put,
    path = "/v1/shifts/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the shift."),
    ),
    request_body = ShiftDraft,
    responses(
        (status = 200, description = "The shift as it is now.", body = Shift),
        Unauthorized,
        Forbidden,
        NotFound,
        Unlawful,
        BadBody,
    ),
)]
pub(super) async fn put_shift(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
    Body(body): Body,
) -> Result<Json<Shift>, Problem> {
    let draft = submitted(&body, SaidShift::read);
    Ok(Json(app.service.put_shift(&me, &id, draft).await?.into()))
}

/// Remove a shift
///
/// Its round is withdrawn, and the orders in it wait for a plan again; refused once the round was begun, or if what its
/// courier still works on that day would be six hours or more with no break.
#[utoipa::path(
    delete,
    path = "/v1/shifts/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the shift."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        Unauthorized,
        Forbidden,
        NotFound,
        Unlawful,
    ),
)]
pub(super) async fn delete_shift(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.delete_shift(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
