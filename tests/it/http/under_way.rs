//! Days that are being ridden, planned again and again.

mod failed;
mod kept;
mod random;
mod several;

use super::server::{COOP, Server, meal};
use crate::support::day::{DAY as DATE, at};
use musette::{domain::EventKind, http::Options};
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";
const DAY: &str = "/v1/days/2026-03-17";

pub fn items(document: &Value, field: &str) -> Vec<Value> {
    document[field].as_array().unwrap().clone()
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub async fn say(server: &Server, cookie: &str, round: &Value, stop: &Value, what: &str) -> Value {
    let path = format!("/v1/rounds/{}/stops/{}/{what}", text(&round["id"]), stop["number"]);
    let body = if what == "fail" { json!({ "reason": "absent" }) } else { Value::Null };
    server.post(cookie, &path, body).await.ok(200)
}

/// Deletes the shifts without a round, so that only who rides can help.
async fn nobody_else(server: &Server, cookie: &str) {
    let day = server.get(cookie, DAY).await.ok(200);
    let rounds = items(&day, "rounds");
    for shift in items(&day, "shifts") {
        if rounds.iter().all(|round| round["shift_id"] != shift["id"]) {
            let path = format!("/v1/shifts/{}", text(&shift["id"]));
            server.ask(cookie, "DELETE", &path, Value::Null).await.ok(204);
        }
    }
}

/// At noon, with one courier at work, who is at the first pickup. The first server keeps the database.
async fn at_the_first_pickup() -> ([Server; 2], String, Value) {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    server.meal(&cookie, 0, 12, 0).await;
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    nobody_else(&server, &cookie).await;
    let noon = server.at(at(12, 0)).await;
    let round = noon.get(&cookie, DAY).await.ok(200)["rounds"][0].clone();
    say(&noon, &cookie, &round, &round["stops"][0], "done").await;
    let pickup = items(&round, "stops").into_iter().find(|it| it["kind"] == "pickup").unwrap();
    let round = say(&noon, &cookie, &round, &pickup, "start").await;
    ([server, noon], cookie, round)
}

#[tokio::test]
async fn a_new_order_goes_to_a_courier_who_has_set_off() {
    let ([_first, noon], cookie, round) = at_the_first_pickup().await;
    let later = noon.at(at(12, 5)).await;
    let order = later.meal(&cookie, 7, 12, 10).await;
    let quote = later.post(&cookie, "/v1/quotes", meal(8, 12, 10)).await.ok(200);
    assert_eq!(quote["possible"], true, "{quote}");
    let head = later.service.store().head(COOP).await.unwrap();
    let outcome = later.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(
        (&outcome["unassigned"], &outcome["carried_rounds"], &outcome["kept_rounds"]),
        (&json!(0), &json!(1), &json!(0)),
        "{outcome}"
    );
    let day = later.get(&cookie, DAY).await.ok(200);
    let rounds = items(&day, "rounds");
    assert_eq!((rounds.len(), &rounds[0]["id"]), (1, &round["id"]));
    let (before, after) = (items(&round, "stops"), items(&rounds[0], "stops"));
    let begun = before.iter().filter(|stop| stop["status"] != "todo").count();
    assert_eq!(before[..begun], after[..begun], "what has begun stays");
    assert_eq!(after.len(), before.len() + 2);
    let found = items(&day, "orders").into_iter().find(|it| it["id"] == order["id"]).unwrap();
    assert_eq!((&found["status"], &found["round_id"]), (&json!("planned"), &round["id"]));
    let events = later.service.store().events_after(COOP, head, 100).await.unwrap();
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    let expected = [EventKind::RoundChanged, EventKind::OrderPlanned, EventKind::PlanPublished];
    assert_eq!(kinds, expected);
    let path = format!("/v1/orders/{}/decision", text(&order["id"]));
    let decision = later.get(&cookie, &path).await.ok(200);
    assert_eq!(decision["assigned"], true, "{decision}");
    // What was ridden today counts where work is shared: five minutes, and what is left without it.
    assert!(decision["chosen"]["fit"]["worked_s"].as_i64().unwrap() >= 300, "{decision}");
    assert!(outcome["fairness"].is_object(), "{outcome}");
    let path = format!("/v1/orders/{}/decision", text(&after[1]["order_id"]));
    let fetched = later.get(&cookie, &path).await.ok(200);
    assert_ne!(fetched["plan_id"], decision["plan_id"], "what was fetched keeps its reasons");
    // It can be ridden to its end.
    let mut round = rounds[0].clone();
    for number in 0..after.len() {
        if !["done", "failed"].contains(&text(&round["stops"][number]["status"])) {
            let stop = round["stops"][number].clone();
            round = say(&later, &cookie, &round, &stop, "done").await;
        }
    }
    let day = later.get(&cookie, DAY).await.ok(200);
    assert_eq!(day["counts"]["delivered"], 2);
    // Who is back stays at home.
    let last = later.meal(&cookie, 9, 12, 10).await;
    let outcome = later.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!((&outcome["unassigned"], &outcome["kept_rounds"]), (&json!(1), &json!(1)));
    let path = format!("/v1/orders/{}", text(&last["id"]));
    assert_eq!(later.get(&cookie, &path).await.ok(200)["no_place"]["code"], "all_riding");
}

#[tokio::test]
async fn who_is_late_goes_on_late_and_loses_nothing() {
    let ([_first, noon], cookie, round) = at_the_first_pickup().await;
    // Hours too late for the dropoff, which was promised until two.
    let late = noon.at(at(14, 10)).await;
    let order = late.meal(&cookie, 7, 14, 15).await;
    let outcome = late.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["lost"], json!([]));
    let day = late.get(&cookie, DAY).await.ok(200);
    let dropoff = items(&day["rounds"][0], "stops").into_iter();
    let dropoff = dropoff.skip(1).find(|stop| stop["kind"] != "pickup").unwrap();
    assert_eq!((&day["rounds"][0]["id"], &dropoff["kind"]), (&round["id"], &json!("dropoff")));
    assert!(text(&dropoff["start_at"]) > text(&json!(at(14, 10))), "{dropoff}");
    assert!(text(&dropoff["start_at"]) < text(&json!(at(14, 40))), "{dropoff}");
    let path = format!("/v1/orders/{}", text(&order["id"]));
    let status = late.get(&cookie, &path).await.ok(200)["status"].clone();
    assert!(status == "planned" || status == "unassigned", "{status}");
}

