//! Shops.

use crate::{
    app::service::ShopDraft as SaidShop,
    http::{
        api::{BadBody, Conflicting, Forbidden, List, NotFound, Shop, ShopDraft, Unauthorized},
        problem::Problem,
        read::{Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};

/// List shops
#[utoipa::path(
    get,
    path = "/v1/shops",
    tag = "fleet",
    responses(
        (status = 200, description = "All shops, by name.", body = List<Shop>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_shops(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<List<Shop>>, Problem> {
    Ok(Json(List::of(app.service.shops(&me).await?)))
}

/// Look at a shop
#[utoipa::path(
    get,
    path = "/v1/shops/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the shop."),
    ),
    responses(
        (status = 200, description = "The shop.", body = Shop),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_shop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Shop>, Problem> {
    Ok(Json(app.service.shop(&me, &id).await?.into()))
}

/// Add or change a shop
///
/// An id is 1 to 64 letters, digits, `-` and `_`.
#[utoipa::path(
    put,
    path = "/v1/shops/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the shop."),
    ),
    request_body = ShopDraft,
    responses(
        (status = 200, description = "The shop as it is now.", body = Shop),
        Unauthorized,
        Forbidden,
        BadBody,
    ),
)]
pub(super) async fn put_shop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Json<Shop>, Problem> {
    let draft = submitted(&body, SaidShop::read);
    Ok(Json(app.service.put_shop(&me, &id, draft).await?.into()))
}

/// Remove a shop
///
/// Refused while an order or an account refers to it.
#[utoipa::path(
    delete,
    path = "/v1/shops/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the shop."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn delete_shop(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<StatusCode, Problem> {
    app.service.delete_shop(&me, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
