//! A request, read and checked.

use super::{
    check::check,
    query::Query,
    refusal::Refusal,
    snapped::Asked,
    url::{Service, decoded, url},
};
use crate::config::OsrmLimits;

/// A request of the OSRM-compatible API that makes sense.
#[derive(Debug)]
pub struct OsrmRequest {
    pub(super) service: Service,
    pub(super) profile: String,
    pub(super) query: Query,
    pub(super) asked: Vec<Asked>,
}

impl OsrmRequest {
    /// Reads a path with its query, such as `/route/v1/bike/2.35,48.85;2.36,48.86?steps=true`. Needs
    /// memory and time in proportion to its length.
    ///
    /// # Errors
    ///
    /// OSRM's code and message.
    pub fn read(path_and_query: &str, limits: &OsrmLimits) -> Result<Self, (&'static str, String)> {
        Self::parse(path_and_query, limits).map_err(|refusal| (refusal.code, refusal.message))
    }

    pub(super) fn parse(path_and_query: &str, limits: &OsrmLimits) -> Result<Self, Refusal> {
        let text = decoded(path_and_query);
        let url = url(&text)?;
        let query = Query::read(&url)?;
        let asked = check(url.service, &query, limits)?;
        Ok(Self { service: url.service, profile: url.profile.to_owned(), query, asked })
    }
}
