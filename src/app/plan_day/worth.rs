//! Is a new plan worth changing what was announced for?

use super::{Effort, PlanError};
use crate::{
    dispatch::Instance,
    solver::{Plan, Score, solve},
    units::Seconds,
};
use std::cmp::Ordering;

/// Why rounds stay as they were announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What the best other rounds would have saved, as riding; what changes for couriers and customers is counted
    /// against it.
    pub saving: Seconds,
    /// They are changed from so much on.
    pub below: Seconds,
}

/// A plan, and how good it is.
type Scored = (Plan, Score);

/// What to publish in the place of a plan of this score: the rounds of before with the orders that are new in them and
/// nothing else changed, if no plan is worth more; or what moving single orders makes of these, if that is better still.
/// `None`: the plan itself.
pub(super) fn instead(
    instance: &Instance<'_>,
    effort: &Effort<'_>,
    found: Score,
) -> Result<Option<(Scored, Option<Kept>)>, PlanError> {
    if instance.warm_start.is_empty() || instance.worth == Seconds::ZERO {
        return Ok(None);
    }
    let still = Effort { iterations: Some(0), threads: 1, ..*effort };
    let settings = still.settings(instance.objective, &instance.warm_start);
    let solved = solve(&instance.problem, &settings, &mut |_| {});
    let mut standing = (solved.plan, solved.score);
    if let Some(settled) = instance.settled(&standing.0, true)? {
        standing = settled;
    }
    // What no search has found, moving single orders may.
    let alone = instance.settled(&standing.0, false)?.filter(|(_, score)| score.beats(&found));
    let best = alone.as_ref().map_or(found, |(_, score)| *score);
    let unit = instance.objective.travel.max(1);
    let saving = match best.unserved.cmp(&standing.1.unserved) {
        Ordering::Less => return Ok(alone.map(|alone| (alone, None))),
        Ordering::Equal => (standing.1.cost - best.cost).max(0) / unit,
        Ordering::Greater => 0,
    };
    if saving >= i64::from(instance.worth.as_u32()) {
        return Ok(alone.map(|alone| (alone, None)));
    }
    let saving = Seconds::new(u32::try_from(saving).unwrap_or(u32::MAX));
    Ok(Some((standing, Some(Kept { saving, below: instance.worth }))))
}
