//! A day in the invented city.

use crate::support::{
    city::{City, city},
    day::{coop, orders},
    ground::point,
};
use musette::{domain::Order, units::Load};
use std::collections::BTreeSet;

const SEED: u64 = 3;
const COUNT: usize = 120;

fn day() -> (City, Vec<Order>) {
    let city = city(SEED);
    let orders = orders(&city, SEED, COUNT);
    (city, orders)
}

fn load(order: &Order) -> Load {
    order.dropoffs.iter().map(|dropoff| dropoff.load).sum()
}

#[test]
fn the_same_seed_gives_the_same_day() {
    let (city, day) = day();
    assert_eq!(orders(&city, SEED, COUNT), day);
    assert_ne!(orders(&city, SEED + 1, COUNT), day);
    assert_eq!(day.len(), COUNT);
    assert_eq!(day.iter().map(|order| &order.id).collect::<BTreeSet<_>>().len(), COUNT);
}

#[test]
fn every_order_fits_some_vehicle_but_not_every_vehicle() {
    let (city, day) = day();
    let coop = coop(&city);
    let carries = |order: &Order, class: usize| load(order).fits(&coop.vehicles[class].capacity);
    for order in &day {
        assert!((0..coop.vehicles.len()).any(|class| carries(order, class)), "{order:?}");
    }
    let heavy = day.iter().filter(|order| !carries(order, 0)).count();
    assert!((COUNT / 6..COUNT / 2).contains(&heavy), "{heavy}");
}

#[test]
fn every_order_can_be_fetched_and_brought_in_some_shift() {
    let (city, day) = day();
    let coop = coop(&city);
    for order in &day {
        let able = coop.shifts.iter().any(|shift| {
            let courier = coop.couriers.iter().find(|it| it.id == shift.courier).unwrap();
            let class = coop.vehicles.iter().find(|it| it.id == shift.vehicle).unwrap();
            let (from, to) = (shift.window.start(), shift.window.end());
            courier.skills.is_superset(&order.skills)
                && load(order).fits(&class.capacity)
                && from < order.pickup.window.end()
                && order.dropoffs.iter().all(|it| it.stop.window.start() < to)
        });
        assert!(able, "{order:?}");
    }
}

#[test]
fn a_good_part_of_the_orders_crosses_the_river() {
    let (city, day) = day();
    let bank = |place| city.river.bank(point(place));
    let crossing = day.iter().filter(|order| {
        order.dropoffs.iter().any(|it| bank(it.stop.place) != bank(order.pickup.place))
    });
    assert!(crossing.count() * 4 > COUNT);
    assert!(day.iter().any(|order| order.skills.contains("cold_chain")));
    assert!(day.iter().any(|order| order.dropoffs.len() > 1));
}

#[test]
fn eight_couriers_ride_three_classes_most_of_them_twice_a_day() {
    let coop = coop(&city(SEED));
    let shifts_of =
        |id: &str| coop.shifts.iter().filter(|shift| shift.courier == id).collect::<Vec<_>>();
    assert_eq!((coop.couriers.len(), coop.vehicles.len()), (8, 3));
    let split = coop.couriers.iter().filter(|courier| shifts_of(&courier.id).len() == 2).count();
    assert!(split >= 5);
    assert!(coop.shifts.is_sorted_by_key(|shift| shift.window.start()));
    let used: BTreeSet<_> = coop.shifts.iter().map(|shift| shift.vehicle.as_str()).collect();
    assert_eq!(used.len(), 3);
}
