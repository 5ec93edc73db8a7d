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
    /// Who is at the stops of an order, by its id: the pickup first.
    pub stops: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// Nobody has a name.
    #[must_use]
    pub fn none(zone: TimeZone, day: Date) -> Self {
        let (couriers, vehicles, hubs, stops) = <_>::default();
        Self { zone, day, couriers, vehicles, hubs, stops }
    }

    /// Adds who is at the stops of an order; where nobody is named, its address.
    pub fn add_order(&mut self, order: &Order) {
        let stops = std::iter::once(&order.pickup).chain(order.dropoffs.iter().map(|it| &it.stop));
        let named = stops.map(|stop| {
            let name = if stop.name.is_empty() { &stop.address } else { &stop.name };
            name.clone()
        });
        self.stops.insert(order.id.clone(), named.collect());
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

    pub(super) fn vehicle<'a>(&'a self, id: &'a str) -> &'a str {
        self.vehicles.get(id).map_or(id, String::as_str)
    }

    /// What a stop is called where `order` is spoken of.
    pub(super) fn stop(&self, stop: &RoundStopKind, order: &str) -> Sentence {
        let called = |of: &str, position: usize| {
            self.stops.get(of)?.get(position).filter(|name| !name.is_empty()).cloned()
        };
        match stop {
            RoundStopKind::Start | RoundStopKind::End => both("the hub", "la base"),
            RoundStopKind::Break => both("the break", "la pause"),
            RoundStopKind::Pickup { order: of } if of == order => both("its pickup", "son retrait"),
            RoundStopKind::Dropoff { order: of, dropoff } if of == order => {
                let several = self.stops.get(of).is_some_and(|stops| stops.len() > 2);
                match called(of, dropoff + 1).filter(|_| several) {
                    Some(name) => {
                        both(format!("its dropoff at {name}"), format!("sa livraison « {name} »"))
                    }
                    None => both("its dropoff", "sa livraison"),
                }
            }
            RoundStopKind::Pickup { order: of } => match called(of, 0) {
                Some(name) => {
                    both(format!("the pickup at {name}"), format!("le retrait « {name} »"))
                }
                None => both("the pickup of another order", "le retrait d'une autre commande"),
            },
            RoundStopKind::Dropoff { order: of, dropoff } => match called(of, dropoff + 1) {
                Some(name) => {
                    both(format!("the dropoff at {name}"), format!("la livraison « {name} »"))
                }
                None => both("the dropoff of another order", "la livraison d'une autre commande"),
            },
        }
    }
}
