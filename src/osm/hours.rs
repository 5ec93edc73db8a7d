//! When conditions hold: opening hours, by the crate of that name. The only file that knows it, and its
//! clock, chrono.
//!
//! Understood is what OSM's specification of opening hours describes: hours, weekdays, dates, weeks, and
//! several of them joined by `AND`. Not understood are conditions of weight, weather, purpose, or
//! in words. Public and school holidays (`PH`, `SH`) are those of a country, by the crate's calendar; it
//! tells none apart that only a region has. `sunrise` and `dusk` are taken at fixed hours, since a condition
//! does not know where it is.

use chrono::{NaiveDate, NaiveDateTime};
use opening_hours::{Context, OpeningHours, localization::Country};

/// OSM's limit for a value, in bytes of plain text.
const MAX_TEXT: usize = 255;

/// Conditions, to be asked which of them hold.
#[derive(Clone, Debug, Default)]
pub struct ConditionSet(Vec<Option<Condition>>);

/// Hours that must all be open.
#[derive(Clone, Debug)]
struct Condition(Vec<OpeningHours>);

impl ConditionSet {
    /// Reads conditions as OpenStreetMap writes them, with the holidays of a country; without one that
    /// [`is_country`] there are none. A condition that is not understood never holds.
    #[must_use]
    pub fn new<T: AsRef<str>>(conditions: &[T], country: &str) -> Self {
        let country: Option<Country> = country.parse().ok();
        let condition = |text: &T| {
            let Condition(all) = Condition::parse(text.as_ref())?;
            // To unpack the calendar takes a moment.
            let country =
                country.filter(|_| text.as_ref().contains("PH") || text.as_ref().contains("SH"));
            let Some(country) = country else { return Some(Condition(all)) };
            let context = Context::default().with_holidays(country.holidays());
            let all = all.into_iter().map(|hours| hours.with_context(context.clone()));
            Some(Condition(all.collect()))
        };
        Self(conditions.iter().map(condition).collect())
    }

    /// Which of them hold at a moment of the map's own clock, in the order in which they were given.
    #[must_use]
    pub fn active(&self, local: jiff::civil::DateTime) -> Vec<bool> {
        let Some(moment) = moment(local) else { return vec![false; self.0.len()] };
        let holds = |condition: &Condition| condition.0.iter().all(|hours| hours.is_open(moment));
        self.0.iter().map(|condition| condition.as_ref().is_some_and(holds)).collect()
    }
}

/// Is this the code of a country whose holidays are known, such as `FR` (ISO 3166-1)?
#[must_use]
pub fn is_country(code: &str) -> bool {
    code.parse::<Country>().is_ok()
}

/// Is a condition about time alone, and in words of OSM's specification?
#[must_use]
pub fn is_understood(condition: &str) -> bool {
    Condition::parse(condition).is_some()
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        // A quoted text is a comment, which asks a human; a bare state says nothing of time.
        if text.len() > MAX_TEXT || text.contains('"') {
            return None;
        }
        let upper = text.replace(" and ", " AND ");
        let hours = |part: &str| {
            let part = part.trim();
            let part = part.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(part);
            let timeless =
                !part.bytes().any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            let of_sun = ["sun", "dawn", "dusk"].iter().any(|word| part.contains(word));
            if timeless && !of_sun { None } else { part.parse().ok() }
        };
        upper.split(" AND ").map(hours).collect::<Option<_>>().map(Self)
    }
}

