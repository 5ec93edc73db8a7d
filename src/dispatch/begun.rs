//! Rounds that are being ridden.

use super::{Instance, InstanceError};
use crate::{
    domain::{Order, RoundStopKind},
    solver::{
        Dropoff, Live, LiveError, Problem, Request, Route, StopId, Vehicle, Visit, VisitKind,
        Windows, breaches, schedule_late,
    },
    units::{LonLat, Metres, Seconds, TimeWindow, Timestamp},
};
use std::collections::{BTreeMap, BTreeSet};

/// A round that is being ridden, from the moment on when its courier is expected to be free. That moment is the
/// beginning of the shift's window.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// Index into [`Coop::shifts`](crate::domain::Coop::shifts).
    pub shift: usize,
    /// Where the courier is then.
    pub place: LonLat,
    /// What is left of the round, in order: what may be planned anew.
    pub rest: Vec<RoundStopKind>,
    /// The first of it, if the courier rides there already: it stays the first.
    pub next: Option<RoundStopKind>,
    /// By id of an order of which something was fetched: since when it is on board. What is left of it are its stops in
    /// `rest`.
    pub on_board: BTreeMap<String, Option<Timestamp>>,
    /// When what is left was to start, as people were told.
    pub announced: Vec<(RoundStopKind, Timestamp)>,
    /// How far it was ridden already.
    pub ridden: Metres,
    /// Number of stops of orders that were made, or begun.
    pub made: usize,
}

/// An order of which something was fetched: the vehicle that has it, and which of its stops are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OnBoard {
    pub(super) vehicle: usize,
    /// Their positions in the order, rising.
    pub(super) left: Vec<usize>,
    /// `None`: what could be fetched of it so far was not.
    pub(super) since: Option<Timestamp>,
    /// Does the round make what is left in the order in which it is listed?
    pub(super) in_order: bool,
}

/// By order.
pub(super) type AllOnBoard = BTreeMap<usize, OnBoard>;

/// The orders that are on board.
pub(super) fn on_board(begun: &[Begun], numbers: &BTreeMap<&str, usize>) -> AllOnBoard {
    let mut found = AllOnBoard::new();
    for round in begun {
        for kind in &round.rest {
            let Some((order, position)) = kind.place_in_order() else { continue };
            let Some(number) = numbers.get(order) else { continue };
            if let Some(&since) = round.on_board.get(order) {
                let (vehicle, left) = (round.shift, Vec::new());
                let fresh = || OnBoard { vehicle, left, since, in_order: true };
                found.entry(*number).or_insert_with(fresh).left.push(position);
            }
        }
    }
    for it in found.values_mut() {
        it.in_order = it.left.is_sorted();
        it.left.sort_unstable();
    }
    found
}

/// The orders of a day by id, and what is on board: from stops of rounds to those of the problem.
pub(super) struct Known<'a> {
    pub(super) orders: &'a [Order],
    pub(super) numbers: BTreeMap<&'a str, usize>,
    pub(super) on_board: AllOnBoard,
}

impl Known<'_> {
    /// A stop of a round as one of the problem.
    pub(super) fn stop_id(&self, kind: &RoundStopKind) -> Option<StopId> {
        let (order, position) = kind.place_in_order()?;
        let request = *self.numbers.get(order)?;
        let pickups = self.orders[request].pickup_count();
        let left = self.on_board.get(&request).map(|it| it.left.as_slice());
        let number = |from: usize| match left {
            Some(left) => left.iter().filter(|it| **it >= from).position(|it| *it == position),
            None => position.checked_sub(from),
        };
        Some(if position < pickups {
            StopId::Pickup { request, pickup: number(0)? }
        } else {
            StopId::Dropoff { request, dropoff: number(pickups)? }
        })
    }
}

/// What happens at a stop of the problem, of the order with this id and so many pickups.
pub(super) fn kind_of(
    (order, pickups): (&str, usize),
    on_board: &AllOnBoard,
    stop: StopId,
) -> RoundStopKind {
    let order = order.to_owned();
    let left = on_board.get(&stop.request()).map(|it| it.left.as_slice());
    let position = |number: usize, from: usize| match left {
        Some(left) => left[left.partition_point(|it| *it < from) + number],
        None => from + number,
    };
    match stop {
        StopId::Pickup { pickup, .. } => {
            RoundStopKind::Pickup { order, position: position(pickup, 0) }
        }
        StopId::Dropoff { dropoff, .. } => {
            RoundStopKind::Dropoff { order, position: position(dropoff, pickups) }
        }
    }
}

/// Where chance begins in a live plan: whoever asks, the same places are found.
pub(super) const SEED: u64 = 1;

/// A live plan, and the routes that it began with.
pub type LiveRoutes = (Live, Vec<(usize, Vec<StopId>)>);

