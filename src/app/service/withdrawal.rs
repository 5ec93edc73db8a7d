//! What becomes of rounds when what they were made of changes.

use super::{AppError, clock::day_of, progress::is_begun, world::zone_of};
use crate::{
    domain::{DayShift, Round},
    store::{Change, Work},
    units::Timestamp,
};
use jiff::civil::Date;

/// Withdraws the rounds to come that are `concerned`: a plan that is no longer true must not be
/// ridden. Those in which something was begun stay, as someone is on the road with them.
pub(super) async fn withdraw_concerned(
    change: &mut Change,
    concerned: impl Fn(&Round, Option<&DayShift>) -> bool,
) -> Result<(), AppError> {
    let now = change.at();
    let today = day_of(now, &zone_of(&change.coop().await?)?);
    // A shift of yesterday may still run.
    let first = today.yesterday().unwrap_or(today);
    let mut rounds = Vec::new();
    for live in change.rounds_from(first).await? {
        let shift = change.shift(&live.shift).await?;
        let is_over = shift.as_ref().is_some_and(|shift| shift.window.end() <= now);
        if concerned(&live.round, shift.as_ref()) && !is_begun(&live) && !is_over {
            rounds.push(live.id);
        }
    }
    Ok(change.withdraw(&rounds).await?)
}

/// Withdraws the round of a shift.
///
/// # Errors
///
/// [`AppError::Conflict`] with this action if it was begun, or is over.
pub(super) async fn withdraw_of_shift(
    change: &mut Change,
    shift: &DayShift,
    now: Timestamp,
    action: &str,
) -> Result<(), AppError> {
    let mut rounds = change.rounds_of_day(shift.day).await?;
    rounds.retain(|live| live.shift == shift.id);
    if rounds.iter().any(is_begun) {
        let cause = "the round of this shift was begun";
        return Err(AppError::conflict("round_begun", cause, action));
    }
    if !rounds.is_empty() && shift.window.end() <= now {
        let cause = "this shift is over, and had a round";
        return Err(AppError::conflict("shift_over", cause, action));
    }
    let ids: Vec<String> = rounds.into_iter().map(|live| live.id).collect();
    Ok(change.withdraw(&ids).await?)
}

/// The shifts of today, after those of yesterday that still run.
pub(super) async fn current<K>(
    work: &mut Work<K>,
    today: Date,
    now: Timestamp,
) -> Result<Vec<DayShift>, AppError> {
    let mut shifts = match today.yesterday() {
        Ok(yesterday) => work.shifts_of_day(yesterday).await?,
        Err(_) => Vec::new(),
    };
    shifts.retain(|shift| shift.window.contains(now));
    shifts.extend(work.shifts_of_day(today).await?);
    Ok(shifts)
}

/// The day of an order that may be fetched from `ready` on, which is on the local day `day`: that of
/// the shift that runs then, which may have begun the day before.
pub(super) async fn day_of_order<K>(
    work: &mut Work<K>,
    ready: Timestamp,
    day: Date,
) -> Result<Date, AppError> {
    let runs = |shift: &DayShift| shift.window.start() <= ready && ready < shift.window.end();
    let Ok(before) = day.yesterday() else { return Ok(day) };
    let of_night = work.shifts_of_day(before).await?.iter().any(runs);
    let of_day = of_night && work.shifts_of_day(day).await?.iter().any(runs);
    Ok(if of_night && !of_day { before } else { day })
}
