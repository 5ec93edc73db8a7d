//! Quotes over HTTP: asked for by whoever may post orders, and nothing is changed by asking.

mod held;

use super::server::{Server, meal};
use crate::support::day::at;
use musette::http::Options;
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";
const DAY: &str = "/v1/days/2026-03-17";

async fn planned(server: &Server, dispatcher: &str) -> Value {
    for customer in 0..6 {
        server.meal(dispatcher, customer, 12, 0).await;
    }
    server.post(dispatcher, PLAN, Value::Null).await.ok(200);
    server.get(dispatcher, DAY).await.ok(200)
}

#[tokio::test]
async fn a_dispatcher_hears_who_could_take_it_and_nothing_changes() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let head = server.service.store().head("coop").await.unwrap();
    let quote = server.post(&dispatcher, "/v1/quotes", meal(7, 12, 30)).await.ok(200);
    assert_eq!(
        (&quote["possible"], &quote["day"]),
        (&json!(true), &json!("2026-03-17")),
        "{quote}"
    );
    let offer = &quote["offer"];
    let instant = |value: &Value| value.as_str().unwrap().to_owned();
    let (pickup, dropoff) = (instant(&offer["pickup_at"]), instant(&offer["dropoffs_at"][0]));
    assert!(json!(at(12, 30)).as_str().unwrap() <= pickup.as_str() && pickup < dropoff, "{offer}");
    let courier = offer["inside"]["courier_id"].as_str().unwrap();
    let courier = server.get(&dispatcher, &format!("/v1/couriers/{courier}")).await.ok(200);
    assert_eq!(courier["name"], offer["inside"]["courier_name"]);
    assert!(offer["inside"]["shifts"].as_u64().unwrap() > 0);
    let delays = offer["inside"]["delays"].as_array().unwrap();
    assert_eq!(offer["delayed_orders"], delays.len());
    assert_eq!(server.service.store().head("coop").await.unwrap(), head);
    let after = server.get(&dispatcher, DAY).await.ok(200);
    assert_eq!((&after["rounds"], &after["orders"]), (&day["rounds"], &day["orders"]));
    // Whoever takes it at its word is not disappointed.
    let posted = server.meal(&dispatcher, 7, 12, 30).await;
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let path = format!("/v1/orders/{}", posted["id"].as_str().unwrap());
    assert_eq!(server.get(&dispatcher, &path).await.ok(200)["status"], "planned");
}

#[tokio::test]
async fn a_shop_hears_when_it_would_come_but_of_nobody_else() {
    let server = Server::start().await;
    let (dispatcher, shop) = (server.sign_in("dispatch").await, server.sign_in("shop1").await);
    planned(&server, &dispatcher).await;
    let quote = server.post(&shop, "/v1/quotes", meal(7, 12, 30)).await.ok(200);
    assert_eq!((&quote["possible"], &quote["offer"]["inside"]), (&json!(true), &Value::Null));
    let (_, fields) = server
        .post(&server.sign_in("shop2").await, "/v1/quotes", meal(7, 12, 30))
        .await
        .problem(422);
    assert_eq!(fields, ["/shop_id"]);
    let courier = server.sign_in("aicha").await;
    assert_eq!(
        server.post(&courier, "/v1/quotes", meal(7, 12, 30)).await.problem(403).0,
        "forbidden"
    );
}

#[tokio::test]
async fn what_cannot_be_taken_says_why_and_when_it_could() {
    let server = Server::start_at(at(7, 0), Options::default()).await;
    let dispatcher = server.sign_in("dispatch").await;
    // Before anybody is at work.
    let mut early = meal(0, 8, 0);
    early["pickup"]["window"] = json!({ "start_at": at(8, 0), "end_at": at(8, 20) });
    early["dropoffs"][0]["window"] = json!({ "start_at": at(8, 0), "end_at": at(8, 30) });
    let quote = server.post(&dispatcher, "/v1/quotes", early).await.ok(200);
    assert_eq!((&quote["possible"], &quote["offer"]), (&json!(false), &Value::Null), "{quote}");
    for language in ["en", "fr"] {
        assert!(quote["no_place"]["reason"][language].as_str().unwrap().len() > 10, "{quote}");
    }
    let later = quote["later"].as_array().unwrap();
    assert!(!later.is_empty() && later.len() <= 8);
    for (step, time) in (1_u64..).zip(later) {
        assert_eq!(time["later_s"], 1800 * step);
        assert_eq!(time["possible"], json!(!time["offer"].is_null()));
        if time["possible"] == true {
            let offer = &time["offer"];
            assert!(time["pickup"]["start_at"].as_str() <= offer["pickup_at"].as_str(), "{time}");
            assert!(offer["dropoffs_at"][0].as_str() <= time["dropoff"]["end_at"].as_str());
            assert!(offer["inside"]["courier_name"].is_string() && offer["added_ride_s"] != 0);
        }
    }
    assert_eq!(later[0]["pickup"]["start_at"], json!(at(8, 30)));
    assert_eq!(later[0]["dropoff"]["end_at"], json!(at(9, 0)));
    assert!(later.iter().any(|time| time["possible"] == true), "{quote}");
    assert!(later.iter().any(|time| time["possible"] == false), "{quote}");
}

#[tokio::test]
async fn an_address_that_is_not_clear_has_to_be_said_clearly() {
    let server = Server::start().await;
    let shop = server.sign_in("shop1").await;
    let body = json!({ "dropoffs": [{ "address": "Qwertzuiop 99999" }] });
    let (_, fields) = server.post(&shop, "/v1/quotes", body).await.problem(422);
    assert_eq!(fields, ["/dropoffs/0/address"]);
    assert_eq!(server.get(&shop, "/v1/orders").await.ok(200)["items"], json!([]));
}
