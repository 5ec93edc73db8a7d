//! Where the API is reached, and what is around it.

use super::{handler::answer, refusal::Refusal};
use crate::app::{roads::RoadService, service::AppError};
use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::{Next, from_fn},
    response::{IntoResponse as _, Response},
    routing::any,
};
use std::{any::Any, time::Duration, time::Instant};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// So long an answer may take.
const LONGEST: Duration = Duration::from_mins(2);

/// All of a listener of its own.
pub fn osrm_routes(service: RoadService) -> Router {
    around(Router::new().fallback(answer), service)
}

/// Its paths among others: neither pages nor the native API have one that begins so.
pub(in crate::http) fn beside(service: RoadService) -> Router {
    let names = ["route", "table", "nearest", "trip", "match", "tile"];
    let paths = names.into_iter().fold(Router::new(), |router, name| {
        router.route(&format!("/{name}/{{*rest}}"), any(answer))
    });
    around(paths, service)
}

fn around(router: Router<RoadService>, service: RoadService) -> Router {
    router
        .layer(from_fn(deadline))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(open_to_all))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(service)
}

/// Pages of any origin may read the answers. Logs that there was a request: places are nobody's
/// business.
async fn open_to_all(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let mut response = next.run(request).await;
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "X-Requested-With, Content-Type"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let status = response.status().as_u16();
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(%method, path = "(osrm)", status, ms, "answered");
    response
}

async fn deadline(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::from(AppError::Busy { retry_s: 2 }).into_response(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that tower-http asks for")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    let text = text.unwrap_or_else(|| "a panic that says nothing".to_owned());
    Refusal::from(AppError::Defect(text)).into_response()
}
