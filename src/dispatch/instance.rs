//! A day of a co-operative as a solver problem.

use super::{
    Begun, Day, InstanceError,
    begun::AllOnBoard,
    builder::{Builder, class_of},
    lifts::Lifts,
    pinned::{AllPinned, pinned},
    ranks::Ranks,
    reason,
    snapping::{Snapped, hub_place},
};
use crate::{
    domain::{Coop, Order, OrderStop, Sentence, VehicleClass},
    graph::Metric,
    routing::{Class, Router, RouterAt},
    solver::{Objective, Problem, Reason, Request, Score, Skills, StopId, Unassigned, Vehicle},
    units::{LonLat, Seconds, Timestamp},
};
use jiff::tz::TimeZone;
use std::{
    borrow::Borrow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

/// Then a table has 25 million cells, two hundred megabytes.
const MOST_PLACES: usize = 5_000;
/// All tables together: a profile has one for each of the streets' conditions that some shift begins in.
const MOST_CELLS: usize = 4 * MOST_PLACES * MOST_PLACES;

/// The solver counts skills in so many bits.
const MOST_SKILLS: usize = 64;

/// A day as a solver problem, with the way back from indices to ids: request `i` is order `i`,
/// vehicle `v` is shift `v`.
#[derive(Debug)]
pub struct Instance<'a> {
    /// The problem.
    pub problem: Problem,
    /// Routes of before (vehicle, stops in order) that a search begins with.
    pub warm_start: Vec<(usize, Vec<StopId>)>,
    /// What makes one plan better than another.
    pub objective: Objective,
    /// The routes of before are changed only by a plan that saves so much riding.
    pub worth: Seconds,
    pub(super) coop: &'a Coop,
    pub(super) orders: &'a [Order],
    /// The instant that is second 0 of the problem.
    pub(super) start: Timestamp,
    /// The places of the problem, by number.
    pub(super) places: Vec<LonLat>,
    /// Names of the skills, by bit.
    pub(super) skills: Vec<&'a str>,
    /// What who may lift.
    pub(super) lifts: Lifts,
    /// Orders with a stop that is near no street of any vehicle class on shift, and that stop.
    pub(super) off_map: BTreeMap<usize, &'a OrderStop>,
    pub(super) max_snap_m: f64,
    /// The orders that somebody counts on.
    pub(super) counted_on: BTreeSet<usize>,
    /// The orders that are not posted yet.
    pub(super) held: BTreeSet<usize>,
    /// The rounds that are being ridden.
    pub(super) begun: &'a [Begun],
    /// The orders that were fetched.
    pub(super) on_board: AllOnBoard,
    /// The orders that stay with a courier, and what they ask for.
    pub(super) pinned: AllPinned,
    /// What orders count for.
    ranks: Ranks,
    /// Found when it is first asked for; `None`: nothing is to be eased.
    pub(super) eased: OnceLock<Option<Problem>>,
}

impl<'a> Instance<'a> {
    /// Makes a problem of a day's `orders` and the co-operative's shifts. A stop further than
    /// `max_snap_m` metres from every street of a vehicle class is out of that class's reach.
    /// Streets are as they are without zones and conditions, and nothing was planned yet.
    ///
    /// # Errors
    ///
    /// See [`InstanceError`].
    pub fn new(
        router: &Router,
        coop: &'a Coop,
        orders: &'a [Order],
        max_snap_m: f64,
    ) -> Result<Self, InstanceError> {
        Self::untimed(router, Day::new(coop, orders), max_snap_m)
    }

    /// The same of any `day`.
    ///
    /// # Errors
    ///
    /// See [`InstanceError`].
    pub fn untimed(router: &Router, day: Day<'a>, max_snap_m: f64) -> Result<Self, InstanceError> {
        Self::on(|_| router.into(), day, max_snap_m)
    }

    /// The same with the zones and conditions that hold, by the clocks of `zone`, when each shift begins:
    /// what begins or ends while a courier is on the road is not seen by that courier's round. Not to be
    /// called from a rayon job, see [`Router::class_at`].
    ///
    /// # Errors
    ///
    /// See [`InstanceError`].
    pub fn timed(
        router: &Router,
        zone: &TimeZone,
        day: Day<'a>,
        max_snap_m: f64,
    ) -> Result<Self, InstanceError> {
        Self::on(|begin| router.at(begin, zone), day, max_snap_m)
    }

