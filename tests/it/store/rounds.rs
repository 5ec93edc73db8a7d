//! Plans, rounds, and how far they have got.

use super::{
    databases::on_each_database,
    samples::{at, change, day, order, publication, put_fleet, round, with_coop},
};
use musette::{
    domain::{
        EventKind, Failure, FailureReason, NoPlace, OrderStatus, Progress, Sentence, StopStatus,
    },
    store::{Change, Store, StoreError},
};

const TODO: Progress =
    Progress { status: StopStatus::Todo, started_at: None, ended_at: None, failure: None };

fn started(minute: i64) -> Progress {
    Progress { status: StopStatus::Started, started_at: Some(at(minute)), ..TODO }
}

fn done(minute: i64) -> Progress {
    Progress { status: StopStatus::Done, ended_at: Some(at(minute)), ..started(minute) }
}

fn failed(minute: i64) -> Progress {
    let failure = Failure { reason: FailureReason::NotReady, note: "later".to_owned() };
    Progress { status: StopStatus::Failed, failure: Some(failure), ..done(minute) }
}

fn no_place() -> NoPlace {
    let reason = Sentence { en: "Too late".to_owned(), fr: "Trop tard".to_owned() };
    NoPlace { code: "late".to_owned(), reason }
}

fn may_move<T: Send>(work: T) -> T {
    work
}

/// Orders `o1` to `o3`, of which a plan took the first two.
async fn planned(store: &Store) {
    with_coop(store).await;
    let mut change = change(store).await;
    put_fleet(&mut change).await;
    for id in ["o1", "o2", "o3"] {
        change.insert_order(&order(id)).await.unwrap();
    }
    let mut new = publication("p1", vec![round("r1", &["o1"]), round("r2", &["o2"])]);
    new.unassigned.push(("o3".to_owned(), no_place()));
    // A server moves such work between its threads.
    drop(may_move(change.set_progress("r1", 1, &TODO, &[])));
    may_move(change.publish(&new)).await.unwrap();
    change.commit().await.unwrap();
}

async fn status(change: &mut Change, id: &str) -> OrderStatus {
    change.order(id).await.unwrap().unwrap().status
}

#[test]
fn a_published_plan_is_read_back_and_its_orders_know_of_it() {
    on_each_database(async |database| {
        let store = database.open().await;
        planned(&store).await;
        let mut view = store.view("c").await.unwrap();
        let plan = view.plan_of_day(day()).await.unwrap().unwrap();
        assert_eq!((plan.id.as_str(), plan.day, plan.published_at), ("p1", day(), at(1)));
        assert_eq!(plan.account.as_deref(), Some("a1"));
        let rounds = view.rounds_of_day(day()).await.unwrap();
        let expected = [round("r1", &["o1"]), round("r2", &["o2"])];
        assert_eq!(rounds.len(), 2);
        for (live, new) in rounds.iter().zip(expected) {
            assert_eq!((&live.id, &live.shift, live.day), (&new.id, &new.shift, day()));
            assert_eq!(live.round, new.round);
            assert_eq!(live.progress, vec![TODO; 6]);
            assert_eq!(view.round(&live.id).await.unwrap().as_ref(), Some(live));
        }
        assert_eq!(view.rounds_of_courier("k1", day()).await.unwrap(), rounds);
        assert!(view.rounds_of_courier("k2", day()).await.unwrap().is_empty());
        assert!(view.round("r9").await.unwrap().is_none());
        let orders = view.orders_of_day(day()).await.unwrap();
        let told: Vec<_> = orders
            .iter()
            .map(|order| (order.status, order.round.as_deref(), order.no_place.clone()))
            .collect();
        assert_eq!(
            told,
            [
                (OrderStatus::Planned, Some("r1"), None),
                (OrderStatus::Planned, Some("r2"), None),
                (OrderStatus::Unassigned, None, Some(no_place())),
            ]
        );
    });
}

