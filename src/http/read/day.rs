//! Days as they are written at the API.

use jiff::civil::Date;

/// A day written as `2026-03-17`, of a year that people plan in.
pub(in crate::http) fn day(text: &str) -> Option<Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    let day: Date = text.parse().ok().filter(|_| is_plain)?;
    (2000..=2199).contains(&day.year()).then_some(day)
}
