use super::*;
use crate::{
    domain::{Failure, FailureReason, OrderStatus, Terms},
    units::{Load, Seconds},
};

fn window(from: i64, to: i64) -> TimeWindow<Timestamp> {
    let [from, to] = [from, to].map(|minute| Timestamp::from_millis(minute * 60_000));
    TimeWindow::new(from, to).unwrap()
}

fn place(lon: f64) -> LonLat {
    LonLat::from_degrees(lon, 50.0).unwrap()
}

fn stop(name: &str, lon: f64, bags: u32) -> PostedStop {
    PostedStop {
        name: name.to_owned(),
        phone: format!("phone of {name}"),
        address: format!("address of {name}"),
        notes: format!("notes of {name}"),
        place: StopPlace::Found { place: place(lon) },
        window: window(0, 60),
        timing: Timing { max_on_board: Some(Seconds::new(60)), ..Timing::default() },
        service: Some(Seconds::new(7)),
        floors: 3,
        load: Load { mass_g: 1000 * bags, volume_ml: 0, bags },
        piece_g: Some(1000),
        status: StopStatus::Done,
        started_at: None,
        ended_at: None,
        failure: None,
        follow_up: None,
    }
}

/// A pickup, which is done, and two dropoffs, which are to be made.
fn order() -> PostedOrder {
    let mut stops = vec![stop("shop", 3.0, 0), stop("ann", 3.1, 1), stop("bob", 3.2, 2)];
    stops[1].status = StopStatus::Todo;
    stops[2].status = StopStatus::Todo;
    PostedOrder {
        id: "o".to_owned(),
        reference: String::new(),
        shop: None,
        day: jiff::civil::date(1970, 1, 1),
        status: OrderStatus::UnderWay,
        created_at: Timestamp::from_millis(0),
        skills: [].into(),
        terms: Terms::default(),
        pickups: 1,
        stops,
        round: Some("r".to_owned()),
        no_place: None,
    }
}

fn fails(order: &mut PostedOrder, position: usize, then: AfterFailure) -> usize {
    order.stops[position].status = StopStatus::Failed;
    order.stops[position].failure =
        Some(Failure { reason: FailureReason::Absent, note: String::new() });
    let next = order.after_failure(position, then, window(5, 90), ("hub", place(3.9))).unwrap();
    order.stops.push(next);
    order.stops.len() - 1
}

#[test]
fn a_load_goes_back_to_the_hub_or_to_the_same_place_as_it_is() {
    let mut order = order();
    let expected = [
        (AfterFailure::Return, "shop", 3.0, 3, None),
        (AfterFailure::Hub, "hub", 3.9, 0, None),
        (AfterFailure::Again, "ann", 3.1, 3, Some(Seconds::new(7))),
    ];
    for (then, name, lon, floors, service) in expected {
        let position = fails(&mut order, 1, then);
        let next = order.stops.remove(position);
        assert_eq!((next.name.as_str(), next.place.known()), (name, Some(place(lon))));
        assert_eq!((next.floors, next.service), (floors, service));
        assert_eq!((next.load, next.piece_g), (order.stops[1].load, Some(1000)));
        assert_eq!((next.window, &next.timing), (window(5, 90), &Timing::default()));
        assert_eq!((next.status, &next.failure), (StopStatus::Todo, &None));
        assert_eq!(next.follow_up, Some(FollowUp { after: 1, then }));
        // Nothing of the recipient is told at the hub.
        assert_eq!(next.phone.is_empty(), then == AfterFailure::Hub);
    }
    assert!(order.after_failure(0, AfterFailure::Return, window(0, 1), ("", place(3.0))).is_none());
    assert!(order.after_failure(3, AfterFailure::Return, window(0, 1), ("", place(3.0))).is_none());
}

#[test]
fn an_order_is_under_way_while_anything_is_on_board_and_delivered_if_a_later_try_succeeds() {
    let mut order = order();
    order.stops[2].status = StopStatus::Done;
    let again = fails(&mut order, 1, AfterFailure::Again);
    assert_eq!(order.derive_status(), OrderStatus::UnderWay);
    let third = fails(&mut order, again, AfterFailure::Again);
    assert_eq!((order.follow_up_of(1), order.follow_up_of(again)), (Some(again), Some(third)));
    assert_eq!(order.derive_status(), OrderStatus::UnderWay);
    order.stops[third].status = StopStatus::Done;
    assert_eq!(order.derive_status(), OrderStatus::Delivered);
    assert!([1, 2, again, third].iter().all(|it| order.was_handed_over(*it)));
    // What was brought back was not handed over, whoever took it.
    let mut order = self::order();
    order.stops[2].status = StopStatus::Done;
    let back = fails(&mut order, 1, AfterFailure::Return);
    let later = fails(&mut order, back, AfterFailure::Again);
    assert_eq!(order.stops[later].name, "shop");
    order.stops[later].status = StopStatus::Done;
    assert_eq!(order.derive_status(), OrderStatus::Failed);
    assert_eq!([1, 2, later].map(|it| order.was_handed_over(it)), [false, true, false]);
    let hands = [0, 1, 2, back, later, 9].map(|it| order.hands_over(it));
    assert_eq!(hands, [false, true, true, false, false, false]);
}

#[test]
fn what_is_brought_back_is_fetched_once() {
    let mut order = order();
    let whole = order.whole_load();
    order.terms.sequence = crate::domain::DropoffSequence::Block;
    fails(&mut order, 1, AfterFailure::Return);
    assert_eq!((order.whole_load(), whole.bags), (whole, 3));
    let planned = order.plannable(&crate::domain::ServiceTimes::default()).unwrap();
    assert_eq!(planned.dropoffs.len(), 3);
    assert_eq!(planned.terms.sequence, crate::domain::DropoffSequence::Fixed);
    assert_eq!(order.as_asked().stops.len(), 3);
}

#[test]
fn what_nobody_takes_back_goes_to_the_hub() {
    let failed = |then| Some(FollowUp { after: 1, then });
    for rule in AfterFailure::OF_RULES {
        assert_eq!(FollowUp::usual(None, rule), rule);
        assert_eq!(FollowUp::usual(failed(AfterFailure::Again), rule), rule);
        assert_eq!(FollowUp::usual(failed(AfterFailure::Return), rule), AfterFailure::Hub);
    }
}
