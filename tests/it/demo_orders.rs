//! Invented days: on a real map, in the invented city, and in a town without a single shop.

use crate::{
    maps::{map_and_places, router_of},
    support::{
        city::city,
        day::{at, coop},
        town::Town,
    },
};
use jiff::civil::{Date, date};
use musette::{
    app::{DemoError, DemoWishes, Effort, demo_orders, plan_day},
    config::{read_coop, read_profiles},
    dispatch::Day,
    domain::{Coop, Order, OrderStop},
    graph::StreetMap,
    osm::{Place, read_extract},
    routing::Router,
    units::Load,
};
use std::{collections::HashSet, fs::File, path::Path, sync::LazyLock};

const MAX_SNAP_M: f64 = 250.0;

pub static HELSINKI: LazyLock<(Router, Vec<Place>)> = LazyLock::new(|| {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/helsinki.osm.pbf");
    let profiles = read_profiles(None).unwrap();
    let extract = read_extract(File::open(file).unwrap(), &profiles, &|_, _| {}).unwrap();
    (Router::new(StreetMap::build(&extract, profiles)), extract.places)
});

fn example_coop(day: Date) -> Coop {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-coop"));
    read_coop(folder, &["bike", "cargo", "trailer"]).unwrap().on(day)
}

/// A Thursday, when most couriers work, and a Sunday, when fewest do.
const DAYS: [Date; 2] = [date(2026, 3, 19), date(2026, 3, 22)];

fn wishes(seed: u64) -> DemoWishes {
    DemoWishes { orders: 120, shops: 12, seed, max_snap_m: MAX_SNAP_M }
}

fn helsinki_orders(coop: &Coop, seed: u64) -> Vec<Order> {
    let (router, places) = &*HELSINKI;
    demo_orders(router, places, coop, wishes(seed)).unwrap()
}

fn stops(order: &Order) -> impl Iterator<Item = &OrderStop> {
    std::iter::once(&order.pickup).chain(order.dropoffs.iter().map(|dropoff| &dropoff.stop))
}

/// What every invented day promises.
fn judge(router: &Router, coop: &Coop, orders: &[Order]) {
    let mut seen = HashSet::new();
    for order in orders {
        let places: Vec<_> = stops(order).map(|stop| stop.place).collect();
        assert!(seen.insert((order.pickup.window, places.clone())), "twice: {order:?}");
        let different: HashSet<_> = places.iter().collect();
        assert_eq!(different.len(), 1 + order.dropoffs.len(), "{order:?}");
        for place in places {
            for class in router.classes() {
                assert!(class.snap(place, MAX_SNAP_M).is_some(), "{order:?}");
            }
        }
        for stop in stops(order) {
            assert!(order.pickup.window.start() < stop.window.end(), "{order:?}");
            assert!(!stop.name.is_empty(), "{order:?}");
        }
        let load: Load = order.dropoffs.iter().map(|dropoff| dropoff.load).sum();
        assert!(load.mass_g < 20_000 || order.dropoffs.len() == 1 || load.mass_g <= 36_000);
        let taken = coop.shifts.iter().any(|shift| {
            let courier = coop.couriers.iter().find(|it| it.id == shift.courier).unwrap();
            let vehicle = coop.vehicles.iter().find(|it| it.id == shift.vehicle).unwrap();
            courier.skills.is_superset(&order.skills)
                && load.fits(&vehicle.capacity)
                && shift.window.contains(order.pickup.window.start())
        });
        assert!(taken, "nobody on shift takes {order:?}");
    }
    let ids: HashSet<_> = orders.iter().map(|order| &order.id).collect();
    assert_eq!(ids.len(), orders.len());
    assert!(orders.is_sorted_by_key(|order| order.pickup.window.start()));
}

#[test]
fn the_same_seed_gives_the_same_orders() {
    let coop = example_coop(DAYS[0]);
    assert_eq!(helsinki_orders(&coop, 1), helsinki_orders(&coop, 1));
    assert_ne!(helsinki_orders(&coop, 1), helsinki_orders(&coop, 2));
}

#[test]
fn every_order_is_one_that_somebody_on_shift_could_take() {
    for day in DAYS {
        let coop = example_coop(day);
        for seed in 0..8 {
            let orders = helsinki_orders(&coop, seed);
            assert_eq!(orders.len(), 120);
            judge(&HELSINKI.0, &coop, &orders);
        }
    }
}

