//! One request on one vehicle with nothing else to do: does it fit, and if not, how far does it get?
//!
//! Over all orders of the stops by a dynamic programme over their subsets (Held and Karp 1962): for each subset
//! and last stop the earliest moment, by the number of breaks taken.

use super::{
    Break, Problem, Request, Stop, StopId, Vehicle,
    clock::{NEVER, clock, next_start},
    schedule::{Infeasible, back, ride},
};
use crate::units::Load;

/// Up to here every order of the stops is tried; beyond, only the order in which they are listed.
const EVERY_ORDER: usize = 11;

/// Where the earliest order does not do, because it is too long or a load too long on board, every other is tried
/// up to here; beyond, the one in which they are listed.
const EVERY_OTHER: usize = 6;

/// How far a request gets on a vehicle of its own; skills are not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    /// There is too much on board at some moment in any order.
    NoRoom,
    /// Some place is cut off.
    Unreachable,
    /// Some stop is made too late in any order, breaks and shift's end left aside.
    TooLate(Late),
    /// The stops can be made, but a load is on board for too long.
    TooLongOnBoard {
        /// The dropoff.
        stop: StopId,
        /// How long it may be.
        most: i64,
    },
    /// The stops can be made, but the way is too long.
    TooFar,
    /// The stops can be made, but not with the breaks in their windows.
    NoTimeForBreak,
    /// All can be made, but the vehicle is back too late.
    OutsideShift {
        /// When it is back, in seconds.
        back: i64,
    },
    /// It fits.
    Fits {
        /// An order of its stops; if no load or limit forbids that, the one in which the vehicle is back the
        /// earliest.
        order: Vec<StopId>,
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
    let asked = &problem.requests()[request];
    let listed: Vec<StopId> = asked.stops(request).map(|(stop, _)| stop).collect();
    if listed.len() > EVERY_ORDER {
        let has_room = is_carried(asked, vehicle, &listed);
        return if has_room { ridden(problem, vehicle, listed) } else { Alone::NoRoom };
    }
    let tour = Tour::new(problem, vehicle, request);
    if tour.fastest(&[], false).is_none() {
        let unlimited = Tour { carried: vec![true; tour.carried.len()], ..tour };
        let is_reached = unlimited.fastest(&[], false).is_some();
        return if is_reached { Alone::NoRoom } else { Alone::Unreachable };
    }
    let mut late = None;
    if tour.ride(&[], true, &mut late).is_none() {
        return late.map_or(Alone::Unreachable, Alone::TooLate);
    }
    let order = match tour.fastest(&vehicle.breaks, true) {
        None => return Alone::NoTimeForBreak,
        Some(ride) if ride.now > clock(vehicle.shift.end()) => {
            return Alone::OutsideShift { back: ride.now };
        }
        Some(ride) => tour.order(ride),
    };
    let first = ridden(problem, vehicle, order);
    if matches!(first, Alone::Fits { .. }) {
        return first;
    }
    let mut others = Vec::new();
    if listed.len() > EVERY_OTHER {
        others.push(listed);
    } else {
        orders(asked, &mut Vec::new(), &listed, &mut others);
    }
    let carried = others.into_iter().filter(|order| is_carried(asked, vehicle, order));
    let mut ridden = carried.map(|order| ridden(problem, vehicle, order));
    ridden.find(|alone| matches!(alone, Alone::Fits { .. })).unwrap_or(first)
}

/// All orders of these stops behind those, each stop after those that it must follow.
fn orders(asked: &Request, made: &mut Vec<StopId>, left: &[StopId], found: &mut Vec<Vec<StopId>>) {
    if left.is_empty() {
        found.push(made.clone());
    }
    for &next in left {
        if left.iter().any(|other| *other != next && asked.must_precede(*other, next)) {
            continue;
        }
        let rest: Vec<StopId> = left.iter().copied().filter(|other| *other != next).collect();
        made.push(next);
        orders(asked, made, &rest, found);
        made.pop();
    }
}

