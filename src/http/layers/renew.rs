//! A session that lasts longer because it is used lasts longer in the browser too.

use crate::http::{
    signed_in::{Renewal, cookie},
    state::App,
};
use axum::{
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::Response,
};

/// Sets the cookie again if the session was renewed, unless the answer sets another.
pub(in crate::http) async fn renew(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let renewal = Renewal::default();
    request.extensions_mut().insert(renewal.clone());
    let mut response = next.run(request).await;
    let cookie = renewal.0.get().and_then(|(token, lasts)| cookie(token, *lasts, &app));
    if let Some(cookie) = cookie
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
