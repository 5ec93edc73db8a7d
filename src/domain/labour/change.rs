//! The judge of changes: of a shift that takes another's place, or goes.

use super::{LabourRules, Ledger, Proposal, Spell, judge, refusal::Refusal};
use crate::units::Seconds;

/// Work that is farther apart than this is not in one working day.
const NEAR: Seconds = Seconds::from_minutes(24 * 60);

/// What the law has against `now` in the place of `was`; the ledger is without either. With nothing in its place, a
/// shift is removed; in the place of nothing, it is added, as by [`judge`].
///
/// What was wrong because of `was`, and is at most as wrong because of `now`, is no refusal: unlawful shifts may be
/// made less unlawful. A shift that stays may be refused, too: one that has the rest of its day to thank for its break.
/// Cost: as [`judge`] for both and for each shift of the same day.
#[must_use]
pub fn judge_change(
    rules: &LabourRules,
    ledger: &Ledger,
    was: Option<&Proposal>,
    now: Option<&Proposal>,
) -> Vec<Refusal> {
    let of = |proposal: Option<&Proposal>| {
        proposal.map_or_else(Vec::new, |proposal| judge(rules, ledger, proposal))
    };
    let mut refusals = newly(of(was), of(now));
    if let Some(gone) = was.and_then(Proposal::spell) {
        let told = left_alone(rules, ledger, gone, now.and_then(Proposal::spell));
        refusals.extend(newly(of(now), told));
    }
    refusals
}

/// What the law has against a shift of somebody who turns out to be of another age: `before` and `after` are their
/// ledger as it was and as it is, without the shift. What was as wrong by the same limit before is no refusal.
#[must_use]
pub fn judge_age(
    rules: &LabourRules,
    before: &Ledger,
    after: &Ledger,
    shift: &Proposal,
) -> Vec<Refusal> {
    newly(judge(rules, before, shift), judge(rules, after, shift))
}

/// What is newly wrong with the shifts around `gone`, now that it is `added` instead.
fn left_alone(
    rules: &LabourRules,
    ledger: &Ledger,
    gone: &Spell,
    added: Option<&Spell>,
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (index, spell) in ledger.spells().iter().enumerate() {
        let (own, other) = (spell.window(), gone.window());
        if own.start() > other.end() + NEAR || other.start() > own.end() + NEAR {
            continue;
        }
        let (mut before, mut after) = (ledger.without(index), ledger.without(index));
        before.add(gone.clone());
        if let Some(added) = added {
            after.add(added.clone());
        }
        let stays = Proposal::Shift { spell: spell.clone(), heat: None };
        let told = newly(judge(rules, &before, &stays), judge(rules, &after, &stays));
        refusals.extend(newly(refusals.clone(), told));
    }
    refusals
}

/// Of what is wrong `now` what was not as wrong before.
pub(super) fn newly(mut was: Vec<Refusal>, mut now: Vec<Refusal>) -> Vec<Refusal> {
    was.sort_by_key(Refusal::severity);
    now.retain(|refusal| {
        let known = was.iter().position(|known| known.is_as_bad_as(refusal));
        // Each of them stands for one.
        known.map(|index| was.remove(index)).is_none()
    });
    now
}

#[cfg(test)]
mod tests;
