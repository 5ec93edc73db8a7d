//! What would help is told only if the law allows it.

use super::*;
use musette::{
    app::{Decided, Effort, explain_day},
    config::{read_config, time_zone},
    dispatch::Day,
    domain::{
        Change, Remedy, ShiftEnd,
        labour::{LabourRules, Ledger, Proposal, Roster, Spell, judge, judge_change},
    },
};
use std::collections::BTreeMap;

const EFFORT: Effort<'static> =
    Effort { time: None, iterations: Some(500), seed: 1, threads: 1, cancel: None };

/// The remedies of all orders that have no place.
fn remedies(coop: &Coop, orders: &[Order], roster: Option<&Roster>) -> Vec<Remedy> {
    let decided = Decided { at: at(9, 0), not_before: None, rules_version: None, roster };
    let day = Day::new(coop, orders);
    let explained = explain_day(&CITY.1, day, MAX_SNAP_M, &EFFORT, &decided, &mut |_| ());
    let decisions = explained.unwrap().1;
    decisions.iter().flat_map(|it| it.remedies().to_vec()).collect()
}

/// All shifts of the day, and what everybody works beside them.
fn ledgers(coop: &Coop, beside: &[Spell]) -> BTreeMap<String, Ledger> {
    let zone = time_zone(&coop.zone).unwrap();
    let ledger = |courier: &Courier| {
        let own = coop.shifts.iter().filter(|shift| shift.courier == courier.id);
        let all = own.filter_map(Spell::of_shift).chain(beside.to_vec());
        (courier.id.clone(), Ledger::new(courier.age, zone.clone(), all.collect()))
    };
    coop.couriers.iter().map(ledger).collect()
}

/// Does the law allow it, asked without any [`Roster`]?
fn is_lawful(
    rules: &LabourRules,
    coop: &Coop,
    ledgers: &BTreeMap<String, Ledger>,
    change: &Change,
) -> bool {
    let shift = |spell: Spell| Proposal::Shift { spell, heat: None };
    match change {
        Change::LongerShift { courier, end, minutes, at, .. } => {
            let by = Seconds::from_minutes(*minutes);
            let mut own = coop.shifts.iter().filter(|shift| shift.courier == *courier);
            let longer = |was: &Shift| match end {
                ShiftEnd::Start => {
                    (was.window.start() == *at + by).then(|| window(*at, was.window.end()))
                }
                ShiftEnd::End => {
                    (was.window.end() + by == *at).then(|| window(was.window.start(), *at))
                }
            };
            let (was, hours) = own.find_map(|was| Some((was, longer(was)?))).unwrap();
            let was = Spell::of_shift(was).unwrap();
            let now = Spell::new(hours, was.breaks().to_vec()).unwrap();
            let ledger = ledgers[courier].besides(&was);
            judge_change(rules, &ledger, Some(&shift(was)), Some(&shift(now))).is_empty()
        }
        Change::ExtraShift { from_at, until_at, couriers, .. } => couriers.iter().all(|courier| {
            let spell = Spell::new(window(*from_at, *until_at), Vec::new()).unwrap();
            let ledger = &ledgers[courier];
            ledger.is_free(spell.window()) && judge(rules, ledger, &shift(spell)).is_empty()
        }),
        _ => true,
    }
}

#[test]
fn no_remedy_is_told_that_the_law_forbids() {
    let city = &CITY.0;
    let (coop, orders) = (city_coop(city), city_orders(city, 3, FITTING + 24));
    let rules = read_config(None).unwrap().rules.rules.labour;
    let longer = |all: &[Remedy]| {
        all.iter().filter(|it| matches!(it.change, Change::LongerShift { .. })).count()
    };
    // Up until ten past midnight, which leaves eleven hours and five minutes before the first shifts of most.
    let night = Spell::new(window(at(0, 0), at(0, 10)), Vec::new()).unwrap();
    let whatever = remedies(&coop, &orders, None);
    for (beside, is_rested) in [(vec![], true), (vec![night], false)] {
        let ledgers = ledgers(&coop, &beside);
        let shifts = coop.shifts.iter().filter_map(Spell::of_shift).collect();
        let roster = Roster::new(rules.clone(), None, ledgers.clone(), shifts);
        let told = remedies(&coop, &orders, Some(&roster));
        for Remedy { change, .. } in &told {
            assert!(is_lawful(&rules, &coop, &ledgers, change), "{change:?}");
            match change {
                Change::LongerShift { lawful, .. } => assert!(lawful),
                Change::ExtraShift { couriers, .. } | Change::Crew { couriers, .. } => {
                    assert!(!couriers.is_empty());
                }
                _ => {}
            }
        }
        let unlawful = whatever.iter();
        let unlawful = unlawful.filter(|it| !is_lawful(&rules, &coop, &ledgers, &it.change));
        assert_eq!((unlawful.count() == 0, longer(&told) > 0), (is_rested, is_rested), "{told:?}");
    }
}
