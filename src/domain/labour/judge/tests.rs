//! Each rule at its border: what just holds, and one minute too much.

use super::*;
use crate::{
    domain::{
        Rest,
        labour::{AgeGroup, Figure, LabourRule, french_rules},
    },
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::tz::TimeZone;

/// The instant when clocks in Paris show so, such as `2026-03-17 09:00`.
fn at(local: &str) -> Timestamp {
    let local: jiff::civil::DateTime = local.parse().unwrap();
    Timestamp::from_millis(local.to_zoned(paris()).unwrap().timestamp().as_millisecond())
}

fn paris() -> TimeZone {
    crate::domain::labour::twin::bundled("Europe/Paris")
}

fn minutes(count: u32) -> Seconds {
    Seconds::from_minutes(count)
}

/// Work in March 2026 (the 16th is a Monday): `17 09:00`, to `17 14:30`, with breaks that start at these times.
fn spell(from: &str, until: &str, breaks: &[(&str, u32)]) -> Spell {
    let moment = |text: &str| at(&format!("2026-03-{text}"));
    let rest = |(start, length): &(&str, u32)| Rest {
        window: TimeWindow::new(moment(start), moment(start)).unwrap(),
        duration: minutes(*length),
    };
    let window = TimeWindow::new(moment(from), moment(until)).unwrap();
    Spell::new(window, breaks.iter().map(rest).collect()).unwrap()
}

fn plain(hours: &[(&str, &str)]) -> Vec<Spell> {
    hours.iter().map(|(from, until)| spell(from, until, &[])).collect()
}

/// What the law has against `proposed` for somebody who works `known`: code, article, limit, found.
fn told(age: AgeGroup, known: Vec<Spell>, proposed: Spell, heat: Option<HeatLevel>) -> Vec<String> {
    let ledger = Ledger::new(age, paris(), known);
    let refusals = judge(&french_rules(), &ledger, &Proposal::Shift { spell: proposed, heat });
    let figure = |figure: Figure| match figure {
        Figure::Span(span) => span.as_minutes().to_string(),
        Figure::Days(days) => days.to_string(),
        other => format!("{other:?}"),
    };
    let text = |it: &Refusal| {
        let article = it.article.rsplit(' ').next().unwrap();
        format!("{} {article}: {} of {}", it.rule.code(), figure(it.found), figure(it.limit))
    };
    refusals.iter().map(text).collect()
}

fn adult(known: &[(&str, &str)], from: &str, until: &str) -> Vec<String> {
    told(AgeGroup::Adult, plain(known), spell(from, until, &[]), None)
}

fn minor(known: &[(&str, &str)], from: &str, until: &str) -> Vec<String> {
    told(AgeGroup::From16To17, plain(known), spell(from, until, &[]), None)
}

const NONE: [&str; 0] = [];

#[test]
fn ten_hours_a_day_and_not_a_minute_more() {
    let morning = [("17 08:00", "17 13:00")];
    assert_eq!(adult(&morning, "17 14:00", "17 19:00"), NONE);
    assert_eq!(adult(&morning, "17 14:00", "17 19:01"), ["daily_work L3121-18: 601 of 600"]);
}

#[test]
fn midnight_parts_two_days_of_work_but_not_their_rest() {
    // Five hours on Tuesday, four and a half on Wednesday: thirteen hours from 16:00 on.
    let evening = [("17 16:00", "17 19:00"), ("17 22:00", "18 00:00")];
    assert_eq!(adult(&evening, "18 00:30", "18 05:00"), NONE);
    let longer = adult(&evening, "18 00:30", "18 05:01");
    assert_eq!(longer, ["daily_rest L3131-1: 659 of 660"]);
}

#[test]
fn a_day_spans_thirteen_hours_so_that_eleven_are_rest() {
    let noon = [("17 09:00", "17 13:00")];
    assert_eq!(adult(&noon, "17 18:00", "17 22:00"), NONE);
    assert_eq!(adult(&noon, "17 18:00", "17 22:01"), ["daily_rest L3131-1: 659 of 660"]);
}

#[test]
fn the_rest_between_two_days_binds_on_either_side() {
    let evening = [("17 18:00", "17 22:00")];
    assert_eq!(adult(&evening, "18 09:00", "18 12:00"), NONE);
    assert_eq!(adult(&evening, "18 08:59", "18 12:00"), ["daily_rest L3131-1: 659 of 660"]);
    // A shift that ends late is refused for the one declared after it.
    let morning = [("18 09:00", "18 12:00")];
    assert_eq!(adult(&morning, "17 18:00", "17 22:00"), NONE);
    assert_eq!(adult(&morning, "17 18:00", "17 22:01"), ["daily_rest L3131-1: 659 of 660"]);
}

#[test]
fn a_break_is_due_once_six_hours_are_reached() {
    let with = |from, until, breaks: &[(&str, u32)]| {
        told(AgeGroup::Adult, vec![], spell(from, until, breaks), None)
    };
    assert_eq!(with("17 09:00", "17 14:59", &[]), NONE);
    assert_eq!(with("17 09:00", "17 15:00", &[]), ["break L3121-16: 360 of 360"]);
    // Right after six hours is soon enough, 19 minutes are too few, and a break too early leaves too much after it.
    assert_eq!(with("17 09:00", "17 17:00", &[("17 15:00", 20)]), NONE);
    assert_eq!(with("17 09:00", "17 17:00", &[("17 15:01", 20)]), ["break L3121-16: 361 of 360"]);
    assert_eq!(with("17 09:00", "17 17:00", &[("17 15:00", 19)]), ["break L3121-16: 480 of 360"]);
    assert_eq!(with("17 09:00", "17 17:00", &[("17 10:40", 20)]), NONE);
    assert_eq!(with("17 09:00", "17 17:00", &[("17 10:39", 20)]), ["break L3121-16: 361 of 360"]);
}

#[test]
fn a_break_that_may_still_move_is_judged_where_it_does_the_least_good() {
    let rest = |from: &str, until: &str| Rest {
        window: TimeWindow::new(at(from), at(until)).unwrap(),
        duration: minutes(20),
    };
    let judged = |from: &str, until: &str| {
        let window = spell("17 09:00", "17 17:00", &[]).window();
        let spell = Spell::new(window, vec![rest(from, until)]).unwrap();
        told(AgeGroup::Adult, vec![], spell, None)
    };
    assert_eq!(judged("2026-03-17 10:40", "2026-03-17 15:00"), NONE);
    let late = judged("2026-03-17 10:40", "2026-03-17 15:01");
    assert_eq!(late, ["break L3121-16: 361 of 360"]);
    let early = judged("2026-03-17 10:39", "2026-03-17 15:00");
    assert_eq!(early, ["break L3121-16: 361 of 360"]);
}

#[test]
fn time_between_two_shifts_is_a_break_if_it_is_long_enough() {
    let noon = [("17 09:00", "17 12:00")];
    assert_eq!(adult(&noon, "17 12:20", "17 16:00"), NONE);
    assert_eq!(adult(&noon, "17 12:19", "17 16:00"), ["break L3121-16: 420 of 360"]);
}

/// Nine and a half hours a day with a break, from Monday to the day before this one.
fn long_days(last: u32) -> Vec<Spell> {
    let days = (16..last).map(|day| {
        let time = |clock: &str| format!("{day} {clock}");
        let noon = time("12:00");
        spell(&time("08:00"), &time("17:30"), &[(noon.as_str(), 30)])
    });
    days.collect()
}

#[test]
fn forty_eight_hours_a_week() {
    let judged = |until| told(AgeGroup::Adult, long_days(21), spell("21 09:00", until, &[]), None);
    assert_eq!(judged("21 09:30"), NONE);
    assert_eq!(judged("21 09:31"), ["weekly_work L3121-20: 2881 of 2880"]);
}

#[test]
fn a_shift_over_sunday_midnight_counts_in_both_weeks() {
    // The week from the 16th has 47 hours 30 before, that from the 23rd none.
    let judged = |from| told(AgeGroup::Adult, long_days(21), spell(from, "23 01:00", &[]), None);
    assert_eq!(judged("22 23:30"), NONE);
    assert_eq!(judged("22 23:29"), ["weekly_work L3121-20: 2881 of 2880"]);
}

/// Work of so many minutes each Monday to Friday, from 8 on, in the weeks before that of the 16th.
fn weeks(count: i64, minutes_a_day: u32) -> Vec<Spell> {
    let monday = at("2026-03-16 08:00");
    let day_ms = 24 * 3_600_000;
    let starts = (1..=count).flat_map(|week| (0..5).map(move |day| day - 7 * week));
    let spells = starts.map(|days| {
        let start = Timestamp::from_millis(monday.as_millis() + days * day_ms);
        let noon = start + minutes(240);
        let rest = Rest { window: TimeWindow::new(noon, noon).unwrap(), duration: minutes(30) };
        let window = TimeWindow::new(start, start + minutes(minutes_a_day)).unwrap();
        Spell::new(window, vec![rest]).unwrap()
    });
    spells.collect()
}

#[test]
fn forty_four_hours_on_average_over_twelve_weeks() {
    let judged = |until| {
        let mut known = weeks(11, 530);
        known.extend((16..20).map(|day| {
            let time = |clock: &str| format!("{day} {clock}");
            let noon = time("12:00");
            spell(&time("08:00"), &time("17:00"), &[(noon.as_str(), 30)])
        }));
        told(AgeGroup::Adult, known, spell("20 08:00", until, &[("20 12:00", 20)]), None)
    };
    // 2640 * 12 - 11 * 2650 - 4 * 540 = 370 minutes are left.
    assert_eq!(judged("20 14:10"), NONE);
    let refused = judged("20 14:11");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].starts_with("mean_work L3121-22: 2640.0"), "{refused:?}");
}