impl Instance<'_> {
    /// Is anything of the day being ridden?
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !self.begun.is_empty()
    }

    /// The rounds of before as they stand. One that cannot be ridden any more since its shift has changed is left out,
    /// and so is an order that its courier may not have any more: they wait for another place. Where something is late
    /// already, no room is kept for orders that are only held.
    ///
    /// # Errors
    ///
    /// [`InstanceError::Stuck`] if that is one of those that are being ridden; [`InstanceError::Live`]: a defect of ours.
    pub fn live(&self) -> Result<LiveRoutes, InstanceError> {
        let mut routes = self.warm_start.clone();
        loop {
            for (vehicle, stops) in &mut routes {
                let late = |stops: &[StopId]| {
                    let route = schedule_late(&self.problem, *vehicle, stops).ok();
                    route.is_some_and(|route| !breaches(&self.problem, &[route]).is_empty())
                };
                if stops.iter().any(|stop| self.held.contains(&stop.request())) && late(stops) {
                    stops.retain(|stop| !self.held.contains(&stop.request()));
                }
            }
            let errors = match Live::new(self.problem.clone(), self.objective, SEED, &routes) {
                Ok(live) => return Ok((live, routes)),
                Err(errors) => errors,
            };
            let wrong: BTreeSet<usize> = errors.iter().map(LiveError::vehicle).collect();
            let stuck = |begun: &&Begun| wrong.contains(&begun.shift);
            let shifts: Vec<usize> = self.begun.iter().filter(stuck).map(|it| it.shift).collect();
            if !shifts.is_empty() {
                return Err(InstanceError::Stuck { shifts });
            }
            let count = |routes: &[(usize, Vec<StopId>)]| -> usize {
                routes.iter().map(|(_, stops)| 1 + stops.len()).sum()
            };
            let before = count(&routes);
            for error in &errors {
                if let LiveError::Request { vehicle, request } = *error {
                    let own = routes.iter_mut().filter(|(of, _)| *of == vehicle);
                    own.for_each(|(_, stops)| stops.retain(|stop| stop.request() != request));
                } else {
                    routes.retain(|(of, _)| *of != error.vehicle());
                }
            }
            if count(&routes) == before {
                return Err(InstanceError::Live(errors));
            }
        }
    }

    /// These routes without orders that are only held: what a plan that is shown is judged by.
    #[must_use]
    pub fn asked_of(&self, routes: &[(usize, Vec<StopId>)]) -> Vec<(usize, Vec<StopId>)> {
        let asked = |stop: &&StopId| !self.held.contains(&stop.request());
        let stops = |stops: &[StopId]| stops.iter().filter(asked).copied().collect();
        routes.iter().map(|(vehicle, all)| (*vehicle, stops(all))).collect()
    }

    /// The problem in which what is late, or too much, in the rounds of before, as [`live`](Self::live) takes them over,
    /// may be so: windows and shifts end when these come, at the earliest.
    pub(super) fn eased(&self) -> &Problem {
        // What they could not be begun with forgives nothing: a plan is judged by the rest.
        let find = || {
            let standing = if self.is_under_way() { self.live().ok() } else { None };
            standing.and_then(|(_, routes)| eased(&self.problem, &routes))
        };
        self.eased.get_or_init(find).as_ref().unwrap_or(&self.problem)
    }
}

/// The problem in which what these routes break may be so; `None` if nothing is to be eased.
pub(super) fn eased(problem: &Problem, routes: &[(usize, Vec<StopId>)]) -> Option<Problem> {
    let mut vehicles = problem.vehicles().to_vec();
    let mut requests = problem.requests().to_vec();
    let mut any = false;
    for (vehicle, stops) in routes {
        let Ok(route) = schedule_late(problem, *vehicle, stops) else { continue };
        if breaches(problem, std::slice::from_ref(&route)).is_empty() {
            continue;
        }
        any = true;
        let mut fetched: BTreeMap<usize, Seconds> = BTreeMap::new();
        for visit in &route.visits {
            let VisitKind::Stop(stop) = visit.kind else { continue };
            let request = &mut requests[stop.request()];
            match stop {
                StopId::Pickup { request: number, .. } => {
                    fetched.entry(number).or_insert(visit.end);
                }
                StopId::Dropoff { request: number, dropoff } => {
                    let since = fetched.get(&number).copied();
                    allow(&mut request.dropoffs[dropoff], since.map(|since| visit.start - since));
                }
            }
            open_until(request, stop, visit.start);
        }
        let rider = &mut vehicles[*vehicle];
        let over = route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival));
        let end = rider.shift.end().max(over);
        rider.shift = TimeWindow::new(rider.shift.start(), end).unwrap_or(rider.shift);
        stretch(rider, &route);
    }
    if any { problem.changed(vehicles, requests).ok() } else { None }
}

/// Lets a vehicle carry, ride and serve what a route asks of it.
pub(super) fn stretch(rider: &mut Vehicle, route: &Route) {
    let is_stop = |visit: &&Visit| matches!(visit.kind, VisitKind::Stop(_));
    let made = route.visits.iter().filter(is_stop).count();
    rider.capacity = rider.capacity.max(route.totals.peak_load);
    rider.most_travel = rider.most_travel.map(|most| most.max(route.totals.travel));
    rider.most_distance = rider.most_distance.map(|most| most.max(route.totals.distance));
    rider.most_stops = rider.most_stops.map(|most| most.max(made));
}

fn allow(dropoff: &mut Dropoff, on_board: Option<Seconds>) {
    let most = dropoff.most_on_board.map(|most| most.max(on_board.unwrap_or_default()));
    dropoff.most_on_board = most;
}

fn open_until(request: &mut Request, stop: StopId, until: Seconds) {
    let told = match stop {
        StopId::Pickup { pickup, .. } => &mut request.pickups[pickup].stop,
        StopId::Dropoff { dropoff, .. } => &mut request.dropoffs[dropoff].stop,
    };
    if told.windows.end() < until {
        let mut windows: Vec<TimeWindow<Seconds>> = told.windows.iter().collect();
        let last = windows.pop();
        windows.extend(last.and_then(|last| TimeWindow::new(last.start(), until)));
        told.windows = Windows::new(windows).unwrap_or_else(|| told.windows.clone());
    }
}
