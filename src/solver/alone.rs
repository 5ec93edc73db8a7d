//! One request on one vehicle with nothing else to do: does it fit, and if not, how far does it get?
//!
//! Over all orders of the dropoffs by a dynamic programme over their subsets (Held and Karp 1962):
//! for each subset and last stop the earliest moment, without and with the break.

use super::{
    Infeasible, Problem, StopId, Vehicle,
    call::Call,
    clock::{NEVER, after_break, clock},
    schedule,
};

/// Up to here every order of the dropoffs is tried; beyond, only the order in which they are listed.
const EVERY_ORDER: usize = 10;

/// How far a request gets on a vehicle of its own; loads and skills are not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    /// Some place is cut off.
    Unreachable,
    /// Some stop is made too late in any order, break and shift's end left aside.
    TooLate(Late),
    /// The stops can be made, but not with the break in its window.
    NoTimeForBreak,
    /// All can be made, but the vehicle is back too late.
    OutsideShift {
        /// When it is back, in seconds.
        back: i64,
    },
    /// It fits.
    Fits {
        /// The order of its dropoffs in which the vehicle is back the earliest.
        order: Vec<usize>,
    },
}

/// The first late stop of the ride that makes most stops in time, and of such rides the least late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Late {
    /// How many stops are made in time before.
    pub(super) made: usize,
    /// The late stop.
    pub(super) stop: StopId,
    /// When service could start there.
    pub(super) earliest: i64,
    /// When its window ends.
    pub(super) due: i64,
}

impl Late {
    /// Does this ride get further than the other, or as far with less delay?
    pub(super) fn beats(&self, other: &Self) -> bool {
        let delay = |late: &Self| late.earliest - late.due;
        (other.made, delay(self)) < (self.made, delay(other))
    }
}

/// Tries it.
pub(super) fn alone(problem: &Problem, vehicle: &Vehicle, request: usize) -> Alone {
    let count = problem.requests()[request].dropoffs.len();
    if count > EVERY_ORDER {
        return as_listed(problem, vehicle, request, count);
    }
    let pickup = Call::pickup(problem, vehicle.kind, request);
    let dropoffs: Vec<Call> =
        (0..count).map(|dropoff| Call::dropoff(problem, vehicle.kind, request, dropoff)).collect();
    let open = |call: &Call| Call { ready: 0, due: NEVER - 1, ..*call };
    let unrested = Vehicle { breaks: Vec::new(), ..vehicle.clone() };

    let everywhere = dropoffs.iter().map(open).collect::<Vec<_>>();
    if fastest(problem, &unrested, pickup.as_ref().map(open).as_ref(), &everywhere).0.is_none() {
        return Alone::Unreachable;
    }
    let (in_time, late) = fastest(problem, &unrested, pickup.as_ref(), &dropoffs);
    if in_time.is_none() {
        return late.map_or(Alone::Unreachable, Alone::TooLate);
    }
    match fastest(problem, vehicle, pickup.as_ref(), &dropoffs).0 {
        None => Alone::NoTimeForBreak,
        Some(ride) if ride.now > clock(vehicle.shift.end()) => {
            Alone::OutsideShift { back: ride.now }
        }
        Some(ride) => Alone::Fits { order: ride.order(count) },
    }
}

fn as_listed(problem: &Problem, vehicle: &Vehicle, request: usize, count: usize) -> Alone {
    let stops = problem.requests()[request].stops(request).map(|(id, _)| id);
    let stops: Vec<StopId> = stops.collect();
    match schedule::outline_or_reason(problem, vehicle, &stops) {
        Ok(_) => Alone::Fits { order: (0..count).collect() },
        Err(Infeasible::TooLate { made, stop, earliest, due }) => {
            Alone::TooLate(Late { made, stop, earliest: clock(earliest), due: clock(due) })
        }
        Err(Infeasible::NoTimeForBreak { .. }) => Alone::NoTimeForBreak,
        Err(Infeasible::OutsideShift { back, .. }) => Alone::OutsideShift { back: clock(back) },
        Err(Infeasible::Unreachable { .. } | Infeasible::NoStops | Infeasible::Unknown) => {
            Alone::Unreachable
        }
    }
}

