//! Are the reasons for what is left over true?
//!
//! With one dropoff this is settled. With several, only the order in which they are listed is tried:
//! a reason that this order refutes is false, one that it does not refute is believed. What is in a
//! route as well is wrong in another way and not asked for its reason.

use super::{
    Violation, load, on_board,
    reading::wide,
    ride::{Ride, ride},
};
use crate::{
    solver::{
        Allowed, Plan, Problem, Reason, Request, Sequence, Skills, StopId, Unassigned, Vehicle,
        VisitKind,
    },
    units::{Dimension, Load, Seconds, TimeWindow},
};
use std::collections::BTreeSet;

pub(super) fn check(problem: &Problem, plan: &Plan, violations: &mut Vec<Violation>) {
    let served = |request| {
        let visits = plan.routes.iter().flat_map(|route| &route.visits);
        visits.into_iter().any(|visit| match visit.kind {
            VisitKind::Stop(stop) => stop.request() == request,
            VisitKind::Break => false,
        })
    };
    for left in plan.unassigned.iter().filter(|left| !served(left.request)) {
        if let Some(asked) = problem.requests().get(left.request) {
            let case = Case { problem, plan, asked, left };
            violations.extend(case.judge().err());
        }
    }
}

struct Case<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
    asked: &'a Request,
    left: &'a Unassigned,
}

