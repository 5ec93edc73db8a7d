//! Why orders are where they are.

use super::parts::day_in_path;
use crate::{
    app::service::Deed,
    http::{
        api::{Decision, DecisionEntry, Forbidden, List, NotFound, Unauthorized},
        problem::Problem,
        read::InPath,
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State};

/// Ask why an order is where it is
///
/// What the plan looked at when it put the order into its round, or into none: what every other shift could have
/// done, at what cost or against what, and what would give it a place. The dispatcher sees all of it. A courier
/// hears it of orders in their own rounds, of others without their names. A shop hears what came of its own orders,
/// and what would help. Of an order that is over it is said first what became of it.
#[utoipa::path(
    get,
    path = "/v1/orders/{id}/decision",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
    ),
    responses(
        (status = 200, description = "The decision.", body = Decision),
        Unauthorized,
        NotFound,
    ),
)]
pub(super) async fn get_decision(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<Decision>, Problem> {
    Ok(Json(app.service.decision(&me, &id).await?.into()))
}

/// What plans have decided about an order
///
/// The newest first, in brief. What a later plan decided anew is kept for thirty days more.
#[utoipa::path(
    get,
    path = "/v1/orders/{id}/decisions",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
    ),
    responses(
        (status = 200, description = "The decisions.", body = List<DecisionEntry>),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn list_order_decisions(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(id): InPath<String>,
) -> Result<Json<List<DecisionEntry>>, Problem> {
    Ok(Json(List::of(app.service.decisions_of_order(&me, &id).await?)))
}

/// Ask why a plan put an order where it did
///
/// As it was decided then, whatever became of the order.
#[utoipa::path(
    get,
    path = "/v1/orders/{id}/decisions/{plan}",
    tag = "orders",
    params(
        ("id" = String, Path, description = "Id of the order."),
        ("plan" = String, Path, description = "Id of the plan."),
    ),
    responses(
        (status = 200, description = "The decision.", body = Decision),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_order_decision(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath((id, plan)): InPath<(String, String)>,
) -> Result<Json<Decision>, Problem> {
    Ok(Json(app.service.decision_of_plan(&me, &id, &plan).await?.into()))
}

/// Why the orders of a day are where they are
///
/// Those that wait for a plan are left out.
#[utoipa::path(
    get,
    path = "/v1/days/{day}/decisions",
    tag = "days",
    params(
        ("day" = String, Path, description = "The day, such as 2026-03-17, by the co-operative's own clock."),
    ),
    responses(
        (status = 200, description = "The decisions, by order.", body = List<Decision>),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn list_decisions(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(day): InPath<String>,
) -> Result<Json<List<Decision>>, Problem> {
    me.may(Deed::SteerDays)?;
    Ok(Json(List::of(app.service.decisions(&me, day_in_path(&day)?).await?)))
}
