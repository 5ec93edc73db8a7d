//! Every URL with everything around it.

use super::{
    layers, openapi::described, osrm, pages::page, problem::Problem, read::LONGEST_BODY, state::App,
};
use crate::app::roads::RoadService;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse as _,
    routing::get,
};
use std::sync::Arc;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// The whole service.
pub(super) fn router(app: App) -> Router {
    let (api, _) = described().split_for_parts();
    let text = super::openapi();
    // The validator's badge would be loaded from elsewhere.
    let docs = SwaggerUi::new("/docs").config(Config::from("/openapi.json").validator_url("none"));
    let openapi = move || {
        let text = text.clone();
        async move { ([(header::CONTENT_TYPE, "application/json")], text).into_response() }
    };
    let beside = || osrm::beside(RoadService::beside(Arc::clone(&app.service)));
    let osrm = app.options.osrm.then(beside);
    // Beside what is posted there.
    let api = if app.options.osrm { api.route("/", get(page)) } else { api };
    let all = api
        .route("/openapi.json", get(openapi))
        .merge(docs)
        .method_not_allowed_fallback(|| async {
            Problem::of_status(StatusCode::METHOD_NOT_ALLOWED)
        })
        .fallback(page)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn_with_state(app.clone(), layers::deadline))
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(from_fn_with_state(app.clone(), layers::same_origin))
        .layer(from_fn_with_state(app.clone(), layers::renew))
        .layer(from_fn(layers::finish))
        .layer(from_fn_with_state(app.clone(), layers::secure))
        .layer(CompressionLayer::new())
        .with_state(app);
    // It has its own errors, and pages of other origins may read it.
    osrm.into_iter().fold(all, Router::merge)
}
