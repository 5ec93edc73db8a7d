//! Against foreign pages that have a visitor's browser change things here.

use crate::http::{problem::Problem, state::App};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Refuses requests that change something and come from a page of another origin. What is no
/// browser says nothing of its origin, and holds no cookies that it was not given.
pub(in crate::http) async fn same_origin(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_own(request.headers(), app.options.behind_proxy) {
        return next.run(request).await;
    }
    Problem::new(
        StatusCode::FORBIDDEN,
        "foreign_origin",
        "The request came from a foreign page",
        "only pages of this server may change something here; open it at its own address",
    )
    .into_response()
}

fn is_own(headers: &HeaderMap, behind_proxy: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if text("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site") {
        return false;
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return true };
    let forwarded = text("x-forwarded-host").filter(|_| behind_proxy);
    let host = forwarded.or_else(|| text(header::HOST.as_str()));
    let named = origin.split_once("://").map(|(_, authority)| authority);
    named.is_some() && named.zip(host).is_some_and(|(named, host)| named.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        let all = headers.iter().map(|(name, value)| {
            (name.parse::<header::HeaderName>().unwrap(), value.parse().unwrap())
        });
        is_own(&all.collect(), false)
    }

    #[test]
    fn only_own_pages_and_what_is_no_browser_may_change_things() {
        let host = ("host", "musette.example:8080");
        assert!(own(&[host]));
        assert!(own(&[host, ("origin", "http://musette.example:8080")]));
        assert!(own(&[host, ("origin", "https://Musette.example:8080")]));
        for foreign in [
            ("origin", "http://musette.example"),
            ("origin", "http://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(!own(&[host, foreign]), "{foreign:?}");
        }
        assert!(own(&[host, ("sec-fetch-site", "same-origin")]));
        assert!(!own(&[
            host,
            ("x-forwarded-host", "evil.example"),
            ("origin", "http://evil.example")
        ]));
    }
}
