//! Quotes.

use crate::{
    app::service::OrderDraft as SaidOrder,
    http::{
        answer::created,
        api::{
            BadBody, Busy, Conflicting, Forbidden, NotFound, Order, OrderDraft, Quote, Unauthorized,
        },
        problem::Problem,
        read::{Body, InPath, Parameters, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
    units::Seconds,
};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

/// Ask whether an order could be taken
///
/// Of an order as it would be posted, says whether it can be taken as things are, when it would come, how much more
/// is ridden for it, and whom it would delay. No round changes. Rounds that were begun
/// stay as they are: another courier has to have room. Later times are tried, too, half an hour apart. With
/// `hold_min` a place is held for it, if there is one, until it is confirmed or released or the time is over: other
/// quotes and plans leave room for it.
#[utoipa::path(
    post,
    path = "/v1/quotes",
    tag = "orders",
    params(
        ("hold_min" = Option<u32>, Query, description = "Hold a place for so many minutes, 1 to 60; left out: nothing is kept.", minimum = 1, maximum = 60),
    ),
    request_body = OrderDraft,
    responses(
        (status = 200, description = "The quote.", body = Quote),
        Unauthorized,
        Forbidden,
        Conflicting,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn post_quote(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    query: Parameters,
    Body(body): Body,
) -> Result<Json<Quote>, Problem> {
    let minutes = query.whole("hold_min", 1..=60);
    query.close()?;
    let draft = submitted(&body, SaidOrder::read);
    Ok(Json(app.service.quote(&me, draft, minutes.map(Seconds::from_minutes)).await?.into()))
}

/// Post the order that a place is held for
///
/// The order has the id of the quote. It is promised: plans put it before orders that nobody was promised anything
/// about. Confirming it again changes nothing. If its time is over the code is `quote_over`, and `no_place` if a
/// change of shifts or streets has taken the place away.
#[utoipa::path(
    post,
    path = "/v1/quotes/{id}/confirm",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the quote, from its `hold`."),
    ),
    responses(
        (status = 201, description = "The order is posted.", body = Order, headers(("location" = String, description = "Where the order is."))),
        (status = 200, description = "The order, which was confirmed before.", body = Order),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        Busy,
    ),
)]
pub(super) async fn confirm_quote(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Response, Problem> {
    let (order, first) = app.service.confirm_quote(&me, &id).await?;
    let order = Order::from(order);
    Ok(if first {
        created(&format!("/v1/orders/{}", order.id), &order)
    } else {
        Json(order).into_response()
    })
}

/// Let go of the place that is held for an order
#[utoipa::path(
    delete,
    path = "/v1/quotes/{id}",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the quote, from its `hold`."),
    ),
    responses(
        (status = 204, description = "The place is free again."),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn release_quote(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.release_quote(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
