//! Nothing of one co-operative shows in another.

use super::{
    databases::on_each_database,
    samples::{at, coop, day, order, publication, put_fleet, round},
};
use musette::{
    domain::EventKind,
    store::{OrderFilter, StoreError},
};

#[test]
fn two_coops_with_the_same_ids_do_not_see_each_other() {
    on_each_database(async |database| {
        let store = database.open().await;
        for id in ["c", "d"] {
            store.create_coop(&coop(id), at(0)).await.unwrap();
        }
        for id in ["c", "d"] {
            let mut change = store.change(id, at(1), None).await.unwrap();
            put_fleet(&mut change).await;
            let mut shop = super::samples::shop("s1");
            shop.name = format!("Shop of {id}");
            change.put_shop(&shop).await.unwrap();
            for number in ["o1", "o2"] {
                let mut order = order(number);
                order.reference = format!("of {id}");
                change.insert_order(&order).await.unwrap();
            }
            change.publish(&publication("p1", vec![round("r1", &["o1"])])).await.unwrap();
            change.commit().await.unwrap();
        }
        let mut change = store.change("c", at(5), None).await.unwrap();
        let mut order = change.order("o1").await.unwrap().unwrap();
        order.stops[1].name = "Someone else".to_owned();
        change.save_order(&order, EventKind::OrderPlaced).await.unwrap();
        change.cancel_order("o2").await.unwrap();
        change.put_courier(&super::samples::courier("only-c")).await.unwrap();
        change.commit().await.unwrap();

        let mut view = store.view("d").await.unwrap();
        assert_eq!(view.coop().await.unwrap(), coop("d"));
        assert_eq!(view.shops().await.unwrap()[0].name, "Shop of d");
        assert_eq!(view.couriers().await.unwrap().len(), 1);
        assert!(view.courier("only-c").await.unwrap().is_none());
        let listed = view.orders(&OrderFilter::default(), 50).await.unwrap().items;
        assert_eq!(listed.len(), 2);
        for order in listed.iter().chain(&view.orders_of_day(day()).await.unwrap()) {
            assert_eq!(order.reference, "of d");
            assert_eq!(order.stops[1].name, "Aino");
            assert_ne!(order.status, musette::domain::OrderStatus::Cancelled);
        }
        let rounds = view.rounds_of_day(day()).await.unwrap();
        assert_eq!(rounds.len(), 1);
        assert_eq!(rounds[0].round.stops.len(), 6);
        assert_eq!(rounds[0].round.stops[3].name, "Aino");
        let last = view.head().await.unwrap();
        let events = view.events_after(0, 1000).await.unwrap();
        assert_eq!(events.len(), usize::try_from(last).unwrap());
        assert!(events.iter().all(|event| event.kind != EventKind::OrderCancelled));
        assert_eq!(store.coops().await.unwrap(), [coop("c"), coop("d")]);
    });
}

#[test]
fn a_coop_that_is_not_there_is_told() {
    on_each_database(async |database| {
        let store = database.open().await;
        let told = store.change("c", at(0), None).await.err().unwrap();
        assert!(matches!(told, StoreError::NotFound { .. }), "{told}");
        assert!(matches!(store.watch("c").await, Err(StoreError::NotFound { .. })));
        assert!(matches!(store.head("c").await, Err(StoreError::NotFound { .. })));
        assert!(store.view("c").await.unwrap().coop().await.is_err());
        store.create_coop(&coop("c"), at(0)).await.unwrap();
        let twice = store.create_coop(&coop("c"), at(0)).await.unwrap_err();
        assert!(matches!(twice, StoreError::Conflict { .. }), "{twice}");
        assert_eq!(store.head("c").await.unwrap(), 1);
    });
}
