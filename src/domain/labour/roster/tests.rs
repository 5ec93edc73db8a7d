use super::*;
use crate::{
    domain::{
        Rest,
        labour::{
            AgeGroup,
            fixture::{instant, paris, work},
            french_rules,
        },
    },
    units::Seconds,
};
use proptest::{collection::vec, prelude::*};

const DAY: &str = "17";

fn window(from: &str, until: &str) -> TimeWindow<Timestamp> {
    work(from, until).window()
}

fn hours(from: &str, until: &str) -> TimeWindow<Timestamp> {
    window(&format!("{DAY} {from}"), &format!("{DAY} {until}"))
}

/// A shift of Ada on the 17th, with half an hour of break from one on if she is there then, beside what else she and Bo
/// work.
fn roster(
    shift: TimeWindow<Timestamp>,
    ada: &[(&str, &str)],
    bo: (AgeGroup, &[(&str, &str)]),
    heat: Option<HeatLevel>,
) -> Roster {
    let lunch = hours("13:00", "13:30");
    let rest = Rest { window: lunch, duration: Seconds::from_minutes(30) };
    let is_there = shift.start() < lunch.start() && lunch.end() + rest.duration < shift.end();
    let declared = Spell::new(shift, Some(rest).filter(|_| is_there).into_iter().collect());
    let declared = declared.unwrap();
    let spells = |known: &[(&str, &str)]| {
        known.iter().map(|(from, until)| work(from, until)).collect::<Vec<_>>()
    };
    let mut ada = Ledger::new(AgeGroup::Adult, paris(), spells(ada));
    ada.add(declared.clone());
    let bo = Ledger::new(bo.0, paris(), spells(bo.1));
    let ledgers = [("ada".to_owned(), ada), ("bo".to_owned(), bo)].into();
    Roster::new(french_rules(), heat, ledgers, vec![declared])
}

fn against(roster: &Roster, from: &str, until: &str) -> Vec<&'static str> {
    let refusals = roster.against_hours(0, &["ada"], hours(from, until));
    refusals.iter().map(|refusal| refusal.rule.code()).collect()
}

const NOBODY: (AgeGroup, &[(&str, &str)]) = (AgeGroup::Adult, &[]);
const NOTHING: [&str; 0] = [];

#[test]
fn a_shift_gets_longer_as_far_as_day_and_rests_allow_it() {
    let alone = roster(hours("09:00", "18:30"), &[], NOBODY, None);
    assert_eq!(against(&alone, "09:00", "19:00"), NOTHING);
    assert_eq!(against(&alone, "08:30", "18:30"), NOTHING);
    assert!(against(&alone, "09:00", "19:01").contains(&"daily_work"));
    // Eleven hours before the next morning, and after the last evening.
    let busy = [("16 17:00", "16 21:00"), ("18 05:00", "18 08:00")];
    let between = roster(hours("09:00", "17:30"), &busy, NOBODY, None);
    assert_eq!(against(&between, "09:00", "18:00"), NOTHING);
    assert_eq!(against(&between, "08:00", "17:30"), NOTHING);
    assert!(against(&between, "09:00", "18:05").contains(&"daily_rest"));
    assert!(against(&between, "07:55", "17:30").contains(&"daily_rest"));
    // Six hours want a break, which this shift does not declare.
    let short = roster(hours("13:00", "18:50"), &[], NOBODY, None);
    assert_eq!(against(&short, "13:00", "18:59"), NOTHING);
    assert!(against(&short, "13:00", "19:00").contains(&"break"));
    // Nothing is known of others, and there is no second shift.
    assert_eq!(short.against_hours(0, &["nobody"], hours("00:00", "23:00")), []);
    assert_eq!(short.against_hours(1, &["ada"], hours("00:00", "23:00")), []);
}

#[test]
fn nobody_works_two_shifts_at_once_for_one_of_them_is_longer() {
    let busy = roster(hours("09:00", "12:00"), &[("17 13:00", "17 15:00")], NOBODY, None);
    let free = |until| busy.are_free(0, &["ada"], hours("09:00", until));
    assert!(free("12:30") && free("13:00") && !free("13:01"));
    assert!(busy.are_free(0, &["bo"], hours("09:00", "14:00")), "who has no such shift");
    assert!(!busy.are_free(1, &["ada"], hours("09:00", "12:00")), "there is no such shift");
}