#[test]
fn six_days_a_week_and_thirty_five_hours_of_rest() {
    let six: Vec<(String, String)> =
        (16..22).map(|day| (format!("{day} 09:00"), format!("{day} 12:00"))).collect();
    let six: Vec<(&str, &str)> = six.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(adult(&six[..5], "21 09:00", "21 12:00"), NONE);
    let seven = adult(&six, "22 09:00", "22 10:00");
    let expected = ["weekly_rest L3132-2: 1500 of 2100", "working_days L3132-1: 7 of 6"];
    assert_eq!(seven, expected);
}

#[test]
fn monday_morning_may_cut_the_rest_of_the_week_before() {
    let six: Vec<(String, String)> =
        (16..22).map(|day| (format!("{day} 17:00"), format!("{day} 22:00"))).collect();
    let six: Vec<(&str, &str)> = six.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(adult(&six, "23 09:00", "23 12:00"), NONE);
    assert_eq!(adult(&six, "23 08:59", "23 12:00"), ["weekly_rest L3132-2: 2099 of 2100"]);
}

#[test]
fn two_nights_a_week_make_a_night_worker_who_works_eight_hours_a_day() {
    // Three hours of night on Monday.
    let night = [("16 19:00", "17 00:00")];
    let judged = |known: &[(&str, &str)], from: &str, until: &str, noon: &str| {
        told(AgeGroup::Adult, plain(known), spell(from, until, &[(noon, 20)]), None)
    };
    assert_eq!(judged(&night, "17 16:00", "18 00:00", "17 20:00"), NONE);
    let refused = judged(&night, "17 15:59", "18 00:00", "17 20:00");
    assert_eq!(refused, ["night_daily_work L3122-6: 481 of 480"]);
    // A minute less of night, and there is one night only.
    assert_eq!(judged(&night, "17 15:00", "17 23:59", "17 20:00"), NONE);
    // The second night makes the first too long, although it was fine alone.
    let long = vec![spell("16 15:00", "17 00:00", &[("16 20:00", 20)])];
    let second = told(AgeGroup::Adult, long, spell("17 19:00", "18 00:00", &[]), None);
    assert_eq!(second, ["night_daily_work L3122-6: 540 of 480"]);
}

