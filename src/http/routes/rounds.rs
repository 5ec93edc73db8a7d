//! Rounds.

use crate::http::{
    answer::geojson,
    api::{BadQuery, Busy, Forbidden, LineFeatures, List, NotFound, Round, Unauthorized},
    problem::Problem,
    read::{InPath, Parameters},
    signed_in::SignedIn,
    state::App,
};
use axum::{Json, extract::State, response::Response};

/// List the rounds of a day
///
/// A courier sees only their own.
#[utoipa::path(
    get,
    path = "/v1/rounds",
    tag = "rounds",
    params(
        ("day" = Option<String>, Query, description = "The day, such as 2026-03-17, by the co-operative's own clock; left out: today there, and with it the rounds of yesterday that are still ridden."),
    ),
    responses(
        (status = 200, description = "The rounds, by start.", body = List<Round>),
        Unauthorized,
        Forbidden,
        BadQuery,
    ),
)]
pub(super) async fn list_rounds(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    query: Parameters,
) -> Result<Json<List<Round>>, Problem> {
    let day = query.day("day");
    query.close()?;
    Ok(Json(List::of(app.service.rounds(&me, day).await?)))
}

/// Look at a round
#[utoipa::path(
    get,
    path = "/v1/rounds/{id}",
    tag = "rounds",
    params(
        ("id" = String, Path, description = "Id of the round."),
    ),
    responses(
        (status = 200, description = "The round.", body = Round),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_round(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Round>, Problem> {
    Ok(Json(app.service.round(&me, &id).await?.into()))
}

/// The way of a round, as GeoJSON
#[utoipa::path(
    get,
    path = "/v1/rounds/{id}/path",
    tag = "rounds",
    params(
        ("id" = String, Path, description = "Id of the round."),
    ),
    responses(
        (status = 200, description = "A line a leg.", body = LineFeatures, content_type = "application/geo+json"),
        Unauthorized,
        Forbidden,
        NotFound,
        Busy,
    ),
)]
pub(super) async fn get_round_path(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Response, Problem> {
    let path = app.service.round_path(&me, &id).await?;
    Ok(geojson(&LineFeatures::legs(&path)))
}
