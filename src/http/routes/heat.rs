//! How hot days are.

use super::parts::day_in_path;
use crate::{
    app::service::{Deed, HeatDraft as SaidHeat},
    http::{
        api::{BadBody, Forbidden, Heat, HeatDraft, NotFound, Unauthorized},
        problem::Problem,
        read::{Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State};

/// Look at how hot a day is
#[utoipa::path(
    get,
    path = "/v1/days/{day}/heat",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-07-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "What was said last.", body = Heat),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_heat(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
) -> Result<Json<Heat>, Problem> {
    me.may(Deed::SteerDays)?;
    Ok(Json(app.service.heat(&me, day_in_path(&day)?).await?.into()))
}

/// Say how hot a day is
///
/// Plans made from then on have the breaks that the rules of labour ask for in such heat, and leave out whom the law
/// keeps from working in it. Rounds that are published stay as they are until the next plan.
#[utoipa::path(
    put,
    path = "/v1/days/{day}/heat",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-07-17, by the co-operative's own clock."),
    ),
    request_body = HeatDraft,
    responses(
        (status = 200, description = "It is kept.", body = Heat),
        Unauthorized,
        Forbidden,
        NotFound,
        BadBody,
    ),
)]
pub(super) async fn put_heat(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
    Body(body): Body,
) -> Result<Json<Heat>, Problem> {
    me.may(Deed::SteerDays)?;
    let draft = submitted(&body, SaidHeat::read);
    Ok(Json(app.service.put_heat(&me, day_in_path(&day)?, draft).await?.into()))
}
