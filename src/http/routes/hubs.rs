//! `hubs`

use crate::http::{
    api::{BadBody, Conflicting, Forbidden, Hub, HubDraft, List, NotFound, Unauthorized},
    problem::Problem,
};

/// List hubs
#[utoipa::path(
    get,
    path = "/v1/hubs",
    tag = "fleet",
    responses(
        (status = 200, description = "All hubs, by name.", body = List<Hub>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_hubs() -> Problem {
    Problem
}

/// Look at a hub
#[utoipa::path(
    get,
    path = "/v1/hubs/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the hub."),
    ),
    responses(
        (status = 200, description = "The hub.", body = Hub),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_hub() -> Problem {
    Problem
}

/// Add or change a hub
///
/// An id is 1 to 64 letters, digits, `-` and `_`.
#[utoipa::path(
    put,
    path = "/v1/hubs/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the hub."),
    ),
    request_body = HubDraft,
    responses(
        (status = 200, description = "The hub as it is now.", body = Hub),
        Unauthorized,
        Forbidden,
        BadBody,
    ),
)]
pub(super) async fn put_hub() -> Problem {
    Problem
}

/// Remove a hub
///
/// What has happened keeps its name.
#[utoipa::path(
    delete,
    path = "/v1/hubs/{id}",
    tag = "fleet",
    params(
        ("id" = String, Path, description = "Id of the hub."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
    ),
)]
pub(super) async fn delete_hub() -> Problem {
    Problem
}
