//! Signing in and out.

use crate::{
    app::service::Credentials as SaidCredentials,
    http::{
        api::{BadBody, Busy, Credentials, Forbidden, Session, Throttled, Unauthorized},
        problem::Problem,
        read::{Body, Read as _, submitted},
        signed_in::{From, Shown, SignedIn, cookie},
        state::App,
    },
    units::Seconds,
};
use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

/// Sign in
#[utoipa::path(
    post,
    path = "/v1/session",
    tag = "session",
    security(()),
    request_body = Credentials,
    responses(
        (status = 200, description = "Signed in; the session is in a cookie.", body = Session, headers(("set-cookie" = String, description = "The session cookie."))),
        Unauthorized,
        Forbidden,
        BadBody,
        Throttled,
        Busy,
    ),
)]
pub(super) async fn sign_in(
    State(app): State<App>,
    From(address): From,
    Shown(shown): Shown,
    Body(body): Body,
) -> Result<Response, Problem> {
    let submitted = submitted(&body, SaidCredentials::read);
    let begun = app.service.sign_in(submitted, &address, shown.as_deref()).await?;
    let me = app.service.me(&begun.actor).await?;
    let cookie = cookie(&begun.token, begun.lasts, &app);
    let cookie = cookie.map(|cookie| [(header::SET_COOKIE, cookie)]);
    Ok((cookie, Json(Session::from(me))).into_response())
}

/// Who is signed in
#[utoipa::path(
    get,
    path = "/v1/session",
    tag = "session",
    responses(
        (status = 200, description = "Who is signed in; the cookie lasts on.", body = Session, headers(("set-cookie" = String, description = "The session cookie."))),
        Unauthorized,
    ),
)]
pub(super) async fn get_session(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Json<Session>, Problem> {
    Ok(Json(app.service.me(&me).await?.into()))
}

/// Sign out
#[utoipa::path(
    delete,
    path = "/v1/session",
    tag = "session",
    responses(
        (status = 204, description = "Signed out."),
        Unauthorized,
        Forbidden,
    ),
)]
pub(super) async fn sign_out(
    State(app): State<App>,
    SignedIn(me): SignedIn,
) -> Result<Response, Problem> {
    app.service.sign_out(&me).await?;
    let cookie = cookie("", Seconds::ZERO, &app).map(|cookie| [(header::SET_COOKIE, cookie)]);
    Ok((StatusCode::NO_CONTENT, cookie, ()).into_response())
}
