use super::*;
use crate::domain::labour::{
    AgeGroup,
    fixture::{instant, local, paris, work},
    french_rules,
};
use proptest::prelude::*;

fn of(age: AgeGroup, known: &[(&str, &str)], now: &str) -> Balance {
    let known = known.iter().map(|(from, until)| work(from, until)).collect();
    balance(&french_rules(), &Ledger::new(age, paris(), known), instant(&format!("2026-03-{now}")))
}

#[test]
fn hours_of_the_day_and_the_week_are_those_between_their_midnights() {
    let known = [("15 20:00", "16 01:00"), ("17 08:00", "17 12:00"), ("18 18:00", "18 21:00")];
    let adult = of(AgeGroup::Adult, &known, "17 10:00");
    assert_eq!((adult.day.as_minutes(), adult.week.as_minutes()), (240.0, 480.0));
    // Five hours of the first week in twelve, and the eight of this one.
    assert_eq!(adult.mean, Some(Seconds::from_minutes(60)));
    assert_eq!(adult.mean_limit.unwrap().says.weeks, 12);
    assert_eq!(local(adult.last_end.unwrap()), "12:00");
    assert_eq!(adult.day_limit.article, "Code du travail, art. L3121-18");
    let minor = of(AgeGroup::From16To17, &known, "17 10:00");
    assert_eq!((minor.mean, minor.week_limit.says.as_minutes()), (None, 2100.0));
    assert_eq!(of(AgeGroup::Adult, &[], "17 10:00").last_end, None);
}

#[test]
fn work_may_begin_again_when_the_rest_is_over() {
    let next = |known: &[(&str, &str)], now| {
        let start = of(AgeGroup::Adult, known, now).next_start.unwrap();
        let date = day_of(start, &paris());
        format!("{} {}", date.day(), local(start))
    };
    assert_eq!(next(&[], "17 10:01"), "17 10:15");
    // Thirteen hours from 9:00 on are over at 22:00, and eleven of rest follow.
    assert_eq!(next(&[("17 09:00", "17 13:00"), ("17 18:00", "17 22:00")], "17 21:30"), "18 09:00");
    // A seventh day waits for the next week.
    let days: Vec<(String, String)> =
        (16..22).map(|day| (format!("{day} 09:00"), format!("{day} 12:00"))).collect();
    let days: Vec<(&str, &str)> = days.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(next(&days, "22 08:00"), "23 00:00");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_hour_at_the_next_start_is_lawful_and_at_no_earlier_quarter(
        shifts in proptest::collection::vec((0..12 * 24_u32, 1..40_u32), 0..14), now in 0..14 * 24 * 4_u32,
    ) {
        let (rules, begin) = (french_rules(), instant("2026-03-02 00:00"));
        let spell = |(hour, quarters): &(u32, u32)| {
            let start = begin + Seconds::from_minutes(60 * hour);
            let window = TimeWindow::new(start, start + Seconds::from_minutes(15 * quarters));
            Spell::new(window?, Vec::new())
        };
        let ledger = Ledger::new(AgeGroup::Adult, paris(), shifts.iter().filter_map(spell).collect());
        let now = begin + Seconds::from_minutes(15 * now);
        let Some(next) = balance(&rules, &ledger, now).next_start else { return Ok(()) };
        let mut start = now;
        while start <= next {
            let hour = TimeWindow::new(start, start + TRIAL).unwrap();
            let taken = ledger.spells().iter().any(|spell| {
                spell.window().start() < hour.end() && start < spell.window().end()
            });
            let spell = Spell::new(hour, Vec::new()).unwrap();
            let is_free = !taken && judge(&rules, &ledger, &Proposal::Shift { spell, heat: None }).is_empty();
            prop_assert_eq!(is_free, start == next);
            start = start + STEP;
        }
    }
}
