use super::*;
use crate::{
    config::{
        complaint::sorted,
        coop::fixture::{SMALL, shift},
    },
    domain::Position,
    units::{Load, LonLat, Seconds, Timestamp},
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn parsed(text: &str) -> (Option<CoopRules>, Vec<String>) {
    let (rules, complaints) = parse_coop("coop.toml", text, &["bike", "cargo"], None);
    assert_eq!(rules.is_some(), complaints.is_empty());
    (rules, sorted(complaints).iter().map(ToString::to_string).collect())
}

/// Start, end and break of the only shift on `day`.
fn only_shift(hours: &str, day: Date) -> (String, String, Option<(String, String)>) {
    let rules = parsed(&format!("{SMALL}{}", shift("amelie", hours))).0.unwrap();
    let shifts = rules.shifts_on(day);
    assert_eq!(shifts.len(), 1);
    let utc = |at: Timestamp| {
        let at = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap();
        at.strftime("%d %H:%M").to_string()
    };
    let rest =
        shifts[0].breaks.first().map(|rest| (utc(rest.window.start()), utc(rest.window.end())));
    (utc(shifts[0].window.start()), utc(shifts[0].window.end()), rest)
}

fn hours(text: &str, day: Date) -> u32 {
    let rules = parsed(&format!("{SMALL}{}", shift("amelie", text))).0.unwrap();
    let window = rules.shifts_on(day)[0].window;
    window.end().seconds_since(window.start()).as_u32() / 3600
}

#[test]
fn a_small_co_operative_is_read_key_by_key() {
    let text =
        format!("{SMALL}{}", shift("bo", "days = [\"sat\"]\nstart = \"11:00\"\nend = \"14:30\""));
    let coop = parsed(&text).0.unwrap().on(date(2026, 11, 21));
    assert_eq!((coop.name.as_str(), coop.zone.as_str()), ("Small", "Europe/Paris"));
    assert_eq!(coop.hubs[0].position, Position::At(LonLat::from_degrees(2.35, 48.85).unwrap()));
    assert_eq!(coop.vehicles[0].capacity, Load { mass_g: 1, volume_ml: 2, bags: 3 });
    assert!(coop.couriers[0].skills.contains("cold_chain"));
    let [shift] = coop.shifts.as_slice() else { panic!("{:?}", coop.shifts) };
    assert_eq!(shift.courier, "bo");
    let start: jiff::Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
    assert_eq!(shift.window.start().as_millis(), start.as_millisecond());
    assert_eq!(shift.window.end(), shift.window.start() + Seconds::from_minutes(210));
    assert_eq!((shift.hub.as_str(), shift.last_hub()), ("garage", "garage"));
    let rules = parsed(&text).0.unwrap();
    assert!(rules.shifts_on(date(2026, 11, 20)).is_empty(), "that was a Friday");
}

#[test]
fn a_night_is_as_long_as_its_changes_of_the_clock_make_it() {
    let night = "start = \"22:00\"\nend = \"06:00\"";
    assert_eq!(hours(night, date(2026, 3, 27)), 8);
    assert_eq!(hours(night, date(2026, 3, 28)), 7);
    assert_eq!(hours(night, date(2026, 10, 24)), 9);
}

#[test]
fn a_shift_with_a_local_time_that_does_not_exist_starts_an_hour_later_by_the_clock() {
    let (start, end, _) = only_shift("start = \"02:30\"\nend = \"06:00\"", date(2026, 3, 29));
    assert_eq!((start.as_str(), end.as_str()), ("29 01:30", "29 04:00"), "03:30 to 06:00");
}

#[test]
fn a_shift_with_a_local_time_that_comes_twice_starts_at_the_first() {
    let (start, end, _) = only_shift("start = \"02:30\"\nend = \"06:00\"", date(2026, 10, 25));
    assert_eq!((start.as_str(), end.as_str()), ("25 00:30", "25 05:00"));
}

#[test]
fn a_shift_that_a_change_of_the_clock_swallows_is_not_worked() {
    let text = format!("{SMALL}{}", shift("amelie", "start = \"02:30\"\nend = \"03:15\""));
    let rules = parsed(&text).0.unwrap();
    assert_eq!(rules.shifts_on(date(2026, 3, 28)).len(), 1);
    assert_eq!(rules.shifts_on(date(2026, 3, 29)).len(), 0);
}

#[test]
fn a_break_after_midnight_is_one_of_the_next_day() {
    let night = "start = \"22:00\"\nend = \"06:00\"\n\
                 break = { from = \"23:30\", until = \"01:00\", minutes = 30 }";
    let (_, _, rest) = only_shift(night, date(2026, 11, 21));
    assert_eq!(rest, Some(("21 22:30".to_owned(), "22 00:00".to_owned())));
}

#[test]
fn a_break_that_the_clock_pushes_out_of_its_shift_is_moved_back() {
    let night = "start = \"22:00\"\nend = \"03:00\"\n\
                 break = { from = \"02:30\", until = \"02:40\", minutes = 20 }";
    let (_, end, rest) = only_shift(night, date(2026, 3, 28));
    assert_eq!(end, "29 01:00");
    assert_eq!(rest, Some(("29 00:40".to_owned(), "29 00:40".to_owned())));
}

#[test]
fn shifts_at_the_ends_of_the_calendar_do_not_panic() {
    let text = format!("{SMALL}{}", shift("amelie", "start = \"22:00\"\nend = \"06:00\""));
    let rules = parsed(&text).0.unwrap();
    for day in [Date::MIN, Date::MAX] {
        assert!(rules.shifts_on(day).len() <= 1);
    }
}

#[test]
fn each_mistake_is_told_with_line_key_cause_and_action() {
    let cases = [
        (
            "Europe/Paris",
            "Europe/Pariss",
            "2: zone: there is no time zone \"Europe/Pariss\"\n    did you mean \"Europe/Paris\"?",
        ),
        (
            "[2.35, 48.85]",
            "[48.85]",
            "6: hubs[0].lon_lat: expected [longitude, latitude] in degrees, from -180 to 180 and from -90 to 90, got a list of 1 value\n    write e.g. [2.3522, 48.8566]",
        ),
        (
            "lon_lat = [2.35, 48.85]",
            "",
            "3: hubs[0].lon_lat: is missing\n    write either lon_lat = [2.3522, 48.8566] or at = \"centre-of-map\"",
        ),
        (
            "lon_lat = [2.35, 48.85]",
            "at = \"home\"",
            "6: hubs[0].at: there is no position \"home\"\n    the only possible one is \"centre-of-map\"",
        ),
        (
            "profile = \"bike\"",
            "profile = \"bikes\"",
            "10: vehicles[0].profile: there is no profile \"bikes\"\n    did you mean \"bike\"?",
        ),
        (
            "bags = 3",
            "bags = 0",
            "13: vehicles[0].bags: expected a whole number from 1 to 1000, got 0\n    write e.g. 8",
        ),
        (
            "id = \"bo\"",
            "id = \"amelie\"",
            "19: couriers[1].id: the id \"amelie\" is taken by element [0]\n    give each an id of its own",
        ),
        (
            "[\"cold_chain\"]",
            "[\"cold chain\"]",
            "17: couriers[0].skills[0]: expected 1 to 64 characters without spaces, got \"cold chain\"\n    write e.g. [\"cold_chain\"]",
        ),
        (
            "[[vehicles]]",
            "[[vehicle]]",
            "1: vehicles: is missing\n    add at least one block that starts with [[vehicles]]",
        ),
    ];
    for (right, wrong, complaint) in cases {
        assert_eq!(SMALL.matches(right).count(), 1, "{right}");
        let (_, complaints) = parsed(&SMALL.replace(right, wrong));
        assert_eq!(complaints[0], format!("coop.toml:{complaint}"));
    }
}

#[test]
fn each_mistake_in_a_shift_is_told_with_line_key_cause_and_action() {
    let noon = "start = \"11:00\"\nend = \"14:30\"";
    let with_break = |rest: &str| format!("{noon}\nbreak = {rest}");
    let cases = [
        (
            "start = \"11:00\"\nend = \"26:00\"".to_owned(),
            "26: shifts[0].end: expected a time such as 14:30, got \"26:00\"\n    write e.g. \"14:30\"",
        ),
        (
            "start = \"08:00\"\nend = \"21:01\"".to_owned(),
            "26: shifts[0].end: expected at most 13 h, but 08:00 to 21:01 is 13 h 01 min\n    end it earlier: 11 of 24 hours are rest (2003/88/EC, art. 3)",
        ),
        (
            "start = \"08:00\"\nend = \"08:00\"".to_owned(),
            "26: shifts[0].end: expected at most 13 h, but 08:00 to 08:00 is 24 h 00 min\n    end it earlier: 11 of 24 hours are rest (2003/88/EC, art. 3)",
        ),
        (
            format!("{noon}\ndays = [\"mon\", \"mon\"]"),
            "27: shifts[0].days[1]: mon is there twice\n    take it out",
        ),
        (
            format!("{noon}\ndays = [\"monday\"]"),
            "27: shifts[0].days[0]: there is no day \"monday\"\n    write one of mon, tue, wed, thu, fri, sat, sun",
        ),
        (
            format!("{noon}\ndays = []"),
            "27: shifts[0].days: expected at least one day, got an empty list\n    write e.g. [\"mon\", \"tue\"]",
        ),
        (
            with_break("{ from = \"10:00\", until = \"12:00\", minutes = 20 }"),
            "27: shifts[0].break: lies not inside its shift: 20 minutes that start from 10:00 until 12:00, in a shift from 11:00 to 14:30\n    from and until bound its start; let it end within the shift",
        ),
        (
            with_break("{ from = \"13:00\", until = \"14:11\", minutes = 20 }"),
            "27: shifts[0].break: lies not inside its shift: 20 minutes that start from 13:00 until 14:11, in a shift from 11:00 to 14:30\n    from and until bound its start; let it end within the shift",
        ),
        (
            with_break("{ from = \"13:00\", minutes = 0 }"),
            "27: shifts[0].break.until: is missing\n    add a line such as until = \"15:00\"",
        ),
        (
            with_break("20"),
            "27: shifts[0].break: expected a table, got 20\n    write e.g. { from = \"14:00\", until = \"15:00\", minutes = 20 }",
        ),
    ];
    for (hours, complaint) in cases {
        let (_, complaints) = parsed(&format!("{SMALL}{}", shift("amelie", &hours)));
        assert_eq!(complaints.first(), Some(&format!("coop.toml:{complaint}")));
    }
    let wrong = shift("amlie", noon).replace("\"v\"", "\"w\"").replace("\"garage\"", "7");
    let expected = [
        "coop.toml:22: shifts[0].courier: there is no courier \"amlie\"\n    did you mean \"amelie\"?",
        "coop.toml:23: shifts[0].vehicle: there is no vehicle \"w\"\n    did you mean \"v\"?",
        "coop.toml:24: shifts[0].hub: expected a text, got 7\n    write e.g. \"garage\"",
    ];
    assert_eq!(parsed(&format!("{SMALL}{wrong}")).1, expected);
}

#[test]
fn a_shift_may_end_at_another_hub() {
    let depot = "[[hubs]]\nid = \"depot\"\nname = \"Depot\"\nlon_lat = [2.3, 48.9]\n";
    let ending = |hub: &str| {
        let rest = format!("end_hub = {hub}\nstart = \"11:00\"\nend = \"14:30\"");
        parsed(&format!("{SMALL}{depot}{}", shift("amelie", &rest)))
    };
    let last = |hub: &str| {
        let shift = ending(hub).0.unwrap().shifts_on(date(2026, 11, 21)).remove(0);
        (shift.last_hub().to_owned(), shift.end_hub)
    };
    assert_eq!(last("\"depot\""), ("depot".to_owned(), Some("depot".to_owned())));
    assert_eq!(last("\"garage\""), ("garage".to_owned(), None));
    let told = ending("\"dept\"").1;
    let expected = "shifts[0].end_hub: there is no hub \"dept\"\n    did you mean \"depot\"?";
    assert!(told.len() == 1 && told[0].ends_with(expected), "{told:?}");
}

#[test]
fn nobody_works_two_shifts_at_once() {
    let night = "days = [\"sun\"]\nstart = \"22:00\"\nend = \"06:00\"";
    let morning = "days = [\"mon\"]\nstart = \"05:59\"\nend = \"09:00\"";
    let two = |first: &str, second: &str, courier| {
        parsed(&format!("{SMALL}{}{}", shift("amelie", first), shift(courier, second))).1
    };
    let expected = "coop.toml:28: shifts[1]: amelie at work twice: 05:59 to 09:00 on mon overlaps \
                    shifts[0], 22:00 to 06:00\n    change the hours or the days of one of them";
    assert_eq!(two(night, morning, "amelie"), [expected]);
    assert_eq!(two(night, morning, "bo"), [""; 0]);
    assert_eq!(two(night, &morning.replace("05:59", "06:00"), "amelie"), [""; 0]);
}

#[test]
fn the_example_keeps_to_its_own_words_about_the_law() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-coop"));
    // Four weeks with a change of the clock in them.
    let mut day = date(2026, 3, 16);
    for _ in 0..28 {
        let coop = read_coop(folder, &["bike", "cargo", "trailer"]).unwrap().on(day);
        assert_eq!((coop.couriers.len(), coop.vehicles.len()), (8, 3));
        assert!(coop.shifts.len() >= 3, "{day}");
        let mut by_courier: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for shift in &coop.shifts {
            by_courier.entry(&shift.courier).or_default().push(shift);
            let length = shift.window.end().seconds_since(shift.window.start());
            let rest = shift.breaks.iter().map(|rest| rest.duration).sum::<Seconds>();
            assert!(length < Seconds::new(6 * 3600) || rest >= Seconds::from_minutes(20));
        }
        for shifts in by_courier.values() {
            let length = |(start, end): (Timestamp, Timestamp)| end.seconds_since(start);
            let work: Seconds =
                shifts.iter().map(|s| length((s.window.start(), s.window.end()))).sum();
            assert!(work <= Seconds::new(10 * 3600), "{day}");
            let start = shifts.iter().map(|s| s.window.start()).min().unwrap();
            let end = shifts.iter().map(|s| s.window.end()).max().unwrap();
            assert!(length((start, end)) <= Seconds::new(13 * 3600), "{day}");
        }
        day = day.tomorrow().unwrap();
    }
}

