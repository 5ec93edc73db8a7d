//! Shifts and orders as vehicles and requests.

use super::{
    Begun, InstanceError,
    begun::{AllOnBoard, OnBoard},
    lifts::Lifts,
    snapping::Places,
};
use crate::{
    domain::{Coop, Order, OrderStop, Shift, SkillSet, VehicleClass},
    routing::{Class, RouterAt},
    solver::{Allowed, Break, Dropoff, Request, Skills, Stop, StopId, Vehicle},
    units::{LonLat, Seconds, TimeWindow, Timestamp},
};
use std::{collections::BTreeMap, sync::Arc};

/// Numbers places, couriers and classes as shifts and orders ask for them.
pub(super) struct Builder<'s> {
    start: Timestamp,
    skills: &'s [&'s str],
    lifts: &'s Lifts,
    on_board: &'s AllOnBoard,
    places: Places,
    /// What is ridden: a matrix for each.
    ridden: Vec<Arc<Class>>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(
        start: Timestamp,
        skills: &'s [&'s str],
        lifts: &'s Lifts,
        on_board: &'s AllOnBoard,
    ) -> Self {
        Self { start, skills, lifts, on_board, places: Places::default(), ridden: Vec::new() }
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
        let (number, _) = coop
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
        let breaks = shift.breaks.iter();
        let breaks = breaks.map(|rest| Break::new(self.window(rest.window), rest.duration));
        Ok(Vehicle {
            breaks: breaks.collect(),
            capacity: class.capacity,
            skills: self.able(coop, shift),
            ..Vehicle::new(number, hub, self.window(shift.window), matrix)
        })
    }

    /// The same vehicle, on the road already: it rides to the `locked` stop, or waits for what comes.
    pub(super) fn under_way(
        &mut self,
        vehicle: Vehicle,
        begun: &Begun,
        locked: Option<StopId>,
    ) -> Vehicle {
        let start = Some(self.places.number(begun.place));
        Vehicle { start, locked: locked.into_iter().collect(), ..vehicle }
    }

    /// The order of this number.
    pub(super) fn request(&mut self, number: usize, order: &Order, priority: u32) -> Request {
        if let Some(on_board) = self.on_board.get(&number) {
            return self.fetched(order, on_board, priority);
        }
        let pickup = self.stop(&order.pickup);
        let dropoffs = order.dropoffs.iter().map(|d| (self.stop(&d.stop), d.load)).collect();
        let skills = both(self.bits(&order.skills), self.lifts.needed(order.heaviest_piece_g()));
        Request { skills, priority, ..Request::spread(pickup, dropoffs) }
    }

    /// What is left of an order that was fetched: who has it has shown that they can bring it.
    fn fetched(&mut self, order: &Order, on_board: &OnBoard, priority: u32) -> Request {
        let left = on_board.left.iter().filter_map(|dropoff| order.dropoffs.get(*dropoff));
        let dropoffs = left.map(|told| Dropoff::new(self.stop(&told.stop), told.load)).collect();
        let vehicles = Allowed::one(on_board.vehicle);
        Request { vehicles, priority, ..Request::new(Vec::new(), dropoffs) }
    }

    /// What the people of a shift can do: all that one of them can, and what they may lift together.
    fn able(&self, coop: &Coop, shift: &Shift) -> Skills {
        let people = coop.couriers.iter().filter(|it| shift.people().any(|id| id == it.id));
        let able = people.map(|courier| self.bits(&courier.skills));
        let cap = shift.lift.as_ref().map(|clause| clause.says);
        able.fold(self.lifts.skills(cap), both)
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

fn both(a: Skills, b: Skills) -> Skills {
    Skills::from_bits(a.bits() | b.bits())
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
