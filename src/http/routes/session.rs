//! `session`

use crate::http::{
    api::{BadBody, Busy, Credentials, Forbidden, Session, Throttled, Unauthorized},
    problem::Problem,
};

/// Sign in
#[utoipa::path(
    post,
    path = "/v1/session",
    tag = "session",
    security(()),
    request_body = Credentials,
    responses(
        (status = 200, description = "Signed in; the session is in a cookie.", body = Session, headers(("set-cookie" = String, description = "The session cookie."))),
        Unauthorized,
        Forbidden,
        BadBody,
        Throttled,
        Busy,
    ),
)]
pub(super) async fn sign_in() -> Problem {
    Problem
}

/// Who is signed in
#[utoipa::path(
    get,
    path = "/v1/session",
    tag = "session",
    responses(
        (status = 200, description = "Who is signed in.", body = Session),
        Unauthorized,
    ),
)]
pub(super) async fn get_session() -> Problem {
    Problem
}

/// Sign out
#[utoipa::path(
    delete,
    path = "/v1/session",
    tag = "session",
    responses(
        (status = 204, description = "Signed out."),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn sign_out() -> Problem {
    Problem
}