#[test]
fn a_day_has_meals_parcels_bulk_and_skills() {
    let coop = example_coop(DAYS[0]);
    let orders: Vec<Order> = (0..4).flat_map(|seed| helsinki_orders(&coop, seed)).collect();
    let share = |wanted: &dyn Fn(&Order) -> bool| {
        orders.iter().filter(|order| wanted(order)).count() as f64 / orders.len() as f64
    };
    let hour = 3_600;
    let rush = |order: &Order| {
        let window = order.pickup.window;
        window.end().seconds_since(window.start()).as_u32() <= hour
    };
    assert!((0.2..0.95).contains(&share(&rush)));
    assert!(share(&|order| order.dropoffs.len() > 1) > 0.02);
    assert!(share(&|order| !order.skills.is_empty()) > 0.02);
    let bulk = |order: &Order| order.dropoffs.iter().any(|it| it.load.mass_g >= 20_000);
    assert!(share(&bulk) > 0.005);
    assert!(share(&|order| bulk(order) && order.dropoffs.len() > 1) == 0.0);
}

#[test]
fn on_a_fully_staffed_day_nine_in_ten_orders_are_served() {
    let coop = example_coop(DAYS[0]);
    let iterations = Some(2_000);
    let effort = Effort { time: None, iterations, seed: 1, threads: 1, cancel: None };
    for seed in 1..=4 {
        let orders = helsinki_orders(&coop, seed);
        let day = Day::new(&coop, &orders);
        let planned = plan_day(&HELSINKI.0, day, MAX_SNAP_M, &effort, &mut |_| ()).unwrap();
        let left = planned.rounds.unassigned;
        println!("seed {seed}: {} left over", left.len());
        assert!(left.len() * 10 <= orders.len(), "seed {seed}: {left:?}");
    }
}

#[test]
fn skills_and_loads_are_those_of_the_shifts_of_the_day() {
    let mut coop = example_coop(DAYS[0]);
    // Only couriers without skills on plain bikes are left.
    coop.shifts.retain(|shift| shift.courier == "bastien" || shift.courier == "hugo");
    let orders = helsinki_orders(&coop, 1);
    judge(&HELSINKI.0, &coop, &orders);
    assert!(orders.iter().all(|order| order.skills.is_empty()));
    let heaviest = orders.iter().flat_map(|order| &order.dropoffs).map(|it| it.load.mass_g).max();
    assert!(heaviest < Some(15_000));
}

#[test]
fn a_town_without_shops_sends_orders_from_street_corners() {
    let drawing = "\
A---B---C---D
|   |   |   |
E---F---G---H
|   |   |   |
I---J---K---L";
    let (map, places) = map_and_places(&Town::draw(drawing, 60.0).osm);
    let router = Router::new(map);
    assert_eq!(places.len(), 0);
    let coop = example_coop(DAYS[0]);
    let orders = demo_orders(&router, &places, &coop, wishes(1)).unwrap();
    judge(&router, &coop, &orders);
    assert!(orders.len() > 100);
    assert!(orders.iter().all(|order| !order.pickup.address.is_empty()));
}

#[test]
fn the_invented_city_sends_orders_from_its_own_shops() {
    let city = city(2);
    let (map, places) = map_and_places(&city.osm);
    let router = Router::new(map);
    let coop = coop(&city);
    let orders = demo_orders(&router, &places, &coop, wishes(3)).unwrap();
    judge(&router, &coop, &orders);
    let shops: HashSet<_> = city.shops.iter().map(|shop| shop.name.as_str()).collect();
    assert!(orders.iter().all(|order| shops.contains(order.pickup.name.as_str())));
    assert!(orders.iter().all(|order| order.pickup.window.start() >= at(9, 0)));
}

#[test]
fn without_a_shift_or_without_streets_there_are_no_orders() {
    let (router, places) = &*HELSINKI;
    let mut coop = example_coop(DAYS[0]);
    let lonely = router_of(&Town::draw("A-B", 60.0).tag("A-B", "bicycle", "yes").osm);
    let none = DemoWishes { shops: 0, ..wishes(1) };
    assert_eq!(demo_orders(&lonely, &[], &coop, none), Err(DemoError::NoPlaces));
    coop.shifts.clear();
    assert_eq!(
        demo_orders(router, places, &coop, wishes(1)),
        Err(DemoError::NoShift { day: coop.day })
    );
}