#[test]
fn a_year_of_nights_makes_a_night_worker_too() {
    // One night a week, which makes nobody a night worker: 52 of five hours are 260 a year, of six 312.
    let night = |week: i64, hours: u32| {
        let end = at("2026-03-14 06:00").as_millis() - 7 * 86_400_000 * week;
        let start = Timestamp::from_millis(end - i64::from(hours) * 3_600_000);
        Spell::new(TimeWindow::new(start, Timestamp::from_millis(end)).unwrap(), vec![]).unwrap()
    };
    let judged = |hours| {
        let known = (0..52).map(|week| night(week, hours)).collect();
        told(AgeGroup::Adult, known, spell("17 08:00", "17 17:00", &[("17 12:00", 30)]), None)
    };
    assert_eq!(judged(5), NONE);
    assert_eq!(judged(6), ["night_daily_work L3122-6: 540 of 480"]);
}

#[test]
fn minors_work_less_rest_more_and_neither_at_night_nor_on_sundays() {
    let morning = [("17 08:00", "17 12:00")];
    assert_eq!(minor(&morning, "17 13:00", "17 17:00"), NONE);
    assert_eq!(minor(&morning, "17 13:00", "17 17:01"), ["daily_work L3162-1: 481 of 480"]);
    assert_eq!(minor(&[], "17 08:00", "17 12:30"), NONE);
    assert_eq!(minor(&[], "17 08:00", "17 12:31"), ["break L3162-3: 271 of 270"]);
    assert_eq!(minor(&morning, "17 12:29", "17 13:00"), ["break L3162-3: 300 of 270"]);
    assert_eq!(minor(&[("16 18:00", "16 21:00")], "17 09:00", "17 12:00"), NONE);
    let short = minor(&[("16 18:00", "16 21:00")], "17 08:59", "17 12:00");
    assert_eq!(short, ["daily_rest L3164-1: 719 of 720"]);
    assert_eq!(minor(&[], "17 18:00", "17 22:00"), NONE);
    assert_eq!(minor(&[], "17 18:00", "17 22:01").len(), 1);
    assert!(minor(&[], "17 18:00", "17 22:01")[0].starts_with("barred_hours L3163-2: 1 of"));
    assert!(minor(&[], "17 05:59", "17 09:00")[0].starts_with("barred_hours L3163-2: 1 of"));
    assert_eq!(minor(&[], "22 10:00", "22 12:00"), ["barred_day L3164-5: 120 of 0"]);
    let young = |from, until| told(AgeGroup::Under16, vec![], spell(from, until, &[]), None);
    assert_eq!(young("17 17:00", "17 20:00"), NONE);
    assert!(young("17 17:00", "17 20:01")[0].starts_with("barred_hours L3163-2: 1 of"));
}

