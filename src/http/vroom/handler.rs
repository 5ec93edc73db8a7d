//! From a request to an answer.

use crate::{
    app::{
        answer_vroom,
        roads::{Classes, RoadService},
        service::AppError,
    },
    config::VroomSettings,
    http::layers::{LONGEST, said},
    instances::vroom::{
        VroomCode, VroomEffort, VroomRefusal, admit_vroom, parse_vroom, read_vroom,
    },
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::FutureExt as _;
use std::{panic::AssertUnwindSafe, time::Instant};

/// As vroom-express says it; pages of any origin may ask.
const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8")),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, OPTIONS")),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Origin, X-Requested-With, Content-Type, Accept"),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    ),
];

/// Answers a problem. Logs that there was one: places are nobody's business.
pub(super) async fn answer(State(service): State<RoadService>, body: Body) -> Response {
    let start = Instant::now();
    let longest = LONGEST.saturating_add(service.vroom().time);
    let work = AssertUnwindSafe(answered(&service, body)).catch_unwind();
    let (status, document, retry_s) = match tokio::time::timeout(longest, work).await {
        Ok(Ok(Ok(document))) => (StatusCode::OK, document, None),
        Ok(Ok(Err(refusal))) => refusal.told(),
        Ok(Err(panic)) => Refusal::from(AppError::Defect(said(&*panic).to_owned())).told(),
        Err(_) => Refusal::from(AppError::Busy { retry_s: 2 }).told(),
    };
    let mut response = (status, HEADERS, document).into_response();
    if let Some(retry_s) = retry_s {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_s));
    }
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(path = "(vroom)", status = status.as_u16(), ms, "answered");
    response
}

/// Says that other origins may ask.
pub(super) async fn preflight() -> Response {
    (StatusCode::NO_CONTENT, HEADERS).into_response()
}

/// It answers, so it is well: what vroom-express says by an empty body.
pub(super) async fn healthy() -> Response {
    (StatusCode::OK, HEADERS).into_response()
}

async fn answered(service: &RoadService, body: Body) -> Result<Vec<u8>, Refusal> {
    let settings = *service.vroom();
    let body = to_bytes(body, settings.longest_body).await.map_err(|_| {
        let message =
            format!("Request entity too large, maximum is set to {} bytes", settings.longest_body);
        VroomRefusal::new(VroomCode::TooLarge, message)
    })?;
    let work = move |classes: &Classes<'_>| solved(&body, classes, settings);
    Ok(service.search(work).await??)
}

fn solved(
    body: &Bytes,
    classes: &Classes<'_>,
    settings: VroomSettings,
) -> Result<Vec<u8>, VroomRefusal> {
    let document = parse_vroom(body).map_err(VroomRefusal::as_express)?;
    admit_vroom(&document, settings.limits)?;
    let problem = read_vroom(&document)?;
    drop(document);
    let effort = VroomEffort {
        time: settings.time,
        iterations: None,
        threads: 1,
        seed: 1,
        cancel: Some(classes.cancel),
    };
    Ok(answer_vroom(&problem, &|profile| classes.class(profile), effort, &mut |_| {})?.json())
}

/// Why there is no answer.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    why: VroomRefusal,
    retry_s: Option<u32>,
}

impl Refusal {
    fn told(self) -> (StatusCode, Vec<u8>, Option<u32>) {
        (self.status, self.why.json(), self.retry_s)
    }
}

impl From<VroomRefusal> for Refusal {
    fn from(refusal: VroomRefusal) -> Self {
        let status = match refusal.code {
            VroomCode::Input => StatusCode::BAD_REQUEST,
            VroomCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            VroomCode::Internal | VroomCode::Routing => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, why: refusal, retry_s: None }
    }
}

impl From<AppError> for Refusal {
    /// VROOM has no word for a server that has too much to do.
    fn from(error: AppError) -> Self {
        match error {
            AppError::Busy { retry_s } => {
                let message = AppError::Busy { retry_s }.to_string();
                let why = VroomRefusal::new(VroomCode::Internal, message);
                Self { status: StatusCode::SERVICE_UNAVAILABLE, why, retry_s: Some(retry_s) }
            }
            other => {
                let cause = other.to_string();
                tracing::error!(cause, "a mistake in Musette");
                VroomRefusal::new(VroomCode::Internal, "Internal error").into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_status_of_vroom_express() {
        let status = |code| Refusal::from(VroomRefusal::new(code, "x")).status.as_u16();
        let all = [VroomCode::Internal, VroomCode::Input, VroomCode::Routing, VroomCode::TooLarge];
        assert_eq!(all.map(status), [500, 400, 500, 413]);
        let (status, document, retry_s) = Refusal::from(AppError::Busy { retry_s: 2 }).told();
        assert_eq!((status.as_u16(), retry_s), (503, Some(2)));
        assert!(document.starts_with(br#"{"code":1,"error":"#));
        let (status, document, _) = Refusal::from(AppError::Defect("secret".to_owned())).told();
        assert_eq!(status.as_u16(), 500);
        assert_eq!(document, br#"{"code":1,"error":"Internal error"}"#);
    }
}
