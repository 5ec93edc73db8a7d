//! Errors as answers.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// An error that is answered.
#[derive(Debug)]
pub(super) struct Problem;

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}
