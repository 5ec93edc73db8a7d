//! How long what was fetched may be on board.

use super::*;
use musette::dispatch::{Begun, Day};
use std::collections::BTreeMap;

/// The end of the dropoff of an order, in seconds from the pickup's window on, which was fetched when that began.
fn end(most: Option<u32>, promised_min: u32) -> u32 {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let mut orders = city_orders(city, 3, 1);
    let order = &mut orders[0];
    let since = order.pickup.window.start();
    let until = since + Seconds::from_minutes(promised_min);
    let stop = &mut order.dropoffs[0].stop;
    stop.window = TimeWindow::new(since, until).unwrap();
    stop.timing.max_on_board = most.map(Seconds::from_minutes);
    let id = order.id.clone();
    let rest = vec![RoundStopKind::Dropoff { order: id.clone(), position: 1 }];
    let begun = [Begun {
        shift: 0,
        place: order.pickup.place,
        rest,
        next: None,
        on_board: BTreeMap::from([(id, Some(since))]),
        announced: Vec::new(),
        ridden: Metres::ZERO,
        made: 1,
    }];
    let day = Day { begun: &begun, ..Day::new(&coop, &orders) };
    let instance = Instance::untimed(router, day, MAX_SNAP_M).unwrap();
    let request = &instance.problem.requests()[0];
    assert!(request.pickups.is_empty());
    let end = instance.start() + request.dropoffs[0].stop.windows.end();
    end.seconds_since(since).as_u32()
}

#[test]
fn what_was_fetched_is_there_in_time_to_be_warm() {
    assert_eq!(end(None, 90), 90 * 60);
    assert_eq!(end(Some(20), 90), 20 * 60);
    assert_eq!(end(Some(120), 90), 90 * 60, "and as promised");
}

#[test]
fn of_what_is_fetched_in_part_the_rest_stays_with_its_courier() {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let mut orders = city_orders(city, 3, 4);
    let other = |order: &Order, bags| Pickup {
        stop: order.pickup.clone(),
        load: Load { bags, ..Load::ZERO },
    };
    orders[0].more_pickups = vec![other(&orders[1], 1), other(&orders[2], 2)];
    orders[0].dropoffs.truncate(1);
    orders[0].dropoffs[0].load = Load { mass_g: 900, volume_ml: 0, bags: 5 };
    let (id, since) = (orders[0].id.clone(), orders[0].pickup.window.start());
    let (order, pickup) =
        (|| id.clone(), |order, position| RoundStopKind::Pickup { order, position });
    // The second pickup is made, the third comes before the first.
    let rest = vec![
        pickup(order(), 2),
        pickup(order(), 0),
        RoundStopKind::Dropoff { order: order(), position: 3 },
    ];
    let begun = [Begun {
        shift: 1,
        place: orders[1].pickup.place,
        next: Some(rest[0].clone()),
        rest: rest.clone(),
        on_board: BTreeMap::from([(order(), Some(since))]),
        announced: Vec::new(),
        ridden: Metres::ZERO,
        made: 1,
    }];
    let day = Day { begun: &begun, ..Day::new(&coop, &orders) };
    let instance = Instance::untimed(router, day, MAX_SNAP_M).unwrap();
    let request = &instance.problem.requests()[0];
    let bags: Vec<u32> = request.pickups.iter().map(|it| it.load.bags).collect();
    assert_eq!((bags, request.aboard().bags), (vec![2, 2], 1));
    assert_eq!(request.is_under_way(), Some(1));
    let stops = [
        StopId::Pickup { request: 0, pickup: 1 },
        StopId::Pickup { request: 0, pickup: 0 },
        StopId::Dropoff { request: 0, dropoff: 0 },
    ];
    assert_eq!(instance.warm_start, [(1, stops.to_vec())]);
    assert_eq!(instance.problem.vehicles()[1].locked, [stops[0]]);
    let (live, _) = instance.live().unwrap();
    let told = instance.rounds(&live.plan());
    let round = told.rounds.iter().find(|round| round.orders().any(|order| order == id)).unwrap();
    let kinds: Vec<RoundStopKind> = round
        .stops
        .iter()
        .map(|stop| stop.kind.clone())
        .filter(|it| it.order().is_some())
        .collect();
    assert_eq!(kinds, rest);
    let loads: Vec<u32> = round.stops.iter().map(|stop| stop.load.bags).collect();
    assert_eq!((loads[0], loads.last()), (1, Some(&0)), "{loads:?}");
}
