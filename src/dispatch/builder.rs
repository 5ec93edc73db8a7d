//! Shifts and orders as vehicles and requests.

use super::{
    Begun, InstanceError,
    begun::{AllOnBoard, OnBoard},
    lifts::Lifts,
    snapping::Places,
};
use crate::{
    domain::{Coop, Couriers, DropoffSequence, Order, OrderStop, Shift, SkillSet, VehicleClass},
    routing::{Class, RouterAt},
    solver::{
        Allowed, Break, Dropoff, Pickup, Request, Sequence, Skills, Stop, StopId, TimeByKind,
        Vehicle, Windows,
    },
    units::{LonLat, Metres, Seconds, TimeWindow, Timestamp},
};
use std::{collections::BTreeMap, sync::Arc};

/// Numbers places, couriers and classes as shifts and orders ask for them.
pub(super) struct Builder<'s> {
    start: Timestamp,
    skills: &'s [&'s str],
    lifts: &'s Lifts,
    on_board: &'s AllOnBoard,
    places: Places,
    /// What each stop takes longer, by kind of vehicle: the number of its class.
    parking: TimeByKind,
    /// What is ridden: a matrix for each.
    ridden: Vec<Arc<Class>>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(
        start: Timestamp,
        coop: &Coop,
        skills: &'s [&'s str],
        lifts: &'s Lifts,
        on_board: &'s AllOnBoard,
    ) -> Self {
        let parking = (0..).zip(&coop.vehicles).map(|(kind, class)| (kind, class.terms.parking));
        let others = parking.filter(|(_, parking)| *parking > Seconds::ZERO).collect();
        let parking = TimeByKind { usual: Seconds::ZERO, others };
        let (places, ridden) = (Places::default(), Vec::new());
        Self { start, skills, lifts, on_board, places, parking, ridden }
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
        let (kind, class) = (0..)
            .zip(&coop.vehicles)
            .find(|(_, class)| class.id == shift.vehicle)
            .ok_or_else(|| dangling("vehicle", &shift.vehicle))?;
        let matrix = self.matrix(class_of(streets, class)?);
        let mut hub = |id: &str| -> Result<usize, InstanceError> {
            let place = *hubs.get(id).ok_or_else(|| dangling("hub", id))?;
            Ok(self.places.number(place))
        };
        let (start, end) = (hub(&shift.hub)?, hub(shift.last_hub())?);
        let breaks = shift.breaks.iter();
        let breaks = breaks.map(|rest| Break::new(self.window(rest.window), rest.duration));
        Ok(Vehicle {
            breaks: breaks.collect(),
            capacity: class.capacity,
            skills: self.able(coop, shift),
            kind,
            most_stops: class.terms.most_stops.and_then(|most| usize::try_from(most).ok()),
            most_distance: class.terms.range.map(|range| charged(range, shift.charge_percent)),
            end: Some(end),
            ..Vehicle::new(number, start, self.window(shift.window), matrix)
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
        let left = |most: Metres| most.as_u32().saturating_sub(begun.ridden.as_u32());
        let most_distance = vehicle.most_distance.map(|most| Metres::new(left(most)));
        let most_stops = vehicle.most_stops.map(|most| most.saturating_sub(begun.made));
        let locked = locked.into_iter().collect();
        Vehicle { start, most_stops, most_distance, locked, ..vehicle }
    }

    /// The order of this number.
    pub(super) fn request(
        &mut self,
        coop: &Coop,
        number: usize,
        order: &Order,
        priority: u32,
    ) -> Request {
        if let Some(on_board) = self.on_board.get(&number) {
            return self.fetched(order, on_board, priority);
        }
        let pickups = order.pickups();
        let pickups = pickups.map(|(stop, load)| Pickup { stop: self.stop(stop), load }).collect();
        let dropoff = |told: &crate::domain::Dropoff| Dropoff {
            most_on_board: told.stop.timing.max_on_board,
            ..Dropoff::new(self.stop(&told.stop), told.load)
        };
        let dropoffs = order.dropoffs.iter().map(dropoff).collect();
        let skills = both(self.bits(&order.skills), self.lifts.needed(order.heaviest_piece_g()));
        let sequence = sequence(order);
        let vehicles = allowed(coop, &order.terms.couriers);
        Request { sequence, skills, vehicles, priority, ..Request::new(pickups, dropoffs) }
    }

    /// What is left of an order that was begun: who has it has shown that they can bring it.
    fn fetched(&mut self, order: &Order, on_board: &OnBoard, priority: u32) -> Request {
        let (mut pickups, mut dropoffs) = (Vec::new(), Vec::new());
        for position in &on_board.left {
            let Some(number) = position.checked_sub(order.pickup_count()) else {
                let told = order.pickups().nth(*position);
                pickups.extend(told.map(|(stop, load)| Pickup { stop: self.stop(stop), load }));
                continue;
            };
            let Some(told) = order.dropoffs.get(number) else { continue };
            let mut stop = self.stop(&told.stop);
            let most_on_board = told.stop.timing.max_on_board;
            if let Some((since, most)) = on_board.since.zip(most_on_board) {
                let latest = (since + most).seconds_since(self.start);
                stop.windows = stop.windows.until(latest);
            }
            // Of what is still to be fetched it counts from there.
            let most_on_board = most_on_board.filter(|_| !pickups.is_empty());
            dropoffs.push(Dropoff { most_on_board, ..Dropoff::new(stop, told.load) });
        }
        let vehicles = Allowed::one(on_board.vehicle);
        // Who has passed over a dropoff brings the others as they can.
        let sequence = if on_board.in_order { sequence(order) } else { Sequence::Free };
        Request { sequence, vehicles, priority, begun: true, ..Request::new(pickups, dropoffs) }
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
        let windows = stop.timing.windows.iter().map(|window| self.window(*window)).collect();
        let windows = Windows::new(windows).unwrap_or_else(|| self.window(stop.window).into());
        let target = stop.timing.plan_window.map(|window| self.window(window));
        Stop {
            target,
            setup: self.parking.clone(),
            ..Stop::new(self.places.number(stop.place), windows, stop.service)
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

fn sequence(order: &Order) -> Sequence {
    match order.terms.sequence {
        DropoffSequence::Free => Sequence::Free,
        DropoffSequence::Fixed => Sequence::Fixed,
        DropoffSequence::Block => Sequence::Block,
    }
}

/// How far a vehicle goes whose battery is so full, in hundredths.
fn charged(range: Metres, percent: Option<u32>) -> Metres {
    let metres = u64::from(range.as_u32()) * u64::from(percent.unwrap_or(100)) / 100;
    Metres::new(u32::try_from(metres).unwrap_or(u32::MAX))
}

/// The vehicles that these couriers ride.
fn allowed(coop: &Coop, couriers: &Couriers) -> Allowed {
    let of = |may: bool| {
        let shifts = coop.shifts.iter().enumerate();
        shifts.filter(|(_, shift)| couriers.allow(shift) == may).map(|(number, _)| number).collect()
    };
    match couriers {
        Couriers::Any => Allowed::Any,
        Couriers::Only(_) => Allowed::Only(of(true)),
        Couriers::Not(_) => Allowed::Not(of(false)),
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
