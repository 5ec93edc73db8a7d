//! One row, each cell read as what it should be.

use super::{
    column::Column,
    formula::restored,
    moment::{self, NoMoment},
    table::Header,
};
use crate::{
    config::{log::FileLog, value::quoted, words},
    domain::SkillSet,
    units::{LonLat, TimeWindow, Timestamp},
};
use csv::StringRecord;
use jiff::tz::TimeZone;
use std::ops::RangeInclusive;

/// What was expected in a cell, with an example.
type Expected<'a> = (&'a str, &'a str);

/// The cells of a row. Each reader gives `None` for an empty cell, and after a complaint.
pub(super) struct Row<'a> {
    pub(super) header: &'a Header,
    pub(super) record: &'a StringRecord,
    pub(super) line: usize,
    pub(super) zone: &'a TimeZone,
    pub(super) log: &'a FileLog,
}

impl Row<'_> {
    /// The text in a cell, exactly as it was written; empty if there is no such column.
    pub(super) fn text(&self, column: Column) -> String {
        let cell = self.header.cells(self.record).find(|(other, _)| *other == column);
        restored(cell.map_or("", |(_, cell)| cell)).to_owned()
    }

    /// An id.
    pub(super) fn word(&self, column: Column) -> Option<String> {
        let text = self.filled(column)?;
        if words::is_word(&text) {
            return Some(text);
        }
        self.expected(column, (words::WORD, "A-117"))
    }

    /// Words, separated by spaces.
    pub(super) fn words(&self, column: Column) -> Option<SkillSet> {
        let text = self.filled(column)?;
        let words: SkillSet = text.split_whitespace().map(str::to_owned).collect();
        if words.iter().all(|word| words::is_word(word)) {
            return Some(words);
        }
        self.expected(column, ("words of at most 64 characters, separated by spaces", "cold_chain"))
    }

    /// A whole number in `range`.
    pub(super) fn whole(&self, column: Column, range: RangeInclusive<u32>) -> Option<u32> {
        let text = self.filled(column)?;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|number| digits && range.contains(number));
        number.or_else(|| {
            let what = format!("a whole number from {} to {}", range.start(), range.end());
            self.expected(column, (&what, "120"))
        })
    }

    /// A place, from two cells in degrees.
    pub(super) fn place(&self, lon: Column, lat: Column) -> Option<LonLat> {
        let lon = self.degrees(lon, 180.0, "2.3522");
        let lat = self.degrees(lat, 90.0, "48.8566");
        LonLat::from_degrees(lon?, lat?)
    }

    /// Windows, separated by spaces, each as two times with `/` between.
    pub(super) fn windows(&self, column: Column) -> Option<Vec<TimeWindow<Timestamp>>> {
        let text = self.filled(column)?;
        let window = |text: &str| {
            let (from, until) = text.split_once('/')?;
            let [from, until] = [from, until].map(|it| moment::parse(it, self.zone).ok());
            TimeWindow::new(from?, until?)
        };
        let windows: Option<Vec<_>> = text.split_whitespace().map(window).collect();
        let windows = windows.filter(|it| !it.is_empty());
        windows.or_else(|| {
            let what = "windows separated by spaces, each as two times with / between";
            self.expected(column, (what, "2026-11-21T09:00/2026-11-21T11:00"))
        })
    }

    /// One of some words.
    pub(super) fn one_of<T: Copy>(&self, column: Column, known: &[(&str, T)]) -> Option<T> {
        let text = self.filled(column)?;
        let found = known.iter().find(|(word, _)| *word == text);
        found.map(|(_, meant)| *meant).or_else(|| {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            let what = format!("one of {}", words.join(", "));
            self.expected(column, (&what, words.first().copied().unwrap_or_default()))
        })
    }

    fn degrees(&self, column: Column, limit: f64, example: &str) -> Option<f64> {
        let mut text = self.filled(column)?;
        if self.header.decimal_comma {
            text = text.replace(',', ".");
        }
        let degrees = text.parse().ok().filter(|degrees| (-limit..=limit).contains(degrees));
        degrees.or_else(|| {
            self.expected(column, (&format!("degrees from -{limit} to {limit}"), example))
        })
    }

    /// An instant.
    pub(super) fn moment(&self, column: Column) -> Option<Timestamp> {
        let text = self.filled(column)?;
        match moment::parse(&text, self.zone) {
            Ok(moment) => return Some(moment),
            Err(NoMoment::Form) => {
                let what = "a time such as 2026-11-21T12:15";
                return self.expected(column, (what, "2026-11-21T12:15, or 2026-11-21T11:15:00Z"));
            }
            Err(NoMoment::Year) => {
                return self.expected(column, ("a year from 2000 to 2199", "2026-11-21T12:15"));
            }
            Err(NoMoment::Skipped) => {}
        }
        let zone = self.zone.iana_name().unwrap_or("this time zone");
        let cause = format!("{} does not exist: clocks in {zone} skip it", quoted(&text));
        self.complain(column, cause, "write a time before or after the change, or one with offset");
        None
    }

    /// Complains of each of these cells that is empty.
    pub(super) fn complain_if_empty(&self, columns: &[Column]) {
        for column in columns.iter().filter(|column| !self.has(**column)) {
            self.complain(*column, "is empty", "fill it");
        }
    }

    /// Has the row a non-empty cell in this column?
    pub(super) fn has(&self, column: Column) -> bool {
        self.filled(column).is_some()
    }

    /// Complains about a cell.
    pub(super) fn complain(&self, column: Column, cause: impl Into<String>, action: &str) {
        self.log.complain(self.line, column.name(), cause, action);
    }

    fn expected<T>(&self, column: Column, (what, example): Expected<'_>) -> Option<T> {
        let got = quoted(self.text(column).trim());
        let cause = format!("expected {what}, got {got}");
        self.complain(column, cause, &format!("write e.g. {example}"));
        None
    }

    /// The text of a cell, without spaces around it, unless nothing is left.
    fn filled(&self, column: Column) -> Option<String> {
        let text = self.text(column);
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}
