//! A route with what the problem says about it.

use crate::{
    matrix::{Leg, Matrix},
    solver::{Break, Problem, Request, Route, Stop, StopId, Vehicle, Visit, VisitKind, Windows},
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

/// The first moment from `from` on in one of these windows.
pub(super) fn first_in(windows: &Windows, from: u64) -> Option<u64> {
    let mut all = windows.iter().map(|window| (wide(window.start()), wide(window.end())));
    all.find(|(_, end)| from <= *end).map(|(start, _)| from.max(start))
}

/// The last moment up to `to` in one of these windows.
pub(super) fn last_in(windows: &Windows, to: u64) -> Option<u64> {
    let all = windows.iter().map(|window| (wide(window.start()), wide(window.end())));
    let mut before = all.filter(|(start, _)| *start <= to);
    before.next_back().map(|(_, end)| to.min(end))
}

/// A route of a vehicle that exists, to stops that exist.
pub(super) struct Reading<'a> {
    pub(super) index: usize,
    pub(super) route: &'a Route,
    pub(super) vehicle: &'a Vehicle,
    pub(super) matrix: &'a Matrix,
    pub(super) visits: Vec<Read<'a>>,
    /// The first of the visits that are breaks at the end place; as many as there are if none is.
    pub(super) back: usize,
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

/// A visit and what it is for.
pub(super) struct Read<'a> {
    pub(super) visit: &'a Visit,
    /// `None` at a break.
    pub(super) stop: Option<(StopId, &'a Stop, &'a Request)>,
    /// The break that it must be; `None` at a stop, and if the vehicle has no more.
    pub(super) rest: Option<&'a Break>,
    /// How long setup, and service or break, must take.
    pub(super) setup: u64,
    pub(super) service: u64,
}

impl<'a> Reading<'a> {
    /// `None` if the vehicle or a stop does not exist.
    pub(super) fn new(problem: &'a Problem, index: usize, route: &'a Route) -> Option<Self> {
        let vehicle = problem.vehicles().get(route.vehicle)?;
        let mut breaks = vehicle.breaks.iter();
        let mut here = vehicle.start;
        let visits: Option<Vec<Read>> = route
            .visits
            .iter()
            .map(|visit| {
                let VisitKind::Stop(id) = visit.kind else {
                    let rest = breaks.next();
                    let service = rest.map_or(0, |rest| wide(rest.duration));
                    return Some(Read { visit, stop: None, rest, setup: 0, service });
                };
                let request = problem.requests().get(id.request())?;
                let stop = match id {
                    StopId::Pickup { pickup, .. } => &request.pickups.get(pickup)?.stop,
                    StopId::Dropoff { dropoff, .. } => &request.dropoffs.get(dropoff)?.stop,
                };
                let comes = here != Some(stop.place);
                here = Some(stop.place);
                let setup = if comes { wide(stop.setup.of(vehicle.kind)) } else { 0 };
                let service = wide(stop.service.of(vehicle.kind));
                Some(Read { visit, stop: Some((id, stop, request)), rest: None, setup, service })
            })
            .collect();
        let is_back =
            |visit: &Visit| visit.kind == VisitKind::Break && route.arrival <= visit.arrival;
        let stay = route.visits.iter().rposition(|visit| !is_back(visit));
        let back = stay.map_or(0, |last| last + 1);
        let matrix = problem.matrix(vehicle);
        Some(Self { index, route, vehicle, matrix, visits: visits?, back })
    }

    /// When the last of it is over.
    pub(super) fn over(&self) -> Seconds {
        match self.visits.last() {
            Some(last) if self.back < self.visits.len() => last.visit.end,
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
