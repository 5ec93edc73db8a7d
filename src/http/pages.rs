//! The pages: files of the built site, embedded.

use super::problem::Problem;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "web/dist/"]
#[allow_missing = true]
struct Site;

/// Pages that one file draws, whatever comes after their names: those of `web/src/app/router.svelte.ts`.
const PAGES: [&str; 6] = ["", "shop", "round", "board", "shifts", "rules"];

/// What is told where the site was not built.
const NO_SITE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Musette</title>\
    <h1>Musette is running</h1><p>Its pages were not built: run <code>make site</code> and start it \
    again. The API is described at <a href=\"/docs/\">/docs/</a>.</p>";

/// A file of the site, or the page that a path stands for.
pub(super) async fn page(request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::no_such_page().into_response();
    }
    let is_page = PAGES.contains(&path.split('/').next().unwrap_or_default());
    if let Some(file) = Site::get(path).filter(|_| !path.is_empty()) {
        return answer(path, &file, request.headers());
    }
    match Site::get("index.html") {
        Some(index) if is_page => answer("index.html", &index, request.headers()),
        None if is_page => Html(NO_SITE).into_response(),
        _ => Problem::no_such_page().into_response(),
    }
}

fn answer(path: &str, file: &EmbeddedFile, asked: &HeaderMap) -> Response {
    let hash = file.metadata.sha256_hash();
    let start = hash.iter().take(12).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let tag = format!("\"{start:024x}\"");
    // Vite puts a hash of their content into the names of these.
    let caching = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, value);
    }
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|it| it.trim().ends_with(&tag))) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    if let Ok(kind) = HeaderValue::from_str(file.metadata.mimetype()) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    (headers, file.data.clone().into_owned()).into_response()
}
