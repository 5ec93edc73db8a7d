//! Shifts of one courier on the nights on which clocks change.

use super::*;
use crate::config::zone::time_zone;
use jiff::civil::date;
use proptest::{collection::vec, prelude::*};

/// A co-operative with one courier who works from and to these minutes every day.
fn rules(zone: &str, hours: &[(u32, u32)]) -> CoopRules {
    let shift = |&(start_min, end_min): &(u32, u32)| WeeklyShift {
        courier: "amelie".to_owned(),
        vehicle: "bike".to_owned(),
        hub: "garage".to_owned(),
        end_hub: None,
        days: Days::ALL,
        start_min,
        end_min,
        rest: None,
    };
    CoopRules {
        name: String::new(),
        zone_name: zone.to_owned(),
        zone: time_zone(zone).unwrap(),
        hubs: vec![],
        vehicles: vec![],
        couriers: vec![],
        shifts: hours.iter().map(shift).collect(),
    }
}

/// From when to when the courier works, by UTC.
fn worked(rules: &CoopRules, day: Date) -> Vec<String> {
    let utc = |at: Timestamp| {
        let at = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap();
        at.strftime("%d %H:%M").to_string()
    };
    let shifts = rules.on(day).shifts;
    shifts
        .iter()
        .map(|it| format!("{} to {}", utc(it.window.start()), utc(it.window.end())))
        .collect()
}

const SPRING: Date = date(2026, 3, 29);
const HOUR: u32 = 60;

#[test]
fn a_shift_begins_when_the_one_before_ends_that_the_clock_has_moved() {
    let hours = [(3 * HOUR, 6 * HOUR), (HOUR, 2 * HOUR + 30)];
    let rules = rules("Europe/Paris", &hours);
    assert_eq!(worked(&rules, SPRING), ["29 00:00 to 29 01:30", "29 01:30 to 29 04:00"]);
    let ordinary = worked(&rules, date(2026, 3, 27));
    assert_eq!(ordinary, ["27 00:00 to 27 01:30", "27 02:00 to 27 05:00"]);
}

#[test]
fn also_when_that_one_started_the_day_before() {
    let hours = [(3 * HOUR, 6 * HOUR), (22 * HOUR, 26 * HOUR + 30)];
    let rules = rules("Europe/Paris", &hours);
    assert_eq!(worked(&rules, SPRING)[0], "29 01:30 to 29 04:00");
    assert_eq!(worked(&rules, date(2026, 3, 28))[1], "28 21:00 to 29 01:30");
}

#[test]
fn a_shift_of_which_nothing_is_left_is_dropped() {
    let rules = rules("Europe/Paris", &[(HOUR, 2 * HOUR + 45), (3 * HOUR, 3 * HOUR + 45)]);
    assert_eq!(worked(&rules, SPRING), ["29 00:00 to 29 01:45"]);
}

#[test]
fn the_shift_of_somebody_else_stays_as_it_is() {
    let mut rules = rules("Europe/Paris", &[(HOUR, 2 * HOUR + 30), (3 * HOUR, 6 * HOUR)]);
    rules.shifts[1].courier = "bo".to_owned();
    assert_eq!(worked(&rules, SPRING)[1], "29 01:00 to 29 04:00");
}

#[test]
fn the_break_stays_inside_what_is_left() {
    let mut rules = rules("Europe/Paris", &[(HOUR, 2 * HOUR + 30), (3 * HOUR, 6 * HOUR)]);
    let minutes = 20;
    rules.shifts[1].rest = Some(WeeklyRest { from_min: 3 * HOUR, until_min: 4 * HOUR, minutes });
    let shift = &rules.on(SPRING).shifts[1];
    let rest = shift.breaks[0].window;
    assert_eq!(rest.start(), shift.window.start());
    assert_eq!(rest.end(), shift.window.start() + Seconds::from_minutes(30));
}

proptest! {
    #[test]
    fn nobody_works_two_shifts_at_once_whatever_the_clock_does(
        zone in proptest::sample::select(vec![
            ("Europe/Paris", SPRING),
            ("Europe/Paris", date(2026, 10, 25)),
            ("Australia/Lord_Howe", date(2026, 10, 4)),
            ("Pacific/Apia", date(2011, 12, 31)),
        ]),
        // A pause and a shift, one after another through the day; the last may run over midnight.
        steps in vec((0_u32..300, 1_u32..300), 1..7),
    ) {
        let mut hours = Vec::new();
        let mut now = 0;
        for (pause, length) in steps {
            let start = now + pause;
            now = start + length;
            if start < DAY_MIN {
                hours.push((start, now.min(DAY_MIN + hours.first().map_or(start, |it: &(u32, u32)| it.0))));
            }
        }
        let rules = rules(zone.0, &hours);
        let mut windows = Vec::new();
        for back in 0..3 {
            let day = zone.1.checked_sub(back.days()).unwrap();
            windows.extend(rules.on(day).shifts.into_iter().map(|shift| shift.window));
        }
        windows.sort_by_key(|window| (window.start(), window.end()));
        prop_assert!(windows.iter().all(|window| window.start() < window.end()));
        prop_assert!(windows.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
    }
}

#[test]
fn the_busiest_day_is_the_next_one_with_the_most_shifts() {
    let rules = crate::config::example_coop(&["bike", "cargo", "trailer"]).unwrap();
    let shifts = |day| rules.on(day).shifts.len();
    // Thursday and Friday are equally busy, and busier than all other days.
    let (thursday, friday) = (date(2026, 3, 19), date(2026, 3, 20));
    assert_eq!(shifts(thursday), shifts(friday));
    assert!((16..=22).all(|day| shifts(date(2026, 3, day)) <= shifts(thursday)));
    for (today, expected) in [
        (date(2026, 3, 15), thursday),
        (thursday, thursday),
        (friday, friday),
        (date(2026, 3, 21), date(2026, 3, 26)),
    ] {
        assert_eq!(rules.busiest_day(today), expected, "{today}");
    }
}
