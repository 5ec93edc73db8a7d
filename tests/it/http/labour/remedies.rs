//! What would help an order is told only if the law allows it.

use super::with_nina;
use crate::{
    http::server::{COOP, Server, meal},
    support::day::{DAY, at},
};
use jiff::ToSpan as _;
use musette::{
    domain::{Change, DayShift, Remedy},
    units::TimeWindow,
};
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";

/// Nina is on shift from this hour until ten to eight in the evening, with a break; a meal that needs these skills is ready
/// at a quarter to.
async fn late_meal(server: &Server, from: u32, skills: &[&str]) -> (String, Value) {
    let cookie = with_nina(server, "adult").await;
    let shifts = server.get(&cookie, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in shifts["items"].as_array().unwrap() {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        server.ask(&cookie, "DELETE", &path, Value::Null).await.ok(204);
    }
    let shift = server.post(&cookie, "/v1/shifts", shift((from, 0), (19, 50))).await.ok(201);
    let mut late = meal(0, 19, 45);
    late["skills"] = json!(skills);
    server.post(&cookie, "/v1/orders", late).await.ok(201);
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    (cookie, shift)
}

fn shift(from: (u32, u32), until: (u32, u32)) -> Value {
    json!({
        "courier_id": "nina", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(from.0, from.1), "end_at": at(until.0, until.1) },
        "break": {
            "window": { "start_at": at(14, 30), "end_at": at(15, 30) }, "duration_s": 1200,
        },
    })
}

/// The only order, as it is told why it has no place, and as that is kept.
async fn told(server: &Server, cookie: &str) -> (Value, Vec<Remedy>) {
    let orders = server.get(cookie, "/v1/orders?day=2026-03-17").await.ok(200);
    let id = orders["items"][0]["id"].as_str().unwrap();
    let decision = server.get(cookie, &format!("/v1/orders/{id}/decision")).await.ok(200);
    let mut view = server.service.store().view(COOP).await.unwrap();
    let kept = view.decision(id).await.unwrap().unwrap();
    (decision, kept.decision.remedies().to_vec())
}

#[tokio::test]
async fn a_shift_may_be_longer_as_far_as_the_law_lets_it_be() {
    let server = Server::start().await;
    let (cookie, kept) = late_meal(&server, 11, &[]).await;
    let (decision, _) = told(&server, &cookie).await;
    let remedies = decision["remedies"].as_array().unwrap();
    let longer = remedies.iter().find(|it| it["kind"] == "longer_shift").unwrap();
    let sentence = longer["sentence"]["en"].as_str().unwrap();
    assert!(sentence.starts_with("if Nina stayed"), "{sentence}");
    assert!(sentence.ends_with(", which the law allows"), "{sentence}");
    let minutes = u32::try_from(longer["minutes"].as_u64().unwrap()).unwrap();
    let path = format!("/v1/shifts/{}", kept["id"].as_str().unwrap());
    server.ask(&cookie, "PUT", &path, shift((11, 0), (19, 50 + minutes))).await.ok(200);
    assert_eq!(server.post(&cookie, PLAN, Value::Null).await.ok(200)["assigned"], 1);

    // With an hour more before, it would be too much.
    let server = Server::start().await;
    let (cookie, kept) = late_meal(&server, 10, &[]).await;
    let (decision, _) = told(&server, &cookie).await;
    assert_eq!(decision["remedies_sought"], true);
    let path = format!("/v1/shifts/{}", kept["id"].as_str().unwrap());
    let longer = shift((10, 0), (19, 50 + minutes));
    let refused = server.ask(&cookie, "PUT", &path, longer).await.ok(409);
    assert_eq!(refused["refusals"][0]["rule"], "daily_work");
    let remedies = decision["remedies"].as_array().unwrap();
    assert!(remedies.iter().all(|it| it["kind"] != "longer_shift"), "{decision}");
    assert!(remedies.iter().any(|it| it["kind"] == "extra_shift"), "{decision}");
}

