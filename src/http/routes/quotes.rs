//! Quotes.

use crate::{
    app::service::OrderDraft as SaidOrder,
    http::{
        api::{BadBody, Busy, Conflicting, Forbidden, OrderDraft, Quote, Unauthorized},
        problem::Problem,
        read::{Body, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State};

/// Ask whether an order could be taken
///
/// Of an order as it would be posted, says whether it can be taken as things are, when it would come, how much more
/// is ridden for it, and whom it would delay. Nothing is kept and no round changes. Rounds that were begun
/// stay as they are: another courier has to have room. Later times are tried, too, half an hour apart.
#[utoipa::path(
    post,
    path = "/v1/quotes",
    tag = "orders",
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
    Body(body): Body,
) -> Result<Json<Quote>, Problem> {
    Ok(Json(app.service.quote(&me, submitted(&body, SaidOrder::read)).await?.into()))
}
