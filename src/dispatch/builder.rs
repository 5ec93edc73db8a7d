//! Shifts and orders as vehicles and requests.

use super::{InstanceError, snapping::Places};
use crate::{
    domain::{Coop, Order, OrderStop, Shift, SkillSet, VehicleClass},
    routing::{Class, RouterAt},
    solver::{Break, Request, Skills, Stop, Vehicle},
    units::{LonLat, Seconds, TimeWindow, Timestamp},
};
use std::{collections::BTreeMap, sync::Arc};

/// Numbers places, couriers and classes as shifts and orders ask for them.
pub(super) struct Builder<'s> {
    start: Timestamp,
    skills: &'s [&'s str],
    places: Places,
    /// What is ridden: a matrix for each.
    ridden: Vec<Arc<Class>>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(start: Timestamp, skills: &'s [&'s str]) -> Self {
        Self { start, skills, places: Places::default(), ridden: Vec::new() }
    }

    /// The places, and the classes that are ridden, by number.
    pub(super) fn into_places(self) -> (Vec<LonLat>, Vec<Arc<Class>>) {
        (self.places.into_places(), self.ridden)
    }

    /// `streets` are those of the beginning of the shift.
    pub(super) fn vehicle(
        &mut self,
        coop: &Coop,
        shift: &Shift,
        hubs: &BTreeMap<&str, LonLat>,
        streets: RouterAt<'_>,
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
        let matrix = self.matrix(class_of(streets, class)?);
        let hub = *hubs.get(shift.hub.as_str()).ok_or_else(|| dangling("hub", &shift.hub))?;
        let hub = self.places.number(hub);
        let rest = shift.rest.map(|rest| Break::new(self.window(rest.window), rest.duration));
        Ok(Vehicle {
            breaks: rest.into_iter().collect(),
            capacity: class.capacity,
            skills: self.bits(&courier.skills),
            ..Vehicle::new(number, hub, self.window(shift.window), matrix)
        })
    }

    pub(super) fn request(&mut self, order: &Order, priority: u32) -> Request {
        let pickup = self.stop(&order.pickup);
        let dropoffs = order.dropoffs.iter().map(|d| (self.stop(&d.stop), d.load)).collect();
        Request { skills: self.bits(&order.skills), priority, ..Request::spread(pickup, dropoffs) }
    }

    /// The number of a class's matrix. Streets on which nothing changed are the same class.
    fn matrix(&mut self, class: Arc<Class>) -> usize {
        let known = self.ridden.iter().position(|known| Arc::ptr_eq(known, &class));
        known.unwrap_or_else(|| {
            self.ridden.push(class);
            self.ridden.len() - 1
        })
    }

    fn stop(&mut self, stop: &OrderStop) -> Stop {
        Stop::new(self.places.number(stop.place), self.window(stop.window), stop.service)
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

/// What a vehicle class rides on.
pub(super) fn class_of(
    streets: RouterAt<'_>,
    class: &VehicleClass,
) -> Result<Arc<Class>, InstanceError> {
    streets.class(&class.profile).ok_or_else(|| InstanceError::NoProfile {
        vehicle: class.id.clone(),
        profile: class.profile.clone(),
        known: streets.router.names().collect::<Vec<_>>().join(", "),
    })
}