#[tokio::test]
async fn one_more_courier_is_one_whom_the_law_allows_it() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    for (id, age) in [("omar", "adult"), ("lou", "under-16"), ("max", "adult")] {
        let courier = json!({ "name": id, "age": age });
        server.ask(&cookie, "PUT", &format!("/v1/couriers/{id}"), courier).await.ok(200);
    }
    let (cookie, _) = late_meal(&server, 10, &[]).await;
    // Max begins so early the next day that the night would be too short; Lou may not work after eight.
    let early = json!({
        "courier_id": "max", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(30, 0), "end_at": at(33, 0) },
    });
    server.post(&cookie, "/v1/shifts", early).await.ok(201);
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let (decision, kept) = told(&server, &cookie).await;
    let extra = kept.iter().find_map(|remedy| match &remedy.change {
        Change::ExtraShift { vehicle, hub, from_at, until_at, couriers } => {
            Some((vehicle, hub, json!({ "start_at": from_at, "end_at": until_at }), couriers))
        }
        _ => None,
    });
    let (vehicle, hub, window, couriers) = extra.unwrap();
    assert!(couriers.contains(&"omar".to_owned()), "{couriers:?}");
    let listed = server.get(&cookie, "/v1/couriers").await.ok(200);
    let posted = |courier: &str| {
        let shift = json!({
            "courier_id": courier, "vehicle_id": vehicle, "hub_id": hub, "window": window,
        });
        server.post(&cookie, "/v1/shifts", shift)
    };
    let mut refused = Vec::new();
    for courier in listed["items"].as_array().unwrap() {
        let id = courier["id"].as_str().unwrap();
        let answer = posted(id).await;
        assert_eq!(answer.status == 201, couriers.iter().any(|it| it == id), "{id}: {answer:?}");
        if answer.status == 201 {
            let path = answer.header("location");
            server.ask(&cookie, "DELETE", path, Value::Null).await.ok(204);
        } else {
            refused.push(id);
        }
    }
    refused.sort_unstable();
    assert_eq!(refused, ["lou", "max", "nina"]);
    let remedies = decision["remedies"].as_array().unwrap();
    let told = remedies.iter().find(|it| it["kind"] == "extra_shift").unwrap();
    let told = told["sentence"]["en"].as_str().unwrap();
    assert!(told.contains("; the law allows it to "), "{told}");
    posted("omar").await.ok(201);
    assert_eq!(server.post(&cookie, PLAN, Value::Null).await.ok(200)["assigned"], 1);
}

/// The only one who can juggle.
async fn juggler(server: &Server, cookie: &str, age: &str) {
    let juggler = json!({ "name": "Omar", "age": age, "skills": ["juggling"] });
    server.ask(cookie, "PUT", "/v1/couriers/omar", juggler).await.ok(200);
}

/// After another plan: is one more courier told of?
async fn extra(server: &Server, cookie: &str) -> bool {
    server.post(cookie, PLAN, Value::Null).await.ok(200);
    let (_, kept) = told(server, cookie).await;
    kept.iter().any(|remedy| matches!(remedy.change, Change::ExtraShift { .. }))
}

#[tokio::test]
async fn heat_counts_for_who_could_come_as_well() {
    let server = Server::start().await;
    let (cookie, _) = late_meal(&server, 10, &["juggling"]).await;
    assert!(!extra(&server, &cookie).await, "nobody can juggle");
    juggler(&server, &cookie, "16-17").await;
    assert!(extra(&server, &cookie).await);
    let heat = json!({ "level": "orange" });
    server.ask(&cookie, "PUT", "/v1/days/2026-03-17/heat", heat).await.ok(200);
    assert!(!extra(&server, &cookie).await);
    juggler(&server, &cookie, "adult").await;
    assert!(extra(&server, &cookie).await);
}

#[tokio::test]
async fn the_week_that_is_still_to_come_counts_for_who_could_come() {
    let server = Server::start().await;
    let (cookie, _) = late_meal(&server, 10, &["juggling"]).await;
    juggler(&server, &cookie, "adult").await;
    let store = server.service.store();
    // Forty-eight hours, of which the last are on Sunday.
    for day in 1..=5_u32 {
        assert!(extra(&server, &cookie).await, "{day}");
        let mut change = store.change(COOP, at(10, 0), None).await.unwrap();
        let window = TimeWindow::new(at(24 * day + 9, 0), at(24 * day + 18, 36)).unwrap();
        let shift = DayShift {
            id: format!("long{day}"),
            day: DAY.saturating_add(i64::from(day).days()),
            courier: "omar".to_owned(),
            crew: None,
            vehicle: "bike".to_owned(),
            hub: "core".to_owned(),
            end_hub: None,
            window,
            charge_percent: None,
            rest: None,
        };
        change.put_shift(&shift).await.unwrap();
        change.commit().await.unwrap();
    }
    assert!(!extra(&server, &cookie).await);
}
