//! Shops, couriers, vehicle classes, hubs, shifts.

use super::{
    databases::on_each_database,
    samples::{at, change, courier, hub, put_fleet, shift, shop, vehicle, with_coop},
};
use musette::{
    domain::{EventKind, Position},
    store::StoreError,
    units::LonLat,
};

#[test]
fn what_was_put_is_read_back_and_putting_it_again_changes_it() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.commit().await.unwrap();

        let (mut shop, mut courier, mut vehicle) = (shop("s1"), courier("k1"), vehicle("v1"));
        let (other, mut hub, mut shift) = (hub("h2"), hub("h1"), shift("t1"));
        for again in [false, true] {
            if again {
                shop.place = LonLat::from_degrees(-180.0, 90.0).unwrap();
                shop.phone = String::new();
                courier.skills.clear();
                vehicle.capacity.bags = 7;
                hub.position = Position::CentreOfMap;
                shift.rest = None;
                shift.end_hub = Some("h2".to_owned());
                let mut change = store.change("c", at(3), None).await.unwrap();
                change.put_shop(&shop).await.unwrap();
                change.put_courier(&courier).await.unwrap();
                change.put_vehicle(&vehicle).await.unwrap();
                let lost = change.put_shift(&shift).await.unwrap_err();
                assert!(matches!(lost, StoreError::NotFound { what: "hub", .. }), "{lost}");
                change.put_hub(&hub).await.unwrap();
                change.put_hub(&other).await.unwrap();
                change.put_shift(&shift).await.unwrap();
                change.commit().await.unwrap();
            }
            let mut view = store.view("c").await.unwrap();
            assert_eq!(view.shops().await.unwrap(), [shop.clone()]);
            assert_eq!(view.shop("s1").await.unwrap(), Some(shop.clone()));
            assert_eq!(view.couriers().await.unwrap(), [courier.clone()]);
            assert_eq!(view.courier("k1").await.unwrap(), Some(courier.clone()));
            assert_eq!(view.vehicles().await.unwrap(), [vehicle.clone()]);
            assert_eq!(view.vehicle("v1").await.unwrap(), Some(vehicle.clone()));
            let hubs: &[_] = if again { &[hub.clone(), other.clone()] } else { &[hub.clone()] };
            assert_eq!(view.hubs().await.unwrap(), hubs);
            assert_eq!(view.hub("h1").await.unwrap(), Some(hub.clone()));
            assert_eq!(view.shifts_of_day(shift.day).await.unwrap(), [shift.clone()]);
            assert_eq!(view.shift("t1").await.unwrap(), Some(shift.clone()));
            let tomorrow = shift.day.tomorrow().unwrap();
            assert!(view.shifts_of_day(tomorrow).await.unwrap().is_empty());
            assert!(view.shop("k1").await.unwrap().is_none());
        }
    });
}

#[test]
fn what_is_referred_to_cannot_go_and_the_refusal_says_by_what() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.insert_order(&super::samples::order("o1")).await.unwrap();
        let mut refusals = Vec::new();
        refusals.push(change.delete_shop("s1").await);
        refusals.push(change.delete_courier("k1").await);
        refusals.push(change.delete_vehicle("v1").await);
        refusals.push(change.delete_hub("h1").await);
        let told: Vec<String> = refusals
            .into_iter()
            .map(|refusal| match refusal.unwrap_err() {
                StoreError::InUse { what, id, by } => format!("{what} {id} {by}"),
                other => panic!("{other}"),
            })
            .collect();
        assert_eq!(
            told,
            ["shop s1 orders", "courier k1 shifts", "vehicle v1 shifts", "hub h1 shifts"]
        );

        // Such a refusal breaks nothing: the change goes on, on PostgreSQL too.
        change.delete_shift("t1").await.unwrap();
        change.delete_courier("k1").await.unwrap();
        change.delete_vehicle("v1").await.unwrap();
        change.delete_hub("h1").await.unwrap();
        let gone = change.delete_hub("h1").await.unwrap_err();
        assert!(matches!(gone, StoreError::NotFound { what: "hub", .. }), "{gone}");
        change.commit().await.unwrap();
        assert!(store.view("c").await.unwrap().couriers().await.unwrap().is_empty());
    });
}

#[test]
fn a_shift_needs_its_courier_and_tells_both_couriers_when_it_changes_hands() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let mut other = shift("t1");
        other.courier = "k2".to_owned();
        let missing = change.put_shift(&other).await.unwrap_err();
        assert!(matches!(missing, StoreError::NotFound { what: "courier", .. }), "{missing}");
        change.put_courier(&courier("k2")).await.unwrap();
        let before = change.commit().await.unwrap();

        let mut change = store.change("c", at(5), None).await.unwrap();
        change.put_shift(&other).await.unwrap();
        change.commit().await.unwrap();
        let events = store.events_after("c", before, 10).await.unwrap();
        let told: Vec<_> =
            events.iter().map(|event| (event.kind, event.subject.courier.as_deref())).collect();
        let changed = EventKind::ShiftChanged;
        assert_eq!(told, [(changed, Some("k1")), (changed, Some("k2"))]);
    });
}
