//! The last thing done to every answer: its problem is written out, its request named and logged.

use crate::http::problem::Problem;
use axum::{
    Json,
    extract::{MatchedPath, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::time::Instant;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request, and when it is answered writes its problem out and logs it: the pattern of
/// its path, never the path or the query, which may hold what people look for.
pub(in crate::http) async fn finish(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = request_id(request.headers());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let pattern = request.extensions().get::<MatchedPath>().map(|it| it.as_str().to_owned());
    let pattern = pattern.unwrap_or_else(|| "(page)".to_owned());
    let mut response = next.run(request).await;
    if let Some(problem) = problem_of(&mut response) {
        response = written(&problem, &response, &path, &id);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let status = response.status().as_u16();
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, path = pattern, status, ms, request_id = id, "answered");
    response
}

/// The name that the one who asks has given, if it is a sane one, else a new one.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    let sane = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let given = given.filter(|text| (1..=64).contains(&text.len()) && text.bytes().all(sane));
    given.map_or_else(|| uuid::Uuid::now_v7().simple().to_string(), str::to_owned)
}

/// The problem that an answer stands for, also if it is none of ours.
fn problem_of(response: &mut Response) -> Option<Problem> {
    let own = response.extensions_mut().remove::<Problem>();
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    own.or_else(|| is_error.then(|| Problem::of_status(status)))
}

/// The answer with the document of its problem.
fn written(problem: &Problem, bare: &Response, path: &str, id: &str) -> Response {
    // A path that nobody knows may be as long as a header can be.
    let path: String = path.chars().take(200).collect();
    let document = Json(problem.document(&path, id));
    let mut response = (problem.status, document).into_response();
    let kept = [header::RETRY_AFTER, header::ALLOW, header::SET_COOKIE];
    for (name, value) in kept.iter().filter_map(|name| Some((name, bare.headers().get(name)?))) {
        response.headers_mut().insert(name, value.clone());
    }
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    debug_assert_ne!(response.status(), StatusCode::OK, "a problem is no success");
    response
}
