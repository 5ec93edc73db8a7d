//! Orders.

use super::parts::number;
use crate::{
    app::service::{
        OrderDraft as SaidOrder, OrderWishes, PlaceDraft as SaidPlace, ReadyDraft as SaidReady,
        ThenDraft as SaidThen,
    },
    domain::OrderStatus,
    http::{
        answer::created,
        api::{
            BadBody, BadQuery, Busy, Conflicting, Forbidden, NotFound, Order, OrderDraft,
            OrderPage, PlaceDraft, ReadyDraft, ThenDraft, Unauthorized,
        },
        problem::Problem,
        read::{Body, InPath, Parameters, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State, response::Response};

fn status(word: &str) -> Option<OrderStatus> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// List orders, the newest first
#[utoipa::path(
    get,
    path = "/v1/orders",
    tag = "orders",
    params(
        ("day" = Option<String>, Query, description = "Only those of this day, such as 2026-03-17."),
        ("status" = Option<String>, Query, description = "Only those with one of these statuses, with commas between.", example = "open,review"),
        ("limit" = Option<u32>, Query, description = "How many, 1 to 200; left out: 50.", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before."),
    ),
    responses(
        (status = 200, description = "Some orders.", body = OrderPage),
        Unauthorized,
        Forbidden,
        BadQuery,
    ),
)]
pub(super) async fn list_orders(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    query: Parameters,
) -> Result<Json<OrderPage>, Problem> {
    let wishes = OrderWishes {
        day: query.day("day"),
        statuses: query.words(
            "status",
            "statuses with commas between, such as open,review",
            status,
        ),
        limit: query.whole("limit", 1..=200).and_then(|limit| limit.try_into().ok()).unwrap_or(50),
        after: query.parsed("cursor", "the next_cursor of another page", |text| text.parse().ok()),
    };
    query.close()?;
    Ok(Json(app.service.orders(&me, wishes).await?.into()))
}

/// Post an order
///
/// An address that is not found, or that may mean several places, is no error: the order is kept
/// with status `review` until someone says where it is.
#[utoipa::path(
    post,
    path = "/v1/orders",
    tag = "orders",
    request_body = OrderDraft,
    responses(
        (status = 201, description = "The order is kept.", body = Order, headers(("location" = String, description = "Where the order is."))),
        Unauthorized,
        Forbidden,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn post_order(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Body(body): Body,
) -> Result<Response, Problem> {
    let order = app.service.post_order(&me, submitted(&body, SaidOrder::read)).await?;
    let order = Order::from(order);
    Ok(created(&format!("/v1/orders/{}", order.id), &order))
}

/// Look at an order
#[utoipa::path(
    get,
    path = "/v1/orders/{id}",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
    ),
    responses(
        (status = 200, description = "The order.", body = Order),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_order(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Order>, Problem> {
    Ok(Json(app.service.order(&me, &id).await?.into()))
}

/// Call an order off
///
/// Possible until a pickup of it is started. Calling off a cancelled order changes nothing.
#[utoipa::path(
    post,
    path = "/v1/orders/{id}/cancel",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
    ),
    responses(
        (status = 200, description = "The order, cancelled.", body = Order),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn cancel_order(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Order>, Problem> {
    Ok(Json(app.service.cancel_order(&me, &id).await?.into()))
}

/// Say when an order is ready, or that it has become more
///
/// Possible until a pickup of it is started. The round that it is in stays as it is; the next plan goes by what is known now.
#[utoipa::path(
    post,
    path = "/v1/orders/{id}/ready",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
    ),
    request_body = ReadyDraft,
    responses(
        (status = 200, description = "The order.", body = Order),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadBody,
    ),
)]
pub(super) async fn ready_order(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
    Body(body): Body,
) -> Result<Json<Order>, Problem> {
    let draft = submitted(&body, SaidReady::read);
    Ok(Json(app.service.ready_order(&me, &id, draft).await?.into()))
}

/// Say where a load goes that could not be handed over
///
/// Possible while it is on board. Its stop in the round becomes another one: back to the pickup, the hub where the shift
/// ends, or a second try.
#[utoipa::path(
    post,
    path = "/v1/orders/{id}/failed",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
    ),
    request_body = ThenDraft,
    responses(
        (status = 200, description = "The order.", body = Order),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadBody,
    ),
)]
pub(super) async fn redirect_order(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
    Body(body): Body,
) -> Result<Json<Order>, Problem> {
    let draft = submitted(&body, SaidThen::read);
    Ok(Json(app.service.redirect(&me, &id, draft).await?.into()))
}

/// Say where a stop is
///
/// Answers a review, and moves a stop of an order that is in no round yet.
#[utoipa::path(
    put,
    path = "/v1/orders/{id}/stops/{position}/place",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
        ("position" = u32, Path, description = "The stop: the pickups from 0 on, then the dropoffs."),
    ),
    request_body = PlaceDraft,
    responses(
        (status = 200, description = "The order.", body = Order),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadBody,
    ),
)]
pub(super) async fn place_stop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath((id, position)): InPath<(String, String)>,
    Body(body): Body,
) -> Result<Json<Order>, Problem> {
    let position = number("stop", &position)?;
    let draft = submitted(&body, SaidPlace::read);
    Ok(Json(app.service.place_stop(&me, &id, position, draft).await?.into()))
}