#[tokio::test]
async fn a_stop_that_a_courier_rides_to_stays_the_next() {
    let ([_first, noon], cookie, round) = at_the_first_pickup().await;
    let pickup = items(&round, "stops").into_iter().find(|it| it["kind"] == "pickup").unwrap();
    say(&noon, &cookie, &round, &pickup, "done").await;
    for customer in 1..4 {
        noon.meal(&cookie, customer, 12, 0).await;
    }
    noon.post(&cookie, PLAN, Value::Null).await.ok(200);
    let after = noon.get(&cookie, DAY).await.ok(200)["rounds"][0].clone();
    let stops = items(&after, "stops");
    let next = stops.iter().find(|stop| stop["status"] == "todo").unwrap();
    assert_eq!((&next["kind"], &next["order_id"]), (&json!("dropoff"), &pickup["order_id"]));
    let mut view = noon.service.store().view(COOP).await.unwrap();
    let live = view.rounds_of_day(DATE).await.unwrap().remove(0);
    let metres = live.round.stops.iter().map(|stop| stop.leg_m).sum();
    assert_eq!(live.round.distance_m, metres);
}

#[tokio::test]
async fn of_two_dropoffs_of_an_order_the_one_that_is_meant_is_marked() {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    let mut order = meal(0, 12, 0);
    let second = meal(1, 12, 0)["dropoffs"][0].clone();
    order["dropoffs"].as_array_mut().unwrap().push(second);
    let id = server.post(&cookie, "/v1/orders", order).await.ok(201)["id"].clone();
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let round = server.get(&cookie, DAY).await.ok(200)["rounds"][0].clone();
    let stops = items(&round, "stops");
    let find = |position: Value| stops.iter().find(|stop| stop["position"] == position).unwrap();
    let pickup = stops.iter().find(|stop| stop["kind"] == "pickup").unwrap();
    say(&server, &cookie, &round, pickup, "done").await;
    let (first, second) = (find(json!(1)), find(json!(2)));
    // The page takes them for each other: the plan that it knows had them the other way round.
    let ask = async |number: &Value, position: &str| {
        let (round, id) = (text(&round["id"]), text(&id));
        let meant = format!("kind=dropoff&order_id={id}&position={position}");
        let path = format!("/v1/rounds/{round}/stops/{number}/done?{meant}");
        server.post(&cookie, &path, Value::Null).await
    };
    let after = ask(&first["number"], "2").await.ok(200);
    let status = |stop: &Value| {
        let number = usize::try_from(stop["number"].as_u64().unwrap()).unwrap();
        after["stops"][number]["status"].clone()
    };
    assert_eq!((status(first), status(second)), (json!("todo"), json!("done")));
    assert_eq!(ask(&first["number"], "3").await.problem(409).0, "round_changed");
    assert_eq!(ask(&first["number"], "-1").await.problem(422).1, ["?position"]);
}
