//! A request, read and checked.

use super::{
    check::check,
    query::Query,
    refusal::Refusal,
    snapped::Asked,
    url::{Service, decoded, url},
};
use crate::{app::roads::Effort, config::OsrmLimits, geo::haversine_m};

/// So many places take no time worth mentioning, and so many streets beside one.
const FEW: usize = 3;
/// In metres: all over a city, but not from one to the next.
const AROUND_M: f64 = 30_000.0;

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

    /// How long it takes to answer.
    pub(super) fn effort(&self) -> Effort {
        let is_short = match self.service {
            Service::Route => true,
            Service::Nearest => self.query.number as usize <= FEW,
            Service::Trip | Service::Table => false,
        };
        // A street that leads a certain way may be far.
        let is_near = |asked: &Asked| asked.ask.heading.is_none();
        let is_around =
            |pair: &[Asked]| haversine_m(pair[0].ask.place, pair[1].ask.place) < AROUND_M;
        let asked = &self.asked;
        let are_near =
            asked.len() <= FEW && asked.iter().all(is_near) && asked.windows(2).all(is_around);
        if is_short && are_near { Effort::Short } else { Effort::Long }
    }
}
