//! Errors as answers: RFC 9457.

use super::api::{LabourRefusal, ProblemDocument, ProblemError};
use crate::{
    app::service::{AppError, Complaints, Unlawful},
    store::StoreError,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// An error that is answered.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
    errors: Vec<ProblemError>,
    refusals: Vec<LabourRefusal>,
    retry_s: Option<u32>,
}

impl Problem {
    pub(super) fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        let (errors, refusals) = (Vec::new(), Vec::new());
        Self { status, code, title, detail: detail.into(), errors, refusals, retry_s: None }
    }

    fn retry(self, retry_s: u32) -> Self {
        Self { retry_s: Some(retry_s), ..self }
    }

    /// Everything that is wrong with what was sent.
    pub(super) fn invalid(complaints: &Complaints) -> Self {
        let error = |it: &crate::app::service::Complaint| ProblemError {
            field: it.field.clone(),
            code: it.code.to_owned(),
            cause: it.cause.clone(),
            action: it.action.clone(),
        };
        let errors = complaints.iter().map(error).collect();
        let detail = AppError::Invalid(Complaints::default()).to_string();
        let problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "The request has mistakes",
            detail,
        );
        Self { errors, ..problem }
    }

    /// What the law has against it, rule by rule: as mistakes of the fields, too.
    fn unlawful(refusals: Vec<Unlawful>, detail: &str) -> Self {
        let error = |it: &Unlawful| ProblemError {
            field: it.field.to_owned(),
            code: it.refusal.rule.code().to_owned(),
            cause: format!("{}: {}", it.courier_name, it.sentence.en),
            action: "change the hours, the day or who works".to_owned(),
        };
        let errors = refusals.iter().map(error).collect();
        let refusals = refusals.into_iter().map(LabourRefusal::from).collect();
        let problem =
            Self::new(StatusCode::CONFLICT, "unlawful", "The law does not allow this", detail);
        Self { errors, refusals, ..problem }
    }

    /// A mistake of ours; `cause` is for the log, not for those who ask.
    pub(super) fn defect(cause: &str) -> Self {
        tracing::error!(cause, "a mistake in Musette");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Musette made a mistake",
            "Musette made a mistake, which is in its log under this request id; please report it.",
        )
    }

    /// One more stream than an account may have.
    pub(super) fn too_many_streams(open: usize) -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_streams",
            "Too many event streams",
            format!("{open} event streams of this account are open already; close some"),
        )
        .retry(10)
    }

    /// Nothing is there.
    pub(super) fn no_such_page() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is no such address",
            "nothing is at this address; /docs/ lists all there are",
        )
    }

    /// The problem that an answer without a document of ours stands for.
    pub(super) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::no_such_page(),
            StatusCode::METHOD_NOT_ALLOWED => Self::new(
                status,
                "method_not_allowed",
                "This address does not do that",
                "this address knows other methods, which the header Allow and /docs/ tell",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(
                status,
                "too_large",
                "The body is too long",
                "the body is longer than 256 kB; send less at a time",
            ),
            StatusCode::BAD_REQUEST => Self::new(
                status,
                "bad_request",
                "The request cannot be read",
                "the address, a header or the body cannot be read; look for a slip",
            ),
            other => {
                let title = other.canonical_reason().unwrap_or("It did not work");
                Self::new(other, "failed", title, title)
            }
        }
    }

    /// The document, for a request.
    pub(super) fn document(&self, instance: &str, request_id: &str) -> ProblemDocument {
        ProblemDocument {
            kind: format!("urn:musette:problem:{}", self.code),
            title: self.title.to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            instance: instance.to_owned(),
            code: self.code.to_owned(),
            request_id: request_id.to_owned(),
            errors: self.errors.clone(),
            refusals: self.refusals.clone(),
        }
    }
}

impl IntoResponse for Problem {
    /// An answer without a body: `layers::finish` writes the document, as it knows the request.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(retry_s) = self.retry_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_s));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        use StatusCode as S;
        let detail = error.to_string();
        let new = |status, code, title| Self::new(status, code, title, detail.clone());
        match error {
            AppError::NotSignedIn => new(S::UNAUTHORIZED, "not_signed_in", "Not signed in"),
            AppError::WrongPassword => new(S::UNAUTHORIZED, "wrong_password", "Wrong password"),
            AppError::Throttled { retry_s } => {
                new(S::TOO_MANY_REQUESTS, "throttled", "Too many attempts").retry(retry_s)
            }
            AppError::Forbidden => new(S::FORBIDDEN, "forbidden", "Your role may not do this"),
            AppError::NotFound { .. } => new(S::NOT_FOUND, "not_found", "There is no such thing"),
            AppError::Invalid(complaints) => Self::invalid(&complaints),
            AppError::Conflict { code, .. } => {
                new(S::CONFLICT, code, "As things stand, this cannot be done")
            }
            AppError::Unlawful(refusals) => Self::unlawful(refusals, &detail),
            AppError::Busy { retry_s } => {
                new(S::SERVICE_UNAVAILABLE, "busy", "Too much to do").retry(retry_s)
            }
            AppError::Plan(crate::app::PlanError::Instance(_)) => {
                new(S::CONFLICT, "cannot_plan", "The day cannot be planned")
            }
            AppError::Plan(crate::app::PlanError::Refused(_)) | AppError::Defect(_) => {
                Self::defect(&detail)
            }
            AppError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        use StatusCode as S;
        let detail = error.to_string();
        let new = |status, code, title| Self::new(status, code, title, detail.clone());
        match error {
            StoreError::NotFound { .. } => new(S::NOT_FOUND, "not_found", "There is no such thing"),
            StoreError::InUse { .. } => new(S::CONFLICT, "in_use", "It is in use"),
            StoreError::Conflict { .. } => {
                new(S::CONFLICT, "conflict", "As things stand, this cannot be done")
            }
            StoreError::Refused { .. } => {
                new(S::UNPROCESSABLE_ENTITY, "invalid", "The request has mistakes")
            }
            StoreError::Unavailable { .. } => {
                tracing::error!(cause = detail, "the database is not available");
                Self::new(
                    S::SERVICE_UNAVAILABLE,
                    "database",
                    "The database does not answer",
                    "the database does not answer; try again in a moment",
                )
                .retry(2)
            }
            _ => Self::defect(&detail),
        }
    }
}
