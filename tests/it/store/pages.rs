//! Lists of orders, page by page.

use super::{
    databases::on_each_database,
    samples::{at, change, day, order, put_fleet, shop, with_coop},
};
use musette::{
    domain::{OrderStatus, PostedOrder},
    store::{OrderFilter, View},
    units::Timestamp,
};

/// 40 orders, several posted in the same minute, of two shops, on two days; each third cancelled.
fn orders() -> Vec<PostedOrder> {
    let order = |number: i64| {
        let mut order = order(&format!("o{:02}", (number * 7) % 40));
        order.created_at = at(number / 4);
        order.shop = Some(if number % 2 == 0 { "s1" } else { "s2" }.to_owned());
        order.day = if number % 5 == 0 { day().tomorrow().unwrap() } else { day() };
        if number % 3 == 0 {
            order.status = OrderStatus::Cancelled;
        }
        order
    };
    (0..40).map(order).collect()
}

/// The slow twin: filters and sorts in memory.
fn expected(orders: &[PostedOrder], filter: &OrderFilter) -> Vec<String> {
    let mut kept: Vec<(Timestamp, String)> = orders
        .iter()
        .filter(|order| filter.day.is_none_or(|day| day == order.day))
        .filter(|order| filter.statuses.is_empty() || filter.statuses.contains(&order.status))
        .filter(|order| filter.shop.is_none() || filter.shop == order.shop)
        .map(|order| (order.created_at, order.id.clone()))
        .collect();
    kept.sort();
    kept.into_iter().rev().map(|(_, id)| id).collect()
}

async fn walk(view: &mut View, filter: &OrderFilter, limit: u16) -> Vec<String> {
    let mut filter = filter.clone();
    let mut ids = Vec::new();
    loop {
        let page = view.orders(&filter, limit).await.unwrap();
        assert!(page.items.len() <= usize::from(limit));
        assert!(page.items.iter().all(|order| order.stops.len() == 3));
        ids.extend(page.items.into_iter().map(|order| order.id));
        let Some(next) = page.next else { return ids };
        // As text, as a page's address carries it.
        filter.after = Some(next.to_string().parse().unwrap());
    }
}

#[test]
fn pages_of_any_size_hold_each_order_once() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.put_shop(&shop("s2")).await.unwrap();
        for order in orders() {
            change.insert_order(&order).await.unwrap();
        }
        change.commit().await.unwrap();
        let mut view = store.view("c").await.unwrap();
        let two = vec![OrderStatus::Open, OrderStatus::Cancelled];
        for filter in [
            OrderFilter::default(),
            OrderFilter { day: Some(day()), ..OrderFilter::default() },
            OrderFilter { statuses: vec![OrderStatus::Cancelled], ..OrderFilter::default() },
            OrderFilter { statuses: two, shop: Some("s2".to_owned()), ..OrderFilter::default() },
            OrderFilter { shop: Some("s9".to_owned()), ..OrderFilter::default() },
        ] {
            let expected = expected(&orders(), &filter);
            for limit in [1, 7, 39, 40, 41] {
                assert_eq!(
                    walk(&mut view, &filter, limit).await,
                    expected,
                    "{filter:?} by {limit}"
                );
            }
        }
    });
}

#[test]
fn orders_posted_while_one_turns_pages_neither_hide_nor_repeat_any() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        change.put_shop(&shop("s2")).await.unwrap();
        for order in orders() {
            change.insert_order(&order).await.unwrap();
        }
        change.commit().await.unwrap();

        let before = expected(&orders(), &OrderFilter::default());
        let mut filter = OrderFilter::default();
        let mut seen = Vec::new();
        for page in 0.. {
            let mut view = store.view("c").await.unwrap();
            let found = view.orders(&filter, 7).await.unwrap();
            drop(view);
            seen.extend(found.items.into_iter().map(|order| order.id));
            let Some(next) = found.next else { break };
            filter.after = Some(next);
            let mut change = store.change("c", at(99), None).await.unwrap();
            let mut new = order(&format!("new{page}"));
            new.created_at = at(90 + page);
            change.insert_order(&new).await.unwrap();
            change.commit().await.unwrap();
        }
        assert_eq!(seen, before);
    });
}