/// A moment, and the dropoffs made by then: four bits each, the last one lowest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ride {
    now: i64,
    made: u64,
}

impl Ride {
    const NONE: Self = Self { now: NEVER, made: 0 };

    fn serve(self, travel: i64, call: &Call, dropoff: usize) -> Self {
        Self { now: call.served(self.now + travel), made: self.made << 4 | dropoff as u64 }
    }

    fn order(self, count: usize) -> Vec<usize> {
        (0..count).rev().map(|place| (self.made >> (4 * place) & 15) as usize).collect()
    }
}

/// The earliest rides without and with the break taken.
#[derive(Clone, Copy)]
struct Rides {
    before_break: Ride,
    rested: Ride,
}

impl Rides {
    const NONE: Self = Self { before_break: Ride::NONE, rested: Ride::NONE };

    fn at_start(vehicle: &Vehicle) -> Self {
        let start = Ride { now: clock(vehicle.shift.start()), made: 0 };
        match vehicle.breaks.first() {
            Some(_) => Self { before_break: start, rested: Ride::NONE }.pause(vehicle),
            None => Self { before_break: Ride::NONE, rested: start },
        }
    }

    fn map(self, step: impl Fn(Ride) -> Ride) -> Self {
        Self { before_break: step(self.before_break), rested: step(self.rested) }
    }

    fn pause(mut self, vehicle: &Vehicle) -> Self {
        if let Some(rest) = vehicle.breaks.first() {
            let now = after_break(rest, self.before_break.now);
            self.rested = self.rested.min(Ride { now, ..self.before_break });
        }
        self
    }

    fn min(self, other: Self) -> Self {
        Self {
            before_break: self.before_break.min(other.before_break),
            rested: self.rested.min(other.rested),
        }
    }

    fn earliest(self) -> i64 {
        self.before_break.now.min(self.rested.now)
    }
}

/// The ride over all stops that is back the earliest, whenever the shift ends, and the first late
/// stop of the one that gets furthest among those that are late. A subset is a bit mask.
fn fastest(
    problem: &Problem,
    vehicle: &Vehicle,
    pickup: Option<&Call>,
    dropoffs: &[Call],
) -> (Option<Ride>, Option<Late>) {
    let matrix = problem.matrix(vehicle);
    let count = dropoffs.len();
    let mut late: Option<Late> = None;
    let mut ride = |rides: Rides, from: Option<usize>, call: &Call, made: usize, dropoff: usize| {
        let Some(time) = schedule::ride(matrix, from, Some(call.place)) else { return Rides::NONE };
        let earliest = (rides.earliest() + time).max(call.ready);
        if call.due < earliest && earliest < NEVER {
            let found = Late { made, stop: call.id, earliest, due: call.due };
            late = late.filter(|late| !found.beats(late)).or(Some(found));
        }
        rides.map(|ride| ride.serve(time, call, dropoff)).pause(vehicle)
    };

    let start = Rides::at_start(vehicle);
    let (fetched, from, before) = match pickup {
        Some(call) => (ride(start, vehicle.start, call, 0, 0), Some(call.place), 1),
        None => (start, vehicle.start, 0),
    };
    let mut table = vec![Rides::NONE; count << count];
    for (dropoff, call) in dropoffs.iter().enumerate() {
        table[(1 << dropoff) * count + dropoff] = ride(fetched, from, call, before, dropoff);
    }
    let mut best = Ride::NONE;
    for set in 1_usize..1 << count {
        for last in (0..count).filter(|last| set & 1 << last != 0) {
            let rides = table[set * count + last];
            let here = Some(dropoffs[last].place);
            for (next, call) in dropoffs.iter().enumerate().filter(|(next, _)| set & 1 << next == 0)
            {
                let made = before + set.count_ones() as usize;
                let found = ride(rides, here, call, made, next);
                let cell = &mut table[(set | 1 << next) * count + next];
                *cell = cell.min(found);
            }
            if set + 1 == 1 << count
                && let Some(time) = schedule::ride(matrix, here, vehicle.end)
            {
                let home = |ride: Ride| Ride { now: ride.now + time, ..ride };
                best = best.min(rides.map(home).pause(vehicle).rested);
            }
        }
    }
    ((best.now < NEVER).then_some(best), late)
}

#[cfg(test)]
mod tests;
