//! Where the API is reached.

use super::handler::answer;
use crate::{app::roads::RoadService, http::vroom};
use axum::{
    Router,
    routing::{MethodRouter, any},
};
use tower_http::{CompressionLevel, compression::CompressionLayer};

/// All of a listener of its own: with it, what is asked in VROOM's way.
pub fn osrm_routes(service: RoadService) -> Router {
    around(vroom::paths(any(answer)).fallback(answer), service)
}

/// Its paths among others: neither pages nor the native API have one that begins so.
pub(in crate::http) fn beside(service: RoadService) -> Router {
    let names = ["route", "table", "nearest", "trip", "match", "tile"];
    let paths = names.into_iter().fold(Router::new(), |router, name| {
        router.route(&format!("/{name}/{{*rest}}"), any(answer))
    });
    around(paths.merge(vroom::paths(MethodRouter::new())), service)
}

fn around(router: Router<RoadService>, service: RoadService) -> Router {
    router.layer(CompressionLayer::new().quality(CompressionLevel::Fastest)).with_state(service)
}
