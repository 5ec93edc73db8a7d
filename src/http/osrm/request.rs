//! A request, read and checked.

use super::{
    check::check,
    query::Query,
    refusal::Refusal,
    snapped::Asked,
    url::{Service, decoded, url},
};
use crate::{app::roads::Effort, config::OsrmLimits, geo::haversine_m, units::LonLat};

/// So many places take no time worth mentioning, and so many streets beside one.
const FEW: usize = 3;
/// In metres, as the crow flies: all over a city, but not from one to the next.
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

    /// How long it takes to answer; `covers` says of a place whether the map is there.
    pub(super) fn effort(&self, covers: impl Fn(LonLat) -> bool) -> Effort {
        let is_short = match self.service {
            Service::Route => !self.query.continue_straight,
            Service::Nearest => self.query.number as usize <= FEW,
            Service::Trip | Service::Table => false,
        };
        // A street that leads a certain way may be far, and so may be what a hint or a place elsewhere stands for.
        let is_plain = |asked: &Asked| {
            asked.ask.heading.is_none() && asked.hint.is_none() && covers(asked.ask.place)
        };
        let apart = |pair: &[Asked]| haversine_m(pair[0].ask.place, pair[1].ask.place);
        let is_short = is_short
            && self.asked.len() <= FEW
            && self.asked.iter().all(is_plain)
            && self.asked.windows(2).map(apart).sum::<f64>() <= AROUND_M;
        if is_short { Effort::Short } else { Effort::Long }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::hint, *};
    use crate::app::roads::{TOKEN_BYTES, Token};

    #[test]
    fn a_few_places_of_a_city_are_short() {
        let limits = OsrmLimits::default();
        let is_short = |path: &str| {
            let request = OsrmRequest::parse(path, &limits).unwrap();
            request.effort(|place| place.lat() > 48.0) == Effort::Short
        };
        let hint = hint::text(&Token([0; TOKEN_BYTES]));
        let (a, b, c, far) = ("2.35,48.85", "2.36,48.86", "2.37,48.85", "2.35,49.15");
        for path in [
            format!("/nearest/v1/bike/{a}"),
            format!("/nearest/v1/bike/{a}?number=3"),
            format!("/route/v1/bike/{a};{b}?steps=true&overview=full"),
            format!("/route/v1/bike/{a};{b};{c}?hints=;;"),
        ] {
            assert!(is_short(&path), "{path}");
        }
        for path in [
            format!("/nearest/v1/bike/{a}?number=4"),
            format!("/nearest/v1/bike/{a}?bearings=90,20"),
            "/nearest/v1/bike/2.35,47.85".to_owned(),
            format!("/route/v1/bike/{a};{b};{c};{a}"),
            format!("/route/v1/bike/{a};{far}"),
            format!("/route/v1/bike/{a};{b}?continue_straight=true"),
            format!("/route/v1/bike/{a};{b}?hints={hint};"),
            format!("/table/v1/bike/{a};{b}"),
            format!("/trip/v1/bike/{a};{b}"),
        ] {
            assert!(!is_short(&path), "{path}");
        }
    }
}