fn moment(local: jiff::civil::DateTime) -> Option<NaiveDateTime> {
    let whole = |number: i8| u32::try_from(number).ok();
    let day =
        NaiveDate::from_ymd_opt(local.year().into(), whole(local.month())?, whole(local.day())?);
    day?.and_hms_opt(whole(local.hour())?, whole(local.minute())?, whole(local.second())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{DateTime, date};
    use proptest::prelude::*;

    /// 2026-03-17 is a Tuesday.
    fn tuesday(hour: i8, minute: i8) -> DateTime {
        date(2026, 3, 17).at(hour, minute, 0, 0)
    }

    #[test]
    fn hours_days_and_dates_hold_when_the_calendar_says_so() {
        for (condition, moment, expected) in [
            ("07:00-09:00", tuesday(8, 0), true),
            ("07:00-09:00", tuesday(9, 0), false),
            ("20:00-08:00", tuesday(23, 30), true),
            ("20:00-08:00", tuesday(7, 59), true),
            ("20:00-08:00", tuesday(12, 0), false),
            ("Mo-Fr 07:00-09:00", tuesday(8, 0), true),
            ("Sa,Su", tuesday(8, 0), false),
            ("Tu", tuesday(8, 0), true),
            ("Mo-Fr 07:00-09:00,16:00-18:00; Sa 08:00-12:00", tuesday(17, 0), true),
            ("Apr-Sep", tuesday(8, 0), false),
            ("Nov-Apr", tuesday(8, 0), true),
            ("24/7", tuesday(3, 0), true),
            ("Tu AND 07:00-09:00", tuesday(8, 0), true),
            ("Mo AND 07:00-09:00", tuesday(8, 0), false),
            ("(Tu) and (07:00-09:00)", tuesday(8, 0), true),
            ("PH", tuesday(8, 0), false),
            ("SH", tuesday(8, 0), false),
            ("sunrise-sunset", tuesday(12, 0), true),
            ("sunset-sunrise", tuesday(12, 0), false),
        ] {
            assert!(is_understood(condition), "{condition}");
            assert_eq!(
                ConditionSet::new(&[condition], "").active(moment),
                [expected],
                "{condition}"
            );
        }
    }

    #[test]
    fn holidays_are_those_of_the_country() {
        let bastille = date(2026, 7, 14).at(12, 0, 0, 0);
        let independence = date(2026, 12, 6).at(12, 0, 0, 0);
        let sunday = date(2026, 3, 15).at(12, 0, 0, 0);
        for (condition, country, expected) in [
            ("Su,PH", "FR", [true, true, true]),
            ("Su,PH", "FI", [false, true, true]),
            ("Su,PH", "", [false, true, true]),
            ("PH", "FR", [true, false, false]),
            ("PH", "FI", [false, true, false]),
            ("Mo-Sa; PH off", "FR", [false, false, false]),
            ("Mo-Sa; PH off", "FI", [true, false, false]),
            ("PH AND 10:00-14:00", "FR", [true, false, false]),
        ] {
            let set = ConditionSet::new(&[condition], country);
            let held = [bastille, independence, sunday].map(|moment| set.active(moment) == [true]);
            assert_eq!(held, expected, "{condition} in {country}");
        }
        assert!(is_country("FR") && is_country("FI") && !is_country("XX") && !is_country(""));
    }

    #[test]
    fn what_is_not_about_time_is_not_understood_and_never_holds() {
        for condition in [
            "",
            " ",
            "wet",
            "snow",
            "winter",
            "weight>3.5",
            "weight > 3.5",
            "destination",
            "delivery",
            "school hours",
            "\"by permit\"",
            "Mo \"by permit\"",
            "open",
            "off",
            "unknown",
            "length>12 AND 07:00-09:00",
            "width<2",
            "axles=3",
            "25:99-77:00",
            "AND",
        ] {
            assert!(!is_understood(condition), "{condition}");
            assert_eq!(ConditionSet::new(&[condition], "FR").active(tuesday(8, 0)), [false]);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,60}") {
            let _ = ConditionSet::new(&[text], "FR").active(tuesday(8, 0));
        }

        #[test]
        fn no_likely_text_makes_it_panic(
            text in "(Mo|Tu|-|,|;| |[0-9]{1,4}|:|07:00|week|Jan|Dec|PH|SH|sunset|\\+|/|off|easter|\\[|\\]){0,16}",
            year in 1_i16..=9999,
            month in 1_i8..=12,
        ) {
            let moment = date(year, month, 28).at(23, 59, 59, 0);
            let _ = ConditionSet::new(&[text], "FR").active(moment);
        }
    }
}
