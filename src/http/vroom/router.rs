//! Where the API is reached.

use super::handler::{answer, healthy, preflight};
use crate::app::roads::RoadService;
use axum::{
    Router,
    routing::{MethodRouter, get, options},
};

/// `POST /` and `/vroom`, `GET /health`. `root` is what else there is at `/`.
pub(in crate::http) fn paths(root: MethodRouter<RoadService>) -> Router<RoadService> {
    Router::new()
        .route("/", root.post(answer).options(preflight))
        .route("/vroom", options(preflight).post(answer))
        .route("/health", get(healthy))
}
