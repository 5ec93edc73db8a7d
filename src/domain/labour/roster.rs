//! What the people of a co-operative work around a day: whatever somebody might do about its shifts is judged by it.

use super::{
    Clause, HeatLevel, LabourRule, LabourRules, Ledger, Proposal, Spell, judge, judge_change,
    lift_limit, refusal::Refusal, with_due_breaks,
};
use crate::units::{TimeWindow, Timestamp};
use std::collections::BTreeMap;

/// The shifts of a day, with all that those work who could work them.
#[derive(Clone, Debug)]
pub struct Roster {
    rules: LabourRules,
    heat: Option<HeatLevel>,
    /// By id of the courier: what is declared, the day's own shifts and later ones among it.
    ledgers: BTreeMap<String, Ledger>,
    /// The day's shifts as they are declared.
    shifts: Vec<Spell>,
}

impl Roster {
    /// A day in such heat, with the ledgers of all couriers by id and its shifts as declared, which the ledgers hold, too.
    #[must_use]
    pub fn new(
        rules: LabourRules,
        heat: Option<HeatLevel>,
        ledgers: BTreeMap<String, Ledger>,
        shifts: Vec<Spell>,
    ) -> Self {
        Self { rules, heat, ledgers, shifts }
    }

    /// A shift of the day, by number, as it is declared.
    #[must_use]
    pub fn shift(&self, number: usize) -> Option<&Spell> {
        self.shifts.get(number)
    }

    /// The shift that `people` work with other hours, and the breaks that a plan has in it then: those that are declared,
    /// and those that the law asks for. `None` if there is no such shift. Nothing is judged.
    #[must_use]
    pub fn with_hours(
        &self,
        number: usize,
        people: &[&str],
        hours: TimeWindow<Timestamp>,
    ) -> Option<Spell> {
        let declared = self.shift(number)?;
        let spell = Spell::new(hours, declared.breaks().to_vec())?;
        let own = people.iter().filter_map(|id| self.ledgers.get(*id));
        Some(own.fold(spell, |spell, ledger| {
            let before = ledger.besides(declared).until(hours.start());
            with_due_breaks(&self.rules, &before, &spell, self.heat)
        }))
    }

    /// What the law has against other hours of a shift that `people` work: as it is declared then, beside all else that they
    /// work; and as a plan fills it, with its breaks, beside what they work before it. Of somebody without a ledger
    /// nothing is known.
    #[must_use]
    pub fn against_hours(
        &self,
        number: usize,
        people: &[&str],
        hours: TimeWindow<Timestamp>,
    ) -> Vec<Refusal> {
        let Some(declared) = self.shift(number) else { return Vec::new() };
        let shift = |spell| Proposal::Shift { spell, heat: self.heat };
        let was = shift(declared.clone());
        let now = Spell::new(hours, declared.breaks().to_vec()).map(shift);
        let filled = self.with_hours(number, people, hours).map(shift);
        let mut refusals = Vec::new();
        for ledger in people.iter().filter_map(|id| self.ledgers.get(*id)) {
            let beside = ledger.besides(declared);
            let told = judge_change(&self.rules, &beside, Some(&was), now.as_ref());
            refusals.extend(told.into_iter().filter(Refusal::is_of_shifts));
            let before = beside.until(hours.start());
            refusals.extend(filled.iter().flat_map(|it| judge(&self.rules, &before, it)));
        }
        refusals
    }

    /// Have these people no other shift in these hours of that one?
    #[must_use]
    pub fn are_free(&self, number: usize, people: &[&str], hours: TimeWindow<Timestamp>) -> bool {
        let Some(declared) = self.shift(number) else { return false };
        let own = people.iter().filter_map(|id| self.ledgers.get(*id));
        own.into_iter().all(|ledger| ledger.besides(declared).is_free(hours))
    }

    /// May somebody work this as well, for all that the law and their other shifts say? Not who is not known.
    #[must_use]
    pub fn may_add(&self, courier: &str, spell: &Spell) -> bool {
        self.ledgers.get(courier).is_some_and(|ledger| {
            let shift = Proposal::Shift { spell: spell.clone(), heat: self.heat };
            ledger.is_free(spell.window()) && judge(&self.rules, ledger, &shift).is_empty()
        })
    }

    /// The heaviest piece, in grams, that these lift together; `None` if one of them is not known.
    #[must_use]
    pub fn lift(&self, people: &[&str]) -> Option<Clause<u32>> {
        let ages = people.iter().map(|id| Some(self.ledgers.get(*id)?.age()));
        lift_limit(&self.rules, ages.collect::<Option<Vec<_>>>()?)
    }
}

impl Refusal {
    /// Is it about a shift as it is declared? The breaks that heat asks for are in the plan of the day.
    #[must_use]
    pub fn is_of_shifts(&self) -> bool {
        !matches!(self.rule, LabourRule::HeatBreak { .. })
    }
}

#[cfg(test)]
mod tests;
