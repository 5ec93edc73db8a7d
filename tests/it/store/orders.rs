//! Orders with all that they can hold.

use super::{
    databases::on_each_database,
    samples::{at, candidates, change, day, order, put_fleet, shift, stop, window, with_coop},
};
use musette::{
    app::simulation::posted_day,
    config::read_config,
    domain::{
        AfterFailure, Couriers, DayShift, DropoffSequence, EventKind, Failure, FailureReason,
        FollowUp, NoPlace, OrderStatus, PostedOrder, PostedStop, Sentence, StopPlace, StopStatus,
        Terms, Timing,
    },
    store::StoreError,
    units::{Load, Seconds, TimeWindow, Timestamp},
};
use std::collections::BTreeSet;

#[test]
fn every_field_comes_back_as_it_was_also_where_there_is_nothing() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;

        let mut bare = order("bare");
        (bare.reference, bare.shop, bare.skills) = (String::new(), None, [].into());
        for stop in &mut bare.stops {
            stop.name.clear();
            stop.phone.clear();
            stop.address.clear();
            stop.notes.clear();
        }
        let mut full = order("full");
        full.no_place = Some(NoPlace {
            code: "late".to_owned(),
            reason: Sentence { en: "Too late".to_owned(), fr: "Trop tard".to_owned() },
        });
        full.status = OrderStatus::UnderWay;
        full.created_at = Timestamp::from_millis(i64::MAX);
        let ends = (Timestamp::from_millis(i64::MIN), Timestamp::from_millis(i64::MAX));
        full.stops[0].window = TimeWindow::new(ends.0, ends.1).unwrap();
        full.terms = Terms {
            couriers: Couriers::Not(["k1".to_owned()].into()),
            priority: Terms::MOST_PRIORITY,
            sequence: DropoffSequence::Block,
        };
        let window = |from, to| TimeWindow::new(at(from), at(to)).unwrap();
        full.stops[1].timing = Timing {
            windows: vec![window(0, 20), window(60, 120)],
            plan_window: Some(window(5, 10)),
            max_on_board: Some(Seconds::from_minutes(25)),
        };
        full.stops[0].service = Some(Seconds::MAX);
        full.stops[1].load = Load { mass_g: u32::MAX, volume_ml: u32::MAX, bags: u32::MAX };
        full.stops[1].place = StopPlace::Ambiguous { candidates: candidates() };
        full.stops[2].place = StopPlace::Unknown { candidates: Vec::new() };
        full.stops[2].status = StopStatus::Failed;
        (full.stops[2].started_at, full.stops[2].ended_at) = (Some(at(7)), Some(at(8)));
        full.stops[2].failure =
            Some(Failure { reason: FailureReason::WrongAddress, note: "no 7 there".to_owned() });
        for then in [AfterFailure::Return, AfterFailure::Hub, AfterFailure::Again] {
            let follow_up = Some(FollowUp { after: full.stops.len() - 1, then });
            full.stops.push(PostedStop { follow_up, ..stop("again") });
        }

        // Its second stop is a pickup too.
        full.pickups = 2;

        for order in [&bare, &full] {
            change.insert_order(order).await.unwrap();
            assert_eq!(change.order(&order.id).await.unwrap().as_ref(), Some(order), "own writes");
        }
        for pickups in [0, bare.stops.len()] {
            let one_ended = PostedOrder { id: "one_ended".to_owned(), pickups, ..bare.clone() };
            let told = change.insert_order(&one_ended).await.unwrap_err();
            assert!(matches!(told, StoreError::Conflict { .. }), "{told}");
        }
        let twice = change.insert_order(&bare).await.unwrap_err();
        assert!(matches!(twice, StoreError::Conflict { .. }), "{twice}");
        change.commit().await.unwrap();
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.order("bare").await.unwrap(), Some(bare.clone()));
        assert_eq!(view.orders_of_day(day()).await.unwrap(), [bare, full]);
        assert_eq!(view.order("other").await.unwrap(), None);
    });
}

