//! Query parameters: all complaints at once.

use crate::{
    app::service::Complaints,
    http::problem::Problem,
    units::{LonLat, Timestamp},
};
use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use jiff::civil::Date;
use std::{cell::RefCell, collections::BTreeSet, ops::RangeInclusive};

/// The parameters of a query while they are read.
#[derive(Debug)]
pub(in crate::http) struct Parameters {
    all: Vec<(String, String)>,
    asked: RefCell<BTreeSet<&'static str>>,
    complaints: RefCell<Complaints>,
}

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Query(all) = Query::try_from_uri(&parts.uri)
            .map_err(|_| Problem::of_status(axum::http::StatusCode::BAD_REQUEST))?;
        Ok(Self { all, asked: RefCell::default(), complaints: RefCell::default() })
    }
}

impl Parameters {
    fn complain(&self, name: &str, code: &'static str, cause: &str, action: impl Into<String>) {
        self.complaints.borrow_mut().add(format!("?{name}"), code, cause, action);
    }

    /// A parameter as text, if it is there and not empty.
    pub(in crate::http) fn text(&self, name: &'static str) -> Option<&str> {
        self.asked.borrow_mut().insert(name);
        let mut values = self.all.iter().filter(|(key, _)| key == name).map(|(_, value)| value);
        let value = values.next()?;
        if values.next().is_some() {
            self.complain(name, "twice", "is there twice", "give it once");
        }
        Some(value.as_str()).filter(|value| !value.trim().is_empty())
    }

    /// The same, and a complaint if it is missing.
    pub(in crate::http) fn required(&self, name: &'static str, example: &str) -> Option<&str> {
        let text = self.text(name);
        if text.is_none() {
            self.complain(
                name,
                "missing",
                "is missing",
                format!("add it, such as {name}={example}"),
            );
        }
        text
    }

    /// A parameter read by `parse`, which gives `None` for what is not as `expected`.
    pub(in crate::http) fn parsed<T>(
        &self,
        name: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.parsed_text(name, self.text(name), expected, parse)
    }

    fn parsed_text<T>(
        &self,
        name: &'static str,
        text: Option<&str>,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let parsed = parse(text?.trim());
        if parsed.is_none() {
            self.complain(name, "wrong_type", "cannot be read", format!("write {expected}"));
        }
        parsed
    }

    /// An instant. In a query `+` stands for a blank; who wrote an offset as it is meant a `+`.
    pub(in crate::http) fn instant(&self, name: &'static str) -> Option<Timestamp> {
        self.parsed(name, "an instant as RFC 3339, such as 2026-03-17T11:00:00Z", |text| {
            let instant: jiff::Timestamp = match text.rsplit_once(' ') {
                // A time before it, so that it is none itself.
                Some((time, offset)) if time.contains(':') => format!("{time}+{offset}").parse(),
                _ => text.parse(),
            }
            .ok()?;
            Some(Timestamp::from_millis(instant.as_millisecond()))
        })
    }

    /// A day.
    pub(in crate::http) fn day(&self, name: &'static str) -> Option<Date> {
        self.parsed(name, "a day, such as 2026-03-17", super::day)
    }

    /// A place.
    pub(in crate::http) fn place(&self, name: &'static str) -> Option<LonLat> {
        self.parsed(name, LON_LAT, |text| text.parse().ok())
    }

    /// A place that must be there.
    pub(in crate::http) fn required_place(&self, name: &'static str) -> Option<LonLat> {
        let text = self.required(name, "24.94,60.17");
        self.parsed_text(name, text, LON_LAT, |text| text.parse().ok())
    }

    /// A whole number in a range.
    pub(in crate::http) fn whole(
        &self,
        name: &'static str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        self.parsed(name, &expected, |text| {
            text.parse().ok().filter(|number| range.contains(number))
        })
    }

    /// The number of an event.
    pub(in crate::http) fn number(&self, name: &'static str) -> Option<i64> {
        let expected = "the number of an event";
        self.parsed(name, expected, |text| text.parse().ok())
    }

    /// Words with commas between, each read by `word`.
    pub(in crate::http) fn words<T>(
        &self,
        name: &'static str,
        expected: &str,
        word: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let words = |text: &str| text.split(',').map(|it| word(it.trim())).collect();
        self.parsed(name, expected, words).unwrap_or_default()
    }

    /// Ends the reading.
    ///
    /// # Errors
    ///
    /// All complaints, also about parameters that nobody asked for.
    pub(in crate::http) fn close(&self) -> Result<(), Problem> {
        let asked = self.asked.borrow();
        for (name, _) in self.all.iter().filter(|(name, _)| !asked.contains(name.as_str())) {
            let known: Vec<&str> = asked.iter().copied().collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let name: String = name.chars().take(64).collect();
            let action = format!("leave it out; known here: {known}");
            self.complain(&name, "unknown_parameter", "is no parameter of this address", action);
        }
        let complaints = self.complaints.borrow();
        if complaints.is_empty() { Ok(()) } else { Err(Problem::invalid(&complaints)) }
    }
}

const LON_LAT: &str = "longitude and latitude in degrees, such as 24.94,60.17";
