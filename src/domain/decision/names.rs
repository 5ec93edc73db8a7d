//! What ids are called, for one reader.

use crate::{
    domain::{Order, RoundStopKind, Sentence, words::both},
    units::Timestamp,
};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::BTreeMap;

/// What ids are called, as far as a reader may know it: what is not in it is told without a name, such as
/// `another courier`.
#[derive(Clone, Debug)]
pub struct Names {
    /// By whose clocks instants are told.
    pub zone: TimeZone,
    /// The day whose instants need no date.
    pub day: Date,
    /// Names of couriers, by id.
    pub couriers: BTreeMap<String, String>,
    /// Names of vehicle classes, by id.
    pub vehicles: BTreeMap<String, String>,
    /// Names of hubs, by id.
    pub hubs: BTreeMap<String, String>,
    /// Who is at the stops of an order, by its id: the pickups first.
    pub stops: BTreeMap<String, Vec<String>>,
    /// How many of these are pickups, by the order's id; one where it is not said.
    pub pickups: BTreeMap<String, usize>,
}

impl Names {
    /// Nobody has a name.
    #[must_use]
    pub fn none(zone: TimeZone, day: Date) -> Self {
        let (couriers, vehicles, hubs, stops, pickups) = <_>::default();
        Self { zone, day, couriers, vehicles, hubs, stops, pickups }
    }

    /// Adds who is at the stops of an order; where nobody is named, its address.
    pub fn add_order(&mut self, order: &Order) {
        let named = order.stops().map(|stop| {
            let name = if stop.name.is_empty() { &stop.address } else { &stop.name };
            name.clone()
        });
        self.stops.insert(order.id.clone(), named.collect());
        self.pickups.insert(order.id.clone(), order.pickup_count());
    }

    fn pickups_of(&self, order: &str) -> usize {
        self.pickups.get(order).copied().unwrap_or(1)
    }

    pub(super) fn clock(&self, at: Timestamp) -> String {
        let instant = jiff::Timestamp::from_millisecond(at.as_millis());
        instant.map_or_else(
            // Beyond the years that a calendar has.
            |_| format!("{} ms", at.as_millis()),
            |instant| {
                let local = instant.to_zoned(self.zone.clone());
                let format = if local.date() == self.day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
                local.strftime(format).to_string()
            },
        )
    }

    pub(super) fn courier(&self, id: &str) -> Option<&str> {
        self.couriers.get(id).map(String::as_str)
    }

    /// What a stop is called where `order` is spoken of.
    pub(super) fn stop(&self, stop: &RoundStopKind, order: &str) -> Sentence {
        let called = |of: &str, position: usize| {
            self.stops.get(of)?.get(position).filter(|name| !name.is_empty()).cloned()
        };
        match stop {
            RoundStopKind::Start | RoundStopKind::End => both("the hub", "la base"),
            RoundStopKind::Break => both("the break", "la pause"),
            RoundStopKind::Pickup { order: of, position } if of == order => {
                match called(of, *position).filter(|_| self.pickups_of(of) > 1) {
                    Some(name) => {
                        both(format!("its pickup at {name}"), format!("son retrait « {name} »"))
                    }
                    None => both("its pickup", "son retrait"),
                }
            }
            RoundStopKind::Dropoff { order: of, position } if of == order => {
                let stops = self.stops.get(of).map_or(0, Vec::len);
                let several = stops > self.pickups_of(of) + 1;
                match called(of, *position).filter(|_| several) {
                    Some(name) => {
                        both(format!("its dropoff at {name}"), format!("sa livraison « {name} »"))
                    }
                    None => both("its dropoff", "sa livraison"),
                }
            }
            RoundStopKind::Pickup { order: of, position } => match called(of, *position) {
                Some(name) => {
                    both(format!("the pickup at {name}"), format!("le retrait « {name} »"))
                }
                None => both("the pickup of another order", "le retrait d'une autre commande"),
            },
            RoundStopKind::Dropoff { order: of, position } => match called(of, *position) {
                Some(name) => {
                    both(format!("the dropoff at {name}"), format!("la livraison « {name} »"))
                }
                None => both("the dropoff of another order", "la livraison d'une autre commande"),
            },
        }
    }
}
