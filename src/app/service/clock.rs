//! What time it is.

use crate::units::Timestamp;
use jiff::{civil::Date, tz::TimeZone};
use std::time::{SystemTime, UNIX_EPOCH};

/// The server's clock: real time, or for a demonstration or a test real time with an offset. It
/// always goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    offset_ms: i64,
}

impl Clock {
    /// A clock that shows real time.
    #[must_use]
    pub const fn real() -> Self {
        Self { offset_ms: 0 }
    }

    /// A clock that shows `at` now, and goes on from there.
    #[must_use]
    pub fn showing(at: Timestamp) -> Self {
        Self { offset_ms: at.as_millis().saturating_sub(real_ms()) }
    }

    /// What it shows.
    #[must_use]
    pub fn now(self) -> Timestamp {
        Timestamp::from_millis(real_ms().saturating_add(self.offset_ms))
    }

    /// The day that it is now in `zone`.
    #[must_use]
    pub fn today(self, zone: &TimeZone) -> Date {
        day_of(self.now(), zone)
    }
}

/// The day that an instant belongs to in `zone`.
#[must_use]
pub(super) fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    let end = if at.as_millis() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    let instant = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or(end);
    zone.to_datetime(instant).date()
}

fn real_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_goes_on_from_where_it_was_set() {
        let at = Timestamp::from_millis(1_773_741_600_000);
        let clock = Clock::showing(at);
        let passed = clock.now().as_millis() - at.as_millis();
        assert!((0..10_000).contains(&passed), "{passed}");
        assert_eq!(clock.today(&TimeZone::UTC).to_string(), "2026-03-17");
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        let zone = crate::config::time_zone("Europe/Paris").unwrap();
        let at = Timestamp::from_millis(1_773_788_400_000);
        assert_eq!(day_of(at, &TimeZone::UTC).to_string(), "2026-03-17");
        assert_eq!(day_of(at, &zone).to_string(), "2026-03-18");
        assert_eq!(day_of(Timestamp::from_millis(i64::MAX), &zone).year(), 9999);
    }
}
