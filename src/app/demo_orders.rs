//! A day of orders, invented from what is on the map.

mod crew;
mod day;
mod town;

use self::{crew::crew, day::Day, town::Town};
use super::random::Random;
use crate::{
    domain::{Coop, Order},
    osm::Place,
    routing::Router,
    units::{LonLat, TimeWindow, Timestamp},
};
use std::collections::HashSet;

/// Draws for each order wished for, before it is given up.
const ATTEMPTS: usize = 20;

/// What the invented day should look like.
#[derive(Clone, Copy, Debug)]
pub struct DemoWishes {
    /// How many orders.
    pub orders: usize,
    /// How many shops they come from.
    pub shops: usize,
    /// Same seed, same map, same co-operative: same orders.
    pub seed: u64,
    /// How far a place may be from a street, in metres.
    pub max_snap_m: f64,
}

/// Why no orders can be invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DemoError {
    /// Nobody works on that day.
    #[error("no courier has a shift on {day}; choose another --day or add shifts in coop.toml")]
    NoShift {
        /// The day.
        day: jiff::civil::Date,
    },
    /// The map has too little that hangs together.
    #[error("the map has fewer than two places that all vehicle classes can reach")]
    NoPlaces,
}

/// Invents a day of orders: shops and restaurants of the map, customers at its addresses. Where the
/// map has too few of either, street corners take their place.
///
/// Restaurants and cafes send meals for one customer within the hour, around the middle of the
/// shifts; pharmacies and shops send parcels with wide windows, sometimes to several customers at
/// once, sometimes in bulk or cold. Each order is one that some courier on shift could take with
/// nothing else to do: able, with room for it, at work when it is ready. No two go from the same shop
/// to the same customers in the same window; where that leaves too few, there are fewer.
///
/// # Errors
///
/// See [`DemoError`].
pub fn demo_orders(
    router: &Router,
    places: &[Place],
    coop: &Coop,
    wishes: DemoWishes,
) -> Result<Vec<Order>, DemoError> {
    let crew = crew(coop);
    if crew.is_empty() {
        return Err(DemoError::NoShift { day: coop.day });
    }
    let mut random = Random::new(wishes.seed);
    let town = Town::new(router, places, coop, wishes.max_snap_m);
    let shops = town.shops(wishes.shops, &mut random);
    let customers = town.customers(&mut random);
    if shops.is_empty() || customers.len() < 2 {
        return Err(DemoError::NoPlaces);
    }
    let mut day = Day { random, crew, customers };
    let mut orders: Vec<Order> = Vec::with_capacity(wishes.orders);
    let mut known = HashSet::new();
    for _ in 0..ATTEMPTS * wishes.orders {
        if orders.len() == wishes.orders {
            break;
        }
        let drawn = day.order(&shops);
        orders.extend(drawn.filter(|order| known.insert(look(order))));
    }
    orders.sort_by_key(Order::ready_at);
    for (number, order) in orders.iter_mut().enumerate() {
        order.id = format!("{:03}", number + 1);
    }
    Ok(orders)
}

/// What two orders have in common of which one looks like a mistake.
type Look = (LonLat, TimeWindow<Timestamp>, Vec<LonLat>);

fn look(order: &Order) -> Look {
    let places = order.dropoffs.iter().map(|dropoff| dropoff.stop.place).collect();
    (order.pickup.place, order.pickup.window, places)
}
