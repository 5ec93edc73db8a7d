//! Errors in OSRM's words.

use crate::app::service::AppError;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why a request is not answered: a code and a message, OSRM's own where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
    retry_s: Option<u32>,
}

impl Refusal {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self { status, code, message: message.into(), retry_s: None }
    }

    /// The path is not one of ours from byte `at` on.
    pub(super) fn url(text: &[u8], at: usize) -> Self {
        let around = &text[at.saturating_sub(3).min(text.len())..(at + 3).min(text.len())];
        let around = String::from_utf8_lossy(around);
        Self::new(
            "InvalidUrl",
            format!("URL string malformed close to position {at}: \"{around}\""),
        )
    }

    /// Places or options cannot be read from byte `at` on.
    pub(super) fn query(at: usize) -> Self {
        Self::new("InvalidQuery", format!("Query string malformed close to position {at}"))
    }

    pub(super) fn options(message: impl Into<String>) -> Self {
        Self::new("InvalidOptions", message)
    }

    pub(super) fn value(message: impl Into<String>) -> Self {
        Self::new("InvalidValue", message)
    }

    pub(super) fn too_big(message: impl Into<String>) -> Self {
        Self::new("TooBig", message)
    }

    /// No street is as asked for beside the place of this number.
    pub(super) fn no_segment(number: usize) -> Self {
        let message = format!("Could not find a matching segment for coordinate {number}");
        Self::new("NoSegment", message)
    }

    pub(super) fn no_route() -> Self {
        Self::new("NoRoute", "Impossible route between points")
    }

    pub(super) fn no_trips() -> Self {
        Self::new("NoTrips", "No trip visiting all destinations possible.")
    }

    /// For nobody to read: who asked has gone.
    pub(super) fn nobody_waits() -> Self {
        AppError::Busy { retry_s: 0 }.into()
    }

    pub(super) fn not_supported() -> Self {
        Self::new("NotImplemented", "This request is not supported")
    }
}

impl From<AppError> for Refusal {
    /// OSRM has no word for a server that has too much to do.
    fn from(error: AppError) -> Self {
        let new = |status, code, message: String, retry_s| Self { status, code, message, retry_s };
        match error {
            AppError::Busy { retry_s } => {
                let message = AppError::Busy { retry_s }.to_string();
                new(StatusCode::SERVICE_UNAVAILABLE, "Busy", message, Some(retry_s))
            }
            other => {
                let cause = other.to_string();
                tracing::error!(cause, "a mistake in Musette");
                let message = "Musette made a mistake; it is in its log".to_owned();
                new(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", message, None)
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "code": self.code, "message": self.message }).to_string();
        let kind = [(header::CONTENT_TYPE, super::handler::JSON)];
        let mut response = (self.status, kind, body).into_response();
        if let Some(retry_s) = self.retry_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_s));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_osrms() {
        let told = |refusal: Refusal| (refusal.code, refusal.message);
        let no_trips = ("NoTrips", "No trip visiting all destinations possible.".to_owned());
        assert_eq!(told(Refusal::no_trips()), no_trips);
        let no_route = ("NoRoute", "Impossible route between points".to_owned());
        assert_eq!(told(Refusal::no_route()), no_route);
        let url = "URL string malformed close to position 7: \"te/1/d\"".to_owned();
        assert_eq!(told(Refusal::url(b"/route/1/driving", 7)), ("InvalidUrl", url));
        assert_eq!(Refusal::url(b"", 0).message, "URL string malformed close to position 0: \"\"");
    }

    #[test]
    fn who_comes_at_a_bad_time_is_told_when_to_come_again() {
        let answer = Refusal::from(AppError::Busy { retry_s: 2 }).into_response();
        assert_eq!(answer.status(), 503);
        assert_eq!(answer.headers()["retry-after"], "2");
        let defect = Refusal::from(AppError::Defect("x".to_owned()));
        assert_eq!((defect.code, defect.status.as_u16()), ("InternalError", 500));
    }
}