impl Case<'_> {
    fn judge(&self) -> Result<(), Violation> {
        match self.left.reason {
            Reason::NoVehicle | Reason::NotAllowed => {
                self.nobody(|_| true)?;
                let is_right = self.problem.vehicles().is_empty()
                    == matches!(self.left.reason, Reason::NoVehicle);
                if is_right { Ok(()) } else { Err(self.wrong(None)) }
            }
            Reason::TooManyStops { stops, most } => self.too_many_stops(stops, most),
            Reason::TooLongOnBoard { stop, most } => {
                let rides =
                    self.alone(|ride| ride <= Ride::TooLong || self.fails_otherwise(ride))?;
                let told = load_time(self.asked, self.left.request, stop);
                self.figure(told.ok_or(self.wrong(None))?, wide(most))?;
                let named = |(_, ride): &(usize, Ride)| *ride == Ride::TooLong;
                let may_be = self.has_many_orders() || rides.iter().any(named);
                if may_be { Ok(()) } else { Err(self.wrong(None)) }
            }
            Reason::TooFar { vehicle } => {
                let rides =
                    self.alone(|ride| ride <= Ride::TooFar || self.fails_otherwise(ride))?;
                let named = |(other, ride): &(usize, Ride)| {
                    *other == vehicle && (self.has_many_orders() || *ride == Ride::TooFar)
                };
                if rides.iter().any(named) { Ok(()) } else { Err(self.wrong(None)) }
            }
            Reason::Skill { missing } => {
                self.nobody(|vehicle| vehicle.skills.cover(self.asked.skills))?;
                let gaps =
                    || self.open().map(|(_, vehicle)| vehicle.skills.missing(self.asked.skills));
                let fewest = gaps().map(Skills::count).min().ok_or(self.wrong(None))?;
                self.figure(u64::from(fewest), u64::from(missing.count()))?;
                if gaps().any(|gap| gap == missing) { Ok(()) } else { Err(self.wrong(None)) }
            }
            Reason::TooMuch { dimension, needed, largest } => {
                self.too_much(dimension, needed, largest)
            }
            Reason::TooMuchTogether { needed } => self.too_much_together(needed),
            Reason::Unreachable => self.alone(|ride| ride <= Ride::NoRoom).map(drop),
            Reason::TooLate { stop, earliest, due } => {
                let rides = self.alone(|ride| ride < Ride::TooLong)?;
                self.too_late(&rides, stop, earliest, due)
            }
            Reason::NoTimeForBreak { window } => {
                let rides =
                    self.alone(|ride| ride <= Ride::Unrested || self.fails_otherwise(ride))?;
                let named = |(vehicle, ride): &(usize, Ride)| {
                    let rest = self.problem.vehicles()[*vehicle].breaks.first();
                    let may_be = self.has_many_orders() || *ride == Ride::Unrested;
                    may_be && rest.is_some_and(|rest| rest.windows.hull() == window)
                };
                if rides.iter().any(named) { Ok(()) } else { Err(self.wrong(None)) }
            }
            Reason::OutsideShifts { shift, back } => {
                let rides = self.alone(|ride| ride < Ride::Fits)?;
                self.outside(&rides, shift, back)
            }
            Reason::AllBusy { candidates } => self.all_busy(candidates),
        }
    }

    /// Is there more than the order in which the stops are listed?
    fn has_many_orders(&self) -> bool {
        let Request { pickups, dropoffs, sequence, .. } = self.asked;
        let free = || dropoffs.iter().any(|it| it.after.is_some());
        *sequence == Sequence::Free && (pickups.len() > 1 || dropoffs.len() > 1 || free())
    }

    /// The order in which they are listed fails for something that another may not fail for.
    fn fails_otherwise(&self, ride: Ride) -> bool {
        self.has_many_orders() && ride < Ride::Fits
    }

    fn wrong(&self, witness: Option<usize>) -> Violation {
        let Unassigned { request, reason } = *self.left;
        Violation::FalseReason { request, reason, witness }
    }

    fn figure(&self, expected: u64, got: u64) -> Result<(), Violation> {
        let Unassigned { request, reason } = *self.left;
        let wrong = Violation::WrongFigure { request, reason, expected, got };
        if expected == got { Ok(()) } else { Err(wrong) }
    }

    /// `got` is at least `least`.
    fn beyond(&self, least: u64, got: u64) -> Result<(), Violation> {
        self.figure(least.max(got), got)
    }

    fn nobody(&self, can: impl Fn(&Vehicle) -> bool) -> Result<(), Violation> {
        let witness = self.open().find(|(_, vehicle)| can(vehicle));
        witness.map_or(Ok(()), |(vehicle, _)| Err(self.wrong(Some(vehicle))))
    }

    /// The vehicles that may serve it.
    fn allowed(&self) -> impl Iterator<Item = (usize, &Vehicle)> {
        let vehicles = self.problem.vehicles().iter().enumerate();
        vehicles.filter(|(vehicle, _)| match &self.asked.vehicles {
            Allowed::Any => true,
            Allowed::Only(these) => these.contains(vehicle),
            Allowed::Not(these) => !these.contains(vehicle),
        })
    }

    /// Those of them that are for such requests.
    fn open(&self) -> impl Iterator<Item = (usize, &Vehicle)> {
        self.allowed().filter(|(_, vehicle)| self.asked.skills.cover(vehicle.accepts))
    }

    fn skilled(&self) -> impl Iterator<Item = (usize, &Vehicle)> {
        self.open().filter(|(_, vehicle)| vehicle.skills.cover(self.asked.skills))
    }

    fn carries(&self, vehicle: &Vehicle) -> bool {
        load::DIMENSIONS.into_iter().all(|dimension| {
            let room = vehicle.capacity.amount(dimension);
            room == u32::MAX || load::whole(self.asked, dimension) <= u64::from(room)
        })
    }

    fn stops(&self) -> usize {
        self.asked.pickups.len() + self.asked.dropoffs.len()
    }

    /// May it make so many stops?
    fn has_stops(&self, vehicle: &Vehicle) -> bool {
        vehicle.most_stops.is_none_or(|most| self.stops() <= most)
    }

    fn too_many_stops(&self, stops: usize, most: usize) -> Result<(), Violation> {
        self.figure(self.stops() as u64, stops as u64)?;
        let able = || self.skilled().filter(|(_, vehicle)| self.carries(vehicle));
        if let Some((vehicle, _)) = able().find(|(_, vehicle)| self.has_stops(vehicle)) {
            return Err(self.wrong(Some(vehicle)));
        }
        let largest = able().filter_map(|(_, vehicle)| vehicle.most_stops).max();
        self.figure(largest.ok_or(self.wrong(None))? as u64, most as u64)
    }

    /// How far each vehicle with the skills and the room gets, all of them as `expected`.
    fn alone(&self, expected: impl Fn(Ride) -> bool) -> Result<Vec<(usize, Ride)>, Violation> {
        let rides: Vec<(usize, Ride)> = self
            .skilled()
            .filter(|(_, vehicle)| self.carries(vehicle) && self.has_stops(vehicle))
            .map(|(index, vehicle)| (index, ride(self.problem, vehicle, self.left.request)))
            .collect();
        let witness = rides.iter().find(|(_, ride)| !expected(*ride));
        match witness {
            _ if rides.is_empty() => Err(self.wrong(None)),
            Some((vehicle, _)) => Err(self.wrong(Some(*vehicle))),
            None => Ok(rides),
        }
    }

    fn too_much(&self, dimension: Dimension, needed: u32, largest: u32) -> Result<(), Violation> {
        self.nobody_carries()?;
        self.figure(self.whole(dimension), needed.into())?;
        let most = self.most_room(dimension).ok_or(self.wrong(None))?;
        self.figure(most.into(), largest.into())?;
        if largest < needed { Ok(()) } else { Err(self.wrong(None)) }
    }

    fn too_much_together(&self, needed: Load) -> Result<(), Violation> {
        if !load::is_at_once(self.asked) && self.skilled().any(|(_, vehicle)| self.carries(vehicle))
        {
            // Some order may have room for it: the one that is listed has none, or leads nowhere.
            self.alone(|ride| ride <= Ride::NoRoom)?;
        } else {
            self.nobody_carries()?;
        }
        for dimension in load::DIMENSIONS {
            let whole = self.whole(dimension);
            self.figure(whole, needed.amount(dimension).into())?;
            // Of one dimension that is too much for all it would have to be said.
            if self.most_room(dimension).is_none_or(|room| u64::from(room) < whole) {
                return Err(self.wrong(None));
            }
        }
        Ok(())
    }

    fn nobody_carries(&self) -> Result<(), Violation> {
        let witness = self.skilled().find(|(_, vehicle)| self.carries(vehicle));
        witness.map_or(Ok(()), |(vehicle, _)| Err(self.wrong(Some(vehicle))))
    }

    /// The whole load, as far as a plan can say it.
    fn whole(&self, dimension: Dimension) -> u64 {
        load::whole(self.asked, dimension).min(u64::from(u32::MAX))
    }

    /// The most that a vehicle with the skills can carry; `None` without such a vehicle.
    fn most_room(&self, dimension: Dimension) -> Option<u32> {
        self.skilled().map(|(_, vehicle)| vehicle.capacity.amount(dimension)).max()
    }

    fn too_late(
        &self,
        rides: &[(usize, Ride)],
        stop: StopId,
        earliest: Seconds,
        due: Seconds,
    ) -> Result<(), Violation> {
        let named = match stop {
            _ if stop.request() != self.left.request => None,
            StopId::Pickup { pickup, .. } => self.asked.pickups.get(pickup).map(|it| &it.stop),
            StopId::Dropoff { dropoff, .. } => self.asked.dropoffs.get(dropoff).map(|it| &it.stop),
        };
        self.figure(wide(named.ok_or(self.wrong(None))?.windows.end()), wide(due))?;
        if self.has_many_orders() {
            return self.beyond(wide(due) + 1, wide(earliest));
        }
        // A late dropoff got further than a late pickup, and hides it.
        let late = |(_, ride): &(usize, Ride)| match ride {
            Ride::Late { stop, at } => Some((*stop, *at)),
            _ => None,
        };
        let furthest = rides.iter().filter_map(late).map(|(stop, _)| stop).max();
        if furthest != Some(stop) {
            return Err(self.wrong(None));
        }
        let at = rides.iter().filter_map(late).filter(|(other, _)| *other == stop);
        let first = at.map(|(_, at)| at).min().ok_or(self.wrong(None))?;
        self.figure(first.min(wide(Seconds::MAX)), wide(earliest))
    }

    fn outside(
        &self,
        rides: &[(usize, Ride)],
        shift: TimeWindow<Seconds>,
        back: Seconds,
    ) -> Result<(), Violation> {
        let shift_of = |vehicle: &usize| self.problem.vehicles()[*vehicle].shift;
        if !rides.iter().any(|(vehicle, _)| shift_of(vehicle) == shift) {
            return Err(self.wrong(None));
        }
        if self.has_many_orders() {
            return self.beyond(wide(shift.end()) + 1, wide(back));
        }
        let delays = rides.iter().filter_map(|(vehicle, ride)| match ride {
            Ride::Overdue { at } => Some(at - wide(shift_of(vehicle).end())),
            _ => None,
        });
        let delay = delays.min().ok_or(self.wrong(None))?;
        self.figure((wide(shift.end()) + delay).min(wide(Seconds::MAX)), wide(back))
    }

    fn all_busy(&self, candidates: usize) -> Result<(), Violation> {
        let rides = self.alone(|_| true)?;
        let fit = || rides.iter().filter(|(_, ride)| *ride == Ride::Fits).map(|(index, _)| *index);
        let idle =
            |vehicle: &usize| !self.plan.routes.iter().any(|route| route.vehicle == *vehicle);
        if let Some(vehicle) = fit().find(idle) {
            return Err(self.wrong(Some(vehicle)));
        }
        let courier = |vehicle: usize| self.problem.vehicles()[vehicle].courier;
        let fitting: BTreeSet<usize> = fit().map(courier).collect();
        if self.has_many_orders() {
            let able: BTreeSet<usize> = rides.iter().map(|(index, _)| courier(*index)).collect();
            self.beyond(fitting.len().max(1) as u64, candidates as u64)?;
            return self.figure(candidates.min(able.len()) as u64, candidates as u64);
        }
        self.figure(fitting.len() as u64, candidates as u64)?;
        if candidates == 0 { Err(self.wrong(None)) } else { Ok(()) }
    }
}

/// How long the load of this dropoff may be on board.
fn load_time(asked: &Request, request: usize, stop: StopId) -> Option<u64> {
    (stop.request() == request).then(|| on_board::most(asked, stop)).flatten()
}
