//! How hot it is, and who may work then.

use super::{
    case::Case,
    refusal::{Figure, LabourRule, Refusal},
};
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

/// Heat in which a person of this age does not work at all.
pub(super) fn barred(case: &Case<'_>) -> Option<Refusal> {
    let (clause, level) = case.person.heat_barred_from.as_ref().zip(case.heat)?;
    let refusal = || Refusal {
        rule: LabourRule::HeatBarred,
        article: clause.article.clone(),
        limit: Figure::Heat(clause.says),
        found: Figure::Heat(level),
        period: Some(case.proposed),
    };
    (level >= clause.says).then(refusal)
}
