//! Local times and real instants.

use crate::units::Timestamp;
use jiff::{
    civil::DateTime,
    tz::{TimeZone, TimeZoneDatabase},
};

/// The time zone with an IANA name such as `Europe/Paris`, from the data that Musette carries
/// along, so that every machine means the same by it.
#[must_use]
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok().filter(|zone| !zone.is_unknown())
}

/// The names of all time zones.
pub(super) fn time_zone_names() -> Vec<String> {
    TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect()
}

/// The instant when clocks in `zone` show `local`; `None` only at the ends of the calendar.
///
/// On a change of the clock some local times do not exist, others come twice. As in RFC 5545, one
/// that does not exist is taken by the offset before the change (02:30 becomes 03:30), and of one
/// that comes twice the first is taken.
/// <https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5>
pub(super) fn instant(local: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let instant = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    Some(Timestamp::from_millis(instant.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc_hours(local: &str) -> String {
        let zone = time_zone("Europe/Paris").unwrap();
        let instant = instant(local.parse().unwrap(), &zone).unwrap();
        jiff::Timestamp::from_millisecond(instant.as_millis()).unwrap().to_string()
    }

    #[test]
    fn a_local_time_that_does_not_exist_is_taken_by_the_offset_before() {
        assert_eq!(utc_hours("2026-03-29T02:30"), "2026-03-29T01:30:00Z");
        assert_eq!(utc_hours("2026-03-29T03:30"), "2026-03-29T01:30:00Z");
    }

    #[test]
    fn of_a_local_time_that_comes_twice_the_first_is_taken() {
        assert_eq!(utc_hours("2026-10-25T02:30"), "2026-10-25T00:30:00Z");
        assert_eq!(utc_hours("2026-10-25T03:00"), "2026-10-25T02:00:00Z");
    }

    #[test]
    fn only_real_zones_are_known() {
        assert_eq!(time_zone("europe/paris").unwrap().iana_name(), Some("Europe/Paris"));
        for name in ["", "Europe/Lutetia", "Etc/Unknown", "CET+1", "../../etc/passwd"] {
            assert!(time_zone(name).is_none(), "{name}");
        }
    }
}
