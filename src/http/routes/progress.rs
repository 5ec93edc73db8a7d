//! `progress`

use crate::http::{
    api::{BadBody, Conflicting, FailureDraft, Forbidden, NotFound, Round, Unauthorized},
    problem::Problem,
};

/// Say that the courier is at a stop
#[utoipa::path(
    post,
    path = "/v1/rounds/{id}/stops/{number}/start",
    tag = "rounds",
    params(
        ("id" = String, Path, description = "Id of the round."),
        ("number" = u32, Path, description = "Number of the stop; the start at the hub is 0."),
    ),
    responses(
        (status = 200, description = "The round as it is now.", body = Round),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn start_stop() -> Problem {
    Problem
}

/// Say that a stop is done
///
/// A stop that was not started is started by it.
#[utoipa::path(
    post,
    path = "/v1/rounds/{id}/stops/{number}/done",
    tag = "rounds",
    params(
        ("id" = String, Path, description = "Id of the round."),
        ("number" = u32, Path, description = "Number of the stop; the start at the hub is 0."),
    ),
    responses(
        (status = 200, description = "The round as it is now.", body = Round),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn finish_stop() -> Problem {
    Problem
}

/// Say that a stop did not work out
///
/// What was not fetched cannot be brought: if a pickup fails, the dropoffs of its order are cancelled.
#[utoipa::path(
    post,
    path = "/v1/rounds/{id}/stops/{number}/fail",
    tag = "rounds",
    params(
        ("id" = String, Path, description = "Id of the round."),
        ("number" = u32, Path, description = "Number of the stop; the start at the hub is 0."),
    ),
    request_body = FailureDraft,
    responses(
        (status = 200, description = "The round as it is now.", body = Round),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadBody,
    ),
)]
pub(super) async fn fail_stop() -> Problem {
    Problem
}
