//! Orders that a place is held for.

use super::{
    databases::on_each_database,
    samples::{at, change, day, order, put_fleet, with_coop},
};
use musette::{
    domain::{EventKind, HeldOrder},
    store::StoreError,
};

fn held(id: &str, minutes: i64) -> HeldOrder {
    HeldOrder { order: order(id), account: "a1".to_owned(), expires_at: at(minutes) }
}

#[test]
fn held_orders_are_kept_as_they_were_said_until_they_are_confirmed_released_or_over() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut first = change(&store).await;
        put_fleet(&mut first).await;
        for (id, minutes) in [("q1", 10), ("q2", 20), ("q3", 30)] {
            first.hold_order(&held(id, minutes)).await.unwrap();
        }
        let twice = first.hold_order(&held("q1", 40)).await.unwrap_err();
        assert!(matches!(twice, StoreError::Conflict { .. }), "{twice}");
        let head = first.commit().await.unwrap();

        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.held_order("q2").await.unwrap(), Some(held("q2", 20)));
        let ids = |held: Vec<HeldOrder>| held.into_iter().map(|it| it.order.id).collect::<Vec<_>>();
        assert_eq!(ids(view.held_orders(day(), at(9)).await.unwrap()), ["q1", "q2", "q3"]);
        assert_eq!(ids(view.held_orders(day(), at(10)).await.unwrap()), ["q2", "q3"]);
        assert_eq!(view.held_by("a1", at(10)).await.unwrap(), 2);
        assert_eq!(view.held_by("a2", at(10)).await.unwrap(), 0);
        assert_eq!(view.order("q1").await.unwrap(), None);
        drop(view);

        let mut second = change(&store).await;
        second.confirm_order(&held("q2", 20)).await.unwrap();
        second.release_order(&held("q3", 30)).await.unwrap();
        let gone = second.release_order(&held("q3", 30)).await.unwrap_err();
        assert!(matches!(gone, StoreError::NotFound { what: "quote", .. }), "{gone}");
        second.commit().await.unwrap();
        let events = store.events_after("c", head, 9).await.unwrap();
        let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
        assert_eq!(
            kinds,
            [EventKind::OrderPosted, EventKind::OrderPromised, EventKind::QuoteReleased]
        );
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.order("q2").await.unwrap(), Some(order("q2")));
        assert_eq!(view.promised(day()).await.unwrap(), ["q2".to_owned()].into());
        drop(view);

        store.sweep_held_orders(at(10)).await.unwrap();
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.held_order("q1").await.unwrap(), None);
    });
}
