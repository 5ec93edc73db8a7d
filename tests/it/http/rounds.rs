//! Rounds as they are ridden.

use super::server::Server;
use crate::support::day::at;
use serde_json::{Value, json};

/// A planned order, and a round with the numbers of its pickup and dropoff.
async fn planned(server: &Server, dispatcher: &str) -> (Value, String, [u64; 2]) {
    let order = server.meal(dispatcher, 0, 12, 0).await;
    server.post(dispatcher, "/v1/days/2026-03-17/plan", Value::Null).await.ok(200);
    let rounds = server.get(dispatcher, "/v1/rounds").await.ok(200);
    let round = &rounds["items"][0];
    let number = |kind: &str| {
        let stops = round["stops"].as_array().unwrap();
        stops.iter().find(|stop| stop["kind"] == kind).unwrap()["number"].as_u64().unwrap()
    };
    let numbers = [number("pickup"), number("dropoff")];
    (order, round["id"].as_str().unwrap().to_owned(), numbers)
}

#[tokio::test]
async fn a_delivery_from_door_to_door() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let (order, round, [pickup, dropoff]) = planned(&server, &dispatcher).await;
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let status = async || server.get(&dispatcher, &path).await.ok(200)["status"].clone();
    let say = async |number: u64, what: &str, code: u16| {
        let path = format!("/v1/rounds/{round}/stops/{number}/{what}");
        server.post(&dispatcher, &path, Value::Null).await.ok(code)
    };
    assert_eq!(status().await, "planned");
    assert_eq!(say(dropoff, "done", 409).await["code"], "pickup_first");
    let started = say(pickup, "start", 200).await;
    assert_eq!(started["stops"][1]["status"], "started");
    assert!(started["stops"][1]["started_at"].is_string());
    assert_eq!(status().await, "under_way");
    let cancel = server.post(&dispatcher, &format!("{path}/cancel"), Value::Null).await;
    assert_eq!(cancel.problem(409).0, "begun");
    let done = say(pickup, "done", 200).await;
    // Said twice, as a phone does that missed the answer.
    assert_eq!(say(pickup, "done", 200).await, done);
    let last = say(dropoff, "done", 200).await;
    let stop = &last["stops"][usize::try_from(dropoff).unwrap()];
    assert!(stop["started_at"].is_string() && stop["ended_at"].is_string(), "{stop}");
    assert_eq!(status().await, "delivered");
    assert_eq!(say(dropoff, "start", 409).await["code"], "stop_is_over");
    say(99, "start", 404).await;
}

#[tokio::test]
async fn what_was_not_fetched_is_not_brought() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let (order, round, [pickup, dropoff]) = planned(&server, &dispatcher).await;
    let path = format!("/v1/rounds/{round}/stops/{pickup}/fail");
    let wrong = server.post(&dispatcher, &path, json!({ "reason": "tired", "why": 1 })).await;
    assert_eq!(wrong.problem(422).1, ["/why", "/reason"]);
    let failure = json!({ "reason": "not_ready", "note": "In an hour" });
    let told = server.post(&dispatcher, &path, failure.clone()).await.ok(200);
    let at = |number: u64| told["stops"][usize::try_from(number).unwrap()].clone();
    assert_eq!((&at(pickup)["status"], &at(pickup)["failure"]), (&json!("failed"), &failure));
    assert_eq!(at(dropoff)["status"], "cancelled");
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(server.get(&dispatcher, &path).await.ok(200)["status"], "failed");
    let hub = format!("/v1/rounds/{round}/stops/0/fail");
    assert_eq!(server.post(&dispatcher, &hub, failure).await.problem(409).0, "cannot_fail");
}

#[tokio::test]
async fn the_second_of_a_crew_sees_shift_round_and_reason_and_reports_stops() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let (aicha, bruno) = (server.sign_in("aicha").await, server.sign_in("bruno").await);
    let shifts = server.get(&dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in shifts["items"].as_array().unwrap() {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        server.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
    }
    let noon = json!({
        "courier_id": "hugo", "crew_id": "aïcha", "vehicle_id": "trailer", "hub_id": "core",
        "window": { "start_at": at(11, 0), "end_at": at(15, 0) },
    });
    let shift = server.post(&dispatcher, "/v1/shifts", noon).await.ok(201);
    let (order, round, [pickup, _]) = planned(&server, &dispatcher).await;
    let decision = format!("/v1/orders/{}/decision", order["id"].as_str().unwrap());
    let shift_path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
    let round_path = format!("/v1/rounds/{round}");
    let whole = server.get(&dispatcher, &round_path).await.ok(200);
    assert_eq!(
        [&whole["courier_id"], &whole["crew_id"], &whole["crew_name"]],
        ["hugo", "aïcha", "Aïcha"]
    );
    for list in ["/v1/shifts", "/v1/rounds", "/v1/rounds?day=2026-03-17"] {
        assert_eq!(server.get(&aicha, list).await.ok(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(server.get(&bruno, list).await.ok(200)["items"], json!([]), "{list}");
    }
    assert_eq!(server.get(&aicha, &shift_path).await.ok(200), shift);
    assert_eq!(server.get(&aicha, &round_path).await.ok(200), whole);
    let own = server.get(&aicha, &decision).await.ok(200);
    assert!(own["sentence"]["en"].as_str().unwrap().starts_with("In this round"), "{own}");
    let report = format!("{round_path}/stops/{pickup}/done");
    for path in [&shift_path, &round_path, &decision, &format!("{round_path}/path")] {
        assert_eq!(server.get(&bruno, path).await.problem(404).0, "not_found", "{path}");
    }
    assert_eq!(server.post(&bruno, &report, Value::Null).await.problem(404).0, "not_found");
    server.get(&aicha, &format!("{round_path}/path")).await.ok(200);
    let done = server.post(&aicha, &report, Value::Null).await.ok(200);
    assert_eq!(done["stops"][usize::try_from(pickup).unwrap()]["status"], "done");
}
