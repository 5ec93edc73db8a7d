//! What people lift together.

use super::{
    AgeGroup, Clause, LabourRules,
    refusal::{Figure, LabourRule, Refusal},
};

/// The heaviest piece, in grams, that people of these ages lift together, each an equal part of it; `None` of nobody.
#[must_use]
pub fn lift_limit(
    rules: &LabourRules,
    ages: impl IntoIterator<Item = AgeGroup>,
) -> Option<Clause<u32>> {
    let caps: Vec<&Clause<u32>> = ages.into_iter().map(|age| &rules.of(age).lift_g).collect();
    let least = *caps.iter().min_by_key(|clause| clause.says)?;
    let people = u32::try_from(caps.len()).unwrap_or(u32::MAX);
    Some(Clause { says: least.says.saturating_mul(people), article: least.article.clone() })
}

/// A piece too heavy for people of these ages together.
pub(super) fn too_heavy(
    rules: &LabourRules,
    ages: impl Iterator<Item = AgeGroup> + Clone,
    mass_g: u32,
) -> Option<Refusal> {
    let people = u32::try_from(ages.clone().count()).unwrap_or(u32::MAX);
    let limit = lift_limit(rules, ages).filter(|limit| mass_g > limit.says)?;
    Some(Refusal {
        rule: LabourRule::Lift { people },
        article: limit.article,
        limit: Figure::Mass(limit.says),
        found: Figure::Mass(mass_g),
        period: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::labour::french_rules;

    #[test]
    fn two_lift_twice_of_what_the_weaker_may() {
        let rules = french_rules();
        let limit = |ages: &[AgeGroup]| {
            let limit = lift_limit(&rules, ages.iter().copied());
            limit.map(|clause| (clause.says, clause.article))
        };
        let by = |article: &str| format!("Code du travail, art. {article}");
        assert_eq!(limit(&[AgeGroup::Adult]), Some((25_000, by("R4541-9"))));
        assert_eq!(limit(&[AgeGroup::Adult, AgeGroup::From16To17]), Some((20_000, by("R4153-52"))));
        assert_eq!(limit(&[AgeGroup::Adult, AgeGroup::Adult]), Some((50_000, by("R4541-9"))));
        assert_eq!(limit(&[]), None);
    }
}
