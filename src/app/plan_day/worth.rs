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
    let standing = with_new(instance, (solved.plan, solved.score))?;
    // What no search has found, moving single orders may.
    let alone = instance.settled(&standing.0, false)?.filter(|(_, score)| score.beats(&found));
    let best = alone.as_ref().map_or(found, |(_, score)| *score);
    Ok(match kept(instance, standing.1, best) {
        Some(kept) => Some((standing, Some(kept))),
        None => alone.map(|alone| (alone, None)),
    })
}

/// What to publish of a day that is being ridden: the rounds as they are `standing`, orders that wait put in, unless what
/// was `found` is worth more.
pub(in crate::app) fn of_both(
    instance: &Instance<'_>,
    standing: Scored,
    found: Scored,
) -> Result<(Scored, Option<Kept>), PlanError> {
    if instance.worth == Seconds::ZERO {
        return Ok((found, None));
    }
    let standing = with_new(instance, standing)?;
    Ok(match kept(instance, standing.1, found.1) {
        Some(kept) => (standing, Some(kept)),
        None => (found, None),
    })
}

/// The same rounds, with each order that is new where it costs the least.
fn with_new(instance: &Instance<'_>, standing: Scored) -> Result<Scored, PlanError> {
    Ok(instance.settled(&standing.0, true)?.unwrap_or(standing))
}

/// Why rounds stay; `None` if others save enough, or serve more, or leave less late or less too much on board: no saving
/// stands against these.
fn kept(instance: &Instance<'_>, standing: Score, found: Score) -> Option<Kept> {
    let first = |score: &Score| (score.unserved, score.broken);
    let saving = match first(&found).cmp(&first(&standing)) {
        Ordering::Less => return None,
        Ordering::Equal => (standing.cost - found.cost).max(0) / instance.objective.travel.max(1),
        Ordering::Greater => 0,
    };
    let saving = Seconds::new(u32::try_from(saving).unwrap_or(u32::MAX));
    (saving < instance.worth).then_some(Kept { saving, below: instance.worth })
}
