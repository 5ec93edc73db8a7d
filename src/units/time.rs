//! Spans, instants and windows of time.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    fmt,
    iter::Sum,
    ops::{Add, Sub},
};

/// A span of time in whole seconds, never negative. Addition and subtraction saturate.
///
/// In the solver it also counts the seconds since the start of the plan.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seconds(u32);

impl Seconds {
    /// No time.
    pub const ZERO: Self = Self(0);
    /// The longest span: 136 years. As the end of a window: no end.
    pub const MAX: Self = Self(u32::MAX);

    /// `seconds` as a span.
    #[must_use]
    pub const fn new(seconds: u32) -> Self {
        Self(seconds)
    }

    /// `minutes` as a span, saturating.
    #[must_use]
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(minutes.saturating_mul(60))
    }

    /// Whole seconds.
    #[must_use]
    pub const fn as_u32(self) -> u32 {
        self.0
    }

    /// Minutes.
    #[must_use]
    pub fn as_minutes(self) -> f64 {
        f64::from(self.0) / 60.0
    }
}

impl Add for Seconds {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Seconds {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Seconds {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} s", self.0))
    }
}

/// An instant: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (Unix time). In JSON
/// it is RFC 3339 text in UTC, such as `2026-11-21T11:30:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant `millis` milliseconds after the Unix epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Whole seconds from `earlier` to this instant, rounded down; zero if this instant is the
    /// earlier one, saturating at [`Seconds::MAX`].
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> Seconds {
        let seconds = self.0.saturating_sub(earlier.0).max(0) / 1000;
        Seconds::new(u32::try_from(seconds).unwrap_or(u32::MAX))
    }
}

impl Add<Seconds> for Timestamp {
    type Output = Self;

    #[expect(clippy::suspicious_arithmetic_impl, reason = "seconds become milliseconds")]
    fn add(self, span: Seconds) -> Self {
        Self(self.0.saturating_add(i64::from(span.as_u32()) * 1000))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error as _;
        if !serializer.is_human_readable() {
            return self.0.serialize(serializer);
        }
        let instant = jiff::Timestamp::from_millisecond(self.0).map_err(S::Error::custom)?;
        instant.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return i64::deserialize(deserializer).map(Self);
        }
        Ok(Self(jiff::Timestamp::deserialize(deserializer)?.as_millisecond()))
    }
}

/// A closed window, `start..=end`. On a stop it bounds the *start of service*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeWindow<T> {
    start: T,
    end: T,
}

impl TimeWindow<Timestamp> {
    /// Both ends later by so much.
    #[must_use]
    pub fn later(&self, by: Seconds) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

impl<T: Copy + PartialOrd> TimeWindow<T> {
    /// The window from `start` to `end`, both included; `None` if it would end before it starts.
    #[must_use]
    pub fn new(start: T, end: T) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// First moment inside.
    #[must_use]
    pub fn start(&self) -> T {
        self.start
    }

    /// Last moment inside.
    #[must_use]
    pub fn end(&self) -> T {
        self.end
    }

    /// Is `moment` inside?
    #[must_use]
    pub fn contains(&self, moment: T) -> bool {
        self.start <= moment && moment <= self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_saturate_at_both_ends() {
        assert_eq!(Seconds::new(1) - Seconds::new(2), Seconds::ZERO);
        assert_eq!(Seconds::MAX + Seconds::new(1), Seconds::MAX);
    }

    #[test]
    fn a_window_holds_both_its_ends_and_cannot_be_reversed() {
        let window = TimeWindow::new(2, 4).unwrap();
        assert!(window.contains(2) && window.contains(4));
        assert!(!window.contains(1) && !window.contains(5));
        assert!(TimeWindow::new(4, 2).is_none());
    }

    #[test]
    fn instants_are_utc_text_in_json() {
        let noon = Timestamp::from_millis(1_795_262_400_000);
        let text = serde_json::to_string(&noon).unwrap();
        assert_eq!(text, "\"2026-11-21T12:00:00Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>(&text).unwrap(), noon);
    }

    #[test]
    fn seconds_between_instants_round_down_and_never_go_below_zero() {
        let noon = Timestamp::from_millis(1_000);
        let later = Timestamp::from_millis(3_999);
        assert_eq!(later.seconds_since(noon), Seconds::new(2));
        assert_eq!(noon.seconds_since(later), Seconds::ZERO);
        assert_eq!(noon + Seconds::new(2), Timestamp::from_millis(3_000));
    }
}