#[test]
fn a_later_plan_replaces_what_it_withdraws_and_keeps_the_rest() {
    on_each_database(async |database| {
        let store = database.open().await;
        planned(&store).await;
        let mut change = store.change("c", at(5), None).await.unwrap();
        change.set_progress("r1", 1, &started(4), &[]).await.unwrap();
        let kept = change.round("r1").await.unwrap().unwrap();
        change.cancel_order("o2").await.unwrap();
        let before = change.commit().await.unwrap();

        let mut change = store.change("c", at(6), None).await.unwrap();
        let mut new = publication("p2", vec![round("r3", &["o3"])]);
        new.withdrawn.push("r2".to_owned());
        change.publish(&new).await.unwrap();
        change.commit().await.unwrap();

        let mut change = store.change("c", at(7), None).await.unwrap();
        let rounds = change.rounds_of_day(day()).await.unwrap();
        assert_eq!(rounds.iter().map(|live| live.id.as_str()).collect::<Vec<_>>(), ["r1", "r3"]);
        assert_eq!(rounds[0], kept);
        assert_eq!(change.plan_of_day(day()).await.unwrap().unwrap().id, "p2");
        let cancelled = change.order("o2").await.unwrap().unwrap();
        assert_eq!((cancelled.status, cancelled.round), (OrderStatus::Cancelled, None));
        let taken = change.order("o3").await.unwrap().unwrap();
        assert_eq!((taken.status, taken.no_place), (OrderStatus::Planned, None));
        let events = change.events_after(before, 50).await.unwrap();
        let told: Vec<_> = events.iter().map(|it| (it.kind, it.subject.round.as_deref())).collect();
        assert_eq!(
            told,
            [
                (EventKind::RoundWithdrawn, Some("r2")),
                (EventKind::RoundPublished, Some("r3")),
                (EventKind::OrderPlanned, Some("r3")),
                (EventKind::OrderWithdrawn, None),
                (EventKind::PlanPublished, None),
            ]
        );
    });
}

#[test]
fn an_order_that_a_later_plan_says_nothing_of_is_open_again() {
    on_each_database(async |database| {
        let store = database.open().await;
        planned(&store).await;
        let mut change = store.change("c", at(5), None).await.unwrap();
        let mut new = publication("p2", Vec::new());
        new.withdrawn = vec!["r1".to_owned(), "r2".to_owned()];
        new.unassigned.push(("o1".to_owned(), no_place()));
        change.publish(&new).await.unwrap();
        assert_eq!(status(&mut change, "o1").await, OrderStatus::Unassigned);
        assert_eq!(status(&mut change, "o2").await, OrderStatus::Open);
        assert!(change.rounds_of_day(day()).await.unwrap().is_empty());
        change.delete_shift("t1").await.unwrap();
        change.commit().await.unwrap();
    });
}

#[test]
fn a_plan_that_does_not_fit_what_is_there_is_a_conflict() {
    on_each_database(async |database| {
        let store = database.open().await;
        planned(&store).await;
        let mut change = store.change("c", at(5), None).await.unwrap();
        change.set_progress("r1", 0, &done(4), &[]).await.unwrap();
        change.cancel_order("o3").await.unwrap();
        change.commit().await.unwrap();

        let begun = {
            let mut new = publication("p2", Vec::new());
            new.withdrawn.push("r1".to_owned());
            new
        };
        let mut other_day = publication("p2", Vec::new());
        other_day.day = day().tomorrow().unwrap();
        other_day.withdrawn.push("r2".to_owned());
        let twice = publication("p2", vec![round("r3", &["o1"])]);
        let cancelled = publication("p2", vec![round("r3", &["o3"])]);
        let unknown = publication("p2", vec![round("r3", &["o9"])]);
        let old_plan = publication("p1", Vec::new());
        for (wrong, word) in [
            (begun, "begun"),
            (other_day, "another day"),
            (twice, "another round"),
            (cancelled, "cancelled"),
            (unknown, "o9"),
            (old_plan, "p1"),
        ] {
            let mut change = store.change("c", at(6), None).await.unwrap();
            let told = change.publish(&wrong).await.unwrap_err();
            assert!(matches!(told, StoreError::Conflict { .. }), "{told}");
            assert!(told.to_string().contains(word), "{told} tells nothing of {word}");
        }
        let mut change = store.change("c", at(6), None).await.unwrap();
        let mut missing = round("r3", &[]);
        missing.shift = "t9".to_owned();
        let told = change.publish(&publication("p2", vec![missing])).await.unwrap_err();
        assert!(matches!(told, StoreError::NotFound { what: "shift", .. }), "{told}");
    });
}

