//! Rest between two working days.

use super::{
    case::Case,
    refusal::{LabourRule, Refusal},
};
use crate::units::Seconds;

/// The day in which there must be a rest: 24 hours, whatever clocks do.
const DAY: Seconds = Seconds::from_minutes(24 * 60);

/// Periods of 24 hours from a start of work without enough rest in a row (directive 2003/88/EC, article 3).
pub(super) fn too_short(case: &Case<'_>) -> Vec<Refusal> {
    let refusal = |from| {
        let span = (from, from + DAY);
        let found = case.timeline.longest_rest_in(span);
        Case::too_little(LabourRule::DailyRest, &case.person.daily_rest, found, span)
    };
    case.timeline.starts().filter_map(refusal).collect()
}

/// Of refusals in a row that are about the same rest only the first: the 24 hours from each start of a working day
/// tell it again.
pub(super) fn tell_once(refusals: &mut Vec<Refusal>) {
    refusals.dedup_by(|next, one| {
        let same = next.rule == LabourRule::DailyRest && one.rule == LabourRule::DailyRest;
        same && next.found == one.found
    });
}
