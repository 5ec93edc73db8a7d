//! The shipped French rules, written out for tests: what `config/labour/fr.toml` says is tested against it.

use super::{
    Clause, ClockSpan, HeatLevel, HeatRules, LabourRules, MeanWork, NightWork, PersonRules, Spell,
    Stretch, Weekdays, WeeklyRest,
};
use crate::units::{Seconds, TimeWindow, Timestamp};
use jiff::{
    civil::{DateTime, Time, Weekday, time},
    tz::TimeZone,
};

/// The zone of the tests.
pub(super) fn paris() -> TimeZone {
    super::twin::bundled("Europe/Paris")
}

/// The instant when clocks in Paris show so, such as `2026-03-17 09:00`.
pub(super) fn instant(local: &str) -> Timestamp {
    let local: DateTime = local.parse().unwrap();
    Timestamp::from_millis(local.to_zoned(paris()).unwrap().timestamp().as_millisecond())
}

/// What clocks in Paris show, hours and minutes.
pub(super) fn local(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap();
    at.to_zoned(paris()).strftime("%H:%M").to_string()
}

/// Work in March 2026 (the 16th is a Monday), such as `17 09:00` to `17 14:30`, without a break.
pub(super) fn work(from: &str, until: &str) -> Spell {
    let [from, until] = [from, until].map(|text| instant(&format!("2026-03-{text}")));
    Spell::new(TimeWindow::new(from, until).unwrap(), Vec::new()).unwrap()
}

fn by<T>(article: &str, says: T) -> Clause<T> {
    Clause { says, article: format!("Code du travail, art. {article}") }
}

fn minutes(count: u32) -> Seconds {
    Seconds::from_minutes(count)
}

fn clock(from: Time, until: Time) -> ClockSpan {
    ClockSpan { from, until }
}

fn stretch(longest: u32, pause: u32, due_from: Option<u32>) -> Stretch {
    let [longest, pause] = [longest, pause].map(minutes);
    Stretch { longest, pause, due_from: due_from.map(minutes) }
}

fn mean(at_most: u32) -> MeanWork {
    MeanWork { at_most: minutes(at_most), weeks: 12 }
}

fn adult() -> PersonRules {
    PersonRules {
        daily_work: by("L3121-18", minutes(600)),
        weekly_work: by("L3121-20", minutes(2880)),
        mean_work: Some(by("L3121-22", mean(2640))),
        stretch: by("L3121-16", stretch(360, 20, Some(360))),
        daily_rest: by("L3131-1", minutes(660)),
        weekly_rest: by("L3132-2", WeeklyRest { at_least: minutes(2100), in_week: minutes(1440) }),
        working_days: by("L3132-1", 6),
        night_work: Some(NightWork {
            hours: by("L3122-20", clock(time(21, 0, 0, 0), time(6, 0, 0, 0))),
            night: by("L3122-5", minutes(180)),
            nights_a_week: by("L3122-5", 2),
            a_year: by("L3122-23", minutes(16_200)),
            daily_work: by("L3122-6", minutes(480)),
            mean_work: by("L3122-7", mean(2400)),
        }),
        barred_hours: None,
        barred_days: None,
        lift_g: by("R4541-9", 25_000),
        heat_barred_from: None,
    }
}

fn minor() -> PersonRules {
    PersonRules {
        daily_work: by("L3162-1", minutes(480)),
        weekly_work: by("L3162-1", minutes(2100)),
        mean_work: None,
        stretch: by("L3162-3", stretch(270, 30, None)),
        daily_rest: by("L3164-1", minutes(720)),
        weekly_rest: by("L3164-2", WeeklyRest { at_least: minutes(2880), in_week: minutes(2880) }),
        working_days: by("L3164-2", 5),
        night_work: None,
        barred_hours: Some(by("L3163-1 et L3163-2", clock(time(22, 0, 0, 0), time(6, 0, 0, 0)))),
        barred_days: Some(by("L3132-3 et L3164-5", Weekdays(vec![Weekday::Sunday]))),
        lift_g: by("R4153-52", 10_000),
        heat_barred_from: Some(by("D4153-36", HeatLevel::Orange)),
    }
}

fn under_16() -> PersonRules {
    let evening = clock(time(20, 0, 0, 0), time(6, 0, 0, 0));
    PersonRules {
        daily_work: by("D4153-3", minutes(420)),
        weekly_work: by("D4153-3", minutes(2100)),
        daily_rest: by("L3164-1", minutes(840)),
        barred_hours: Some(by("L3163-1 et L3163-2", evening)),
        lift_g: by("R4153-52", 8_000),
        ..minor()
    }
}

/// The rules of `config/labour/fr.toml`.
pub(crate) fn french_rules() -> LabourRules {
    let heat = |longest| by("R4463-3, durée fixée par la coopérative", stretch(longest, 15, None));
    LabourRules {
        adult: adult(),
        minor: minor(),
        under_16: under_16(),
        heat: HeatRules { yellow: heat(240), orange: heat(180), red: heat(120) },
    }
}
