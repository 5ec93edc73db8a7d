use super::*;
use crate::domain::labour::{
    AgeGroup, Proposal,
    fixture::{local, paris, work},
    french_rules, judge,
};
use proptest::{prelude::*, sample::select};

/// The breaks of a shift, each with its earliest and latest start and its minutes.
fn told(age: AgeGroup, shift: &Spell, heat: Option<HeatLevel>) -> Vec<String> {
    let ledger = Ledger::new(age, paris(), Vec::new());
    let whole = with_due_breaks(&french_rules(), &ledger, shift, heat);
    assert_eq!(whole.window(), shift.window());
    let text = |rest: &Rest| {
        let [from, until] = [rest.window.start(), rest.window.end()].map(local);
        format!("{from} to {until}, {} min", rest.duration.as_minutes())
    };
    whole.breaks().iter().map(text).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn six_hours_have_a_break_about_the_middle() {
    let adult = |from, until| told(AgeGroup::Adult, &work(from, until), None);
    assert_eq!(adult("17 09:00", "17 14:59"), NONE);
    assert_eq!(adult("17 09:00", "17 15:00"), ["10:50 to 12:50, 20 min"]);
    assert_eq!(adult("17 09:00", "17 18:00"), ["12:20 to 14:20, 20 min"]);
    let minor = |from, until| told(AgeGroup::From16To17, &work(from, until), None);
    assert_eq!(minor("17 09:00", "17 13:30"), NONE);
    assert_eq!(minor("17 09:00", "17 13:31"), ["10:01 to 12:00, 30 min"]);
}

#[test]
fn in_heat_there_are_more() {
    let shift = work("17 09:00", "17 16:00");
    let told = |level| told(AgeGroup::Adult, &shift, level);
    assert_eq!(told(Some(HeatLevel::Yellow)), ["11:40 to 13:00, 20 min"]);
    assert_eq!(told(Some(HeatLevel::Orange)), ["10:40 to 11:33, 20 min", "13:07 to 14:00, 20 min"]);
    assert_eq!(told(Some(HeatLevel::Red)).len(), 3);
}

#[test]
fn declared_breaks_stay_and_count() {
    let window = TimeWindow::new(
        work("17 12:00", "17 13:00").window().start(),
        work("17 12:00", "17 12:30").window().end(),
    );
    let rest = Rest { window: window.unwrap(), duration: Seconds::from_minutes(45) };
    let shift = work("17 09:00", "17 17:00").with_break(rest);
    assert_eq!(told(AgeGroup::Adult, &shift, None), ["12:00 to 12:30, 45 min"]);
    let orange = told(AgeGroup::Adult, &shift, Some(HeatLevel::Orange));
    assert_eq!(orange.len(), 3, "{orange:?}");
    assert!(orange.contains(&"12:00 to 12:30, 45 min".to_owned()), "{orange:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn with_its_due_breaks_no_stretch_is_too_long_and_every_break_fits(
        quarters in 1..57_u32,
        before in 0..20_u32,
        declared in proptest::option::of((0..40_u32, 0..6_u32, 1..5_u32)),
        age in select(vec![AgeGroup::Adult, AgeGroup::From16To17, AgeGroup::Under16]),
        heat in select(vec![None, Some(HeatLevel::Yellow), Some(HeatLevel::Orange), Some(HeatLevel::Red)]),
    ) {
        let (rules, start) = (french_rules(), work("17 07:00", "17 08:00").window().start());
        let quarter = |count: u32| Seconds::from_minutes(15 * count);
        let shift = TimeWindow::new(start, start + quarter(quarters)).unwrap();
        let rest = declared.filter(|(from, width, _)| from + width + 4 < quarters).map(|(from, width, third)| Rest {
            window: TimeWindow::new(start + quarter(from), start + quarter(from + width)).unwrap(),
            duration: Seconds::from_minutes(10 * third),
        });
        let spell = Spell::new(shift, rest.into_iter().collect()).unwrap();
        // Work that ends when the shift begins, or long before.
        let earlier = Timestamp::from_millis(start.as_millis() - i64::from(before) * 900_000);
        let known = TimeWindow::new(earlier, start).and_then(|window| Spell::new(window, Vec::new()));
        let adjoining = known.is_some();
        let ledger = Ledger::new(age, paris(), known.into_iter().collect());
        let whole = with_due_breaks(&rules, &ledger, &spell, heat);
        for rest in whole.breaks() {
            prop_assert!(shift.start() <= rest.window.start(), "{rest:?}");
            prop_assert!(rest.window.end() + rest.duration <= shift.end(), "{rest:?}");
        }
        prop_assert!(rest.is_none_or(|rest| whole.breaks().contains(&rest)));
        for pair in whole.breaks().windows(2) {
            prop_assert!(pair[0].window.start() <= pair[1].window.start());
        }
        let refused = |spell: &Spell| {
            let told = judge(&rules, &ledger, &Proposal::Shift { spell: spell.clone(), heat });
            told.iter().any(|it| matches!(it.rule.code(), "break" | "heat_break"))
        };
        if refused(&spell) {
            prop_assert!(adjoining || !refused(&whole), "{whole:?}");
        } else {
            prop_assert_eq!(whole, spell);
        }
    }
}
