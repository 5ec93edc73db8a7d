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
    let rest = vec![RoundStopKind::Dropoff { order: id.clone(), dropoff: 0 }];
    let begun = [Begun {
        shift: 0,
        place: order.pickup.place,
        rest,
        next: None,
        on_board: BTreeMap::from([(id, since)]),
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