#[test]
fn in_heat_more_hours_bring_more_breaks_and_no_refusal_for_them() {
    let cool = roster(hours("13:00", "15:50"), &[], NOBODY, None);
    let hot = roster(hours("13:00", "15:50"), &[], NOBODY, Some(HeatLevel::Orange));
    let breaks = |roster: &Roster, until| {
        let spell = roster.with_hours(0, &["ada"], hours("13:00", until)).unwrap();
        spell.breaks().len()
    };
    assert_eq!((breaks(&hot, "15:50"), breaks(&hot, "16:20"), breaks(&cool, "16:20")), (0, 1, 0));
    assert_eq!(against(&hot, "13:00", "16:20"), NOTHING);
    assert!(hot.with_hours(1, &["ada"], hours("13:00", "16:20")).is_none());
}

#[test]
fn somebody_works_more_who_is_free_rested_and_old_enough() {
    let noon = work("17 11:00", "17 15:00");
    let may = |age, known: &[(&str, &str)], heat| {
        let roster = roster(hours("09:00", "12:00"), &[], (age, known), heat);
        assert!(!roster.may_add("nobody", &noon) && !roster.may_add("ada", &noon));
        roster.may_add("bo", &noon)
    };
    assert!(may(AgeGroup::Adult, &[], None));
    assert!(may(AgeGroup::Adult, &[("17 15:00", "17 16:00")], None));
    assert!(!may(AgeGroup::Adult, &[("17 14:00", "17 16:00")], None));
    assert!(!may(AgeGroup::Adult, &[("16 20:00", "17 01:00")], None));
    assert!(may(AgeGroup::From16To17, &[], Some(HeatLevel::Yellow)));
    assert!(!may(AgeGroup::From16To17, &[], Some(HeatLevel::Orange)));
    // Four hours in a row are too much then without a break, which nobody has declared.
    assert!(!may(AgeGroup::Adult, &[], Some(HeatLevel::Orange)));
}

#[test]
fn two_lift_together_if_both_are_known() {
    let roster = roster(hours("09:00", "12:00"), &[], (AgeGroup::From16To17, &[]), None);
    let most = |people: &[&str]| roster.lift(people).map(|clause| clause.says);
    assert_eq!((most(&["ada"]), most(&["bo"])), (Some(25_000), Some(10_000)));
    assert_eq!((most(&["ada", "bo"]), most(&["ada", "nobody"])), (Some(20_000), None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// So that of longer shifts only the shortest that would do has to be judged.
    #[test]
    fn what_the_law_forbids_is_not_allowed_by_working_still_longer(
        known in vec((0..14 * 24_u32, 1..40_u32), 0..10),
        start in 0..14_u32,
        quarters in 1..40_u32,
        less in 1..60_u32,
        more in 0..60_u32,
        at_the_end in any::<bool>(),
    ) {
        let begin = instant("2026-03-10 00:00");
        let spell = |hour: u32, quarters: u32| {
            let start = begin + Seconds::from_minutes(60 * hour);
            let end = start + Seconds::from_minutes(15 * quarters);
            Spell::new(TimeWindow::new(start, end).unwrap(), Vec::new()).unwrap()
        };
        let declared = spell(7 * 24 + start, quarters);
        let known = known.iter().map(|(hour, quarters)| spell(*hour, *quarters));
        let mut ledger = Ledger::new(AgeGroup::Adult, paris(), known.collect());
        // Nobody is at two places at once.
        let whole = declared.window();
        let longer = |minutes: u32| {
            let by = Seconds::from_minutes(minutes);
            let earlier = whole.start().as_millis() - i64::from(by.as_u32()) * 1000;
            if at_the_end {
                TimeWindow::new(whole.start(), whole.end() + by).unwrap()
            } else {
                TimeWindow::new(Timestamp::from_millis(earlier), whole.end()).unwrap()
            }
        };
        prop_assume!(ledger.is_free(longer(less + more)));
        ledger.add(declared.clone());
        let ledgers = [("ada".to_owned(), ledger)].into();
        let roster = Roster::new(french_rules(), None, ledgers, vec![declared]);
        let is_lawful = |minutes| roster.against_hours(0, &["ada"], longer(minutes)).is_empty();
        prop_assert!(is_lawful(less) || !is_lawful(less + more));
    }
}
