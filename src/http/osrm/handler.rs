//! From a request to an answer.

use super::{
    json::Json, nearest, refusal::Refusal, request::OsrmRequest, route, table, trip, url::Service,
};
use crate::{
    app::{
        roads::{RoadService, Roads},
        service::AppError,
    },
    http::layers::{LONGEST, said},
};
use axum::{
    extract::{OriginalUri, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use futures_util::FutureExt as _;
use std::{panic::AssertUnwindSafe, time::Instant};

pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=UTF-8");

/// Pages of any origin may read the answers.
const OPEN_TO_ALL: [(HeaderName, HeaderValue); 5] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, OPTIONS")),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("X-Requested-With, Content-Type"),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    ),
];

/// Answers whatever is asked. Logs that there was a request: places are nobody's business.
pub(super) async fn answer(
    State(service): State<RoadService>,
    method: Method,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let start = Instant::now();
    let work = AssertUnwindSafe(answered(&service, &method, &uri)).catch_unwind();
    let mut response = match tokio::time::timeout(LONGEST, work).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => Refusal::from(AppError::Defect(said(&*panic).to_owned())).into_response(),
        Err(_) => Refusal::from(AppError::Busy { retry_s: 2 }).into_response(),
    };
    for (name, value) in OPEN_TO_ALL {
        response.headers_mut().insert(name, value);
    }
    let status = response.status().as_u16();
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(%method, path = "(osrm)", status, ms, "answered");
    response
}

async fn answered(service: &RoadService, method: &Method, uri: &Uri) -> Response {
    if method == Method::OPTIONS {
        return StatusCode::NO_CONTENT.into_response();
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        let message = format!("Method {method} is not implemented; use GET");
        return Refusal::new("NotImplemented", message).into_response();
    }
    let text = uri.path_and_query().map_or("/", |text| text.as_str());
    match OsrmRequest::parse(text, service.limits()) {
        Ok(request) => done(service, request).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn done(service: &RoadService, request: OsrmRequest) -> Response {
    let (profile, effort) =
        (request.profile.clone(), request.effort(|place| service.covers(place)));
    let work = move |roads: &Roads<'_>| written(roads, &request);
    match service.run(&profile, effort, work).await {
        Ok(Ok(bytes)) => ([(header::CONTENT_TYPE, JSON)], bytes).into_response(),
        Ok(Err(refusal)) => refusal.into_response(),
        Err(error) => Refusal::from(error).into_response(),
    }
}

fn written(roads: &Roads<'_>, request: &OsrmRequest) -> Result<Vec<u8>, Refusal> {
    let (query, asked) = (&request.query, &request.asked);
    let json = match request.service {
        Service::Route => route::answer(roads, query, asked),
        Service::Trip => trip::answer(roads, query, asked),
        Service::Nearest => nearest::answer(roads, query, asked),
        Service::Table => table::answer(roads, query, asked),
    };
    json.map(Json::into_bytes)
}
