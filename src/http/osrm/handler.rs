//! From a request to an answer.

use super::{nearest, refusal::Refusal, request::OsrmRequest, route, table, trip, url::Service};
use crate::app::{
    roads::{RoadService, Roads},
    service::AppError,
};
use axum::{
    extract::{OriginalUri, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=UTF-8");

/// Answers whatever is asked.
pub(super) async fn answer(
    State(service): State<RoadService>,
    method: Method,
    OriginalUri(uri): OriginalUri,
) -> Response {
    if method == Method::OPTIONS {
        return StatusCode::NO_CONTENT.into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        let message = format!("Method {method} is not implemented; use GET");
        return Refusal::new("NotImplemented", message).into_response();
    }
    let text = uri.path_and_query().map_or("/", |text| text.as_str());
    match OsrmRequest::parse(text, service.limits()) {
        Ok(request) => done(&service, request).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn done(service: &RoadService, request: OsrmRequest) -> Response {
    let profile = request.profile.clone();
    let work = move |roads: &Roads<'_>| written(roads, &request);
    match service.run(&profile, work).await {
        Ok(Ok(bytes)) => ([(header::CONTENT_TYPE, JSON)], bytes).into_response(),
        Ok(Err(refusal)) => refusal.into_response(),
        Err(error) => Refusal::from(error).into_response(),
    }
}

fn written(roads: &Roads<'_>, request: &OsrmRequest) -> Result<Vec<u8>, Refusal> {
    let (query, asked) = (&request.query, &request.asked);
    match request.service {
        Service::Route => json(&route::answer(roads, query, asked)?),
        Service::Trip => json(&trip::answer(roads, query, asked)?),
        Service::Nearest => json(&nearest::answer(roads, query, asked)?),
        Service::Table => table::answer(roads, query, asked),
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(value).map_err(unwritten)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err asks for")]
pub(super) fn unwritten(error: serde_json::Error) -> Refusal {
    AppError::Defect(format!("an answer could not be written: {error}")).into()
}
