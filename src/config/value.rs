//! One TOML value, read as what it should be.

use super::{log::FileLog, section::Section, suggest::did_you_mean, words};
use crate::units::LonLat;
use std::ops::RangeInclusive;
use toml::{Spanned, de::DeValue};

/// The longest text for people to read, in characters.
const TEXT_MAX: usize = 500;
/// The longest part of a wrong value that a complaint repeats, in characters.
const QUOTED_MAX: usize = 40;

/// The value of one key. Each reader gives `None` after a complaint.
#[derive(Debug)]
pub(super) struct Value<'a> {
    log: &'a FileLog,
    path: String,
    toml: &'a Spanned<DeValue<'a>>,
    example: &'static str,
}

impl<'a> Value<'a> {
    pub(super) fn new(
        log: &'a FileLog,
        path: String,
        toml: &'a Spanned<DeValue<'a>>,
        example: &'static str,
    ) -> Self {
        Self { log, path, toml, example }
    }

    /// A text for people: not blank, on one line.
    pub(super) fn text(&self) -> Option<String> {
        let text = self.string("a text")?;
        let printable = !text.trim().is_empty() && !text.chars().any(char::is_control);
        if printable && text.chars().count() <= TEXT_MAX {
            return Some(text.to_owned());
        }
        self.expected(&format!("1 to {TEXT_MAX} characters on one line"))
    }

    /// An id, or another name for machines.
    pub(super) fn id(&self) -> Option<String> {
        let text = self.string("a text")?;
        if words::is_word(text) { Some(text.to_owned()) } else { self.expected(words::WORD) }
    }

    /// One of `known`, which holds every possible `what`.
    pub(super) fn one_of<'k>(&self, what: &str, known: &[&'k str]) -> Option<&'k str> {
        let text = self.string("a text")?;
        let found = known.iter().find(|other| **other == text);
        if found.is_none() {
            let cause = format!("there is no {what} {}", quoted(text));
            self.complain(&cause, did_you_mean(text, known.iter().copied()));
        }
        found.copied()
    }

    /// `true` or `false`.
    pub(super) fn flag(&self) -> Option<bool> {
        self.toml.get_ref().as_bool().or_else(|| self.expected("true or false"))
    }

    /// A number in `range`, whole or not.
    pub(super) fn number(&self, range: RangeInclusive<f64>) -> Option<f64> {
        let number = self.as_f64().filter(|number| range.contains(number));
        let (low, high) = range.into_inner();
        number.or_else(|| self.expected(&format!("a number from {low} to {high}")))
    }

    /// Zero, or a number in `range`.
    pub(super) fn zero_or_number(&self, range: RangeInclusive<f64>) -> Option<f64> {
        let number = self.as_f64().filter(|number| *number == 0.0 || range.contains(number));
        let (low, high) = range.into_inner();
        number.or_else(|| self.expected(&format!("0, or a number from {low} to {high}")))
    }

    /// A whole number in `range`.
    pub(super) fn whole(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let number = self.toml.get_ref().as_integer();
        let number = number.and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        let number = number.and_then(|n| u32::try_from(n).ok()).filter(|n| range.contains(n));
        let (low, high) = range.into_inner();
        number.or_else(|| self.expected(&format!("a whole number from {low} to {high}")))
    }

    /// A place as `[lon, lat]`, in degrees.
    pub(super) fn lon_lat(&self) -> Option<LonLat> {
        let degrees: Vec<f64> = match self.toml.get_ref() {
            DeValue::Array(pair) if pair.len() == 2 => {
                pair.iter().filter_map(|number| as_f64(number.get_ref())).collect()
            }
            _ => Vec::new(),
        };
        let place = match degrees.as_slice() {
            [lon, lat] => LonLat::from_degrees(*lon, *lat),
            _ => None,
        };
        place.or_else(|| {
            self.expected("[longitude, latitude] in degrees, from -180 to 180 and from -90 to 90")
        })
    }

    /// A table of its own.
    pub(super) fn section(&self) -> Option<Section<'a>> {
        match self.toml.get_ref() {
            DeValue::Table(table) => {
                Some(Section::new(self.log, self.path.clone(), self.line(), table))
            }
            _ => self.expected("a table"),
        }
    }

    /// The elements of a list.
    pub(super) fn list(&self) -> Option<Vec<Value<'a>>> {
        let DeValue::Array(array) = self.toml.get_ref() else {
            return self.expected("a list");
        };
        let element = |(index, value)| {
            Self::new(self.log, format!("{}[{index}]", self.path), value, self.example)
        };
        Some(array.iter().enumerate().map(element).collect())
    }

    /// The text behind this value; `what` is what was expected in full.
    pub(super) fn string(&self, what: &str) -> Option<&'a str> {
        self.toml.get_ref().as_str().or_else(|| self.expected(what))
    }

    /// Complains that `what` was expected here.
    pub(super) fn expected<T>(&self, what: &str) -> Option<T> {
        let got = described(self.toml.get_ref());
        let cause = format!("expected {what}, got {got}");
        self.complain(&cause, format!("write e.g. {}", self.example));
        None
    }

    /// Complains about this value.
    pub(super) fn complain(&self, cause: &str, action: impl Into<String>) {
        self.log.complain(self.line(), &self.path, cause, action);
    }

    /// The line where it starts, counted from 1.
    fn line(&self) -> usize {
        self.log.line_at(self.toml.span().start)
    }

    fn as_f64(&self) -> Option<f64> {
        as_f64(self.toml.get_ref())
    }
}

fn as_f64(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) => {
            let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
            Some(number as f64)
        }
        _ => None,
    }
}

fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(integer) => shortened(&integer.to_string()),
        DeValue::Float(float) => shortened(float.as_str()),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(datetime) => datetime.to_string(),
        DeValue::Array(list) => match list.len() {
            0 => "an empty list".to_owned(),
            1 => "a list of 1 value".to_owned(),
            length => format!("a list of {length} values"),
        },
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// `text` in quotes, on one line, and not too much of it.
pub(super) fn quoted(text: &str) -> String {
    format!("{:?}", shortened(text))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED_MAX) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