#[test]
fn minors_have_two_days_off_in_a_row_and_five_of_work() {
    let days = |days: &[u32]| -> Vec<Spell> {
        let day = |day: &u32| spell(&format!("{day} 09:00"), &format!("{day} 12:00"), &[]);
        days.iter().map(day).collect()
    };
    let judged = |known: &[u32], day: u32| {
        let proposed = days(&[day]).remove(0);
        told(AgeGroup::From16To17, days(known), proposed, None)
    };
    assert_eq!(judged(&[16, 17, 18, 19], 20), NONE);
    // Saturday leaves no two days in a row: 36 hours of the Sunday and the Saturday's afternoon.
    let six = judged(&[16, 17, 18, 19, 20], 21);
    assert_eq!(six, ["weekly_rest L3164-2: 2160 of 2880", "working_days L3164-2: 6 of 5"]);
}

#[test]
fn heat_shortens_stretches_and_keeps_minors_away() {
    use HeatLevel::{Orange, Red, Yellow};
    let adult = |until, heat| told(AgeGroup::Adult, vec![], spell("17 09:00", until, &[]), heat);
    assert_eq!(adult("17 12:00", Some(Orange)), NONE);
    assert_eq!(adult("17 12:01", Some(Orange)), ["heat_break coopérative: 181 of 180"]);
    assert_eq!(adult("17 12:01", Some(Yellow)), NONE);
    assert_eq!(adult("17 11:01", Some(Red)), ["heat_break coopérative: 121 of 120"]);
    let minor = |heat| told(AgeGroup::From16To17, vec![], spell("17 09:00", "17 10:00", &[]), heat);
    assert_eq!(minor(Some(Yellow)), NONE);
    assert_eq!(minor(Some(Orange)), ["heat_barred D4153-36: Heat(Orange) of Heat(Orange)"]);
}

