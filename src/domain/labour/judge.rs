//! The judge of whatever somebody means to change by hand.

use super::{
    AgeGroup, HeatLevel, LabourRules, Ledger, Spell, case::Case, daily_rest, heat, lift, night,
    refusal::Refusal, stretch, weekly_rest, work,
};

/// What is to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A shift more. For one that is moved, the ledger is without it.
    Shift {
        /// Its work.
        spell: Spell,
        /// The heat it is worked in; `None`: no episode.
        heat: Option<HeatLevel>,
    },
    /// A piece that one person lifts, or two together.
    Lift {
        /// Its mass, in grams.
        mass_g: u32,
        /// Of what age who lifts it with the person of the ledger is; `None`: nobody does.
        with: Option<AgeGroup>,
    },
}

impl Proposal {
    /// The work of a shift.
    pub(super) fn spell(&self) -> Option<&Spell> {
        match self {
            Self::Shift { spell, .. } => Some(spell),
            Self::Lift { .. } => None,
        }
    }
}

/// What the law has against `proposal` for the person of `ledger`; empty: nothing.
///
/// A breach that was there before counts only if the proposal adds work to its time, or makes it worse. Work counts
/// from the start to the end of declared shifts. The ledger may hold later shifts, too: one that ends late is refused
/// for the rest before the next. Cost: linear in the spells of the ledger, some twelve weeks.
#[must_use]
pub fn judge(rules: &LabourRules, ledger: &Ledger, proposal: &Proposal) -> Vec<Refusal> {
    let (spell, level) = match proposal {
        Proposal::Lift { mass_g, with } => {
            let ages = std::iter::once(ledger.age()).chain(*with);
            return lift::too_heavy(rules, ages, *mass_g).into_iter().collect();
        }
        Proposal::Shift { spell, heat } => (spell, *heat),
    };
    let proposed = spell.window();
    let before = breaches(&Case::new(rules, ledger, None, proposed, level));
    let after = Case::new(rules, ledger, Some(spell), proposed, level);
    let mut refusals = breaches(&after);
    refusals.retain(|refusal| refusal.shares_time_with(proposed) || !before.contains(refusal));
    daily_rest::tell_once(&mut refusals);
    refusals.extend(work::on_barred_days(&after));
    refusals.extend(night::in_barred_hours(&after));
    refusals.extend(heat::barred(&after));
    refusals
}

/// All that is wrong around the proposed shift.
fn breaches(case: &Case<'_>) -> Vec<Refusal> {
    let mut breaches = work::daily(case);
    breaches.extend(work::weekly(case));
    breaches.extend(work::mean(case));
    breaches.extend(stretch::without_break(case));
    breaches.extend(daily_rest::too_short(case));
    breaches.extend(weekly_rest::too_short(case));
    breaches.extend(weekly_rest::too_many_days(case));
    breaches.extend(night::night_worker(case));
    breaches
}

#[cfg(test)]
mod tests;
