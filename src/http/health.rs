//! Is it alive, is it ready?

use super::{
    api::{Busy, Plain},
    problem::Problem,
    state::App,
};
use axum::extract::State;

/// Is it alive?
///
/// The process answers.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "server",
    security(()),
    responses(
        (status = 200, description = "It is.", body = Plain, content_type = "text/plain"),
    ),
)]
pub(super) async fn get_health() -> &'static str {
    "alive\n"
}

/// Is it ready?
///
/// The database answers too.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "server",
    security(()),
    responses(
        (status = 200, description = "It is.", body = Plain, content_type = "text/plain"),
        Busy,
    ),
)]
pub(super) async fn get_readiness(State(app): State<App>) -> Result<&'static str, Problem> {
    app.service.is_ready().await?;
    Ok("ready\n")
}