    /// `streets` are those on which a shift is ridden that begins at some instant.
    fn on<'r>(
        streets: impl Fn(Timestamp) -> RouterAt<'r>,
        day: Day<'a>,
        max_snap_m: f64,
    ) -> Result<Self, InstanceError> {
        let Day { coop, orders, objective, .. } = day;
        let start = start(coop, orders);
        let router = streets(start).router;
        let map = router.map();
        // The centre of a map is where it is, whatever is closed for a while.
        let classes = classes(router, coop)?;
        let all: Vec<&Metric> = classes.iter().map(|class| &class.metric).collect();
        let mut hubs = BTreeMap::new();
        for hub in &coop.hubs {
            let place = hub_place(&hub.position, map, &all)
                .ok_or_else(|| InstanceError::NoCentre { hub: hub.id.clone() })?;
            hubs.insert(hub.id.as_str(), place);
        }
        let skills = skills(orders);
        let lifts = Lifts::new(coop, skills.len());
        let count = skills.len() + lifts.bits();
        if count > MOST_SKILLS {
            return Err(InstanceError::TooManySkills { count });
        }
        let on_board = day.on_board();
        let mut builder = Builder::new(start, coop, &skills, &lifts, &on_board);
        let vehicles = coop
            .shifts
            .iter()
            .enumerate()
            .map(|(index, shift)| {
                let worked = day.worked.get(&shift.courier).copied().unwrap_or_default();
                let streets = streets(shift.window.start());
                let vehicle = Vehicle { worked, ..builder.vehicle(coop, shift, &hubs, streets)? };
                let begun = day.begun.iter().find(|begun| begun.shift == index);
                Ok(match begun {
                    Some(begun) => builder.under_way(vehicle, begun, day.locked(index)),
                    None => vehicle,
                })
            })
            .collect::<Result<Vec<_>, InstanceError>>()?;
        let vehicles = apart(vehicles, day.begun, coop.couriers.len());
        let ranks = Ranks::of(orders);
        let (counted_on, held) =
            (numbers_of(orders, &day.counts_on()), numbers_of(orders, day.held));
        let request = |(number, order): (usize, &Order)| {
            let priority = ranks.priority(order, counted_on.contains(&number));
            builder.request(coop, number, order, priority)
        };
        let requests = orders.iter().enumerate().map(request);
        let mut requests: Vec<Request> = requests.collect();
        day.announce(start, &mut requests);
        let (places, ridden) = builder.into_places();
        let most = MOST_PLACES.min((MOST_CELLS / ridden.len().max(1)).isqrt());
        if places.len() > most {
            return Err(InstanceError::TooManyPlaces { places: places.len(), most });
        }
        let snapped = Snapped::new(ridden, &places, max_snap_m);
        for (index, (shift, vehicle)) in coop.shifts.iter().zip(&vehicles).enumerate() {
            let is_ridden = day.begun.iter().any(|begun| begun.shift == index);
            let start =
                vehicle.start.filter(|_| !is_ridden).map(|place| (shift.hub.as_str(), place));
            let end = vehicle.end.map(|place| (shift.last_hub(), place));
            let is_off = |(_, place): &(&str, usize)| !snapped.is_on_street(vehicle.matrix, *place);
            let Some((hub, place)) = start.into_iter().chain(end).find(is_off) else { continue };
            let (place, max_m) = (places[place], max_snap_m);
            let of_vehicle = coop.vehicles.iter().position(|class| class.id == shift.vehicle);
            let at_other_times = of_vehicle.and_then(|index| classes[index].snap(place, max_m));
            let (hub, vehicle_class) = (hub.to_owned(), shift.vehicle.clone());
            return Err(if at_other_times.is_some() {
                let courier = shift.courier.clone();
                InstanceError::HubClosed { hub, courier, vehicle: vehicle_class, max_m, place }
            } else {
                InstanceError::HubOffMap { hub, vehicle: vehicle_class, max_m, place }
            });
        }
        let off_map = off_map(orders, &requests, &on_board, &snapped);
        let warm_start = day.routes();
        let learnt = (0..skills.len()).fold(0, |bits, bit| bits | 1 << bit);
        let learnt = Skills::from_bits(learnt);
        let (problem, pinned) = Problem::new(snapped.matrices(), vehicles, requests)
            .and_then(|problem| pinned(problem, &day.pins(), &warm_start, learnt))
            .map_err(InstanceError::Problem)?;
        Ok(Self {
            problem,
            warm_start,
            objective,
            worth: day.worth,
            coop,
            orders,
            start,
            places,
            skills,
            lifts,
            off_map,
            max_snap_m,
            counted_on,
            held,
            begun: day.begun,
            on_board,
            pinned,
            ranks,
            eased: OnceLock::new(),
        })
    }

    /// How many orders a plan of this score leaves out.
    #[must_use]
    pub fn left_out(&self, score: &Score) -> usize {
        self.ranks.left_out(score.unserved)
    }

    /// The instant that is second 0 of the problem.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// Why an order (by index) is in no round, with a stable code: what is wrong with the order itself, else what the
    /// solver says.
    #[must_use]
    pub fn told(&self, order: usize, reason: Reason) -> (&'static str, Sentence) {
        reason::told(self, &Unassigned { request: order, reason })
    }

    /// The instant of a moment of the problem.
    pub(super) fn instant(&self, moment: Seconds) -> Timestamp {
        self.start + moment
    }
}

