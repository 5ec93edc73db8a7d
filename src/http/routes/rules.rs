//! The rules of a co-operative.

use super::parts::number;
use crate::{
    app::service::{Deed, RulesDraft as SaidRules},
    http::{
        answer::{created, rules, wants_toml},
        api::{
            BadBody, Conflicting, Forbidden, List, NotFound, RulesCheck, RulesDocument, RulesDraft,
            RulesToCheck, RulesVersion, Unauthorized,
        },
        problem::Problem,
        read::{Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State, http::HeaderMap, response::Response};

/// Look at the rules in force
///
/// As TOML for who accepts `application/toml`, and not JSON.
#[utoipa::path(
    get,
    path = "/v1/rules",
    tag = "rules",
    responses(
        (
            status = 200,
            description = "The rules by which is planned now.",
            content(
                (RulesDocument = "application/json"),
                (String = "application/toml"),
            ),
        ),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn get_rules(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Ok(rules(app.service.rules(&me).await?, wants_toml(&headers)))
}

/// List all versions of the rules
#[utoipa::path(
    get,
    path = "/v1/rules/versions",
    tag = "rules",
    responses(
        (status = 200, description = "All versions, the last first, each with what it changed.", body = List<RulesVersion>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_rules_versions(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<List<RulesVersion>>, Problem> {
    Ok(Json(List::of(app.service.rules_versions(&me).await?)))
}

/// Look at a version of the rules
///
/// As TOML for who accepts `application/toml`, and not JSON; or where `.toml` follows the number.
#[utoipa::path(
    get,
    path = "/v1/rules/versions/{version}",
    tag = "rules",
    params(
        ("version" = String, Path, description = "Number of the version, such as 3 or 3.toml."),
    ),
    responses(
        (
            status = 200,
            description = "The version.",
            content(
                (RulesDocument = "application/json"),
                (String = "application/toml"),
            ),
        ),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_rules_version(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(version): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    me.may(Deed::SeeRules)?;
    let plain = version.strip_suffix(".toml");
    let number = number("version of the rules", plain.unwrap_or(&version))?;
    let view = app.service.rules_version(&me, number).await?;
    Ok(rules(view, plain.is_some() || wants_toml(&headers)))
}

/// Decide other rules
///
/// They count from `valid_from_at` on for all that is planned then; what was planned stays as it is until it is planned again. To go back to an older version, send its text again.
#[utoipa::path(
    post,
    path = "/v1/rules",
    tag = "rules",
    request_body = RulesDraft,
    responses(
        (status = 201, description = "The new version, and what it changed.", body = RulesVersion),
        Unauthorized,
        Forbidden,
        Conflicting,
        BadBody,
    ),
)]
pub(super) async fn post_rules(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Body(body): Body,
) -> Result<Response, Problem> {
    let draft = submitted(&body, SaidRules::read);
    let version: RulesVersion = app.service.post_rules(&me, draft).await?.into();
    Ok(created(&format!("/v1/rules/versions/{}", version.version), &version))
}

/// Judge rules without deciding them
///
/// Says all that is wrong with them, or what they would change.
#[utoipa::path(
    post,
    path = "/v1/rules/check",
    tag = "rules",
    request_body = RulesToCheck,
    responses(
        (status = 200, description = "They are in order, and this is what they would change.", body = RulesCheck),
        Unauthorized,
        Forbidden,
        BadBody,
    ),
)]
pub(super) async fn check_rules(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Body(body): Body,
) -> Result<Json<RulesCheck>, Problem> {
    let draft = submitted(&body, |object| SaidRules {
        toml: object.text("toml"),
        json: object.json_object("rules"),
        valid_from: object.instant("valid_from_at"),
        ..SaidRules::default()
    });
    Ok(Json(app.service.check_rules(&me, draft).await?.into()))
}
