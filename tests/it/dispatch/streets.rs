//! Streets that are closed for a part of the day.

use super::{MAX_SNAP_M, coop, order, shift, window};
use crate::{
    maps::router_of,
    support::{day::at, ground::place, town::Town},
};
use musette::{
    app::{Effort, plan_day},
    config::time_zone,
    dispatch::{Day, Instance, InstanceError},
    domain::{Coop, Courier, Order, Position, Shift},
    geo::Polygon,
    routing::{Effect, Router, Zone},
    units::{Metres, Timestamp},
};

const EFFORT: Effort<'static> =
    Effort { time: None, iterations: Some(200), seed: 1, threads: 1, cancel: None };

/// A to B and B to C are 100 m, the streets down 50 m.
const TOWN: &str = "\
A---B---C
|   |   |
D---E---F";

/// From the middle of AB to the middle of CF and back: straight over BC, or round by EF.
const STRAIGHT: Metres = Metres::new(350);
const ROUND: Metres = Metres::new(450);

/// Ann from 11:00 to 13:00, Bob from 14:00 to 16:00, each from the middle of AB.
fn two_shifts() -> Coop {
    let mut coop = coop();
    coop.hubs[0].position = Position::At(place([50.0, 0.0]));
    let bob = Courier { id: "bob".to_owned(), ..coop.couriers[0].clone() };
    coop.couriers.push(bob);
    let of_bob = Shift { courier: "bob".to_owned(), ..shift(at(14, 0), at(16, 0)) };
    coop.shifts = vec![shift(at(11, 0), at(13, 0)), of_bob];
    coop
}

/// From the hub to the middle of CF, in this hour.
fn order_at(hour: u32) -> Order {
    let mut order = order(&hour.to_string());
    let (from, to) = (place([50.0, 0.0]), place([200.0, -25.0]));
    for (stop, place) in [(&mut order.pickup, from), (&mut order.dropoffs[0].stop, to)] {
        (stop.place, stop.window) = (place, window(at(hour, 0), at(hour, 59)));
    }
    order
}

/// BC is closed.
fn closed(from: Option<Timestamp>, until: Option<Timestamp>, hours: Option<&str>) -> Zone {
    let corners = [[140.0, -10.0], [160.0, -10.0], [160.0, 10.0], [140.0, 10.0], [140.0, -10.0]];
    Zone {
        id: "bc".to_owned(),
        area: Polygon::new(vec![corners.map(place).into()]).unwrap(),
        effect: Effect::Closed,
        profiles: Vec::new(),
        from,
        until,
        hours: hours.map(str::to_owned),
    }
}

/// How far Ann and Bob ride in the plan.
fn ridden(router: &Router) -> [Metres; 2] {
    let (coop, orders) = (two_shifts(), [order_at(12), order_at(14)]);
    let day = Day::new(&coop, &orders);
    let planned = plan_day(router, day, MAX_SNAP_M, &EFFORT, &mut |_| ()).unwrap();
    assert_eq!(planned.rounds.unassigned, []);
    ["ann", "bob"].map(|courier| {
        let mut rounds = planned.rounds.rounds.iter();
        rounds.find(|round| round.courier == courier).unwrap().distance_m
    })
}

#[test]
fn each_shift_of_a_plan_has_the_streets_of_its_beginning() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    assert_eq!(ridden(&router), [STRAIGHT; 2]);
    for (zone, expected) in [
        (closed(None, None, None), [ROUND, ROUND]),
        (closed(Some(at(13, 30)), None, None), [STRAIGHT, ROUND]),
        (closed(None, Some(at(13, 30)), None), [ROUND, STRAIGHT]),
        (closed(None, None, Some("Tu 13:30-18:00")), [STRAIGHT, ROUND]),
        // Bob is on the road already.
        (closed(Some(at(14, 1)), None, None), [STRAIGHT, STRAIGHT]),
    ] {
        let what = format!("{:?} {:?} {:?}", zone.from, zone.until, zone.hours);
        router.set_zones(vec![zone]);
        assert_eq!(ridden(&router), expected, "{what}");
    }
}

#[test]
fn shifts_on_the_same_streets_share_a_table() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let (coop, orders) = (two_shifts(), [order_at(12)]);
    let zone = time_zone(&coop.zone).unwrap();
    let tables = || {
        let instance =
            Instance::timed(&router, &zone, Day::new(&coop, &orders), MAX_SNAP_M).unwrap();
        let tables = instance.problem.vehicles().iter().map(|vehicle| vehicle.matrix);
        tables.collect::<Vec<_>>()
    };
    assert_eq!(tables(), [0, 0]);
    router.set_zones(vec![closed(None, None, None)]);
    assert_eq!(tables(), [0, 0]);
    router.set_zones(vec![closed(Some(at(13, 30)), None, None)]);
    assert_eq!(tables(), [0, 1]);
}

#[test]
fn a_hub_that_is_cut_off_for_a_time_is_told_from_one_beside_the_map() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let (coop, orders) = (two_shifts(), [order_at(12)]);
    let zone = time_zone(&coop.zone).unwrap();
    let corners = [[-99.0, -99.0], [299.0, -99.0], [299.0, 99.0], [-99.0, 99.0], [-99.0, -99.0]];
    let area = Polygon::new(vec![corners.map(place).into()]).unwrap();
    router.set_zones(vec![Zone { area, ..closed(Some(at(13, 30)), None, None) }]);
    let error = Instance::timed(&router, &zone, Day::new(&coop, &orders), MAX_SNAP_M).unwrap_err();
    assert!(
        matches!(&error, InstanceError::HubClosed { courier, .. } if courier == "bob"),
        "{error}"
    );
    assert!(Instance::new(&router, &coop, &orders, MAX_SNAP_M).is_ok(), "at no time in particular");
}
