//! How far rounds have got.

use super::parts::number;
use crate::{
    app::service::{AppError, Deed, StopNews, Submitted},
    domain::Failure,
    http::{
        api::{BadBody, Conflicting, FailureDraft, Forbidden, NotFound, Round, Unauthorized},
        problem::Problem,
        read::{self, Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State};

fn failure(submitted: Submitted<read::FailureDraft>) -> Result<Failure, Problem> {
    let Submitted { draft, mut complaints } = submitted;
    let word = draft.reason.unwrap_or_default();
    let reason = serde_json::from_value(serde_json::Value::String(word.clone())).ok();
    let words = "absent, wrong_address, refused, damaged, not_ready, closed, other";
    if word.is_empty() {
        complaints.add("/reason", "missing", "is missing", format!("write one of {words}"));
    } else if reason.is_none() {
        complaints.add("/reason", "unknown", "is no reason", format!("write one of {words}"));
    }
    let note = draft.note.unwrap_or_default().trim().to_owned();
    if note.chars().count() > 500 {
        complaints.add("/note", "too_long", "is too long", "write 500 characters at most");
    }
    match reason {
        Some(reason) if complaints.is_empty() => Ok(Failure { reason, note }),
        _ => Err(AppError::Invalid(complaints).into()),
    }
}

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
pub(super) async fn start_stop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath((id, stop)): InPath<(String, String)>,
) -> Result<Json<Round>, Problem> {
    me.may(Deed::Rounds)?;
    Ok(Json(app.service.note(&me, &id, number("stop", &stop)?, StopNews::Started).await?.into()))
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
pub(super) async fn finish_stop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath((id, stop)): InPath<(String, String)>,
) -> Result<Json<Round>, Problem> {
    me.may(Deed::Rounds)?;
    Ok(Json(app.service.note(&me, &id, number("stop", &stop)?, StopNews::Done).await?.into()))
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
pub(super) async fn fail_stop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath((id, stop)): InPath<(String, String)>,
    Body(body): Body,
) -> Result<Json<Round>, Problem> {
    me.may(Deed::Rounds)?;
    let failure = failure(submitted(&body, read::FailureDraft::read))?;
    let news = StopNews::Failed(failure);
    Ok(Json(app.service.note(&me, &id, number("stop", &stop)?, news).await?.into()))
}
