//! How far rounds have got.

use super::parts::number;
use crate::{
    app::service::{AppError, Deed, MeantStop, StopNews, Submitted},
    domain::Failure,
    http::{
        api::{
            BadBody, BadQuery, Conflicting, FailureDraft, Forbidden, NotFound, Round, Unauthorized,
        },
        problem::Problem,
        read::{self, Body, InPath, Parameters, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State};

fn failure(submitted: Submitted<read::FailureDraft>) -> Result<StopNews, Problem> {
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
        Some(reason) if complaints.is_empty() => {
            let said = Submitted { draft: draft.then, complaints };
            Ok(StopNews::Failed(Failure { reason, note }, said))
        }
        _ => Err(AppError::Invalid(complaints).into()),
    }
}

/// The stop that is meant, if it is said.
fn meant(query: &Parameters) -> Result<Option<MeantStop>, Problem> {
    let (kind, order) = (query.text("kind"), query.text("order_id").map(str::to_owned));
    let kind = kind.map(str::to_owned);
    let position = query.parsed("position", "a number from 0 on", |text| text.parse().ok());
    query.close()?;
    Ok(kind.map(|kind| MeantStop { kind, order, position }))
}

/// Say that the courier is at a stop
#[utoipa::path(
    post,
    path = "/v1/rounds/{id}/stops/{number}/start",
    tag = "rounds",
    params(
        ("id" = String, Path, description = "Id of the round."),
        ("number" = u32, Path, description = "Number of the stop; the start at the hub is 0."),
        ("kind" = Option<String>, Query, description = "The kind of stop that is meant, such as dropoff. A round can change while it is ridden: the stop is found by this and `order_id` then, whatever its number is by now."),
        ("order_id" = Option<String>, Query, description = "Id of the order that the stop is of, if it is of one."),
        ("position" = Option<u32>, Query, description = "Position of the stop in that order: its pickups from 0 on, then its dropoffs. An order may have several of a kind in a round."),
    ),
    responses(
        (status = 200, description = "The round as it is now.", body = Round),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadQuery,
    ),
)]
pub(super) async fn start_stop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath((id, stop)): InPath<(String, String)>,
    query: Parameters,
) -> Result<Json<Round>, Problem> {
    me.may(Deed::Rounds)?;
    Ok(Json(
        app.service
            .note(&me, &id, number("stop", &stop)?, meant(&query)?.as_ref(), StopNews::Started)
            .await?
            .into(),
    ))
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
        ("kind" = Option<String>, Query, description = "The kind of stop that is meant, such as dropoff. A round can change while it is ridden: the stop is found by this and `order_id` then, whatever its number is by now."),
        ("order_id" = Option<String>, Query, description = "Id of the order that the stop is of, if it is of one."),
        ("position" = Option<u32>, Query, description = "Position of the stop in that order: its pickups from 0 on, then its dropoffs. An order may have several of a kind in a round."),
    ),
    responses(
        (status = 200, description = "The round as it is now.", body = Round),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadQuery,
    ),
)]
pub(super) async fn finish_stop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath((id, stop)): InPath<(String, String)>,
    query: Parameters,
) -> Result<Json<Round>, Problem> {
    me.may(Deed::Rounds)?;
    Ok(Json(
        app.service
            .note(&me, &id, number("stop", &stop)?, meant(&query)?.as_ref(), StopNews::Done)
            .await?
            .into(),
    ))
}

/// Say that a stop did not work out
///
/// What was not fetched cannot be brought: if all pickups of an order fail, its dropoffs are cancelled; what was fetched at
/// another is brought. What a dropoff
/// that fails leaves on board is brought elsewhere, by one more stop of the round: where `then` says, else where the
/// rules of the co-operative do (`delivery.failed`).
#[utoipa::path(
    post,
    path = "/v1/rounds/{id}/stops/{number}/fail",
    tag = "rounds",
    params(
        ("id" = String, Path, description = "Id of the round."),
        ("number" = u32, Path, description = "Number of the stop; the start at the hub is 0."),
        ("kind" = Option<String>, Query, description = "The kind of stop that is meant, such as dropoff. A round can change while it is ridden: the stop is found by this and `order_id` then, whatever its number is by now."),
        ("order_id" = Option<String>, Query, description = "Id of the order that the stop is of, if it is of one."),
        ("position" = Option<u32>, Query, description = "Position of the stop in that order: its pickups from 0 on, then its dropoffs. An order may have several of a kind in a round."),
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
    query: Parameters,
    Body(body): Body,
) -> Result<Json<Round>, Problem> {
    me.may(Deed::Rounds)?;
    let news = failure(submitted(&body, read::FailureDraft::read))?;
    let (number, meant) = (number("stop", &stop)?, meant(&query)?);
    Ok(Json(app.service.note(&me, &id, number, meant.as_ref(), news).await?.into()))
}
