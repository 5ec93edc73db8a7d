//! A schedule for stops that cannot all be in time.

use super::{
    Infeasible, Outline, outline,
    outline::{First, early_break},
    ride, schedule, written_down,
};
use crate::solver::{
    Break, Problem, Route, Stop, StopId, Vehicle,
    clock::{NEVER, after_break, clock},
};
use crate::units::Seconds;

/// As [`schedule`], but what cannot be in time is late: windows of stops and the shift have no end. Of
/// all places for the break, whose own window is kept, the one with the least lateness in sum (of the
/// stops and of the shift's end), then the one that is over the earliest, then the one with the least
/// waiting. Stops that can be made in time are.
///
/// Quadratic in the number of stops if there is a break and something is late, else linear.
///
/// # Errors
///
/// [`Infeasible::NoStops`], [`Infeasible::Unknown`] and [`Infeasible::Unreachable`];
/// [`Infeasible::NoTimeForBreak`] if its window is over before the shift begins;
/// [`Infeasible::OutsideShift`] if it would be over at a moment beyond [`Seconds::MAX`].
pub fn schedule_late(
    problem: &Problem,
    vehicle: usize,
    stops: &[StopId],
) -> Result<Route, Infeasible> {
    match schedule(problem, vehicle, stops) {
        Err(
            Infeasible::TooLate { .. }
            | Infeasible::NoTimeForBreak { .. }
            | Infeasible::OutsideShift { .. },
        ) => {}
        settled => return settled,
    }
    let rider = problem.vehicles().get(vehicle).ok_or(Infeasible::Unknown)?;
    let Some((_, found)) = Way::new(problem, rider, stops)?.least_late(None) else {
        let rest = rider.breaks.first().expect("invariant: only a break has no place");
        return Err(Infeasible::NoTimeForBreak { window: rest.windows.hull() });
    };
    if found.finish > clock(Seconds::MAX) {
        return Err(Infeasible::OutsideShift { shift: rider.shift, back: Seconds::MAX });
    }
    Ok(written_down(problem, vehicle, rider, stops, &found))
}

/// How late a route may be: when each of its stops may be begun, and it may be over, at the latest.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) starts: Vec<i64>,
    pub(crate) over: i64,
}

/// As [`schedule_late`], but no later than within these limits, and only what is late in sum and the
/// outline; `None` if that cannot be.
pub(crate) fn outline_late(
    problem: &Problem,
    rider: &Vehicle,
    stops: &[StopId],
    limits: &Limits,
) -> Option<(i64, Outline)> {
    match outline(problem, rider, stops.iter().copied()) {
        Some(found) if found.finish <= clock(rider.shift.end()) => Some((0, found)),
        _ => Way::new(problem, rider, stops).ok()?.least_late(Some(limits)),
    }
}

/// The route that [`outline_late`] finds.
pub(crate) fn schedule_within(
    problem: &Problem,
    vehicle: usize,
    stops: &[StopId],
    limits: &Limits,
) -> Option<Route> {
    let rider = problem.vehicles().get(vehicle)?;
    let (_, found) = outline_late(problem, rider, stops, limits)?;
    let fits = found.finish <= clock(Seconds::MAX);
    fits.then(|| written_down(problem, vehicle, rider, stops, &found))
}

/// The stops in order, each with the ride to it; one ride more, the way back.
struct Way<'a> {
    rider: &'a Vehicle,
    stops: Vec<&'a Stop>,
    times: Vec<i64>,
}

impl<'a> Way<'a> {
    fn new(problem: &'a Problem, rider: &'a Vehicle, stops: &[StopId]) -> Result<Self, Infeasible> {
        let stops: Option<Vec<&Stop>> = stops.iter().map(|stop| problem.stop(*stop)).collect();
        let stops = stops.ok_or(Infeasible::Unknown)?;
        let mut from = rider.start;
        let places = stops.iter().map(|stop| Some(stop.place)).chain([rider.end]);
        let times = places.map(|to| {
            let cut_off = || Infeasible::Unreachable {
                from: from.or(to).unwrap_or_default(),
                to: to.or(from).unwrap_or_default(),
            };
            let time = ride(problem.matrix(rider), from, to).ok_or_else(cut_off)?;
            from = to;
            Ok(time)
        });
        let times = times.collect::<Result<_, _>>()?;
        Ok(Self { rider, stops, times })
    }

    /// What is late in sum, and the outline, with the break where that is the least; `None` if there is
    /// no place for it within the limits.
    fn least_late(&self, limits: Option<&Limits>) -> Option<(i64, Outline)> {
        match self.rider.breaks.first() {
            None => self.outline(None, limits),
            Some(rest) => (0..=self.times.len())
                .filter_map(|place| self.outline(Some((place, rest)), limits))
                .min_by_key(|(late, found)| (*late, found.finish, -found.departure)),
        }
    }

    /// The same with the break after so many rides; `None` if that is after its window, or if something
    /// is beyond the limits.
    fn outline(
        &self,
        rest: Option<(usize, &Break)>,
        limits: Option<&Limits>,
    ) -> Option<(i64, Outline)> {
        let start = clock(self.rider.shift.start());
        let (mut now, mut late) = (start, 0);
        for (done, time) in std::iter::once(&0).chain(&self.times).enumerate() {
            now += time;
            if let Some((at, stop)) =
                done.checked_sub(1).and_then(|at| Some((at, self.stops.get(at)?)))
            {
                now = now.max(clock(stop.windows.start()));
                if limits.is_some_and(|limits| now > limits.starts[at]) {
                    return None;
                }
                late += (now - clock(stop.windows.end())).max(0);
                now += clock(stop.service.of(self.rider.kind));
            }
            if let Some((_, rest)) = rest.filter(|(place, _)| *place == done) {
                now = after_break(rest, now);
                if now == NEVER {
                    return None;
                }
            }
        }
        let finish = now;
        if limits.is_some_and(|limits| finish > limits.over) {
            return None;
        }
        late += (finish - clock(self.rider.shift.end())).max(0);
        let first = First { travel: self.times[0], ready: clock(self.stops[0].windows.start()) };
        let departure = match rest {
            Some((0, rest)) => early_break(rest, start, &first),
            _ => (start + first.travel).max(first.ready) - first.travel,
        };
        let rest_after = rest.map(|(place, _)| place);
        let pause = rest.map_or(0, |(_, rest)| clock(rest.duration));
        let travel = self.times.iter().sum();
        let service = self.stops.iter().map(|stop| clock(stop.service.of(self.rider.kind))).sum();
        let waiting = finish - departure - travel - service - pause;
        Some((late, Outline { finish, departure, rest_after, travel, service, waiting }))
    }
}

#[cfg(test)]
mod tests;
