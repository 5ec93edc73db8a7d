//! How hot it is, and who may work then.

use super::{
    AgeGroup, LabourRules, PersonRules,
    case::Case,
    refusal::{Figure, LabourRule, Refusal},
};
use crate::units::{TimeWindow, Timestamp};
use serde::{Deserialize, Serialize};

/// An episode of heat, by Météo-France's colours of vigilance; green is no episode. A dispatcher says which it is:
/// nothing is asked of a weather service. Code du travail, R4463-1; arrêté of 27 May 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeatLevel {
    /// A peak of heat, or one that lasts.
    Yellow,
    /// A heat wave.
    Orange,
    /// An extreme heat wave.
    Red,
}

/// What the law has against work at all by people of an age in such heat. No other rule is asked.
#[must_use]
pub fn barred_in(
    rules: &LabourRules,
    age: AgeGroup,
    level: HeatLevel,
    shift: TimeWindow<Timestamp>,
) -> Option<Refusal> {
    of_person(rules.of(age), level, shift)
}

/// Heat in which a person of this age does not work at all.
pub(super) fn barred(case: &Case<'_>) -> Option<Refusal> {
    of_person(case.person, case.heat?, case.proposed)
}

fn of_person(
    person: &PersonRules,
    level: HeatLevel,
    shift: TimeWindow<Timestamp>,
) -> Option<Refusal> {
    let clause = person.heat_barred_from.as_ref()?;
    let refusal = || Refusal {
        rule: LabourRule::HeatBarred,
        article: clause.article.clone(),
        limit: Figure::Heat(clause.says),
        found: Figure::Heat(level),
        period: Some(shift),
    };
    (level >= clause.says).then(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::labour::{Ledger, Proposal, Spell, french_rules, judge};
    use jiff::tz::TimeZone;

    #[test]
    fn it_is_what_the_judge_of_all_rules_says_of_heat() {
        let rules = french_rules();
        let window = [36_000_000, 39_600_000].map(Timestamp::from_millis);
        let window = TimeWindow::new(window[0], window[1]).unwrap();
        let mut barred = 0;
        for age in [AgeGroup::Adult, AgeGroup::From16To17, AgeGroup::Under16] {
            for level in [HeatLevel::Yellow, HeatLevel::Orange, HeatLevel::Red] {
                let ledger = Ledger::new(age, TimeZone::UTC, Vec::new());
                let spell = Spell::new(window, Vec::new()).unwrap();
                let shift = Proposal::Shift { spell, heat: Some(level) };
                let mut all = judge(&rules, &ledger, &shift);
                all.retain(|refusal| refusal.rule == LabourRule::HeatBarred);
                let found = barred_in(&rules, age, level, window);
                barred += usize::from(found.is_some());
                assert_eq!(found.into_iter().collect::<Vec<_>>(), all);
            }
        }
        assert_eq!(barred, 4);
    }
}