#[test]
fn one_cap_on_lifts_for_all_adults_and_less_for_minors() {
    let refusals = |age, mass_g| {
        let ledger = Ledger::new(age, paris(), vec![]);
        judge(&french_rules(), &ledger, &Proposal::Lift { mass_g, with: None })
    };
    assert_eq!(refusals(AgeGroup::Adult, 25_000), []);
    let [refusal] = &refusals(AgeGroup::Adult, 25_001)[..] else { panic!("one") };
    assert_eq!(refusal.rule, LabourRule::Lift { people: 1 });
    assert_eq!((refusal.limit, refusal.found), (Figure::Mass(25_000), Figure::Mass(25_001)));
    assert_eq!(refusals(AgeGroup::From16To17, 10_000), []);
    assert_eq!(refusals(AgeGroup::From16To17, 10_001).len(), 1);
    assert_eq!(refusals(AgeGroup::Under16, 8_001).len(), 1);
}

#[test]
fn on_the_night_when_clocks_go_back_there_is_an_hour_more() {
    let judged = |until: &str| {
        let window = TimeWindow::new(at("2026-10-24 21:30"), at(until)).unwrap();
        let noon = at("2026-10-25 01:00");
        let rest = Rest { window: TimeWindow::new(noon, noon).unwrap(), duration: minutes(20) };
        told(AgeGroup::Adult, vec![], Spell::new(window, vec![rest]).unwrap(), None)
    };
    // From the end of the break at 01:20 to 06:20 are six hours on this night, and nine and a half in all.
    assert_eq!(judged("2026-10-25 06:20"), NONE);
    assert_eq!(judged("2026-10-25 06:21"), ["break L3121-16: 361 of 360"]);
}

#[test]
fn a_breach_of_before_is_not_held_against_what_does_not_add_to_it() {
    let long = [("16 06:00", "16 20:00")];
    assert_eq!(adult(&long, "17 09:00", "17 12:00"), NONE);
    let more = adult(&long, "16 21:00", "16 22:00");
    assert_eq!(more, ["daily_work L3121-18: 900 of 600", "daily_rest L3131-1: 480 of 660"]);
}

#[test]
fn a_new_breach_is_seen_behind_an_old_one() {
    // Ten and a half hours of rest before Tuesday, which is then made fourteen hours long.
    let known = [("16 15:00", "16 20:30"), ("17 07:00", "17 12:00")];
    assert_eq!(adult(&known, "17 16:00", "17 20:00"), NONE);
    assert_eq!(adult(&known, "17 17:00", "17 21:00"), ["daily_rest L3131-1: 600 of 660"]);
}
