//! Whole days.

use super::parts::day_in_path;
use crate::{
    app::service::Deed,
    http::{
        answer::geojson,
        api::{
            Busy, Conflicting, Day, Forbidden, LineFeatures, NotFound, PlanOutcome, Unauthorized,
        },
        problem::Problem,
        read::InPath,
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State, response::Response};

/// Everything that the board needs of a day
#[utoipa::path(
    get,
    path = "/v1/days/{day}",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "The day.", body = Day),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_day(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
) -> Result<Json<Day>, Problem> {
    me.may(Deed::SteerDays)?;
    Ok(Json(app.service.day(&me, day_in_path(&day)?).await?.into()))
}

/// Plan a day
///
/// Of rounds in which anything was started what is begun or over stays, and the rest is planned anew under the same id:
/// no order of theirs is left out, and none is later than it would be anyway. Rounds whose shift is over are kept whole; all others are
/// planned anew, and an order that was in one of them goes before those that were in none. A round keeps its id as long as its shift
/// has anything to do; one that comes out as it was is no event. Announced rounds stay as they are, orders that are new in them, unless
/// that saves enough by the rules (`stability.worth_s`), or serves more, or leaves less late. A day before today is refused unless a shift of it still runs.
/// A published plan has passed an independent check. It takes as long as the settings let the search for rounds
/// go on (`plan.seconds`); how far it is comes as `plan.progress` in the stream of events.
#[utoipa::path(
    post,
    path = "/v1/days/{day}/plan",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "The plan is published.", body = PlanOutcome),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        Busy,
    ),
)]
pub(super) async fn plan_day(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
) -> Result<Json<PlanOutcome>, Problem> {
    me.may(Deed::SteerDays)?;
    Ok(Json(app.service.plan(&me, day_in_path(&day)?).await?.into()))
}

/// The ways of all rounds of a day, as GeoJSON
#[utoipa::path(
    get,
    path = "/v1/days/{day}/paths",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "A line a round.", body = LineFeatures, content_type = "application/geo+json"),
        Unauthorized,
        Forbidden,
        NotFound,
        Busy,
    ),
)]
pub(super) async fn get_day_paths(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
) -> Result<Response, Problem> {
    me.may(Deed::SteerDays)?;
    let paths = app.service.day_paths(&me, day_in_path(&day)?).await?;
    Ok(geojson(&LineFeatures::rounds(&paths)))
}
