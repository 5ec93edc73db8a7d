//! A day of a co-operative as a solver problem.

use super::snapping::{Places, hub_place};
use crate::{
    domain::{Coop, Order, OrderStop, Shift, SkillSet},
    graph::{Metric, StreetMap},
    solver::{Break, Problem, ProblemError, Request, Skills, Stop, Vehicle},
    units::{LonLat, Seconds, TimeWindow, Timestamp},
};
use std::collections::BTreeMap;

/// A day as a solver problem, with the way back from indices to ids: request `i` is order `i`,
/// vehicle `v` is shift `v`.
#[derive(Debug)]
pub struct Instance<'a> {
    /// The problem.
    pub problem: Problem,
    pub(super) coop: &'a Coop,
    pub(super) orders: &'a [Order],
    /// The instant that is second 0 of the problem.
    pub(super) start: Timestamp,
    /// The places of the problem, by number.
    pub(super) places: Vec<LonLat>,
    /// Names of the skills, by bit.
    pub(super) skills: Vec<&'a str>,
    /// Orders with a stop that is near no street of any vehicle class, and that stop's address.
    pub(super) off_map: BTreeMap<usize, &'a OrderStop>,
    pub(super) max_snap_m: f64,
}

/// Why a day cannot be made a problem.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// A vehicle class needs a profile that the map was not imported with.
    #[error(
        "vehicle {vehicle} needs profile {profile}, but the map has {known}; import the map again \
         with that profile, or name another one in coop.toml"
    )]
    NoProfile {
        /// Id of the vehicle class.
        vehicle: String,
        /// The profile it names.
        profile: String,
        /// Those of the map.
        known: String,
    },
    /// A shift names something that the co-operative does not have.
    #[error("a shift of {courier} names the {what} {id}, which coop.toml does not have; add it")]
    Dangling {
        /// Id of the courier.
        courier: String,
        /// `vehicle`, `hub` or `courier`.
        what: &'static str,
        /// The id it names.
        id: String,
    },
    /// The centre of the map is nowhere.
    #[error("hub {hub} is at the centre of the map, but no node is open to all vehicle classes")]
    NoCentre {
        /// Id of the hub.
        hub: String,
    },
    /// The solver counts skills in 64 bits.
    #[error("{count} different skills are asked for in one day; at most 64 can be told apart")]
    TooManySkills {
        /// How many there are.
        count: usize,
    },
    /// A defect of ours: what was built is no problem.
    #[error("the problem is inconsistent: {0:?}")]
    Problem(Vec<ProblemError>),
}

impl<'a> Instance<'a> {
    /// Makes a problem of a day's `orders` and the co-operative's shifts. A stop further than
    /// `max_snap_m` metres from every street of a vehicle class is out of that class's reach.
    ///
    /// # Errors
    ///
    /// See [`InstanceError`].
    pub fn new(
        map: &StreetMap,
        coop: &'a Coop,
        orders: &'a [Order],
        max_snap_m: f64,
    ) -> Result<Self, InstanceError> {
        let metrics = metrics(map, coop)?;
        let all: Vec<&Metric> = metrics.values().map(|(_, metric)| *metric).collect();
        let mut hubs = BTreeMap::new();
        for hub in &coop.hubs {
            let place = hub_place(&hub.position, map, &all)
                .ok_or_else(|| InstanceError::NoCentre { hub: hub.id.clone() })?;
            hubs.insert(hub.id.as_str(), place);
        }
        let skills = skills(orders)?;
        let start = start(coop, orders);
        let mut builder = Builder { start, skills: &skills, places: Places::default() };
        let vehicles = coop
            .shifts
            .iter()
            .map(|shift| builder.vehicle(coop, shift, &hubs, &metrics))
            .collect::<Result<Vec<_>, _>>()?;
        let requests = orders.iter().map(|order| builder.request(order)).collect();
        let matrices =
            all.iter().map(|metric| builder.places.matrix(map, metric, max_snap_m)).collect();
        let problem = Problem::new(matrices, vehicles, requests).map_err(InstanceError::Problem)?;
        let off_map = orders
            .iter()
            .enumerate()
            .filter_map(|(index, order)| {
                let mut stops =
                    std::iter::once(&order.pickup).chain(order.dropoffs.iter().map(|d| &d.stop));
                let snaps = |stop: &&OrderStop| {
                    all.iter().any(|metric| map.snap(metric, stop.place, max_snap_m).is_some())
                };
                Some((index, stops.find(|stop| !snaps(stop))?))
            })
            .collect();
        let places = builder.places.into_places();
        Ok(Self { problem, coop, orders, start, places, skills, off_map, max_snap_m })
    }