/// What comes of this order.
fn ridden(problem: &Problem, vehicle: &Vehicle, order: Vec<StopId>) -> Alone {
    match back(problem, vehicle, &order) {
        Ok(_) => Alone::Fits { order },
        Err(Infeasible::TooLate { made, stop, earliest, due }) => {
            Alone::TooLate(Late { made, stop, earliest: clock(earliest), due: clock(due) })
        }
        Err(Infeasible::TooLongOnBoard { stop, most }) => {
            Alone::TooLongOnBoard { stop, most: clock(most) }
        }
        Err(Infeasible::TooFar) => Alone::TooFar,
        Err(Infeasible::NoTimeForBreak { .. }) => Alone::NoTimeForBreak,
        Err(Infeasible::OutsideShift { back, .. }) => Alone::OutsideShift { back: clock(back) },
        Err(Infeasible::Unreachable { .. } | Infeasible::NoStops | Infeasible::Unknown) => {
            Alone::Unreachable
        }
    }
}

/// Is there room for it at any time in this order? Where all dropoffs follow all pickups, the order makes no
/// difference, and whoever asks has looked at the whole load.
fn is_carried(asked: &Request, vehicle: &Vehicle, order: &[StopId]) -> bool {
    asked.is_carried_at_once()
        || (0..=order.len()).all(|made| {
            let is_made = |stop: StopId| order[..made].contains(&stop);
            fits(asked, order[0].request(), vehicle.capacity, is_made)
        })
}

/// Is there room for what is on board when these stops are made?
fn fits(asked: &Request, request: usize, room: Load, is_made: impl Fn(StopId) -> bool) -> bool {
    let picked =
        (0..asked.pickups.len()).filter(|it| is_made(StopId::Pickup { request, pickup: *it }));
    let picked: Load = picked.map(|it| asked.pickups[it].load).sum();
    let dropped =
        (0..asked.dropoffs.len()).filter(|it| is_made(StopId::Dropoff { request, dropoff: *it }));
    let dropped: Load = dropped.map(|it| asked.dropoffs[it].load).sum();
    (asked.aboard() + picked - dropped).fits(&room)
}

/// A moment, and the stops made by then: four bits each, the last one lowest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ride {
    now: i64,
    made: u64,
}

impl Ride {
    const NONE: Self = Self { now: NEVER, made: 0 };
}

/// The stops of a request as a vehicle sees them. A subset is a bit mask.
struct Tour<'a> {
    problem: &'a Problem,
    vehicle: &'a Vehicle,
    stops: Vec<(StopId, &'a Stop)>,
    /// By stop: those before it.
    before: Vec<usize>,
    /// By subset: is there room for what is on board then?
    carried: Vec<bool>,
}

impl<'a> Tour<'a> {
    fn new(problem: &'a Problem, vehicle: &'a Vehicle, request: usize) -> Self {
        let asked = &problem.requests()[request];
        let stops: Vec<(StopId, &Stop)> = asked.stops(request).collect();
        let before = stops.iter().map(|(stop, _)| {
            let bits = stops.iter().enumerate();
            bits.filter(|(_, (other, _))| other != stop && asked.must_precede(*other, *stop))
                .fold(0, |set, (bit, _)| set | 1 << bit)
        });
        let before = before.collect();
        let carried = |set: usize| {
            asked.is_carried_at_once()
                || fits(asked, request, vehicle.capacity, |stop| {
                    stops
                        .iter()
                        .position(|(other, _)| *other == stop)
                        .is_some_and(|at| set >> at & 1 == 1)
                })
        };
        let carried = (0..1 << stops.len()).map(carried).collect();
        Self { problem, vehicle, stops, before, carried }
    }

    fn order(&self, ride: Ride) -> Vec<StopId> {
        let count = self.stops.len();
        let stop = |place: usize| self.stops[(ride.made >> (4 * place) & 15) as usize].0;
        (0..count).rev().map(stop).collect()
    }

