//! Vector tiles.

use crate::{
    app::service::{AppError, Lane},
    http::{
        api::{Busy, NotFound, TileBytes},
        problem::Problem,
        read::{InPath, Parameters},
        state::App,
    },
    tiles::unpacked,
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

/// A piece of the map
///
/// A Mapbox Vector Tile, for everybody.
#[utoipa::path(
    get,
    path = "/tiles/{z}/{x}/{y}",
    tag = "map",
    security(()),
    params(
        ("z" = u32, Path, description = "The zoom: see `min_zoom` and `max_zoom` of the map."),
        ("x" = u32, Path, description = "The column, from the west."),
        ("y" = u32, Path, description = "The row, from the north."),
        ("v" = Option<String>, Query, description = "The version of the map, as its template has it: such a tile may be kept for ever."),
    ),
    responses(
        (status = 200, description = "The tile.", body = TileBytes, content_type = "application/vnd.mapbox-vector-tile"),
        (status = 204, description = "There is nothing to be seen."),
        (status = 304, description = "The one who asks has it already (If-None-Match)."),
        NotFound,
        Busy,
    ),
)]
pub(super) async fn get_tile(
    State(app): State<App>,
    InPath((z, x, y)): InPath<(String, String, String)>,
    query: Parameters,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let numbers = z.parse::<u8>().ok().zip(x.parse::<u32>().ok()).zip(y.parse::<u32>().ok());
    let ((z, x), y) = numbers.ok_or_else(Problem::no_such_page)?;
    let world = app.service.world().clone();
    let tiles = world.tiles.as_ref().filter(|tiles| tiles.has(z, x, y));
    let tiles = tiles.ok_or_else(Problem::no_such_page)?;
    let headers = headers(tiles.version(), query.text("v"));
    let tag = format!("\"{}\"", tiles.version());
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|it| it.trim().ends_with(&tag))) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    // What is remembered costs nothing, and need not wait for what does.
    let tile = if let Some(tile) = tiles.remembered(z, x, y) {
        tile
    } else {
        let world = world.clone();
        let draw = move || world.tiles.as_ref().and_then(|it| it.tile(z, x, y));
        let drawn = app.service.cpu().run_in(Lane::Tiles, draw).await?;
        drawn.ok_or_else(Problem::no_such_page)?
    };
    if tile.is_empty() {
        return Ok((StatusCode::NO_CONTENT, headers).into_response());
    }
    let kind = HeaderValue::from_static("application/vnd.mapbox-vector-tile");
    let kind = [(header::CONTENT_TYPE, kind)];
    if takes_gzip(&asked) {
        let packed = [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
        return Ok((headers, kind, packed, tile).into_response());
    }
    let tile = unpacked(&tile).map_err(|error| AppError::Defect(error.to_string()))?;
    Ok((headers, kind, tile).into_response())
}

fn headers(version: &str, asked: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    // Weak: packed and unpacked they are the same tile, in other bytes.
    if let Ok(value) = HeaderValue::from_str(&format!("W/\"{version}\"")) {
        headers.insert(header::ETAG, value);
    }
    let caching = if asked == Some(version) {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600, stale-while-revalidate=86400"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers
}

/// Does the one who asks unpack? Unless they say so, no.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let all = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    all.flat_map(|text| text.split(',')).any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let quality = quality.trim().strip_prefix("q=").and_then(|it| it.trim().parse().ok());
        matches!(name.trim(), "gzip" | "*") && quality.unwrap_or(1.0) > 0.0
    })
}
