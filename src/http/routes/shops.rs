//! `shops`

use crate::http::{
    api::{BadBody, Conflicting, Forbidden, List, NotFound, Shop, ShopDraft, Unauthorized},
    problem::Problem,
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
pub(super) async fn list_shops() -> Problem {
    Problem
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
pub(super) async fn get_shop() -> Problem {
    Problem
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
pub(super) async fn put_shop() -> Problem {
    Problem
}

/// Remove a shop
///
/// What has happened keeps its name.
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
pub(super) async fn delete_shop() -> Problem {
    Problem
}
