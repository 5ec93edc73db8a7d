//! Parts of a path.

use crate::http::problem::Problem;
use axum::{
    extract::{FromRequestParts, Path, RawPathParams},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

/// The longest part of a path that may be anything's id, in bytes.
const LONGEST: usize = 256;

/// Parts of a path. What no id can be names nothing: that is a 404.
#[derive(Debug)]
pub(in crate::http) struct InPath<T>(pub(in crate::http) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let missing = |_| Problem::no_such_page();
        let raw = RawPathParams::from_request_parts(parts, state).await.map_err(|error| {
            tracing::debug!(%error, "a path that cannot be read");
            Problem::no_such_page()
        })?;
        let possible = |it: &str| it.len() <= LONGEST && !it.chars().any(char::is_control);
        if !raw.iter().all(|(_, value)| possible(value)) {
            return Err(Problem::no_such_page());
        }
        Path::from_request_parts(parts, state).await.map(|Path(all)| Self(all)).map_err(missing)
    }
}