#[test]
fn a_status_follows_from_what_is_kept_and_each_change_is_an_event() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let mut sent = order("o1");
        sent.stops[1].place = StopPlace::Unknown { candidates: Vec::new() };
        change.insert_order(&sent).await.unwrap();
        let mut kept = change.order("o1").await.unwrap().unwrap();
        assert_eq!(kept.status, OrderStatus::Review);

        kept.stops[1].place = order("o1").stops[1].place.clone();
        kept.day = day().tomorrow().unwrap();
        kept.reference = "new".to_owned();
        change.save_order(&kept, EventKind::OrderPlaced).await.unwrap();
        kept.status = OrderStatus::Open;
        assert_eq!(change.order("o1").await.unwrap(), Some(kept.clone()));

        kept.stops.push(stop("Fourth"));
        kept.status = kept.derive_status();
        change.save_order(&kept, EventKind::OrderPlaced).await.unwrap();
        assert_eq!(
            change.order("o1").await.unwrap(),
            Some(kept.clone()),
            "what failed is followed"
        );
        kept.stops.pop();
        let fewer = change.save_order(&kept, EventKind::OrderPlaced).await.unwrap_err();
        assert!(matches!(fewer, StoreError::Conflict { .. }), "{fewer}");
        drop(change);
        assert!(store.view("c").await.unwrap().order("o1").await.unwrap().is_none());
    });
}

#[test]
fn a_cancelled_order_keeps_what_was_done() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let mut sent = order("o1");
        sent.stops[0].status = StopStatus::Done;
        sent.stops[1].status = StopStatus::Started;
        change.insert_order(&sent).await.unwrap();
        let cancelled = change.cancel_order("o1").await.unwrap();
        let last = change.commit().await.unwrap();
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.order("o1").await.unwrap(), Some(cancelled.clone()));
        assert_eq!(cancelled.status, OrderStatus::Cancelled);
        let statuses: Vec<StopStatus> = cancelled.stops.iter().map(|stop| stop.status).collect();
        assert_eq!(statuses, [StopStatus::Done, StopStatus::Cancelled, StopStatus::Cancelled]);
        let events = view.events_after(last - 1, 5).await.unwrap();
        assert_eq!(events[0].kind, EventKind::OrderCancelled);
        assert_eq!(events[0].subject.shop.as_deref(), Some("s1"));
        let mut change = store.change("c", at(9), None).await.unwrap();
        let missing = change.cancel_order("o9").await.unwrap_err();
        assert!(matches!(missing, StoreError::NotFound { what: "order", .. }), "{missing}");
    });
}

#[test]
fn an_order_without_a_dropoff_or_of_a_missing_shop_is_refused() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        let lost = change.insert_order(&order("o1")).await.unwrap_err();
        assert!(matches!(lost, StoreError::NotFound { what: "shop", .. }), "{lost}");
        let mut short = order("o2");
        (short.shop, short.stops) = (None, vec![stop("Alone")]);
        let short = change.insert_order(&short).await.unwrap_err();
        assert!(matches!(short, StoreError::Conflict { .. }), "{short}");
    });
}

#[test]
fn a_day_can_be_ridden_again_as_it_was_posted_in_its_lawful_shifts() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let late = DayShift { window: window(600, 660), rest: None, ..shift("late") };
        change.put_shift(&late).await.unwrap();
        let mut rules = read_config(None).unwrap().rules.rules;
        rules.weights.waiting_percent = 90;
        change.add_rules(rules.clone(), "seeded", at(0)).await.unwrap();
        let mut delivered = order("delivered");
        delivered.status = OrderStatus::Delivered;
        delivered.created_at = at(3);
        let mut cancelled = order("cancelled");
        cancelled.status = OrderStatus::Cancelled;
        let mut nowhere = order("nowhere");
        nowhere.stops[1].place = StopPlace::Unknown { candidates: Vec::new() };
        for order in [&delivered, &cancelled, &nowhere] {
            change.insert_order(order).await.unwrap();
        }
        change.commit().await.unwrap();
        let posted = posted_day(&store, "c", day()).await.unwrap();
        assert_eq!(posted.orders, [delivered.plannable(&rules.service).unwrap()]);
        assert_eq!(posted.placed, [Some(at(3))]);
        assert_eq!(posted.coop.day, day());
        assert_eq!(posted.rules, rules);
        let windows: Vec<_> = posted.coop.shifts.iter().map(|shift| shift.window).collect();
        assert_eq!(windows, [shift("t1").window], "nine hours are too much for somebody of 16");
        let unlawful = posted.unlawful.iter().map(|it| it.shift.as_deref());
        assert_eq!(unlawful.collect::<BTreeSet<_>>(), [Some("late")].into());
    });
}
