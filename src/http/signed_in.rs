//! Who asks.

use super::{
    openapi::{SECURE_COOKIE, SESSION_COOKIE},
    problem::Problem,
    state::App,
};
use crate::{
    app::service::{Actor, Used},
    units::Seconds,
};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::{Arc, OnceLock},
};

/// Someone who is signed in.
#[derive(Debug)]
pub(super) struct SignedIn(pub(super) Actor);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let token = token(&parts.headers, app);
        let Used { actor, lasts, renewed } = app.service.session(token).await?;
        // Whoever asks who they are has perhaps missed the last renewal.
        let asks = parts.uri.path() == "/v1/session";
        if let Some(renewal) = parts.extensions.get::<Renewal>().filter(|_| renewed || asks) {
            let _ = renewal.0.set((token.unwrap_or_default().to_owned(), lasts));
        }
        Ok(Self(actor))
    }
}

/// The token whose cookie is to be set again, and for how long.
#[derive(Clone, Debug, Default)]
pub(super) struct Renewal(pub(super) Arc<OnceLock<(String, Seconds)>>);

fn cookie_name(app: &App) -> &'static str {
    if app.options.behind_proxy { SECURE_COOKIE } else { SESSION_COOKIE }
}

/// The token that was shown when signing in, if any.
pub(super) struct Shown(pub(super) Option<String>);

impl FromRequestParts<App> for Shown {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(token(&parts.headers, app).map(str::to_owned)))
    }
}

/// The token in the session cookie.
fn token<'a>(headers: &'a HeaderMap, app: &App) -> Option<&'a str> {
    let own = cookie_name(app);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|text| text.split(';')).filter_map(|it| it.split_once('='));
    pairs.find(|(name, _)| name.trim() == own).map(|(_, value)| value.trim())
}

/// A cookie that holds a token for so long, or with zero seconds takes it away.
pub(super) fn cookie(token: &str, lasts: Seconds, app: &App) -> Option<HeaderValue> {
    let secure = if app.options.behind_proxy { "; Secure" } else { "" };
    let (name, seconds) = (cookie_name(app), lasts.as_u32());
    let text =
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).ok()
}

/// An address as a proxy may write it, with a port or in brackets, without these.
fn without_port(text: &str) -> String {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let ip = bare.unwrap_or(text).parse().ok();
    let ip = ip.or_else(|| text.parse().ok().map(|it: SocketAddr| it.ip()));
    ip.map_or_else(|| text.to_owned(), |ip: IpAddr| ip.to_string())
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
        let told = told.map(|text| without_port(text.trim())).filter(|_| app.options.behind_proxy);
        let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
        let address = told.or_else(|| peer().map(|ip| ip.to_string()));
        Ok(Self(address.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::without_port;

    #[test]
    fn ports_are_no_part_of_an_address() {
        for (told, address) in [
            ("192.0.2.1", "192.0.2.1"),
            ("192.0.2.1:5678", "192.0.2.1"),
            ("2001:DB8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:5678", "2001:db8::1"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(without_port(told), address);
        }
    }
}
