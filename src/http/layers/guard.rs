//! Against handlers that take forever or break.

use crate::http::{problem::Problem, state::App};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::{any::Any, time::Duration};

/// So long an answer may take to begin, on top of what the search for rounds is let.
pub(in crate::http) const LONGEST: Duration = Duration::from_mins(2);

/// Gives a request up that is not answered in time.
pub(in crate::http) async fn deadline(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let longest = LONGEST.saturating_add(app.service.longest_search());
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "timeout",
            "It took too long",
            format!(
                "the server was not done in {} s and gave up; ask for less, or try again later",
                longest.as_secs()
            ),
        )
        .into_response(),
    }
}

/// What a handler that panicked answers.
#[expect(clippy::needless_pass_by_value, reason = "the shape that tower-http asks for")]
pub(in crate::http) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    Problem::defect(said(&*panic)).into_response()
}

/// What a panic says.
pub(in crate::http) fn said<'a>(panic: &'a (dyn Any + Send + 'static)) -> &'a str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic that says nothing")
}
