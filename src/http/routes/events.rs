//! The stream of events.

use super::stream;
use crate::http::{
    api::{BadQuery, Busy, Streamed, Throttled, Unauthorized},
    problem::Problem,
    read::Parameters,
    signed_in::SignedIn,
    state::App,
};
use axum::{extract::State, http::HeaderMap, response::Response};

/// Follow what happens
///
/// A stream of server-sent events. Each names what changed by its ids: fetch that again. A shop gets
/// what is about its orders, a courier what is about their rounds. While a day is being planned, dispatchers also get
/// `plan.progress`, which has no id: it is not told again.
#[utoipa::path(
    get,
    path = "/v1/events",
    tag = "events",
    params(
        ("Last-Event-ID" = Option<String>, Header, description = "Go on after the event with this number."),
        ("after" = Option<i64>, Query, description = "The same, for whoever cannot set headers."),
    ),
    responses(
        (status = 200, description = "Events as they happen; the schema is that of their data.", body = Streamed, content_type = "text/event-stream"),
        Unauthorized,
        BadQuery,
        Throttled,
        Busy,
    ),
)]
pub(super) async fn stream_events(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    headers: HeaderMap,
    query: Parameters,
) -> Result<Response, Problem> {
    let after = query.number("after");
    query.close()?;
    // What a browser has seen since counts more than where it once began.
    let told = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let after = told.map_or(after, |told| Some(told.trim().parse().unwrap_or(-1)));
    stream::begin(app, me, after).await
}
