//! A schedule for stops that cannot all be in time.

use super::{Infeasible, Limits, Times, Way, in_time, rider, timeline};
use crate::solver::{Problem, Route, StopId, clock::clock};
use crate::units::Seconds;

/// As [`schedule`](super::schedule()), but what cannot be in time is late: windows of stops and the shift have no
/// end, loads may be on board for too long, and the vehicle may ride too far. Of all places for the breaks, whose
/// own windows are kept, the ones with the least lateness in sum (of the stops, of what is too long on board and
/// of the shift's end), then those that are over the earliest, then those with the least waiting. Stops that can
/// be made in time are.
///
/// Linear in the number of stops, but for loads that may be on board only for so long where something is late: then
/// every place for a break is tried, of very many the first 500 and the best without regard to the loads.
///
/// # Errors
///
/// [`Infeasible::NoStops`], [`Infeasible::Unknown`] and [`Infeasible::Unreachable`];
/// [`Infeasible::NoTimeForBreak`] if its windows are over before the shift begins;
/// [`Infeasible::OutsideShift`] if it would be over at a moment beyond [`Seconds::MAX`].
pub fn schedule_late(
    problem: &Problem,
    vehicle: usize,
    stops: &[StopId],
) -> Result<Route, Infeasible> {
    let rider = rider(problem, vehicle, stops)?;
    let way = Way::new(problem, rider, stops)?;
    let times =
        in_time(&way).or_else(|why| match (way.least_late(None), rider.breaks.first()) {
            (Some((_, times)), _) => Ok(times),
            (None, Some(rest)) => Err(Infeasible::NoTimeForBreak { window: rest.windows.hull() }),
            (None, None) => Err(why),
        })?;
    if times.finish > clock(Seconds::MAX) {
        return Err(Infeasible::OutsideShift { shift: rider.shift, back: Seconds::MAX });
    }
    Ok(timeline::route(problem, vehicle, &way, stops, &times))
}

/// As [`schedule_late`], but no later than within these limits, and only what is late in sum and the
/// times; `None` if that cannot be.
pub(crate) fn outline_late(way: &Way, limits: Option<&Limits>) -> Option<(i64, Times)> {
    match way.in_time() {
        Some(times) if times.finish <= clock(way.rider.shift.end()) => Some((0, times)),
        _ => way.least_late(Some(limits?)),
    }
}

/// The route that [`outline_late`] finds.
pub(crate) fn schedule_within(
    problem: &Problem,
    vehicle: usize,
    stops: &[StopId],
    limits: &Limits,
) -> Option<Route> {
    let way = Way::new(problem, problem.vehicles().get(vehicle)?, stops).ok()?;
    let (_, times) = outline_late(&way, Some(limits))?;
    let fits = times.finish <= clock(Seconds::MAX);
    fits.then(|| timeline::route(problem, vehicle, &way, stops, &times))
}

#[cfg(test)]
mod tests;
