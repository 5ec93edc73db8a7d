//! `map`

use crate::http::{
    api::{
        Address, BadBody, BadQuery, Busy, Directions, Forbidden, List, MapInfo, Matrix,
        MatrixRequest, NotFound, Unauthorized,
    },
    problem::Problem,
};

/// The fastest path between two places
#[utoipa::path(
    get,
    path = "/v1/directions",
    tag = "map",
    params(
        ("from" = String, Query, description = "Where to start: longitude and latitude.", example = "24.9414,60.1719"),
        ("to" = String, Query, description = "Where to go: longitude and latitude.", example = "24.9550,60.1690"),
        ("profile" = Option<String>, Query, description = "What to ride: one of the map's profiles; left out: bike.", example = "bike"),
    ),
    responses(
        (status = 200, description = "The path.", body = Directions),
        Unauthorized,
        NotFound,
        BadQuery,
        Busy,
    ),
)]
pub(super) async fn get_directions() -> Problem {
    Problem
}

/// Travel times and distances between places
#[utoipa::path(
    post,
    path = "/v1/matrix",
    tag = "map",
    request_body = MatrixRequest,
    responses(
        (status = 200, description = "The tables.", body = Matrix),
        Unauthorized,
        Forbidden,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn post_matrix() -> Problem {
    Problem
}

/// Search addresses and places by words
#[utoipa::path(
    get,
    path = "/v1/addresses",
    tag = "map",
    params(
        ("q" = String, Query, description = "What to look for; at most 200 characters.", example = "Mannerheimintie 10"),
        ("near" = Option<String>, Query, description = "Of equals, those near this longitude and latitude come first.", example = "24.9414,60.1719"),
        ("limit" = Option<u32>, Query, description = "How many, 1 to 20; left out: 8.", minimum = 1, maximum = 20),
    ),
    responses(
        (status = 200, description = "What was found, the best first.", body = List<Address>),
        Unauthorized,
        BadQuery,
        Busy,
    ),
)]
pub(super) async fn search_addresses() -> Problem {
    Problem
}

/// What a page must know to draw the map
#[utoipa::path(
    get,
    path = "/v1/map",
    tag = "map",
    security(()),
    responses(
        (status = 200, description = "The map.", body = MapInfo),
    ),
)]
pub(super) async fn get_map() -> Problem {
    Problem
}