    fn fastest(&self, breaks: &[Break], in_time: bool) -> Option<Ride> {
        self.ride(breaks, in_time, &mut None)
    }

    /// The ride over all stops that is back the earliest, whenever the shift ends, and the first late
    /// stop of the one that gets furthest among those that are late.
    fn ride(&self, breaks: &[Break], in_time: bool, late: &mut Option<Late>) -> Option<Ride> {
        let matrix = self.problem.matrix(self.vehicle);
        let (count, wide) = (self.stops.len(), breaks.len() + 1);
        let rest = |rides: &mut [Ride]| {
            for (made, rest) in breaks.iter().enumerate() {
                if let Some(start) = next_start(&rest.windows, rides[made].now) {
                    let rested = Ride { now: start + clock(rest.duration), ..rides[made] };
                    rides[made + 1] = rides[made + 1].min(rested);
                }
            }
        };
        let mut begin = vec![Ride::NONE; wide];
        begin[0].now = clock(self.vehicle.shift.start());
        rest(&mut begin);
        let mut table = vec![Ride::NONE; (count * wide) << count];
        let (mut rides, mut trial) = (vec![Ride::NONE; wide], vec![Ride::NONE; wide]);
        let mut best = Ride::NONE;
        for set in 0_usize..1 << count {
            for last in 0..count.max(1) {
                match set {
                    0 if last == 0 => rides.copy_from_slice(&begin),
                    _ if set >> last & 1 == 1 => {
                        rides.copy_from_slice(&table[(set * count + last) * wide..][..wide]);
                    }
                    _ => continue,
                }
                let earliest = rides.iter().map(|ride| ride.now).min().unwrap_or(NEVER);
                if earliest >= NEVER || !self.carried[set] {
                    continue;
                }
                let here =
                    if set == 0 { self.vehicle.start } else { Some(self.stops[last].1.place) };
                if set + 1 == 1 << count
                    && let Some(time) = ride(matrix, here, self.vehicle.end)
                {
                    trial.copy_from_slice(&rides);
                    for ride in &mut trial {
                        ride.now += time;
                    }
                    rest(&mut trial);
                    best = best.min(trial[wide - 1]);
                }
                let free = |next: usize| set >> next & 1 == 0 && self.before[next] & !set == 0;
                for next in (0..count).filter(|next| free(*next)) {
                    let (id, stop) = self.stops[next];
                    let Some(time) = ride(matrix, here, Some(stop.place)) else { continue };
                    if in_time && next_start(&stop.windows, earliest + time).is_none() {
                        let due = clock(stop.windows.end());
                        let made = set.count_ones() as usize;
                        let found = Late { made, stop: id, earliest: earliest + time, due };
                        if late.is_none_or(|late| found.beats(&late)) {
                            *late = Some(found);
                        }
                    }
                    let kind = self.vehicle.kind;
                    let setup =
                        if here == Some(stop.place) { 0 } else { clock(stop.setup.of(kind)) };
                    let stay = setup + clock(stop.service.of(kind));
                    for (ride, trial) in rides.iter().zip(&mut trial) {
                        let arrival = ride.now + time;
                        let start = if in_time {
                            next_start(&stop.windows, arrival)
                        } else {
                            Some(arrival)
                        };
                        let start = start.filter(|_| ride.now < NEVER);
                        let made = ride.made << 4 | next as u64;
                        *trial = start.map_or(Ride::NONE, |start| Ride { now: start + stay, made });
                    }
                    rest(&mut trial);
                    let at = ((set | 1 << next) * count + next) * wide;
                    for (cell, found) in table[at..][..wide].iter_mut().zip(&trial) {
                        *cell = (*cell).min(*found);
                    }
                }
            }
        }
        (best.now < NEVER).then_some(best)
    }
}

#[cfg(test)]
mod tests;
