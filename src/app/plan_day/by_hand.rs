//! Orders that somebody puts into rounds by hand.

use super::{Decided, PlanError, instance};
use crate::{
    app::ways::note_ascents,
    dispatch::{ByHand, Day, Moved},
    routing::Router,
};

/// What it would mean to put orders into the rounds of shifts by hand, see [`by_hand`](crate::dispatch::Instance::by_hand): of each pair of
/// indices; nothing of what is in no plan.
///
/// # Errors
///
/// See [`PlanError`].
pub fn place_by_hand(
    router: &Router,
    day: Day<'_>,
    max_snap_m: f64,
    wanted: &[Option<(usize, usize)>],
    position: Option<usize>,
) -> Result<Vec<Option<ByHand>>, PlanError> {
    if wanted.iter().all(Option::is_none) {
        return Ok(vec![None; wanted.len()]);
    }
    let instance = instance(router, day, max_snap_m)?;
    let place = |(order, shift): (usize, usize)| instance.by_hand(order, shift, position);
    Ok(wanted.iter().map(|it| it.map(place)).collect())
}

/// Puts an order (by index) into the round of a shift by hand, see [`moved`](crate::dispatch::Instance::moved). The rounds are checked.
///
/// # Errors
///
/// See [`PlanError`].
pub fn move_by_hand(
    router: &Router,
    day: Day<'_>,
    max_snap_m: f64,
    (order, shift, position): (usize, usize, Option<usize>),
    decided: &Decided<'_>,
) -> Result<Option<Moved>, PlanError> {
    let instance = instance(router, day, max_snap_m)?;
    let made = decided.made(&instance.objective);
    match instance.moved(order, shift, position, &made)? {
        Some(moved) if !moved.violations.is_empty() => Err(PlanError::Refused(moved.violations)),
        Some(mut moved) => {
            let rounds = moved.rounds.iter_mut().map(|(shift, round)| (*shift, round));
            note_ascents(router, day, max_snap_m, rounds);
            Ok(Some(moved))
        }
        None => Ok(None),
    }
}
