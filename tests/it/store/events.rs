//! Events: numbers, listeners, and what must not be in them.

use super::{
    databases::on_each_database,
    samples::{at, change, order, publication, put_fleet, round, shop, with_coop},
};
use musette::domain::{
    Event, EventKind, Failure, FailureReason, NoPlace, Progress, Role, Sentence, StopStatus,
    Subject,
};
use sqlx::{Column as _, Row as _};
use std::time::Duration;

/// Texts that occur nowhere by chance, in each field that may hold something personal.
const SECRET: &str = "Zyxwvut-Nobody";

#[test]
fn events_hold_no_personal_data() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let mut shop = shop("s1");
        for text in [&mut shop.name, &mut shop.phone, &mut shop.address, &mut shop.notes] {
            *text = SECRET.to_owned();
        }
        change.put_shop(&shop).await.unwrap();
        let mut courier = super::samples::courier("k1");
        courier.name = SECRET.to_owned();
        change.put_courier(&courier).await.unwrap();
        let mut account = super::samples::account("c", "a2", Role::Dispatcher);
        (account.login, account.name) = (SECRET.to_owned(), SECRET.to_owned());
        change.put_account(&account, SECRET).await.unwrap();
        for id in ["o1", "o2", "o3"] {
            let mut order = order(id);
            order.reference = SECRET.to_owned();
            for stop in &mut order.stops {
                for text in [&mut stop.name, &mut stop.phone, &mut stop.address, &mut stop.notes] {
                    *text = SECRET.to_owned();
                }
            }
            change.insert_order(&order).await.unwrap();
            change.save_order(&order, EventKind::OrderPlaced).await.unwrap();
        }
        change.cancel_order("o3").await.unwrap();
        let mut new = publication("p1", vec![round("r1", &["o1"])]);
        let reason = Sentence { en: SECRET.to_owned(), fr: SECRET.to_owned() };
        new.unassigned.push(("o2".to_owned(), NoPlace { code: SECRET.to_owned(), reason }));
        change.publish(&new).await.unwrap();
        let failure = Failure { reason: FailureReason::Other, note: SECRET.to_owned() };
        let failed = Progress {
            status: StopStatus::Failed,
            started_at: Some(at(3)),
            ended_at: Some(at(4)),
            failure: Some(failure),
        };
        change.set_progress("r1", 1, &failed, &[2, 3]).await.unwrap();
        change.commit().await.unwrap();

        let mut raw = database.raw().await;
        let found = |rows: Vec<sqlx::any::AnyRow>| {
            let texts = rows.iter().flat_map(|row| {
                let cell = |name| row.try_get::<Option<String>, _>(name).ok().flatten();
                row.columns().iter().filter_map(move |column| cell(column.name()))
            });
            texts.filter(|text| text.contains(SECRET)).count()
        };
        let orders = sqlx::query("SELECT * FROM order_stop").fetch_all(&mut raw).await.unwrap();
        assert!(found(orders) >= 36, "the search finds what is there");
        let events = sqlx::query("SELECT * FROM event").fetch_all(&mut raw).await.unwrap();
        assert!(events.len() > 15);
        assert_eq!(found(events), 0);
        // And in round_stop only what is no order's: names there would outlive a person's erasure.
        let stops = sqlx::query("SELECT * FROM round_stop").fetch_all(&mut raw).await.unwrap();
        assert_eq!(found(stops), 0);
    });
}

#[test]
fn an_event_is_read_as_it_happened() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.insert_order(&order("o1")).await.unwrap();
        change.publish(&publication("p1", vec![round("r1", &["o1"])])).await.unwrap();
        let started = Progress {
            status: StopStatus::Started,
            started_at: Some(at(3)),
            ended_at: None,
            failure: None,
        };
        change.set_progress("r1", 3, &started, &[]).await.unwrap();
        let last = change.commit().await.unwrap();
        let events = store.events_after("c", 0, 1000).await.unwrap();
        let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
        assert_eq!(
            kinds,
            [
                EventKind::CoopCreated,
                EventKind::ShopChanged,
                EventKind::CourierChanged,
                EventKind::VehicleChanged,
                EventKind::HubChanged,
                EventKind::ShiftChanged,
                EventKind::OrderPosted,
                EventKind::RoundPublished,
                EventKind::OrderPlanned,
                EventKind::PlanPublished,
                EventKind::StopStarted,
            ]
        );
        let some = |id: &str| Some(id.to_owned());
        let subject = Subject {
            day: Some(super::samples::day()),
            order: some("o1"),
            shop: some("s1"),
            round: some("r1"),
            courier: some("k1"),
            stop: Some(3),
            other: None,
        };
        let expected = Event {
            seq: last,
            at: at(1),
            kind: EventKind::StopStarted,
            subject,
            account: some("a1"),
        };
        assert_eq!(events.last(), Some(&expected));
        assert_eq!(store.events_after("c", last, 10).await.unwrap(), []);
        assert_eq!(store.events_after("c", last + 7, 10).await.unwrap(), []);
        let first_two = store.events_after("c", 0, 2).await.unwrap();
        assert_eq!(first_two.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(first_two[0].account, None);
    });
}

#[test]
fn listeners_wake_after_the_commit_here_and_in_another_process() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        // Another pool of connections is as good as another process.
        let other = database.open().await;
        let (mut here, mut there) =
            (store.watch("c").await.unwrap(), other.watch("c").await.unwrap());
        assert_eq!((*here.borrow_and_update(), *there.borrow_and_update()), (1, 1));

        let mut change = change(&store).await;
        change.put_shop(&shop("s1")).await.unwrap();
        assert!(!here.has_changed().unwrap(), "not before the commit");
        let last = change.commit().await.unwrap();
        assert!(here.has_changed().unwrap());
        assert_eq!(*here.borrow_and_update(), last);

        let patience = Duration::from_secs(10);
        tokio::time::timeout(patience, there.changed()).await.unwrap().unwrap();
        assert_eq!(*there.borrow_and_update(), last);
        assert_eq!(other.head("c").await.unwrap(), last);
    });
}
