//! Why orders are where they are, over HTTP: who hears how much of it.

mod earlier;

use super::server::{Server, meal};
use crate::{cli_program::Workplace, support::day::at};
use musette::http::Options;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PLAN: &str = "/v1/days/2026-03-17/plan";
const DAY: &str = "/v1/days/2026-03-17";

async fn planned(server: &Server, dispatcher: &str) -> Value {
    for customer in 0..8 {
        server.meal(dispatcher, customer, 12, 0).await;
    }
    server.post(dispatcher, PLAN, Value::Null).await.ok(200);
    server.get(dispatcher, DAY).await.ok(200)
}

fn path(order: &Value) -> String {
    format!("/v1/orders/{}/decision", order["id"].as_str().unwrap())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The same with only those two couriers who can sign in.
async fn planned_for_two(server: &Server, dispatcher: &str) -> Value {
    let shifts = server.get(dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in shifts["items"].as_array().unwrap() {
        if !["aïcha", "bruno"].contains(&text(&shift["courier_id"])) {
            let path = format!("/v1/shifts/{}", text(&shift["id"]));
            server.ask(dispatcher, "DELETE", &path, Value::Null).await.ok(204);
        }
    }
    planned(server, dispatcher).await
}

#[tokio::test]
async fn every_order_of_a_planned_day_is_explained_to_the_dispatcher() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let listed = server.get(&dispatcher, &format!("{DAY}/decisions")).await.ok(200);
    let listed = listed["items"].as_array().unwrap();
    assert_eq!(listed.len(), 8);
    for order in day["orders"].as_array().unwrap() {
        let decision = server.get(&dispatcher, &path(order)).await.ok(200);
        assert!(listed.contains(&decision), "{decision}");
        assert_eq!(decision["plan_id"], day["plan"]["id"]);
        assert_eq!(decision["assigned"], order["round_id"].is_string());
        assert_eq!(decision["inputs"]["orders"], 8);
        for language in ["en", "fr"] {
            assert!(text(&decision["sentence"][language]).ends_with('.'), "{decision}");
        }
        let others = decision["others"].as_array().unwrap();
        let shifts = decision["inputs"]["shifts"].as_u64().unwrap();
        let chosen = &decision["chosen"];
        assert_eq!(others.len() as u64 + u64::from(!chosen.is_null()), shifts);
        if !chosen.is_null() {
            assert_eq!(chosen["courier_id"], order["courier_id"]);
            assert!(text(&decision["sentence"]["en"]).contains(text(&order["courier_name"])));
            let starts: BTreeSet<&str> = chosen["fit"]["stops"]
                .as_array()
                .unwrap()
                .iter()
                .map(|stop| text(&stop["start_at"]))
                .collect();
            assert!(starts.contains(text(&order["pickup"]["planned_at"])), "{decision}");
            let sum = |legs: &str| -> i64 {
                let legs = chosen["fit"][legs].as_array().unwrap();
                legs.iter().map(|leg| leg["time_s"].as_i64().unwrap()).sum()
            };
            assert_eq!(chosen["fit"]["riding_s"], sum("legs_added") - sum("legs_dropped"));
        }
        for other in others {
            assert_eq!(other["possible"], other["fit"].is_object());
            assert_eq!(other["possible"], other["obstacles"].as_array().unwrap().is_empty());
            assert!(other["courier_name"].is_string() && other["vehicle_name"].is_string());
            if other["possible"] == true {
                assert!(
                    chosen["fit"]["cost"].as_i64() <= other["fit"]["cost"].as_i64(),
                    "{decision}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_courier_hears_of_their_own_stops_and_of_nobody_by_name() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned_for_two(&server, &dispatcher).await;
    let orders = day["orders"].as_array().unwrap();
    let order = orders.iter().find(|order| order["round_id"].is_string()).unwrap();
    let login = if order["courier_id"] == "bruno" { "bruno" } else { "aicha" };
    let courier = server.sign_in(login).await;
    let decision = server.get(&courier, &path(order)).await.ok(200);
    assert!(text(&decision["sentence"]["en"]).starts_with("In this round it adds"), "{decision}");
    assert_eq!(decision["inputs"], Value::Null);
    // Nothing of it tells who another one is, or for whom they ride.
    let told = format!("{}{}", decision["others"], decision["sentence"]);
    let couriers = server.get(&dispatcher, "/v1/couriers").await.ok(200);
    for other in couriers["items"].as_array().unwrap() {
        assert!(!told.contains(text(&other["name"])), "{other}: {told}");
        assert!(!told.contains(&format!("\"{}\"", text(&other["id"]))), "{other}: {told}");
    }
    for other in day["orders"].as_array().unwrap() {
        if other["round_id"] != order["round_id"] {
            let stranger = text(&other["dropoffs"][0]["name"]);
            assert!(stranger.is_empty() || !decision.to_string().contains(stranger), "{decision}");
            assert!(!decision.to_string().contains(text(&other["id"])), "{decision}");
            let (code, _) = server.get(&courier, &path(other)).await.problem(404);
            assert_eq!(code, "not_found");
        }
    }
    for other in decision["others"].as_array().unwrap() {
        assert_eq!((&other["fit"], &other["window"]), (&Value::Null, &Value::Null));
        assert_eq!(other["obstacles"], json!([]));
    }
    let (code, _) = server.get(&courier, &format!("{DAY}/decisions")).await.problem(403);
    assert_eq!(code, "forbidden");
}

#[tokio::test]
async fn a_shop_hears_what_came_of_its_own_orders_and_what_would_help() {
    let server = Server::start_at(at(7, 0), Options::default()).await;
    let (dispatcher, shop) = (server.sign_in("dispatch").await, server.sign_in("shop1").await);
    let own = server.meal(&dispatcher, 0, 12, 0).await;
    // Before anybody is at work.
    let mut early = meal(1, 8, 0);
    early["pickup"]["window"] = json!({ "start_at": at(8, 0), "end_at": at(8, 20) });
    early["dropoffs"][0]["window"] = json!({ "start_at": at(8, 0), "end_at": at(8, 40) });
    let early = server.post(&dispatcher, "/v1/orders", early).await.ok(201);
    // Somebody who may be at work so early.
    let nina = json!({ "name": "Nina" });
    server.ask(&dispatcher, "PUT", "/v1/couriers/nina", nina).await.ok(200);
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let decision = server.get(&shop, &path(&own)).await.ok(200);
    assert!(text(&decision["sentence"]["en"]).starts_with("It is in a round: its pickup at"));
    assert!(
        text(&decision["sentence"]["fr"]).starts_with("Elle est dans une tournée : son retrait à")
    );
    assert_eq!((&decision["chosen"], &decision["others"]), (&Value::Null, &json!([])));
    let decision = server.get(&shop, &path(&early)).await.ok(200);
    assert_eq!(
        (&decision["assigned"], &decision["remedies_sought"]),
        (&json!(false), &json!(true))
    );
    assert!(decision["conflict"].as_array().unwrap().contains(&json!("shift_hours")), "{decision}");
    let remedies = decision["remedies"].as_array().unwrap();
    assert!(!remedies.is_empty(), "{decision}");
    let couriers = server.get(&dispatcher, "/v1/couriers").await.ok(200);
    for courier in couriers["items"].as_array().unwrap() {
        assert!(!decision["remedies"].to_string().contains(text(&courier["name"])), "{decision}");
    }
    let other = server.sign_in("shop2").await;
    assert_eq!(server.get(&other, &path(&own)).await.problem(404).0, "not_found");
}

#[tokio::test]
async fn no_shop_reads_the_name_of_a_courier_in_why_there_is_no_place() {
    let server = Server::start_at(at(7, 0), Options::default()).await;
    let (dispatcher, shop) = (server.sign_in("dispatch").await, server.sign_in("shop1").await);
    let at_eight = |skills: Value| {
        let mut early = meal(1, 8, 0);
        early["skills"] = skills;
        early["pickup"]["window"] = json!({ "start_at": at(8, 0), "end_at": at(8, 20) });
        early["dropoffs"][0]["window"] = json!({ "start_at": at(8, 0), "end_at": at(8, 40) });
        early
    };
    let mut hurried = meal(2, 12, 0);
    hurried["skills"] = json!(["cold_chain"]);
    hurried["dropoffs"][0]["window"] = json!({ "end_at": at(12, 1) });
    let mut huge = meal(3, 12, 0);
    huge["skills"] = json!(["cold_chain"]);
    huge["dropoffs"][0]["load"] = json!({ "bags": 99 });
    let asked = [
        at_eight(json!([])),
        at_eight(json!(["cold_chain"])),
        at_eight(json!(["pharmacy"])),
        hurried,
        huge,
    ];
    for order in asked {
        server.post(&dispatcher, "/v1/orders", order).await.ok(201);
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let couriers = server.get(&dispatcher, "/v1/couriers").await.ok(200);
    let mut able = 0;
    let orders = server.get(&shop, "/v1/orders").await.ok(200);
    assert_eq!(orders["items"].as_array().unwrap().len(), 5);
    for order in orders["items"].as_array().unwrap() {
        let decision = server.get(&shop, &path(order)).await.ok(200);
        assert_eq!(decision["no_place"], order["no_place"]);
        for courier in couriers["items"].as_array().unwrap() {
            assert!(!decision.to_string().contains(text(&courier["name"])), "{decision}");
        }
        // Bruno, Farid and Gaëlle.
        let reason = &order["no_place"]["reason"];
        able += usize::from(
            text(&reason["en"]).contains("needs cold_chain, which 3 couriers on shift have: ")
                && text(&reason["fr"]).contains("cold_chain, qu'ont 3 coursiers de service : "),
        );
    }
    assert_eq!(able, 3, "{orders}");
}

#[tokio::test]
async fn rounds_that_are_over_are_among_what_could_not_be_done_and_keep_their_reasons() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let round = &day["rounds"][0];
    for number in 0..round["stops"].as_array().unwrap().len() {
        let done = format!("/v1/rounds/{}/stops/{number}/done", text(&round["id"]));
        server.post(&dispatcher, &done, Value::Null).await.ok(200);
    }
    let orders = day["orders"].as_array().unwrap();
    let ridden = orders.iter().find(|order| order["round_id"] == round["id"]).unwrap();
    let before = server.get(&dispatcher, &path(ridden)).await.ok(200);
    let late = server.meal(&dispatcher, 9, 12, 30).await;
    assert_eq!(server.get(&dispatcher, &path(&late)).await.problem(404).0, "not_found");
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    assert_eq!(server.get(&dispatcher, &path(ridden)).await.ok(200), before);
    let decision = server.get(&dispatcher, &path(&late)).await.ok(200);
    assert_ne!(decision["plan_id"], before["plan_id"]);
    let others = decision["others"].as_array().unwrap();
    let begun = others.iter().find(|other| other["obstacles"][0]["code"] == "begun").unwrap();
    assert_eq!(begun["courier_id"], round["courier_id"]);
    // What is taken out of its round was decided, but no longer stands.
    let day = server.get(&dispatcher, DAY).await.ok(200);
    let planned = day["orders"]
        .as_array()
        .unwrap()
        .iter()
        .find(|order| order["status"] == "planned" && order["round_id"] != round["id"]);
    let planned = planned.unwrap();
    let chosen = server.get(&dispatcher, &path(planned)).await.ok(200)["chosen"].clone();
    let shifts = server.get(&dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    let shift = shifts["items"].as_array().unwrap().iter().find(|shift| {
        chosen["courier_id"] == shift["courier_id"]
            && chosen["window"]["end_at"] == shift["window"]["end_at"]
    });
    let shift = format!("/v1/shifts/{}", text(&shift.unwrap()["id"]));
    server.ask(&dispatcher, "DELETE", &shift, Value::Null).await.ok(204);
    assert_eq!(server.get(&dispatcher, &path(planned)).await.problem(404).0, "not_found");
}

#[tokio::test]
async fn the_program_tells_the_same_of_a_database() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let workplace = Workplace::new();
    let database = format!("explain --database {}", server.url);
    for order in day["orders"].as_array().unwrap() {
        let decision = server.get(&dispatcher, &path(order)).await.ok(200);
        let told = format!("{database} --order {}", text(&order["id"]));
        let told = workplace.run(&told).well();
        assert!(told.contains(text(&decision["sentence"]["en"])), "{told}");
        for other in decision["others"].as_array().unwrap() {
            assert!(told.contains(text(&other["sentence"]["en"])), "{told}");
        }
    }
    let whole = workplace.run(&format!("{database} --day 2026-03-17 --lang fr --json")).well();
    let whole: Vec<Value> = serde_json::from_str(&whole).unwrap();
    assert_eq!(whole.len(), 8);
    assert_eq!(whole[0]["plan"], day["plan"]["id"]);
    let unknown = workplace.run(&format!("{database} --order nobody"));
    assert!(unknown.code == Some(1) && unknown.stderr.contains("nobody"), "{unknown:?}");
}
