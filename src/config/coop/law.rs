//! What the law has against the shifts of a co-operative.

use super::week::{CoopRules, WeeklyShift};
use crate::{
    config::section::Section,
    domain::{
        Courier, Shift,
        labour::{DayNames, LabourRules, Ledger, Proposal, Refusal, Roster, Spell, judge},
    },
};
use jiff::{
    ToSpan as _,
    civil::{Date, date},
    tz::TimeZone,
};
use std::collections::BTreeMap;

/// Days before what is judged whose shifts are taken for worked as they repeat: the twelve weeks of the averages, and
/// the week before, whose rest a Monday may cut.
const LEDGER_DAYS: i32 = 13 * 7;
/// Days after it whose shifts somebody must be rested for, and whose week may get too long.
const LATER_DAYS: i32 = 7;
/// A Monday. In UTC no clock changes, so that its week is like most.
const MODEL_WEEK: Date = date(2024, 4, 1);

/// A shift that the law forbids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlawfulShift {
    /// Name of the courier.
    pub courier: String,
    /// What the law has against it.
    pub refusal: Refusal,
}

impl CoopRules {
    /// What `labour` has against the shifts that start on `day`, as clocks go on that day, after weeks of work as it
    /// repeats. Of shifts that are too much together the later one is refused. No heat is known here.
    #[must_use]
    pub fn unlawful_on(&self, day: Date, labour: &LabourRules) -> Vec<UnlawfulShift> {
        let today = self.shifts_on(day);
        let before: Vec<Shift> =
            days_before(day).flat_map(|earlier| self.shifts_on(earlier)).collect();
        let mut unlawful = Vec::new();
        for courier in &self.couriers {
            let own = |shift: &&Shift| shift.courier == courier.id;
            let known = before.iter().filter(own).filter_map(Spell::of_shift).collect();
            let mut ledger = Ledger::new(courier.age, self.zone().clone(), known);
            for spell in today.iter().filter(own).filter_map(Spell::of_shift) {
                let refusals = judged(labour, &mut ledger, spell);
                let name = || courier.name.clone();
                unlawful.extend(
                    refusals.into_iter().map(|refusal| UnlawfulShift { courier: name(), refusal }),
                );
            }
        }
        unlawful
    }
}

impl CoopRules {
    /// What the couriers work around `day`: weeks before and the week after it as it repeats. No heat is known here.
    #[must_use]
    pub fn roster(&self, day: Date, labour: &LabourRules) -> Roster {
        let later = (1..=LATER_DAYS).filter_map(|ahead| day.checked_add(ahead.days()).ok());
        let days = days_before(day).chain([day]).chain(later);
        let all: Vec<Shift> = days.flat_map(|day| self.shifts_on(day)).collect();
        let ledger = |courier: &Courier| {
            let own = all.iter().filter(|shift| shift.courier == courier.id);
            let spells = own.filter_map(Spell::of_shift).collect();
            (courier.id.clone(), Ledger::new(courier.age, self.zone().clone(), spells))
        };
        let ledgers = self.couriers.iter().map(ledger).collect();
        let shifts = self.shifts_on(day).iter().filter_map(Spell::of_shift).collect();
        Roster::new(labour.clone(), None, ledgers, shifts)
    }
}

/// Complains of each shift that `labour` forbids in a week of the co-operative as it repeats, once a rule. `sections` are
/// those of its shifts; if not all of these are good, there is nothing to judge yet.
pub(super) fn complain_of_breaches(
    sections: &[Section<'_>],
    rules: &CoopRules,
    labour: &LabourRules,
) {
    if sections.len() != rules.shifts.len() {
        return;
    }
    for courier in &rules.couriers {
        for ((index, _), (refusal, times)) in breaches(rules, courier, labour) {
            let sentence = refusal.sentence(&TimeZone::UTC, DayNames::Weekdays).en;
            let more = match times {
                1 => String::new(),
                times => format!(", and {} more like it in the week", times - 1),
            };
            let cause = format!("{}: {sentence}{more}", courier.name);
            let action = "change its hours or days; what an agreement allows is for labour/fr.toml";
            sections[index].complain("", cause, action);
        }
    }
}

/// The first refusal of each rule for each shift (by its place in the list), and how many there are.
fn breaches(
    rules: &CoopRules,
    courier: &Courier,
    labour: &LabourRules,
) -> BTreeMap<(usize, &'static str), (Refusal, usize)> {
    let all = rules.shifts.iter().enumerate();
    let own: Vec<(usize, &WeeklyShift)> = all.filter(|(_, it)| it.courier == courier.id).collect();
    let spells_on = |day: Date| {
        let today = own.iter().filter(move |(_, shift)| shift.days.contain(day.weekday()));
        let mut spells: Vec<(usize, Spell)> = today
            .filter_map(|(index, shift)| {
                let shift = shift.on(day, &TimeZone::UTC, None)?;
                Some((*index, Spell::of_shift(&shift)?))
            })
            .collect();
        spells.sort_by_key(|(_, spell)| spell.window().start());
        spells
    };
    let known = days_before(MODEL_WEEK).flat_map(spells_on).map(|(_, spell)| spell).collect();
    let mut ledger = Ledger::new(courier.age, TimeZone::UTC, known);
    let mut breaches: BTreeMap<_, (Refusal, usize)> = BTreeMap::new();
    let week = (0..7).map(|day| MODEL_WEEK.saturating_add(day.days()));
    for (index, spell) in week.flat_map(spells_on) {
        for refusal in judged(labour, &mut ledger, spell) {
            let key = (index, refusal.rule.code());
            breaches.entry(key).or_insert((refusal, 0)).1 += 1;
        }
    }
    breaches
}

/// What `labour` has against `spell`, which is in the ledger from then on.
fn judged(labour: &LabourRules, ledger: &mut Ledger, spell: Spell) -> Vec<Refusal> {
    let refusals = judge(labour, ledger, &Proposal::Shift { spell: spell.clone(), heat: None });
    ledger.add(spell);
    refusals
}

/// The days before `day` whose shifts are in the ledger, in order.
fn days_before(day: Date) -> impl Iterator<Item = Date> {
    (1..=LEDGER_DAYS).rev().filter_map(move |back| day.checked_sub(back.days()).ok())
}

#[cfg(test)]
mod tests;
