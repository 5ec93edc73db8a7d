//! Is it alive, is it ready?

use super::{problem::Problem, state::App};
use axum::extract::State;

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers too.
pub(super) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.service.is_ready().await?;
    Ok("ready\n")
}
