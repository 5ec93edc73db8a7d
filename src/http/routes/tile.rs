//! Vector tiles.

use crate::http::{problem::Problem, state::App};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

/// The tile at `z/x/y`: 204 if nothing is to be seen there, 404 if there is no such tile.
pub(in crate::http) async fn tile(
    State(app): State<App>,
    Path((z, x, y)): Path<(String, String, String)>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let numbers = z.parse::<u8>().ok().zip(x.parse::<u32>().ok()).zip(y.parse::<u32>().ok());
    let ((z, x), y) = numbers.ok_or_else(Problem::no_such_page)?;
    let world = app.service.world().clone();
    let version = world.tiles.as_ref().map(|tiles| format!("\"{}\"", tiles.version()));
    let version = version.ok_or_else(Problem::no_such_page)?;
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&version) {
        headers.insert(header::ETAG, value);
    }
    let caching = "public, max-age=3600, stale-while-revalidate=86400";
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|it| it.trim().ends_with(&version))) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let made = app.service.cpu().run(move || world.tiles.as_ref().and_then(|it| it.tile(z, x, y)));
    let tile = made.await?.ok_or_else(Problem::no_such_page)?;
    if tile.is_empty() {
        return Ok((StatusCode::NO_CONTENT, headers).into_response());
    }
    let kind = HeaderValue::from_static("application/vnd.mapbox-vector-tile");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Ok((headers, tile).into_response())
}
