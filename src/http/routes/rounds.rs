//! `rounds`

use crate::http::{
    api::{BadQuery, Busy, Forbidden, LineFeatures, List, NotFound, Round, Unauthorized},
    problem::Problem,
};

/// List the rounds of a day
///
/// A courier sees only their own.
#[utoipa::path(
    get,
    path = "/v1/rounds",
    tag = "rounds",
    params(
        ("day" = Option<String>, Query, description = "The day, such as 2026-03-17, by the co-operative's own clock; left out: today there."),
    ),
    responses(
        (status = 200, description = "The rounds, by start.", body = List<Round>),
        Unauthorized,
        Forbidden,
        BadQuery,
    ),
)]
pub(super) async fn list_rounds() -> Problem {
    Problem
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
pub(super) async fn get_round() -> Problem {
    Problem
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
pub(super) async fn get_round_path() -> Problem {
    Problem
}
