//! Planning a day, and planning it again.

use super::server::Server;
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";
const DAY: &str = "/v1/days/2026-03-17";

#[tokio::test]
async fn a_planned_day_is_on_the_board_with_its_paths() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    for customer in 0..6 {
        server.meal(&dispatcher, customer, 12, 0).await;
    }
    let body = json!({ "shop_id": "shop1", "dropoffs": [{ "address": "Qwertzuiop 99999" }] });
    server.post(&dispatcher, "/v1/orders", body).await.ok(201);
    let outcome = server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let day = server.get(&dispatcher, DAY).await.ok(200);
    assert_eq!(day["plan"]["id"], outcome["plan_id"]);
    assert_eq!(day["counts"]["planned"], outcome["assigned"]);
    assert_eq!(day["counts"]["unassigned"], outcome["unassigned"]);
    assert_eq!(day["counts"]["review"], 1);
    assert_eq!(outcome["assigned"].as_u64().unwrap() + outcome["unassigned"].as_u64().unwrap(), 6);
    assert!(outcome["assigned"].as_u64().unwrap() > 3, "{outcome}");
    let rounds = day["rounds"].as_array().unwrap();
    assert_eq!(rounds.len() as u64, outcome["rounds"].as_u64().unwrap());
    for order in day["orders"].as_array().unwrap() {
        if order["status"] == "planned" {
            let round = rounds.iter().find(|round| round["id"] == order["round_id"]).unwrap();
            assert_eq!(order["courier_id"], round["courier_id"]);
            assert!(order["dropoffs"][0]["planned_at"].is_string(), "{order}");
        }
    }
    let stop = &rounds[0]["stops"][1];
    assert_eq!((&stop["kind"], &stop["notes"]), (&json!("pickup"), &json!("Ring at the back")));
    assert!(stop["handed"]["bags"].as_u64().unwrap() > 0 && stop["window"].is_object(), "{stop}");
    let paths = server.get(&dispatcher, &format!("{DAY}/paths")).await;
    assert_eq!(paths.header("content-type"), "application/geo+json");
    assert_eq!(paths.ok(200)["features"].as_array().unwrap().len(), rounds.len());
    let path = format!("/v1/rounds/{}/path", rounds[0]["id"].as_str().unwrap());
    let legs = server.get(&dispatcher, &path).await.ok(200);
    assert!(legs["features"][0]["properties"]["stop"].is_u64(), "{legs}");
}

#[tokio::test]
async fn begun_rounds_keep_their_ids_and_the_rest_is_planned_anew() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    for customer in 0..6 {
        server.meal(&dispatcher, customer, 12, 0).await;
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let before = server.get(&dispatcher, DAY).await.ok(200);
    let kept = before["rounds"][0].clone();
    let start = format!("/v1/rounds/{}/stops/0/done", kept["id"].as_str().unwrap());
    let kept = server.post(&dispatcher, &start, Value::Null).await.ok(200)["id"].clone();
    let late = server.meal(&dispatcher, 7, 12, 30).await;
    let outcome = server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    assert_eq!((&outcome["kept_rounds"], &outcome["carried_rounds"]), (&json!(0), &json!(1)));
    let after = server.get(&dispatcher, DAY).await.ok(200);
    let items = |day: &Value| day["rounds"].as_array().unwrap().clone();
    let ids = |day: &Value| -> Vec<Value> {
        items(day).into_iter().map(|round| round["id"].clone()).collect()
    };
    // Those of other couriers stay as well, as long as they have any.
    let both: Vec<Value> = ids(&after).into_iter().filter(|id| ids(&before).contains(id)).collect();
    assert!(both.contains(&kept), "{both:?}");
    for round in items(&after).iter().filter(|round| !both.contains(&round["id"])) {
        let idle = items(&before).iter().all(|it| it["shift_id"] != round["shift_id"]);
        assert!(idle, "{round}");
    }
    let orders = after["orders"].as_array().unwrap();
    let late = orders.iter().find(|order| order["id"] == late["id"]).unwrap();
    assert!(late["status"] == "planned" || late["status"] == "unassigned", "{late}");
}

#[tokio::test]
async fn an_order_that_nobody_can_bring_says_why_in_both_languages() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let order = server.meal(&dispatcher, 0, 4, 0).await;
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let order = server.get(&dispatcher, &path).await.ok(200);
    assert_eq!(order["status"], "unassigned");
    for language in ["en", "fr"] {
        assert!(order["no_place"]["reason"][language].as_str().unwrap().len() > 10, "{order}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn two_plans_of_a_day_do_not_meet_and_the_server_answers_meanwhile() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    for customer in 0..12 {
        server.meal(&dispatcher, customer, 12, 0).await;
    }
    let plan = || server.post(&dispatcher, PLAN, Value::Null);
    // One thread for all: if planning held it, the others would have to wait for its end.
    let (first, second, alive) =
        tokio::join!(plan(), plan(), async { server.get("", "/healthz").await.status });
    let (planned, refused) = if first.status == 200 { (first, second) } else { (second, first) };
    planned.ok(200);
    assert_eq!(refused.problem(409).0, "planning");
    assert_eq!(alive, 200);
}
