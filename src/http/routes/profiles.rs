//! Profiles.

use crate::{
    app::service::ProfileDraft as SaidProfile,
    http::{
        api::{
            BadBody, Busy, Conflicting, Forbidden, List, NotFound, Profile, ProfileDraft,
            ProfileRules, TunedProfile, Unauthorized,
        },
        problem::Problem,
        read::{Body, InPath, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State};

/// List the map's profiles
#[utoipa::path(
    get,
    path = "/v1/profiles",
    tag = "streets",
    responses(
        (status = 200, description = "All profiles, by name.", body = List<Profile>),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn list_profiles(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<List<Profile>>, Problem> {
    Ok(Json(List::of(app.service.profiles(&me).await?)))
}

/// Look at a profile and its rules
#[utoipa::path(
    get,
    path = "/v1/profiles/{name}",
    tag = "streets",
    params(
        ("name" = String, Path, description = "Name of the profile."),
    ),
    responses(
        (status = 200, description = "The profile.", body = ProfileRules),
        Unauthorized,
        Forbidden,
        NotFound,
    ),
)]
pub(super) async fn get_profile(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(name): InPath<String>,
) -> Result<Json<ProfileRules>, Problem> {
    Ok(Json(app.service.profile(&me, &name).await?.into()))
}

/// Tune a profile
///
/// It counts at once for all that is asked from now on; what is being answered is answered by the old one. Rounds that are planned stay as they are until the day is planned again. Refused where several co-operatives share a server.
#[utoipa::path(
    put,
    path = "/v1/profiles/{name}",
    tag = "streets",
    params(
        ("name" = String, Path, description = "Name of the profile."),
    ),
    request_body = ProfileDraft,
    responses(
        (status = 200, description = "The profile as it is now, and what that changed.", body = TunedProfile),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflicting,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn put_profile(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    InPath(name): InPath<String>,
    Body(body): Body,
) -> Result<Json<TunedProfile>, Problem> {
    let draft = submitted(&body, SaidProfile::read);
    Ok(Json(app.service.put_profile(&me, &name, draft).await?.into()))
}
