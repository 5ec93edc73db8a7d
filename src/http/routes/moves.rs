//! Moves by hand.

use super::parts::day_in_path;
use crate::{
    app::service::{Deed, MoveDraft as SaidMove},
    http::{
        api::{
            BadBody, Busy, Conflicting, Forbidden, MoveCheck, MoveDraft, MoveMade, NotFound,
            Unauthorized, Unlawful,
        },
        problem::Problem,
        read::{Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State, http::StatusCode};

/// Ask whether an order may be moved by hand
///
/// Of an order and a shift, or a courier, says what it would add and all that stands against it: labour law with article
/// and figures, what has begun, promises that would break, the end of the shift, skills, capacity. Only against the last
/// two does a reason help. Nothing is changed by asking.
#[utoipa::path(
    post,
    path = "/v1/days/{day}/moves/check",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    request_body = MoveDraft,
    responses(
        (status = 200, description = "What it would mean.", body = MoveCheck),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn check_move(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
    Body(body): Body,
) -> Result<Json<MoveCheck>, Problem> {
    me.may(Deed::SteerDays)?;
    let draft = submitted(&body, SaidMove::read);
    Ok(Json(app.service.check_move(&me, day_in_path(&day)?, draft).await?.into()))
}

/// Move an order by hand
///
/// Puts an order into the round of a shift, or of a courier, as `moves/check` judges it, and publishes the rounds that this
/// changes in one step; a round that is being ridden changes only behind what has begun. Labour law and promises refuse it
/// whatever the reason; a reason is kept with the decision about the order. Later plans leave it with this
/// courier, until it is moved again or released.
#[utoipa::path(
    post,
    path = "/v1/days/{day}/moves",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    request_body = MoveDraft,
    responses(
        (status = 200, description = "It is done.", body = MoveMade),
        Unauthorized,
        Forbidden,
        NotFound,
        Unlawful,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn make_move(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
    Body(body): Body,
) -> Result<Json<MoveMade>, Problem> {
    me.may(Deed::SteerDays)?;
    let draft = submitted(&body, SaidMove::read);
    let made = Box::pin(app.service.make_move(&me, day_in_path(&day)?, draft));
    Ok(Json(made.await?.into()))
}

/// Let plans move an order again
///
/// An order that was moved by hand stays with its courier whatever later plans find better: until this. Of any other order it
/// changes nothing.
#[utoipa::path(
    post,
    path = "/v1/orders/{id}/release",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
    ),
    responses(
        (status = 204, description = "The next plan puts it where it likes."),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn release_order(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.release_order(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
