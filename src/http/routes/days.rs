//! `days`

use crate::http::{
    api::{Busy, Conflicting, Day, Forbidden, LineFeatures, NotFound, PlanOutcome, Unauthorized},
    problem::Problem,
};

/// Everything that the board needs of a day
#[utoipa::path(
    get,
    path = "/v1/days/{day}",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "The day.", body = Day),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_day() -> Problem {
    Problem
}

/// Plan a day
///
/// Rounds in which anything was started are kept whole; all others are withdrawn and planned anew.
/// A published plan has passed an independent check.
#[utoipa::path(
    post,
    path = "/v1/days/{day}/plan",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "The plan is published.", body = PlanOutcome),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        Busy,
    ),
)]
pub(super) async fn plan_day() -> Problem {
    Problem
}

/// The ways of all rounds of a day, as GeoJSON
#[utoipa::path(
    get,
    path = "/v1/days/{day}/paths",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "A line a round.", body = LineFeatures, content_type = "application/geo+json"),
        Unauthorized,
        Forbidden,
        NotFound,
        Busy,
    ),
)]
pub(super) async fn get_day_paths() -> Problem {
    Problem
}