/// Numbers of the orders of these ids.
fn numbers_of<T: Borrow<str> + Ord>(orders: &[Order], ids: &BTreeSet<T>) -> BTreeSet<usize> {
    let known = orders.iter().enumerate().filter(|(_, order)| ids.contains(order.id.as_str()));
    known.map(|(number, _)| number).collect()
}

/// The vehicle classes of a co-operative, on shift or not.
fn classes(router: &Router, coop: &Coop) -> Result<Vec<Arc<Class>>, InstanceError> {
    coop.vehicles.iter().map(|class: &VehicleClass| class_of(router.into(), class)).collect()
}

/// Shifts of one courier do not overlap, but who is late with one may be so into the next: to the solver they are
/// two people then, the second numbered from `couriers` on.
fn apart(mut vehicles: Vec<Vehicle>, begun: &[Begun], couriers: usize) -> Vec<Vehicle> {
    for late in begun.iter().map(|begun| begun.shift) {
        let Vehicle { courier, shift, .. } = vehicles[late];
        let mut others = vehicles.iter().enumerate().filter(|(index, _)| *index != late);
        let overlaps = others.any(|(_, other)| {
            let (start, end) = (other.shift.start(), other.shift.end());
            other.courier == courier && start < shift.end() && shift.start() < end
        });
        if overlaps {
            vehicles[late].courier = couriers + late;
        }
    }
    vehicles
}

/// Where nobody is on shift, nothing is told of the streets.
fn off_map<'a>(
    orders: &'a [Order],
    requests: &[Request],
    on_board: &AllOnBoard,
    snapped: &Snapped,
) -> BTreeMap<usize, &'a OrderStop> {
    let first_astray = |(number, (order, request)): (usize, (&'a Order, &Request))| {
        // It is on its way, wherever to.
        if on_board.contains_key(&number) {
            return None;
        }
        let mut stops = order.stops().zip(request.stops(number).map(|(_, asked)| asked));
        stops.find(|(_, asked)| snapped.is_astray(asked.place)).map(|(told, _)| told)
    };
    let all = orders.iter().zip(requests).enumerate().map(first_astray).enumerate();
    all.filter_map(|(index, stop)| Some((index, stop?))).collect()
}

/// The skills that orders ask for, in alphabetical order.
fn skills(orders: &[Order]) -> Vec<&str> {
    let mut skills: Vec<&str> =
        orders.iter().flat_map(|order| &order.skills).map(String::as_str).collect();
    skills.sort_unstable();
    skills.dedup();
    skills
}

/// The earliest instant that anything speaks of, on the whole second: else shifts, which begin on one,
/// would begin a fraction of a second early in the problem.
fn start(coop: &Coop, orders: &[Order]) -> Timestamp {
    let shifts = coop.shifts.iter().flat_map(|shift| {
        let breaks = shift.breaks.iter().map(|rest| rest.window.start());
        std::iter::once(shift.window.start()).chain(breaks)
    });
    let stops = orders.iter().flat_map(Order::stops);
    let first = shifts.chain(stops.map(|stop| stop.window.start())).min();
    let first_ms = first.map_or(0, Timestamp::as_millis);
    Timestamp::from_millis(first_ms - first_ms.rem_euclid(1000))
}
