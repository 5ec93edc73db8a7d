//! Who asks.

use super::{openapi::SESSION_COOKIE, problem::Problem, state::App};
use crate::app::service::Actor;
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use std::{convert::Infallible, net::SocketAddr};

/// Someone who is signed in.
#[derive(Debug)]
pub(super) struct SignedIn(pub(super) Actor);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Ok(Self(app.service.session(token(&parts.headers)).await?))
    }
}

/// The token in the session cookie.
fn token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|text| text.split(';')).filter_map(|it| it.split_once('='));
    pairs.find(|(name, _)| name.trim() == SESSION_COOKIE).map(|(_, value)| value.trim())
}

/// A cookie that holds a token for so many seconds, or with zero seconds takes it away.
pub(super) fn cookie(token: &str, seconds: u32, app: &App) -> Option<HeaderValue> {
    let secure = if app.options.behind_proxy { "; Secure" } else { "" };
    let text = format!(
        "{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}"
    );
    HeaderValue::from_str(&text).ok()
}

/// The address that a request comes from; behind a proxy the one that the proxy tells. Empty if
/// nobody knows.
#[derive(Debug)]
pub(super) struct From(pub(super) String);

impl FromRequestParts<App> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // The last one is what our own proxy has added; those before it anybody can write.
        let told = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let told = told.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        let told = told.map(|text| text.trim().to_owned()).filter(|_| app.options.behind_proxy);
        let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
        let address = told.or_else(|| peer().map(|ip| ip.to_string()));
        Ok(Self(address.unwrap_or_default()))
    }
}
