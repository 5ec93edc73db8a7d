//! The one fact about a person that the rules need.

use serde::{Deserialize, Serialize};

/// How old somebody is, as far as the law asks. Never a date of birth, and never sex: one cap on lifts is for all.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum AgeGroup {
    /// 18 or more.
    #[default]
    #[serde(rename = "adult")]
    Adult,
    /// 16 or 17.
    #[serde(rename = "16-17")]
    From16To17,
    /// 14 or 15: light work in school holidays only (Code du travail, L4153-3).
    #[serde(rename = "under-16")]
    Under16,
}
