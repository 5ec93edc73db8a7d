//! `shifts`

use crate::http::{
    api::{
        BadBody, BadQuery, Conflicting, Forbidden, List, NotFound, Shift, ShiftDraft, Unauthorized,
    },
    problem::Problem,
};

/// List the shifts of a day
///
/// A courier sees only their own.
#[utoipa::path(
    get,
    path = "/v1/shifts",
    tag = "fleet",
    params(
        ("day" = Option<String>, Query, description = "The day, such as 2026-03-17, by the co-operative's own clock; left out: today there."),
    ),
    responses(
        (status = 200, description = "The shifts, by start.", body = List<Shift>),
        Unauthorized,
        Forbidden,
        BadQuery,
    ),
)]
pub(super) async fn list_shifts() -> Problem {
    Problem
}

/// Add a shift
#[utoipa::path(
    post,
    path = "/v1/shifts",
    tag = "fleet",
    request_body = ShiftDraft,
    responses(
        (status = 201, description = "The shift is kept.", body = Shift, headers(("location" = String, description = "Where the shift is."))),
        Unauthorized,
        Forbidden,
        BadBody,
    ),
)]
pub(super) async fn post_shift() -> Problem {
    Problem
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
pub(super) async fn get_shift() -> Problem {
    Problem
}

/// Change a shift
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
        Conflicting,
        BadBody,
    ),
)]
pub(super) async fn put_shift() -> Problem {
    Problem
}

/// Remove a shift
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
        Conflicting,
    ),
)]
pub(super) async fn delete_shift() -> Problem {
    Problem
}
