//! Orders: posted, looked at, placed, called off.

use super::server::{Server, meal};
use crate::{maps::CITY, support::day::at};
use serde_json::{Value, json};

#[tokio::test]
async fn a_shop_posts_an_order_by_address_and_finds_it_again() {
    let server = Server::start().await;
    let shop = server.sign_in("shop1").await;
    let customer = &CITY.0.customers[0];
    let body = json!({ "reference": "A-1", "dropoffs": [{ "address": customer.address }] });
    let answer = server.post(&shop, "/v1/orders", body).await;
    let order = answer.ok(201);
    assert_eq!(order["status"], "open", "{order}");
    assert_eq!((&order["shop_id"], &order["day"]), (&json!("shop1"), &json!("2026-03-17")));
    assert_eq!(order["pickup"]["phone"], "+33 1 00 00 00 00");
    assert_eq!(order["pickup"]["notes"], "Ring at the back");
    assert_eq!(order["dropoffs"][0]["place_state"], "found");
    assert_eq!(order["dropoffs"][0]["load"]["mass_g"], 2000);
    assert_eq!(order["pickup"]["load"], order["dropoffs"][0]["load"]);
    assert_eq!(order["pickup"]["window"]["end_at"], order["dropoffs"][0]["window"]["end_at"]);
    let found = server.get(&shop, answer.header("location")).await.ok(200);
    assert_eq!(found, order);
}

#[tokio::test]
async fn pages_of_orders_are_complete_and_filtered() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let mut posted = Vec::new();
    for number in 0..5 {
        posted.insert(0, server.meal(&dispatcher, number, 12, 0).await["id"].clone());
    }
    let id = posted[4].as_str().unwrap();
    server.post(&dispatcher, &format!("/v1/orders/{id}/cancel"), Value::Null).await.ok(200);
    let mut seen = Vec::new();
    let mut path = "/v1/orders?limit=2".to_owned();
    loop {
        let page = server.get(&dispatcher, &path).await.ok(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].clone()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/v1/orders?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, posted);
    let count = async |query: &str| {
        let page = server.get(&dispatcher, &format!("/v1/orders?{query}")).await.ok(200);
        page["items"].as_array().unwrap().len()
    };
    assert_eq!(count("status=cancelled").await, 1);
    assert_eq!(count("status=open,cancelled").await, 5);
    assert_eq!(count("day=2026-03-18").await, 0);
    let other = server.sign_in("shop2").await;
    let page = server.get(&other, "/v1/orders").await.ok(200);
    assert_eq!(page, json!({ "items": [], "next_cursor": null }));
}

#[tokio::test]
async fn an_unclear_address_waits_for_a_review_that_someone_answers() {
    let server = Server::start().await;
    let shop = server.sign_in("shop1").await;
    let body = json!({ "dropoffs": [{ "address": "Qwertzuiop 99999" }] });
    let order = server.post(&shop, "/v1/orders", body).await.ok(201);
    assert_eq!(
        (&order["status"], &order["dropoffs"][0]["place_state"]),
        (&json!("review"), &json!("unknown"))
    );
    let path = format!("/v1/orders/{}/stops/1/place", order["id"].as_str().unwrap());
    let place = CITY.0.customers[3].place;
    let body = json!({ "lon_lat": place, "label": "Behind the station" });
    let placed = server.ask(&shop, "PUT", &path, body).await.ok(200);
    assert_eq!(placed["status"], "open");
    assert_eq!(placed["dropoffs"][0]["address"], "Behind the station");
    assert_eq!(placed["dropoffs"][0]["lon_lat"], json!(place));
    let sea = json!({ "lon_lat": [0.0, 0.0] });
    let (_, fields) = server.ask(&shop, "PUT", &path, sea).await.problem(422);
    assert_eq!(fields, ["/lon_lat"]);
    server
        .ask(&shop, "PUT", &path.replace("stops/1", "stops/2"), json!({ "lon_lat": place }))
        .await
        .problem(404);
}

#[tokio::test]
async fn an_order_is_called_off_once() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let order = server.meal(&dispatcher, 0, 12, 0).await;
    let path = format!("/v1/orders/{}/cancel", order["id"].as_str().unwrap());
    let first = server.post(&dispatcher, &path, Value::Null).await.ok(200);
    assert_eq!(first["status"], "cancelled");
    let head = server.service.store().head("coop").await.unwrap();
    assert_eq!(server.post(&dispatcher, &path, Value::Null).await.ok(200), first);
    assert_eq!(server.service.store().head("coop").await.unwrap(), head);
}

#[tokio::test]
async fn everything_wrong_with_an_order_is_told_at_once() {
    let server = Server::start().await;
    let shop = server.sign_in("shop1").await;
    let body = json!({
        "shop_id": "shop2",
        "reference": "x".repeat(65),
        "colour": "red",
        "skills": ["cold chain", 7],
        "pickup": { "load": { "bags": 1 }, "window": { "start_at": "noon" } },
        "dropoffs": [
            { "lon_lat": [200, 100], "name": "a\u{0}b" },
            { "address": "  ", "service_s": 14_401, "load": { "mass_g": 1_000_001, "bags": -1 } },
            { "address": "x", "window": { "start_at": at(13, 0), "end_at": at(12, 0) } },
            { "lon_lat": [0, 0], "notes": "x".repeat(501), "window": { "end_at": at(9, 0) } },
            { "address": "x", "window": { "start_at": "1999-01-01T00:00:00Z", "end_at": "2999-01-01T00:00:00Z" } },
            "nowhere",
        ],
    });
    let answer = server.post(&shop, "/v1/orders", body).await;
    let (code, fields) = answer.problem(422);
    assert_eq!(code, "invalid");
    let mut fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    fields.sort_unstable();
    let expected = [
        "/colour",
        "/dropoffs/0/lon_lat",
        "/dropoffs/0/name",
        "/dropoffs/1/address",
        "/dropoffs/1/load/bags",
        "/dropoffs/1/load/mass_g",
        "/dropoffs/1/service_s",
        "/dropoffs/2/window/end_at",
        "/dropoffs/3/lon_lat",
        "/dropoffs/3/notes",
        "/dropoffs/3/window/end_at",
        "/dropoffs/4/window/end_at",
        "/dropoffs/4/window/start_at",
        "/dropoffs/5",
        "/pickup/load",
        "/pickup/window/start_at",
        "/reference",
        "/shop_id",
        "/skills/0",
        "/skills/1",
    ];
    // A skill that is no text is left out, so that the numbers of the others stay true.
    assert_eq!(fields, expected, "{}", answer.json());
    let page = server.get(&shop, "/v1/orders").await.ok(200);
    assert_eq!(page["items"], json!([]));
}

#[tokio::test]
async fn an_order_without_shop_says_where_it_is_fetched() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let mut body = meal(1, 12, 0);
    body.as_object_mut().unwrap().remove("shop_id");
    let (_, fields) = server.post(&dispatcher, "/v1/orders", body.clone()).await.problem(422);
    assert_eq!(fields, ["/pickup/address"]);
    body["pickup"]["lon_lat"] = json!(CITY.0.shops[0].place);
    let order = server.post(&dispatcher, "/v1/orders", body).await.ok(201);
    assert_eq!((&order["shop_id"], &order["status"]), (&Value::Null, &json!("open")));
    let none = json!({ "shop_id": "nobody", "dropoffs": [] });
    let (_, fields) = server.post(&dispatcher, "/v1/orders", none).await.problem(422);
    assert_eq!(fields, ["/shop_id", "/dropoffs", "/pickup/address"]);
}
