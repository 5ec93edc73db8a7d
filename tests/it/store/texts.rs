//! Odd texts, and rows that nobody should have written.

use super::{
    databases::on_each_database,
    samples::{change, day, order, put_fleet, shop, with_coop},
};
use musette::store::{OrderFilter, StoreError};

#[test]
fn odd_texts_come_back_as_they_were() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let texts = [
            "🚲👩‍🚒 Ünïcödé \u{202e}",
            "'; DROP TABLE orders; --",
            "a\nb\r\n\tc",
            "$1 ? :x %s \\ \"q\"",
            "\u{1}\u{7f}\u{feff}",
            &"long ".repeat(2000),
            " ",
            "NULL",
            "17",
        ];
        for (number, text) in texts.iter().enumerate() {
            let mut order = order(&format!("o{number}{text}"));
            order.reference = (*text).to_owned();
            order.skills = [(*text).to_owned(), "nul \0 in JSON".to_owned()].into();
            for stop in &mut order.stops {
                for field in [&mut stop.name, &mut stop.phone, &mut stop.address, &mut stop.notes] {
                    *field = (*text).to_owned();
                }
            }
            change.insert_order(&order).await.unwrap();
            assert_eq!(change.order(&order.id).await.unwrap(), Some(order));
        }
        change.commit().await.unwrap();
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.orders_of_day(day()).await.unwrap().len(), texts.len());
    });
}

#[test]
fn the_character_nul_is_refused_by_name_and_the_change_goes_on() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let mut bad = shop("s2");
        bad.notes = "a\0b".to_owned();
        let told = change.put_shop(&bad).await.unwrap_err();
        assert!(matches!(told, StoreError::Refused { column: "shop.notes", .. }), "{told}");
        assert!(told.to_string().contains("U+0000"), "{told}");
        let mut bad = order("o1");
        bad.reference = "\0".to_owned();
        assert!(matches!(
            change.insert_order(&bad).await,
            Err(StoreError::Refused { column: "order.reference", .. })
        ));
        assert!(matches!(change.order("o\0").await, Err(StoreError::Refused { .. })));
        change.insert_order(&order("o2")).await.unwrap();
        change.commit().await.unwrap();
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.shops().await.unwrap().len(), 1);
        assert!(view.order("o2").await.unwrap().is_some());
    });
}

#[test]
fn a_damaged_row_is_told_with_table_column_and_id_and_nothing_panics() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        for id in ["o1", "o2"] {
            change.insert_order(&order(id)).await.unwrap();
        }
        change.commit().await.unwrap();
        for (damage, repair, table, column) in [
            ("orders SET status = 'lost'", "orders SET status = 'open'", "orders", "status"),
            ("orders SET day = '2026-02-30'", "orders SET day = '2026-03-17'", "orders", "day"),
            ("orders SET skills = '{'", "orders SET skills = '[]'", "orders", "skills"),
            ("order_stop SET bags = -1", "order_stop SET bags = 1", "order_stop", "bags"),
            (
                "order_stop SET service_s = 4294967296",
                "order_stop SET service_s = 4294967295",
                "order_stop",
                "service_s",
            ),
            (
                "order_stop SET lat_e7 = 900000001",
                "order_stop SET lat_e7 = 1",
                "order_stop",
                "lon_e7",
            ),
            ("order_stop SET lat_e7 = NULL", "order_stop SET lat_e7 = 1", "order_stop", "lon_e7"),
            (
                "order_stop SET end_at = 0",
                "order_stop SET end_at = start_at",
                "order_stop",
                "end_at",
            ),
            (
                "order_stop SET place_state = 'x'",
                "order_stop SET place_state = 'found'",
                "order_stop",
                "place_state",
            ),
            (
                "order_stop SET place_state = 'unknown'",
                "order_stop SET place_state = 'found'",
                "order_stop",
                "candidates",
            ),
        ] {
            database.execute(&format!("UPDATE {damage} WHERE coop_id = 'c'")).await;
            let mut view = store.view("c").await.unwrap();
            let told = view.order("o1").await.unwrap_err();
            let shown = told.to_string();
            assert!(shown.contains("o1") && shown.contains("repair"), "{shown}");
            let StoreError::Corrupt { table: t, column: c, .. } = told else { panic!("{shown}") };
            assert_eq!((t, c.as_str()), (table, column), "{shown}");
            assert!(view.orders(&OrderFilter::default(), 9).await.is_err());
            drop(view);
            database.execute(&format!("UPDATE {repair} WHERE coop_id = 'c'")).await;
            assert!(store.view("c").await.unwrap().order("o1").await.unwrap().is_some());
        }
        database.execute("DELETE FROM order_stop WHERE position > 0").await;
        let told = store.view("c").await.unwrap().orders_of_day(day()).await.unwrap_err();
        assert!(matches!(told, StoreError::Corrupt { table: "orders", .. }), "{told}");
        if database.sqlite {
            // SQLite keeps text where a number should be.
            database.execute("UPDATE shop SET lon_e7 = 'east'").await;
            let told = store.view("c").await.unwrap().shops().await.unwrap_err();
            assert!(matches!(told, StoreError::Corrupt { table: "shop", .. }), "{told}");
        }
    });
}
