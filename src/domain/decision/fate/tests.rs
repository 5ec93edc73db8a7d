use super::*;
use crate::{
    domain::{Failure, FollowUp, StopPlace, Terms, Timing},
    units::{Load, TimeWindow, Timestamp},
};
use jiff::{civil::date, tz::TimeZone};

fn at(minute: i64) -> Timestamp {
    Timestamp::from_millis((12 * 60 + minute) * 60_000)
}

fn stop(status: StopStatus, minute: i64) -> PostedStop {
    PostedStop {
        name: "Camille".to_owned(),
        phone: String::new(),
        address: String::new(),
        notes: String::new(),
        place: StopPlace::Unknown { candidates: Vec::new() },
        window: TimeWindow::new(at(0), at(90)).unwrap(),
        timing: Timing::default(),
        service: None,
        floors: 0,
        load: Load::ZERO,
        piece_g: None,
        status,
        started_at: None,
        ended_at: Some(at(minute)),
        failure: (status == StopStatus::Failed)
            .then(|| Failure { reason: FailureReason::Absent, note: "rang twice".to_owned() }),
        follow_up: None,
    }
}

fn after(stop: PostedStop, after: usize, then: AfterFailure) -> PostedStop {
    PostedStop { follow_up: Some(FollowUp { after, then }), ..stop }
}

fn told(status: OrderStatus, stops: Vec<PostedStop>) -> Option<[String; 2]> {
    let order = PostedOrder {
        id: "o".to_owned(),
        reference: String::new(),
        shop: None,
        day: date(1970, 1, 1),
        status,
        created_at: at(0),
        skills: [].into(),
        terms: Terms::default(),
        pickups: 1,
        stops,
        round: None,
        no_place: None,
    };
    let names = Names::none(TimeZone::UTC, date(1970, 1, 1));
    order.fate(&names).map(|told| [told.en, told.fr])
}

#[test]
fn nothing_became_yet_of_what_is_not_over() {
    use StopStatus::{Done, Todo};
    for status in [OrderStatus::Open, OrderStatus::Planned, OrderStatus::UnderWay] {
        assert_eq!(told(status, vec![stop(Done, 1), stop(Todo, 2)]), None);
    }
}

#[test]
fn what_is_over_is_told_with_its_hour_and_reason() {
    use StopStatus::{Cancelled, Done, Failed};
    let told = |status, stops| told(status, stops).unwrap();
    assert_eq!(
        told(OrderStatus::Delivered, vec![stop(Done, 1), stop(Done, 40), stop(Done, 31)]),
        ["It was delivered at 12:40.", "Elle a été livrée à 12:40."]
    );
    // A second try, and then nothing failed.
    let again = after(stop(Done, 50), 1, AfterFailure::Again);
    assert_eq!(
        told(OrderStatus::Delivered, vec![stop(Done, 1), stop(Failed, 20), again]),
        ["It was delivered at 12:50.", "Elle a été livrée à 12:50."]
    );
    let back = after(stop(Done, 50), 1, AfterFailure::Return);
    assert_eq!(
        told(OrderStatus::Failed, vec![stop(Done, 1), stop(Failed, 20), back]),
        [
            "It has failed. At 12:20 it could not be handed over: nobody was there. Its load was brought back at \
             12:50.",
            "La livraison a échoué. À 12:20, elle n'a pas pu être remise : personne n'était là. Sa marchandise a été \
             rapportée à 12:50.",
        ]
    );
    let mut closed = stop(Failed, 5);
    closed.failure = Some(Failure { reason: FailureReason::Closed, note: String::new() });
    assert_eq!(
        told(OrderStatus::Failed, vec![closed, stop(Cancelled, 5)]),
        [
            "It has failed. At 12:05 it could not be fetched: the shop was closed.",
            "La livraison a échoué. À 12:05, elle n'a pas pu être retirée : le commerce était fermé.",
        ]
    );
    assert_eq!(
        told(OrderStatus::Cancelled, vec![stop(Cancelled, 1), stop(Cancelled, 1)]),
        ["It was called off.", "Elle a été annulée."]
    );
}
