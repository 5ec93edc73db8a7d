use super::{
    StopStatus::{Cancelled, Done, Failed, Started, Todo},
    *,
};
use crate::domain::AfterFailure;

fn window() -> TimeWindow<Timestamp> {
    TimeWindow::new(Timestamp::from_millis(0), Timestamp::from_millis(3_600_000)).unwrap()
}

fn stop(name: &str, bags: u32) -> PostedStop {
    PostedStop {
        name: name.to_owned(),
        phone: String::new(),
        address: String::new(),
        notes: String::new(),
        place: StopPlace::Found { place: LonLat::from_degrees(3.0, 50.0).unwrap() },
        window: window(),
        timing: Timing::default(),
        service: None,
        floors: 0,
        load: Load { mass_g: 100 * bags, volume_ml: 0, bags },
        piece_g: None,
        status: Todo,
        started_at: None,
        ended_at: None,
        failure: None,
        follow_up: None,
    }
}

/// Three bags at the baker's and two at the cheese shop, for Ann one, for Bob four.
fn order() -> PostedOrder {
    PostedOrder {
        id: "o".to_owned(),
        reference: String::new(),
        shop: None,
        day: jiff::civil::date(1970, 1, 1),
        status: OrderStatus::Planned,
        created_at: Timestamp::from_millis(0),
        skills: [].into(),
        terms: Terms::default(),
        pickups: 2,
        stops: vec![stop("baker", 0), stop("cheese", 2), stop("ann", 1), stop("bob", 4)],
        round: Some("r".to_owned()),
        no_place: None,
    }
}

fn with(statuses: [StopStatus; 4]) -> PostedOrder {
    let mut order = order();
    for (stop, status) in order.stops.iter_mut().zip(statuses) {
        stop.status = status;
    }
    order
}

fn bags(order: &PostedOrder) -> Vec<u32> {
    (0..order.stops.len()).map(|position| order.load_at(position).bags).collect()
}

#[test]
fn what_is_fetched_at_no_other_pickup_is_fetched_at_the_first() {
    let order = order();
    assert_eq!(bags(&order), [3, 2, 1, 4]);
    let planned = order.plannable(&ServiceTimes::default()).unwrap();
    let fetched: Vec<u32> = planned.pickups().map(|(_, load)| load.bags).collect();
    assert_eq!((fetched, planned.dropoffs.len()), (vec![3, 2], 2));
    let names: Vec<&str> = planned.stops().map(|stop| stop.name.as_str()).collect();
    assert_eq!(names, ["baker", "cheese", "ann", "bob"]);
}

#[test]
fn what_could_not_be_fetched_is_missing_at_the_last_dropoffs() {
    let closed = with([Done, Failed, Todo, Todo]);
    assert_eq!(bags(&closed), [3, 2, 1, 2]);
    let sold_out = with([Failed, Todo, Todo, Todo]);
    assert_eq!(bags(&sold_out), [3, 2, 1, 1]);
    let planned = sold_out.plannable(&ServiceTimes::default()).unwrap();
    let fetched: Vec<u32> = planned.pickups().map(|(_, load)| load.bags).collect();
    let brought: Vec<u32> = planned.dropoffs.iter().map(|dropoff| dropoff.load.bags).collect();
    assert_eq!((fetched, brought), (vec![0, 2], vec![1, 1]), "all that comes on board is brought");
    // Of the whole load nothing is left to bring: it is as it was asked for.
    assert_eq!(bags(&with([Failed, Failed, Cancelled, Cancelled])), [3, 2, 1, 4]);
}

#[test]
fn an_order_is_under_way_from_its_first_pickup_on_and_failed_if_a_part_of_it_was() {
    let status = |statuses| with(statuses).derive_status();
    assert_eq!(status([Todo, Todo, Todo, Todo]), OrderStatus::Planned);
    assert_eq!(status([Todo, Started, Todo, Todo]), OrderStatus::UnderWay);
    assert_eq!(status([Failed, Todo, Todo, Todo]), OrderStatus::UnderWay);
    assert_eq!(status([Failed, Failed, Cancelled, Cancelled]), OrderStatus::Failed);
    assert_eq!(status([Done, Failed, Done, Done]), OrderStatus::Failed);
    assert_eq!(status([Done, Done, Done, Done]), OrderStatus::Delivered);
}

#[test]
fn what_nobody_wanted_goes_back_to_a_place_that_had_something() {
    let hub = ("hub", LonLat::from_degrees(3.0, 51.0).unwrap());
    let mut order = with([Failed, Done, Failed, Todo]);
    let back = order.after_failure(2, AfterFailure::Return, window(), hub).unwrap();
    assert_eq!((back.name.as_str(), back.load.bags), ("cheese", 1));
    order.stops.push(back);
    assert_eq!(bags(&order), [3, 2, 1, 1, 1]);
    assert_eq!(order.after_failure(1, AfterFailure::Return, window(), hub), None);
    assert_eq!(order.asked().map(|(position, _)| position).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn an_order_of_before_has_one_pickup() {
    let mut told = serde_json::to_value(order()).unwrap();
    told.as_object_mut().unwrap().remove("pickups");
    let read: PostedOrder = serde_json::from_value(told).unwrap();
    assert_eq!((read.pickups, read.stops.len()), (1, 4));
}
