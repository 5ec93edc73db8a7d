//! Many writers at once, and changes that are given up.

use super::{
    databases::on_each_database,
    samples::{at, change, order, publication, put_fleet, round, shop, with_coop},
};
use musette::{
    domain::EventKind,
    store::{OrderFilter, Store, StoreError},
};

const WRITERS: usize = 8;
const EACH: usize = 25;

/// Reads a number in a shop's notes, adds one, posts an order.
async fn write(store: Store, writer: usize) -> Vec<i64> {
    let mut acknowledged = Vec::new();
    for number in 0..EACH {
        let mut change = store.change("c", at(1), None).await.unwrap();
        let mut shop = change.shop("s1").await.unwrap().unwrap();
        let count: usize = shop.notes.parse().unwrap();
        tokio::task::yield_now().await;
        shop.notes = (count + 1).to_string();
        change.put_shop(&shop).await.unwrap();
        change.insert_order(&order(&format!("w{writer}-{number}"))).await.unwrap();
        acknowledged.push(change.commit().await.unwrap());
    }
    acknowledged
}

#[test]
fn of_eight_writers_none_loses_anything_and_events_are_numbered_without_gaps() {
    on_each_database(async |database| {
        let store = database.open().await;
        // Some write through another pool, as another process would.
        let other = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let mut shop = shop("s1");
        shop.notes = "0".to_owned();
        change.put_shop(&shop).await.unwrap();
        let before = change.commit().await.unwrap();

        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let store = if writer < 6 { &store } else { &other };
                tokio::spawn(write(store.clone(), writer))
            })
            .collect();
        let mut numbers = Vec::new();
        for writer in writers {
            let own = writer.await.unwrap();
            assert!(own.is_sorted_by(|a, b| a < b));
            numbers.extend(own);
        }
        let all = WRITERS * EACH;
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.shop("s1").await.unwrap().unwrap().notes, all.to_string());
        let listed = view.orders(&OrderFilter::default(), 1000).await.unwrap().items;
        assert_eq!(listed.len(), all);
        let events = view.events_after(0, 10_000).await.unwrap();
        let seqs: Vec<i64> = events.iter().map(|event| event.seq).collect();
        let last = before + 2 * i64::try_from(all).unwrap();
        assert_eq!(seqs, (1..=last).collect::<Vec<_>>());
        // Each change has its two events side by side, and was told the number of the second.
        numbers.sort_unstable();
        let posted = events.iter().filter(|event| event.kind == EventKind::OrderPosted);
        assert_eq!(posted.map(|event| event.seq).collect::<Vec<_>>(), numbers);
        assert_eq!(store.head("c").await.unwrap(), last);
    });
}

#[test]
fn what_is_not_committed_leaves_nothing_and_no_gap() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let before = change.commit().await.unwrap();

        let mut change = store.change("c", at(1), None).await.unwrap();
        change.insert_order(&order("o1")).await.unwrap();
        change.publish(&publication("p1", vec![round("r1", &["o1"])])).await.unwrap();
        drop(change);
        let idle = store.change("c", at(1), None).await.unwrap();
        assert_eq!(idle.commit().await.unwrap(), before, "nothing happened, no number was used");

        let mut view = store.view("c").await.unwrap();
        assert!(view.order("o1").await.unwrap().is_none());
        assert!(view.plan_of_day(super::samples::day()).await.unwrap().is_none());
        assert_eq!(view.head().await.unwrap(), before);
        drop(view);
        let mut change = store.change("c", at(2), None).await.unwrap();
        change.insert_order(&order("o1")).await.unwrap();
        assert_eq!(change.commit().await.unwrap(), before + 1);
    });
}

#[test]
fn a_change_whose_statement_failed_cannot_be_committed_as_if_it_were_whole() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.insert_order(&order("o1")).await.unwrap();
        let before = change.commit().await.unwrap();
        let mut change = store.change("c", at(1), None).await.unwrap();
        // A stop that the order does not have: the database itself refuses.
        let mut wrong = round("r1", &["o1"]);
        wrong.round.stops.retain(|stop| stop.name != "Aino");
        let musette::domain::RoundStopKind::Dropoff { position, .. } =
            &mut wrong.round.stops[2].kind
        else {
            panic!("the third stop is a dropoff")
        };
        *position = 7;
        let told = change.publish(&publication("p1", vec![wrong])).await.unwrap_err();
        assert!(matches!(told, StoreError::Conflict { .. }), "{told}");
        let told = change.commit().await.unwrap_err();
        assert!(told.to_string().contains("failed before"), "{told}");
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.head().await.unwrap(), before);
        assert!(view.rounds_of_day(super::samples::day()).await.unwrap().is_empty());
    });
}

#[test]
fn a_view_is_of_one_moment() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut view = store.view("c").await.unwrap();
        let before = view.head().await.unwrap();
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.commit().await.unwrap();
        assert_eq!(view.head().await.unwrap(), before);
        assert!(view.shops().await.unwrap().is_empty());
        drop(view);
        assert_eq!(store.view("c").await.unwrap().shops().await.unwrap().len(), 1);
    });
}