#[test]
fn progress_is_kept_for_every_kind_of_stop_and_moves_the_order() {
    on_each_database(async |database| {
        let store = database.open().await;
        planned(&store).await;
        let mut change = store.change("c", at(5), None).await.unwrap();
        for number in 0..6 {
            let live = change.set_progress("r1", number, &started(5), &[]).await.unwrap();
            assert_eq!(live.progress[number as usize], started(5));
            let live = change.set_progress("r1", number, &done(6), &[]).await.unwrap();
            assert_eq!(change.round("r1").await.unwrap(), Some(live));
            let expected = match number {
                0 => OrderStatus::Planned,
                1 | 2 => OrderStatus::UnderWay,
                _ => OrderStatus::Delivered,
            };
            assert_eq!(status(&mut change, "o1").await, expected, "after stop {number}");
        }
        let ids: Vec<_> =
            change.rounds_of_day(day()).await.unwrap().into_iter().map(|live| live.id).collect();
        assert_eq!(ids, ["r1", "r2"]);

        // A pickup that fails makes its dropoffs moot, in one event.
        let before = change.head().await.unwrap();
        let live = change.set_progress("r2", 1, &failed(7), &[2, 3]).await.unwrap();
        assert_eq!(live.progress[1], failed(7));
        assert_eq!(live.progress[2].status, StopStatus::Cancelled);
        assert_eq!(change.round("r2").await.unwrap(), Some(live));
        assert_eq!(status(&mut change, "o2").await, OrderStatus::Failed);
        let events = change.events_after(before, 10).await.unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!((events[0].kind, events[0].subject.stop), (EventKind::StopFailed, Some(1)));
        let broken = change.set_progress("r2", 4, &failed(8), &[]).await.unwrap();
        assert_eq!(broken.progress[4], failed(8), "a break can fail too");
        assert_eq!(change.round("r2").await.unwrap(), Some(broken));
        change.commit().await.unwrap();
    });
}

#[test]
fn progress_of_what_is_not_there_is_refused() {
    on_each_database(async |database| {
        let store = database.open().await;
        planned(&store).await;
        let mut change = store.change("c", at(5), None).await.unwrap();
        let told = change.set_progress("r9", 0, &done(1), &[]).await.unwrap_err();
        assert!(matches!(told, StoreError::NotFound { what: "round", .. }), "{told}");
        let told = change.set_progress("r1", 6, &done(1), &[]).await.unwrap_err();
        assert!(matches!(told, StoreError::NotFound { what: "stop", .. }), "{told}");
        let told = change.set_progress("r1", 1, &TODO, &[]).await.unwrap_err();
        assert!(matches!(told, StoreError::Refused { .. }), "{told}");
    });
}

#[test]
fn rounds_of_a_span_of_days_tell_what_was_carried() {
    on_each_database(async |database| {
        let store = database.open().await;
        planned(&store).await;
        let mut view = store.view("c").await.unwrap();
        let next = day().tomorrow().unwrap();
        let told = view.rounds_between(day(), next).await.unwrap();
        let live = view.rounds_of_day(day()).await.unwrap();
        assert_eq!(told.len(), 2);
        for round in &told {
            let own = live.iter().find(|it| it.shift == round.shift && it.day == round.day);
            let own = &own.unwrap().round;
            let starts = own.stops.iter().map(|it| it.start_at.as_millis()).min().unwrap();
            let ends = own.stops.iter().map(|it| it.end_at.as_millis()).max().unwrap();
            let window = round.window;
            assert_eq!((window.start().as_millis(), window.end().as_millis()), (starts, ends));
            assert_eq!((round.distance_m, round.waiting_s), (own.distance_m, own.waiting_s));
            assert!(round.mass_g > 0);
            let ascent_m = own.ascent_m().map(|it| u64::from(it.as_u32()));
            assert_eq!(round.ascent_m, ascent_m);
        }
        assert_eq!(
            view.shifts_between(day(), next).await.unwrap(),
            view.shifts_of_day(day()).await.unwrap()
        );
        assert_eq!(view.rounds_between(next, next).await.unwrap(), []);
        let eve = day().yesterday().unwrap();
        assert_eq!(view.rounds_between(eve, day()).await.unwrap(), []);
        assert_eq!(view.shifts_between(eve, day()).await.unwrap(), []);
    });
}
