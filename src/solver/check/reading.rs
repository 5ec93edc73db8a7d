//! A route with what the problem says about it.

use crate::{
    matrix::{Leg, Matrix},
    solver::{Problem, Request, Route, Stop, StopId, Vehicle, Visit, VisitKind},
    units::{Metres, Seconds},
};

/// Instants and spans in 64 bits, which no sum of theirs overflows.
pub(super) fn wide(seconds: Seconds) -> u64 {
    u64::from(seconds.as_u32())
}

/// Back, saturating.
pub(super) fn narrow(seconds: u64) -> Seconds {
    Seconds::new(u32::try_from(seconds).unwrap_or(u32::MAX))
}

/// A route of a vehicle that exists, to stops that exist.
pub(super) struct Reading<'a> {
    pub(super) index: usize,
    pub(super) route: &'a Route,
    pub(super) vehicle: &'a Vehicle,
    pub(super) matrix: &'a Matrix,
    pub(super) visits: Vec<Read<'a>>,
    /// Is the last visit a break at the end place?
    pub(super) break_at_end: bool,
}

/// A ride from stop to stop.
#[derive(Clone, Copy)]
pub(super) struct Ride {
    /// From place to place; `None` where the route is open.
    pub(super) way: Option<(usize, usize)>,
    /// Which visit it leads to; `None`: the way back.
    pub(super) visit: Option<usize>,
}

impl Ride {
    /// What it takes; `None` if it cannot be ridden.
    pub(super) fn leg(self, matrix: &Matrix) -> Option<Leg> {
        let nothing = Leg { time: Seconds::ZERO, distance: Metres::ZERO };
        self.way.map_or(Some(nothing), |(from, to)| matrix.leg(from, to))
    }

    /// How long it takes.
    pub(super) fn time(self, matrix: &Matrix) -> Option<u64> {
        self.leg(matrix).map(|leg| wide(leg.time))
    }
}

/// A visit and what it is for; `None` at a break.
pub(super) struct Read<'a> {
    pub(super) visit: &'a Visit,
    pub(super) stop: Option<(StopId, &'a Stop, &'a Request)>,
}

impl<'a> Reading<'a> {
    /// `None` if the vehicle or a stop does not exist.
    pub(super) fn new(problem: &'a Problem, index: usize, route: &'a Route) -> Option<Self> {
        let vehicle = problem.vehicles().get(route.vehicle)?;
        let visits: Option<Vec<Read>> = route
            .visits
            .iter()
            .map(|visit| {
                let VisitKind::Stop(id) = visit.kind else {
                    return Some(Read { visit, stop: None });
                };
                let request = problem.requests().get(id.request())?;
                let stop = match id {
                    StopId::Pickup { pickup, .. } => &request.pickups.get(pickup)?.stop,
                    StopId::Dropoff { dropoff, .. } => &request.dropoffs.get(dropoff)?.stop,
                };
                Some(Read { visit, stop: Some((id, stop, request)) })
            })
            .collect();
        let break_at_end = route
            .visits
            .last()
            .is_some_and(|last| last.kind == VisitKind::Break && route.arrival <= last.arrival);
        let matrix = problem.matrix(vehicle);
        Some(Self { index, route, vehicle, matrix, visits: visits?, break_at_end })
    }

    /// When the last of it is over.
    pub(super) fn over(&self) -> Seconds {
        match self.visits.last() {
            Some(last) if self.break_at_end => last.visit.end,
            _ => self.route.arrival,
        }
    }

    /// The legs in order, the way back last.
    pub(super) fn legs(&self) -> impl Iterator<Item = Ride> {
        let stops = self.visits.iter().enumerate();
        let places = stops.filter_map(|(visit, read)| Some((read.stop?.1.place, Some(visit))));
        let places = places.map(|(place, visit)| (Some(place), visit));
        let mut here = self.vehicle.start;
        places.chain([(self.vehicle.end, None)]).map(move |(there, visit)| {
            let from = std::mem::replace(&mut here, there);
            Ride { way: from.zip(there), visit }
        })
    }
}
