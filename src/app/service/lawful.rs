//! The shifts of a day that the law lets a plan fill, with the breaks that they must have.

use super::{
    AppError,
    labour::{Unlawful, ledger_around},
    world::zone_of,
};
use crate::{
    domain::{
        Courier, DayShift,
        labour::{HeatLevel, LabourRules, Ledger, Proposal, Spell, judge, with_due_breaks},
    },
    store::Work,
};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::BTreeMap;

/// Of the shifts of a day those that may be worked.
#[derive(Debug)]
pub(in crate::app) struct Lawful {
    /// They, by start.
    pub(in crate::app) shifts: Vec<DayShift>,
    /// The work of each, with the breaks that it declares, or else must have.
    pub(in crate::app) spells: Vec<Spell>,
    /// What the law has against the others.
    pub(in crate::app) unlawful: Vec<Unlawful>,
}

impl Lawful {
    /// Judges shifts of `day`, by start: of two that are too much together the later one is forbidden, and is no work
    /// for those after it. What was unlawful before counts only where they add to it.
    pub(in crate::app) async fn of<K>(
        work: &mut Work<K>,
        rules: &LabourRules,
        day: Date,
        shifts: Vec<DayShift>,
    ) -> Result<Self, AppError> {
        let zone = zone_of(&work.coop().await?)?;
        let heat = work.heat_of_day(day).await?.and_then(|heat| heat.level);
        let mut people: BTreeMap<String, Person> = BTreeMap::new();
        for id in shifts.iter().flat_map(DayShift::people) {
            if !people.contains_key(id)
                && let Some(courier) = work.courier(id).await?
            {
                let person = Person::read(work, courier, &zone, day, &shifts).await?;
                people.insert(id.to_owned(), person);
            }
        }
        let mut lawful = Self { shifts: Vec::new(), spells: Vec::new(), unlawful: Vec::new() };
        for shift in shifts {
            let Some(declared) = shift.spell() else { continue };
            let crew: Vec<&Person> = shift.people().filter_map(|id| people.get(id)).collect();
            let spell = with_breaks(rules, &crew, &shift, declared, heat);
            let before = lawful.unlawful.len();
            for person in crew {
                let proposal = Proposal::Shift { spell: spell.clone(), heat };
                let ledger = person.ledger_before(&shift);
                let refusals = judge(rules, &ledger, &proposal).into_iter();
                lawful.unlawful.extend(refusals.map(|refusal| {
                    Unlawful::new(&person.courier, Some(&shift.id), "", refusal, &zone)
                }));
            }
            if lawful.unlawful.len() > before {
                continue;
            }
            for id in shift.people() {
                if let Some(person) = people.get_mut(id) {
                    person.today.push(spell.clone());
                }
            }
            lawful.shifts.push(shift);
            lawful.spells.push(spell);
        }
        Ok(lawful)
    }
}

/// Somebody, with what they work.
struct Person {
    courier: Courier,
    /// Without the shifts that are judged, and those that begin later.
    before: Ledger,
    /// Of those that are judged the ones that may be worked.
    today: Vec<Spell>,
}

impl Person {
    async fn read<K>(
        work: &mut Work<K>,
        courier: Courier,
        zone: &TimeZone,
        day: Date,
        judged: &[DayShift],
    ) -> Result<Self, AppError> {
        let whole = ledger_around(work, &courier, zone, day, |shift| {
            shift.day <= day && judged.iter().all(|judged| judged.id != shift.id)
        });
        Ok(Self { before: whole.await?, courier, today: Vec::new() })
    }

    /// What they work that starts no later than `shift`.
    fn ledger_before(&self, shift: &DayShift) -> Ledger {
        let start = shift.window.start();
        let mut ledger = self.before.clone().until(start);
        for spell in &self.today {
            ledger.add(spell.clone());
        }
        ledger
    }
}

/// With the breaks that each of a crew must have.
fn with_breaks(
    rules: &LabourRules,
    crew: &[&Person],
    shift: &DayShift,
    declared: Spell,
    heat: Option<HeatLevel>,
) -> Spell {
    crew.iter().fold(declared, |spell, person| {
        with_due_breaks(rules, &person.ledger_before(shift), &spell, heat)
    })
}
