//! Ages, crews, heat and heavy pieces, on both databases.

use super::{
    databases::on_each_database,
    samples::{at, change, courier, day, order, put_fleet, shift, with_coop},
};
use musette::{
    domain::{
        DayHeat, EventKind,
        labour::{AgeGroup, HeatLevel},
    },
    store::StoreError,
};

#[test]
fn heat_is_what_was_said_last_and_everybody_hears_of_it() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        for (level, minute) in [(Some(HeatLevel::Orange), 3), (None, 4), (Some(HeatLevel::Red), 5)]
        {
            let mut change = store.change("c", at(minute), Some("a1")).await.unwrap();
            let heat =
                DayHeat { day: day(), level, set_at: at(minute), account: Some("a1".to_owned()) };
            change.put_heat(&heat).await.unwrap();
            let last = change.commit().await.unwrap();
            let event = store.events_after("c", last - 1, 1).await.unwrap().remove(0);
            assert_eq!((event.kind, event.subject.day), (EventKind::HeatChanged, Some(day())));
            let mut view = store.view("c").await.unwrap();
            assert_eq!(view.heat_of_day(day()).await.unwrap(), Some(heat));
            assert_eq!(view.heat_of_day(day().tomorrow().unwrap()).await.unwrap(), None);
        }
    });
}

#[test]
fn a_crew_is_two_couriers_who_are_there_and_both_hear_of_their_shift() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let mut crewed = shift("t2");
        crewed.crew = Some("k2".to_owned());
        let missing = change.put_shift(&crewed).await.unwrap_err();
        assert!(matches!(missing, StoreError::NotFound { what: "courier", .. }), "{missing}");
        let mut other = courier("k2");
        other.age = AgeGroup::Under16;
        change.put_courier(&other).await.unwrap();
        let before = change.commit().await.unwrap();

        let mut change = store.change("c", at(5), None).await.unwrap();
        change.put_shift(&crewed).await.unwrap();
        let in_use = change.delete_courier("k2").await.unwrap_err();
        assert!(matches!(in_use, StoreError::InUse { by: "shifts", .. }), "{in_use}");
        change.commit().await.unwrap();
        let events = store.events_after("c", before, 10).await.unwrap();
        let told: Vec<_> = events.iter().map(|event| event.subject.courier.as_deref()).collect();
        assert_eq!(told, [Some("k1"), Some("k2")]);
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.courier("k2").await.unwrap().unwrap().age, AgeGroup::Under16);
        assert_eq!(view.shifts_of_courier("k2", day()).await.unwrap(), [crewed.clone()]);
        assert_eq!(view.shifts_of_courier("k1", day()).await.unwrap(), [shift("t1"), crewed]);
        let tomorrow = day().tomorrow().unwrap();
        assert!(view.shifts_of_courier("k1", tomorrow).await.unwrap().is_empty());
    });
}

#[test]
fn rows_of_before_are_of_adults_without_a_crew_and_of_pieces_that_nobody_weighed() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.insert_order(&order("o1")).await.unwrap();
        change.commit().await.unwrap();
        // What a Musette before this one wrote.
        for insert in [
            "INSERT INTO courier (coop_id, id, name, skills) VALUES ('c', 'k9', 'K', '[]')",
            "UPDATE order_stop SET heaviest_piece_g = NULL",
        ] {
            database.execute(insert).await;
        }
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.courier("k9").await.unwrap().unwrap().age, AgeGroup::Adult);
        let stops = view.order("o1").await.unwrap().unwrap().stops;
        assert!(stops.iter().all(|stop| stop.piece_g.is_none()));
        let heaviest = view.order("o1").await.unwrap().unwrap().heaviest_piece_g();
        assert_eq!(heaviest, 1500, "a bag of a kilogram and a half");
    });
}
