//! `events`

use crate::http::{
    api::{BadQuery, Event, Unauthorized},
    problem::Problem,
};

/// Follow what happens
///
/// A stream of server-sent events. Each names what changed by its ids: fetch that again. A shop gets
/// what is about its orders, a courier what is about their rounds.
#[utoipa::path(
    get,
    path = "/v1/events",
    tag = "events",
    params(
        ("Last-Event-ID" = Option<String>, Header, description = "Go on after the event with this number."),
        ("after" = Option<i64>, Query, description = "The same, for whoever cannot set headers."),
    ),
    responses(
        (status = 200, description = "Events as they happen; the schema is that of their data.", body = Event, content_type = "text/event-stream"),
        Unauthorized,
        BadQuery,
    ),
)]
pub(super) async fn stream_events() -> Problem {
    Problem
}
