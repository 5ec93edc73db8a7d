use super::*;
use crate::domain::labour::{
    AgeGroup, HeatLevel,
    fixture::{instant, paris, work},
    french_rules,
};
use proptest::{collection::vec, prelude::*, sample::select};

fn shift(from: &str, until: &str) -> Proposal {
    Proposal::Shift { spell: work(from, until), heat: None }
}

#[expect(clippy::needless_pass_by_value, reason = "shifts are written where they are handed over")]
fn told(known: &[(&str, &str)], was: Option<Proposal>, now: Option<Proposal>) -> Vec<&'static str> {
    let known = known.iter().map(|(from, until)| work(from, until)).collect();
    let ledger = Ledger::new(AgeGroup::Adult, paris(), known);
    let refusals = judge_change(&french_rules(), &ledger, was.as_ref(), now.as_ref());
    refusals.iter().map(|refusal| refusal.rule.code()).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn what_is_unlawful_may_become_less_so_but_not_more() {
    let morning = [("17 06:00", "17 11:00")];
    let was = || Some(shift("17 12:00", "17 17:45"));
    assert_eq!(told(&morning, None, was()), ["daily_work"]);
    assert_eq!(told(&morning, was(), Some(shift("17 12:00", "17 17:30"))), NONE);
    assert_eq!(told(&morning, was(), was()), NONE);
    assert_eq!(told(&morning, was(), Some(shift("17 12:00", "17 17:46"))), ["daily_work"]);
    // Nor may it be wrong in another way.
    assert_eq!(told(&morning, was(), Some(shift("17 14:00", "17 19:30"))), ["daily_rest"]);
    assert_eq!(told(&morning, was(), None), NONE);
}

#[test]
fn what_goes_may_leave_a_shift_without_its_break() {
    // Six hours, and the time off between the two shifts is the break of that day.
    let noon = [("17 12:00", "17 18:00")];
    let was = || Some(shift("17 09:00", "17 11:00"));
    assert_eq!(told(&noon, None, was()), NONE);
    assert_eq!(told(&noon, was(), None), ["break"]);
    assert_eq!(told(&noon, was(), Some(shift("18 09:00", "18 11:00"))), ["break"]);
    assert_eq!(told(&noon, was(), Some(shift("17 19:00", "17 21:00"))), NONE);
    assert_eq!(told(&[("17 12:00", "17 17:59")], was(), None), NONE);
}

#[test]
fn refusals_of_the_change_and_of_what_stays_are_told_once() {
    let known = [("17 08:00", "17 13:00")];
    let now = Some(shift("17 14:00", "17 19:30"));
    assert_eq!(told(&known, Some(shift("17 14:00", "17 18:00")), now), ["daily_work"]);
}

/// A step: which shift (if it is there), the hour it begins at from the start of a Monday, its quarters of an
/// hour (0: it goes).
fn steps() -> impl Strategy<Value = Vec<(usize, u32, u32)>> {
    vec((0..8_usize, 0..21 * 24_u32, 0..44_u32), 1..40)
}

fn ages() -> impl Strategy<Value = AgeGroup> {
    select(vec![AgeGroup::Adult, AgeGroup::From16To17, AgeGroup::Under16])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn changes_that_are_not_refused_never_leave_an_unlawful_shift(steps in steps(), age in ages()) {
        let (rules, begin) = (french_rules(), instant("2026-03-02 00:00"));
        let mut shifts: Vec<Spell> = Vec::new();
        for (which, hour, quarters) in steps {
            let start = begin + Seconds::from_minutes(60 * hour);
            let window = crate::units::TimeWindow::new(start, start + Seconds::from_minutes(15 * quarters));
            let now = window.and_then(|window| Spell::new(window, Vec::new()));
            let (mut others, mut was) = (shifts.clone(), None);
            if which < others.len() {
                was = Some(others.remove(which));
            }
            let clashes = |spell: &Spell| {
                let [a, b] = [spell, now.as_ref().unwrap_or(spell)].map(Spell::window);
                now.is_some() && a.start() < b.end() && b.start() < a.end()
            };
            if others.iter().any(clashes) {
                continue;
            }
            let ledger = Ledger::new(age, paris(), others.clone());
            let propose = |spell: &Option<Spell>| {
                spell.clone().map(|spell| Proposal::Shift { spell, heat: None })
            };
            let [was, proposed] = [&was, &now].map(propose);
            if judge_change(&rules, &ledger, was.as_ref(), proposed.as_ref()).is_empty() {
                others.extend(now);
                shifts = others;
            }
            for (index, spell) in shifts.iter().enumerate() {
                let ledger = Ledger::new(age, paris(), shifts.clone()).without(index);
                let shift = Proposal::Shift { spell: spell.clone(), heat: None };
                prop_assert_eq!(judge(&rules, &ledger, &shift), vec![]);
            }
        }
    }

    #[test]
    fn a_change_of_nothing_is_lawful_and_an_addition_is_judged_as_ever(
        steps in steps(), level in select(vec![None, Some(HeatLevel::Orange)]),
    ) {
        let (rules, begin) = (french_rules(), instant("2026-03-02 00:00"));
        let spell = |(_, hour, quarters): &(usize, u32, u32)| {
            let start = begin + Seconds::from_minutes(60 * hour);
            let end = start + Seconds::from_minutes(15 * (quarters + 1));
            Spell::new(crate::units::TimeWindow::new(start, end)?, Vec::new())
        };
        let mut all: Vec<Spell> = steps.iter().filter_map(spell).collect();
        let last = all.pop().map(|spell| Proposal::Shift { spell, heat: level });
        let ledger = Ledger::new(AgeGroup::From16To17, paris(), all);
        prop_assert_eq!(judge_change(&rules, &ledger, last.as_ref(), last.as_ref()), vec![]);
        let judged = judge(&rules, &ledger, last.as_ref().unwrap());
        prop_assert_eq!(judge_change(&rules, &ledger, None, last.as_ref()), judged);
    }
}
