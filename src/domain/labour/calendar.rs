//! Days and weeks by the co-operative's clock, as instants. A day may have 23 or 25 hours.

use super::ClockSpan;
use crate::units::{Seconds, Timestamp};
use jiff::{
    ToSpan as _,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// From an instant to a later one, which it does not hold.
pub(super) type Span = (Timestamp, Timestamp);

/// The day of `at`.
pub(super) fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    let at = jiff::Timestamp::from_millisecond(at.as_millis());
    let end = |_| jiff::Timestamp::MAX;
    at.unwrap_or_else(end).to_zoned(zone.clone()).date()
}

/// The last day that a span which ends at `end` has any time of.
pub(super) fn last_day(end: Timestamp, zone: &TimeZone) -> Date {
    day_of(Timestamp::from_millis(end.as_millis().saturating_sub(1)), zone)
}

/// So long before `at`.
pub(super) fn earlier(at: Timestamp, span: Seconds) -> Timestamp {
    Timestamp::from_millis(at.as_millis().saturating_sub(i64::from(span.as_u32()) * 1000))
}

/// `day` so many days later.
pub(super) fn later(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// The Monday of the week of `day`: a week runs from Monday 0:00 to Sunday 24:00 (Code du travail, L3121-35).
pub(super) fn monday(day: Date) -> Date {
    later(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// From `first` to `last`, both included, every so many days.
pub(super) fn days(first: Date, last: Date, step: i32) -> impl Iterator<Item = Date> {
    let next = move |day: &Date| day.checked_add(step.days()).ok();
    std::iter::successors(Some(first), next).take_while(move |day| *day <= last)
}

/// Between the midnights of `day`.
pub(super) fn day(day: Date, zone: &TimeZone) -> Span {
    (midnight(day, zone), midnight(later(day, 1), zone))
}

/// So many weeks from `monday` on.
pub(super) fn weeks(monday: Date, weeks: u32, zone: &TimeZone) -> Span {
    let days = i32::try_from(weeks).unwrap_or(i32::MAX).saturating_mul(7);
    (midnight(monday, zone), midnight(later(monday, days), zone))
}

/// The hours of `span` that start on `day`.
pub(super) fn hours(day: Date, span: ClockSpan, zone: &TimeZone) -> Span {
    let end = if span.from < span.until { day } else { later(day, 1) };
    (instant(day.to_datetime(span.from), zone), instant(end.to_datetime(span.until), zone))
}

fn midnight(day: Date, zone: &TimeZone) -> Timestamp {
    instant(day.at(0, 0, 0, 0), zone)
}

/// The instant when clocks show `local`; one that they skip is taken by the offset before, of one that comes twice
/// the first is taken.
fn instant(local: DateTime, zone: &TimeZone) -> Timestamp {
    let at = zone.to_ambiguous_timestamp(local).compatible();
    let end = |_| if local.year() > 0 { jiff::Timestamp::MAX } else { jiff::Timestamp::MIN };
    Timestamp::from_millis(at.unwrap_or_else(end).as_millisecond())
}