    /// The instant of a moment of the problem.
    pub(super) fn instant(&self, moment: Seconds) -> Timestamp {
        self.start + moment
    }
}

/// By vehicle class: the number of its matrix, and its metric.
type Metrics<'m, 'a> = BTreeMap<&'a str, (usize, &'m Metric)>;

fn metrics<'m, 'a>(map: &'m StreetMap, coop: &'a Coop) -> Result<Metrics<'m, 'a>, InstanceError> {
    let mut metrics = Metrics::new();
    for class in &coop.vehicles {
        let metric = map.metric(&class.profile).ok_or_else(|| InstanceError::NoProfile {
            vehicle: class.id.clone(),
            profile: class.profile.clone(),
            known: map.metrics.iter().map(Metric::profile).collect::<Vec<_>>().join(", "),
        })?;
        metrics.insert(&class.id, (0, metric));
    }
    for (number, entry) in metrics.values_mut().enumerate() {
        entry.0 = number;
    }
    Ok(metrics)
}

/// The skills that orders ask for, in alphabetical order.
fn skills(orders: &[Order]) -> Result<Vec<&str>, InstanceError> {
    let mut skills: Vec<&str> =
        orders.iter().flat_map(|order| &order.skills).map(String::as_str).collect();
    skills.sort_unstable();
    skills.dedup();
    if skills.len() <= 64 {
        Ok(skills)
    } else {
        Err(InstanceError::TooManySkills { count: skills.len() })
    }
}

/// The earliest instant that anything speaks of.
fn start(coop: &Coop, orders: &[Order]) -> Timestamp {
    let shifts = coop.shifts.iter().flat_map(|shift| {
        std::iter::once(shift.window.start()).chain(shift.rest.map(|rest| rest.window.start()))
    });
    let stops = orders.iter().flat_map(|order| {
        std::iter::once(&order.pickup).chain(order.dropoffs.iter().map(|dropoff| &dropoff.stop))
    });
    shifts.chain(stops.map(|stop| stop.window.start())).min().unwrap_or(Timestamp::from_millis(0))
}

struct Builder<'s> {
    start: Timestamp,
    skills: &'s [&'s str],
    places: Places,
}

impl Builder<'_> {
    fn vehicle(
        &mut self,
        coop: &Coop,
        shift: &Shift,
        hubs: &BTreeMap<&str, LonLat>,
        metrics: &Metrics<'_, '_>,
    ) -> Result<Vehicle, InstanceError> {
        let dangling = |what, id: &str| InstanceError::Dangling {
            courier: shift.courier.clone(),
            what,
            id: id.to_owned(),
        };
        let (number, courier) = coop
            .couriers
            .iter()
            .enumerate()
            .find(|(_, courier)| courier.id == shift.courier)
            .ok_or_else(|| dangling("courier", &shift.courier))?;
        let class = coop
            .vehicles
            .iter()
            .find(|class| class.id == shift.vehicle)
            .ok_or_else(|| dangling("vehicle", &shift.vehicle))?;
        let (matrix, _) = metrics[class.id.as_str()];
        let hub = *hubs.get(shift.hub.as_str()).ok_or_else(|| dangling("hub", &shift.hub))?;
        let hub = self.places.number(hub);
        Ok(Vehicle {
            courier: number,
            start: hub,
            end: hub,
            shift: self.window(shift.window),
            rest: shift
                .rest
                .map(|rest| Break { window: self.window(rest.window), duration: rest.duration }),
            capacity: class.capacity,
            skills: self.bits(&courier.skills),
            matrix,
        })
    }

    fn request(&mut self, order: &Order) -> Request {
        Request {
            pickup: self.stop(&order.pickup),
            dropoffs: order.dropoffs.iter().map(|d| (self.stop(&d.stop), d.load)).collect(),
            skills: self.bits(&order.skills),
        }
    }

    fn stop(&mut self, stop: &OrderStop) -> Stop {
        Stop {
            place: self.places.number(stop.place),
            window: self.window(stop.window),
            service: stop.service,
        }
    }

    fn window(&self, window: TimeWindow<Timestamp>) -> TimeWindow<Seconds> {
        let [start, end] = [window.start(), window.end()].map(|at| at.seconds_since(self.start));
        TimeWindow::new(start, end).expect("invariant: the order of instants is kept")
    }

    fn bits(&self, skills: &SkillSet) -> Skills {
        let bits = self.skills.iter().enumerate().filter(|(_, skill)| skills.contains(**skill));
        Skills::from_bits(bits.fold(0, |bits, (bit, _)| bits | 1 << bit))
    }
}