proptest! {
    #[test]
    fn no_damage_to_a_line_makes_it_panic(line in 0usize..100, with in "(?s).{0,30}") {
        let text = include_str!("../../../../config/example-coop/coop.toml");
        let lines = text.lines().enumerate();
        let lines: Vec<&str> =
            lines.map(|(i, other)| if i % 100 == line { with.as_str() } else { other }).collect();
        parsed(&lines.join("\n"));
    }

    #[test]
    fn every_shift_of_a_week_starts_before_it_ends_and_holds_its_break(
        start in 0u32..1440, length in 1u32..=780, minutes in 1u32..60, first in 0u32..780,
        spring in any::<bool>(),
    ) {
        let time = |minutes: u32| format!("\"{:02}:{:02}\"", minutes / 60 % 24, minutes % 60);
        let from = start + first % length;
        let text = format!(
            "start = {}\nend = {}\nbreak = {{ from = {}, until = {}, minutes = {minutes} }}",
            time(start), time(start + length), time(from), time(from),
        );
        let (rules, _) = parsed(&format!("{SMALL}{}", shift("amelie", &text)));
        let fits = from + minutes <= start + length;
        prop_assert_eq!(rules.is_some(), fits);
        let days = if spring { [date(2026, 3, 28), date(2026, 3, 29)] } else { [date(2026, 10, 24), date(2026, 10, 25)] };
        for shift in days.iter().flat_map(|day| rules.iter().flat_map(|rules| rules.shifts_on(*day))) {
            prop_assert!(shift.window.start() < shift.window.end());
            for rest in &shift.breaks {
                prop_assert!(shift.window.contains(rest.window.start()));
                prop_assert!(rest.window.end() + rest.duration <= shift.window.end());
            }
        }
    }
}
