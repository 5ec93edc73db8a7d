//! What the law does to plans.

use super::{put, with_nina};
use crate::{
    http::server::Server,
    support::day::{DAY, at},
};
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";
const HEAT: &str = "/v1/days/2026-03-17/heat";

/// Nina is the only one on shift, at these hours.
async fn alone(server: &Server, age: &str, from: u32, until: u32) -> String {
    let cookie = with_nina(server, age).await;
    let shifts = server.get(&cookie, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in shifts["items"].as_array().unwrap() {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        server.ask(&cookie, "DELETE", &path, Value::Null).await.ok(204);
    }
    put(server, "only", DAY, (at(from, 0), at(until, 0))).await;
    cookie
}

async fn round(server: &Server, cookie: &str) -> Value {
    server.get(cookie, "/v1/rounds?day=2026-03-17").await.ok(200)["items"][0].clone()
}

#[tokio::test]
async fn a_shift_without_the_break_it_must_have_gets_one() {
    let server = Server::start().await;
    let cookie = alone(&server, "adult", 11, 19).await;
    server.meal(&cookie, 0, 12, 0).await;
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!((&outcome["assigned"], &outcome["unlawful"]), (&json!(1), &json!([])), "{outcome}");
    let round = round(&server, &cookie).await;
    let breaks: Vec<&Value> =
        round["stops"].as_array().unwrap().iter().filter(|it| it["kind"] == "break").collect();
    assert_eq!(breaks.len(), 1, "{round}");
    // 3 h 50 min before and after, an hour earlier or later.
    let start = breaks[0]["start_at"].as_str().unwrap().to_owned();
    let [from, until] = [at(13, 50), at(15, 50)].map(|it| json!(it).as_str().unwrap().to_owned());
    assert!(from <= start && start <= until, "{start}");
    // As declared it stays as it is.
    assert_eq!(server.get(&cookie, "/v1/shifts/only").await.ok(200)["break"], Value::Null);
}

#[tokio::test]
async fn a_shift_that_the_law_forbids_is_not_filled_and_the_plan_says_why() {
    let server = Server::start().await;
    let cookie = alone(&server, "adult", 11, 22).await;
    let order = server.meal(&cookie, 0, 12, 0).await;
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!((&outcome["assigned"], &outcome["unassigned"]), (&json!(0), &json!(1)));
    let unlawful = &outcome["unlawful"];
    assert_eq!(
        (&unlawful[0]["rule"], &unlawful[0]["shift_id"]),
        (&json!("daily_work"), &json!("only"))
    );
    assert_eq!(unlawful.as_array().unwrap().len(), 1, "{unlawful}");
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let order = server.get(&cookie, &path).await.ok(200);
    assert_eq!(order["no_place"]["code"], "unlawful_shifts", "{order}");
    for language in ["en", "fr"] {
        let told = order["no_place"]["reason"][language].as_str().unwrap();
        assert!(told.contains("Nina") && told.contains("L3121-18"), "{told}");
    }
    let quote =
        server.post(&cookie, "/v1/quotes", crate::http::server::meal(1, 12, 0)).await.ok(200);
    assert_eq!(quote["possible"], false);
    // Beside a lawful shift it is an aside.
    let other = json!({
        "courier_id": "hugo", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(20, 0), "end_at": at(21, 0) },
    });
    server.post(&cookie, "/v1/shifts", other).await.ok(201);
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let order = server.get(&cookie, &path).await.ok(200);
    let told = order["no_place"]["reason"]["en"].as_str().unwrap();
    assert!(told.ends_with("(one shift, which the law forbids, is left out)"), "{told}");
}

#[tokio::test]
async fn nobody_is_sent_with_a_piece_that_they_may_not_lift_but_two_are() {
    let server = Server::start().await;
    let cookie = alone(&server, "adult", 17, 18).await;
    let mut shift = json!({
        "courier_id": "nina", "vehicle_id": "cargo", "hub_id": "core",
        "window": { "start_at": at(11, 0), "end_at": at(15, 0) },
    });
    let kept = server.post(&cookie, "/v1/shifts", shift.clone()).await;
    let mut heavy = crate::http::server::meal(0, 12, 0);
    heavy["dropoffs"][0]["load"] = json!({ "mass_g": 60_000, "volume_ml": 1000, "bags": 2 });
    let order = server.post(&cookie, "/v1/orders", heavy).await.ok(201);
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(server.post(&cookie, PLAN, Value::Null).await.ok(200)["assigned"], 0);
    let told = server.get(&cookie, &path).await.ok(200)["no_place"].clone();
    assert_eq!(told["code"], "too_heavy", "{told}");
    for language in ["en", "fr"] {
        let reason = told["reason"][language].as_str().unwrap();
        assert!(["30", "25", "R4541-9"].iter().all(|it| reason.contains(it)), "{reason}");
    }
    server.ask(&cookie, "PUT", "/v1/couriers/omar", json!({ "name": "Omar" })).await.ok(200);
    shift["crew_id"] = json!("omar");
    server.ask(&cookie, "PUT", kept.header("location"), shift).await.ok(200);
    assert_eq!(server.post(&cookie, PLAN, Value::Null).await.ok(200)["assigned"], 1);
    assert_eq!(server.get(&cookie, &path).await.ok(200)["status"], "planned");
}

#[tokio::test]
async fn heat_keeps_minors_at_home() {
    let server = Server::start().await;
    let cookie = alone(&server, "16-17", 11, 15).await;
    server.meal(&cookie, 0, 12, 0).await;
    let none = server.get(&cookie, HEAT).await.ok(200);
    assert_eq!((&none["level"], &none["set_at"]), (&json!("none"), &Value::Null));
    let yellow = server.ask(&cookie, "PUT", HEAT, json!({ "level": "yellow" })).await.ok(200);
    assert_eq!((&yellow["level"], &yellow["barred"]), (&json!("yellow"), &json!([])));
    assert_eq!(server.post(&cookie, PLAN, Value::Null).await.ok(200)["assigned"], 1);
    let published = round(&server, &cookie).await;
    let orange = server.ask(&cookie, "PUT", HEAT, json!({ "level": "orange" })).await.ok(200);
    assert_eq!(orange["barred"][0]["rule"], "heat_barred");
    assert_eq!(orange["barred"][0]["found"], json!({ "heat": "orange" }));
    assert!(orange["account_id"].is_string(), "{orange}");
    assert_eq!(server.get(&cookie, HEAT).await.ok(200), orange);
    // Nothing happens to what is published, until somebody plans.
    assert_eq!(round(&server, &cookie).await, published);
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(
        (&outcome["assigned"], &outcome["unlawful"][0]["rule"]),
        (&json!(0), &json!("heat_barred"))
    );
    let other = server.ask(&cookie, "PUT", HEAT, json!({ "level": "hot" })).await;
    assert_eq!(other.problem(422).1, ["/level"]);
}

#[tokio::test]
async fn in_heat_a_plan_has_a_break_more() {
    for (from, until, expected) in [(11, 16, 1), (9, 18, 2)] {
        let server = Server::start().await;
        let cookie = alone(&server, "adult", from, until).await;
        server.meal(&cookie, 0, 12, 0).await;
        server.ask(&cookie, "PUT", HEAT, json!({ "level": "orange" })).await.ok(200);
        server.post(&cookie, PLAN, Value::Null).await.ok(200);
        let round = round(&server, &cookie).await;
        let stops = round["stops"].as_array().unwrap();
        let breaks = stops.iter().filter(|it| it["kind"] == "break").count();
        assert!(breaks >= expected, "{from} to {until}: {round}");
    }
}
