//! Instants as cells.

use crate::{config::zone::instant, units::Timestamp};
use jiff::{
    civil::DateTime,
    tz::{AmbiguousOffset, TimeZone},
};
use std::ops::RangeInclusive;

/// Years that a day's orders can be of; others are slips of the finger.
const YEARS: RangeInclusive<i16> = 2000..=2199;

/// Why a cell is no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoMoment {
    /// It does not look like one.
    Form,
    /// On that day clocks were put forward over it.
    Skipped,
    /// It is centuries away.
    Year,
}

/// The instant that `text` means: RFC 3339 with its offset, or else local in `zone`.
pub(super) fn parse(text: &str, zone: &TimeZone) -> Result<Timestamp, NoMoment> {
    let plain = |c: char| c.is_ascii_digit() || "-:.Tt Zz+".contains(c);
    let (_, time) = text.split_once(['T', 't', ' ']).ok_or(NoMoment::Form)?;
    // Anything else, such as `[Europe/Paris]` or `P1D`, is more than these cells are for.
    if !text.chars().all(plain) || !time.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(NoMoment::Form);
    }
    let moment = if time.contains(['Z', 'z', '+', '-']) {
        let moment: jiff::Timestamp = text.parse().map_err(|_| NoMoment::Form)?;
        Timestamp::from_millis(moment.as_millisecond())
    } else {
        let local: DateTime = text.parse().map_err(|_| NoMoment::Form)?;
        if matches!(zone.to_ambiguous_timestamp(local).offset(), AmbiguousOffset::Gap { .. }) {
            return Err(NoMoment::Skipped);
        }
        instant(local, zone).ok_or(NoMoment::Year)?
    };
    match local_of(moment, zone) {
        Some((local, _)) if YEARS.contains(&local.year()) => Ok(moment),
        _ => Err(NoMoment::Year),
    }
}

/// A cell that [`parse`] reads as `moment`: local, unless that would mean another instant. `None`
/// at the ends of the calendar.
pub(super) fn print(moment: Timestamp, zone: &TimeZone) -> Option<String> {
    let (local, offset) = local_of(moment, zone)?;
    let whole_minute = local.second() == 0 && local.subsec_nanosecond() == 0;
    let text =
        if whole_minute { local.strftime("%Y-%m-%dT%H:%M").to_string() } else { local.to_string() };
    if instant(local, zone) == Some(moment) { Some(text) } else { Some(format!("{text}{offset}")) }
}

/// What clocks in `zone` show at `moment`, and their offset as RFC 3339 writes it.
fn local_of(moment: Timestamp, zone: &TimeZone) -> Option<(DateTime, String)> {
    let moment = jiff::Timestamp::from_millisecond(moment.as_millis()).ok()?.to_zoned(zone.clone());
    Some((moment.datetime(), moment.strftime("%:z").to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::time_zone;
    use proptest::prelude::*;

    fn paris() -> TimeZone {
        time_zone("Europe/Paris").unwrap()
    }

    fn utc(text: &str) -> Result<String, NoMoment> {
        let moment = parse(text, &paris())?;
        Ok(jiff::Timestamp::from_millisecond(moment.as_millis()).unwrap().to_string())
    }

    #[test]
    fn local_times_and_times_with_offset_are_understood() {
        for text in [
            "2026-11-21T12:15",
            "2026-11-21 12:15:00",
            "2026-11-21T11:15Z",
            "2026-11-21T06:15:00-05:00",
        ] {
            assert_eq!(utc(text), Ok("2026-11-21T11:15:00Z".to_owned()), "{text}");
        }
    }

    #[test]
    fn local_times_on_a_change_of_the_clock_are_the_first_or_none() {
        assert_eq!(utc("2026-03-29T02:30"), Err(NoMoment::Skipped));
        assert_eq!(utc("2026-10-25T02:30"), Ok("2026-10-25T00:30:00Z".to_owned()));
        let second = Timestamp::from_millis(1_792_891_800_000);
        assert_eq!(print(second, &paris()).unwrap(), "2026-10-25T02:30+01:00");
    }

    #[test]
    fn other_texts_are_no_times() {
        for text in [
            "",
            "12:15",
            "2026-11-21",
            "2026-11-21T",
            "2026-11-21T25:00",
            "21/11/2026 12:15",
            "2026-11-21T12:15[UTC]",
            "2026-02-30T12:00",
            "tomorrow at noon",
            "2026-11-21TZ",
        ] {
            assert_eq!(utc(text), Err(NoMoment::Form), "{text}");
        }
        assert_eq!(utc("0206-11-21T12:15"), Err(NoMoment::Year));
        assert_eq!(utc("9999-12-31T23:59"), Err(NoMoment::Year));
    }

    proptest! {
        #[test]
        fn every_instant_reads_back(millis in 946_800_000_000i64..7_257_000_000_000, zone in 0usize..4) {
            let name = ["Europe/Paris", "UTC", "Australia/Lord_Howe", "America/St_Johns"][zone];
            let zone = time_zone(name).unwrap();
            let moment = Timestamp::from_millis(millis);
            prop_assert_eq!(parse(&print(moment, &zone).unwrap(), &zone), Ok(moment));
        }

        #[test]
        fn every_instant_near_a_change_of_the_clock_reads_back(seconds in -10_000i64..10_000) {
            let moment = Timestamp::from_millis((1_792_890_000 + seconds) * 1000);
            prop_assert_eq!(parse(&print(moment, &paris()).unwrap(), &paris()), Ok(moment));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9TZ:.+ -]{0,30}|.{0,20}") {
            let _ = parse(&text, &paris());
        }
    }
}
