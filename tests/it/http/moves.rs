//! Moves by hand: what they would mean, and what stands against them.

mod kept;

use super::server::{COOP, Server, meal};
use crate::support::day::{DAY, at};
use musette::{domain::EventKind, http::Options};
use serde_json::{Value, json};

const CHECK: &str = "/v1/days/2026-03-17/moves/check";
const PLAN: &str = "/v1/days/2026-03-17/plan";

async fn started() -> (Server, String) {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    (server, cookie)
}

/// Id of the first shift of a courier on the day.
async fn shift_of(server: &Server, courier: &str) -> String {
    let mut view = server.service.store().view(COOP).await.unwrap();
    let shifts = view.shifts_of_day(DAY).await.unwrap();
    shifts.into_iter().find(|shift| shift.courier == courier).unwrap().id
}

fn kinds(check: &Value) -> Vec<&str> {
    let obstacles = check["obstacles"].as_array().unwrap();
    for obstacle in obstacles {
        for language in ["en", "fr"] {
            assert!(obstacle["sentence"][language].as_str().unwrap().len() > 5, "{obstacle}");
        }
    }
    obstacles.iter().map(|it| it["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_move_tells_what_it_adds_and_changes_nothing() {
    let (server, cookie) = started().await;
    for customer in 0..4 {
        server.meal(&cookie, customer, 12, 0).await;
    }
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let order = server.meal(&cookie, 5, 12, 30).await;
    let head = server.service.store().head(COOP).await.unwrap();
    let ask = |body: Value| server.post(&cookie, CHECK, body);
    let best = ask(json!({ "order_id": order["id"], "courier_id": "bruno" })).await.ok(200);
    assert_eq!((&best["allowed"], &best["obstacles"]), (&json!(true), &json!([])), "{best}");
    assert_eq!((&best["courier_id"], &best["refusals"]), (&json!("bruno"), &json!([])));
    let placing = &best["placing"];
    assert!(placing["added_ride_s"].as_i64().unwrap() > 0, "{placing}");
    let (pickup, dropoff) = (&placing["pickup_at"], &placing["dropoffs_at"][0]);
    assert!(json!(at(12, 30)).as_str() <= pickup.as_str() && pickup.as_str() < dropoff.as_str());
    // Nowhere else of that shift it adds less without breaking anything.
    for position in 0..5 {
        let body = json!({
            "order_id": order["id"], "shift_id": best["shift_id"], "position": position,
        });
        let there = ask(body).await.ok(200);
        let added = there["placing"]["added_ride_s"].as_i64().unwrap();
        assert!(there["allowed"] == false || placing["added_ride_s"].as_i64().unwrap() <= added);
        assert!(there["placing"]["position"].as_i64().unwrap() <= position);
    }
    assert_eq!(server.service.store().head(COOP).await.unwrap(), head);
}

#[tokio::test]
async fn a_planned_order_in_its_own_place_adds_nothing() {
    let (server, cookie) = started().await;
    for customer in 0..3 {
        server.meal(&cookie, customer, 12, 0).await;
    }
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let rounds = server.get(&cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let round = &rounds["items"][0];
    let stops = round["stops"].as_array().unwrap();
    let pickup = stops.iter().position(|stop| stop["kind"] == "pickup").unwrap();
    let order = &stops[pickup]["order_id"];
    let body = json!({ "order_id": order, "shift_id": round["shift_id"] });
    let check = server.post(&cookie, CHECK, body).await.ok(200);
    assert_eq!(check["allowed"], true, "{check}");
    assert!(check["placing"]["added_ride_s"].as_i64().unwrap() <= 0, "{check}");
    assert!(check["placing"]["added_distance_m"].is_i64());
}

#[tokio::test]
async fn law_and_promises_are_hard_and_what_the_coop_has_set_gives_way_to_a_reason() {
    let (server, cookie) = started().await;
    let mut heavy = meal(0, 12, 0);
    heavy["dropoffs"][0]["load"] = json!({ "mass_g": 40_000, "volume_ml": 1000, "bags": 1 });
    let heavy = server.post(&cookie, "/v1/orders", heavy).await.ok(201);
    let ask = |order: &Value, courier: &str, reason: &str| {
        let body = json!({ "order_id": order["id"], "courier_id": courier, "reason": reason });
        server.post(&cookie, CHECK, body)
    };
    let check = ask(&heavy, "bruno", "he is strong").await.ok(200);
    assert_eq!(
        (&check["allowed"], kinds(&check)),
        (&json!(false), vec!["law", "capacity"]),
        "{check}"
    );
    let refusal = &check["refusals"][0];
    assert_eq!(
        (&refusal["rule"], &refusal["article"]),
        (&json!("lift"), &json!("Code du travail, art. R4541-9"))
    );
    assert_eq!(refusal["found"], json!({ "mass_g": 40_000 }));
    // In three pieces nobody lifts too much, and a dispatcher may say why the bike takes it.
    let mut pieces = meal(1, 12, 0);
    pieces["dropoffs"][0]["load"] = json!({ "mass_g": 40_000, "volume_ml": 1000, "bags": 3 });
    pieces["skills"] = json!(["pharmacy"]);
    let pieces = server.post(&cookie, "/v1/orders", pieces).await.ok(201);
    let check = ask(&pieces, "bruno", "").await.ok(200);
    assert_eq!(
        (&check["allowed"], kinds(&check)),
        (&json!(false), vec!["skill", "capacity"]),
        "{check}"
    );
    assert!(check["obstacles"].as_array().unwrap().iter().all(|it| it["hard"] == false));
    assert_eq!(ask(&pieces, "bruno", "he knows the shop").await.ok(200)["allowed"], true);
    // Said to be heavy after all.
    let mut said = meal(2, 12, 0);
    said["dropoffs"][0]["load"] = json!({ "mass_g": 14_000, "volume_ml": 1000, "bags": 3 });
    said["dropoffs"][0]["heaviest_piece_g"] = json!(12_000);
    let said = server.post(&cookie, "/v1/orders", said).await.ok(201);
    assert_eq!(said["dropoffs"][0]["heaviest_piece_g"], 12_000);
    assert_eq!(kinds(&ask(&said, "bruno", "").await.ok(200)), [""; 0]);
    let young = json!({ "name": "Nina", "age": "16-17" });
    server.ask(&cookie, "PUT", "/v1/couriers/nina", young).await.ok(200);
    let mut shift = json!({
        "courier_id": "nina", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(11, 0), "end_at": at(15, 0) },
    });
    let kept = server.post(&cookie, "/v1/shifts", shift.clone()).await;
    let check = ask(&said, "nina", "").await.ok(200);
    assert_eq!(
        (kinds(&check), &check["refusals"][0]["limit"]),
        (vec!["law"], &json!({ "mass_g": 10_000 }))
    );
    // Two of them have half of it each.
    server.ask(&cookie, "PUT", "/v1/couriers/omar", json!({ "name": "Omar" })).await.ok(200);
    shift["crew_id"] = json!("omar");
    server.ask(&cookie, "PUT", kept.header("location"), shift).await.ok(200);
    assert_eq!(kinds(&ask(&said, "nina", "").await.ok(200)), [""; 0]);
    // What is too heavy for both is told whole, of who may lift less.
    let mut huge = meal(4, 12, 0);
    huge["dropoffs"][0]["load"] = json!({ "mass_g": 24_000, "volume_ml": 1000, "bags": 3 });
    huge["dropoffs"][0]["heaviest_piece_g"] = json!(24_000);
    huge["skills"] = json!(["pharmacy"]);
    let huge = server.post(&cookie, "/v1/orders", huge).await.ok(201);
    let check = ask(&huge, "omar", "").await.ok(200);
    let refusals = check["refusals"].as_array().unwrap();
    assert_eq!((refusals.len(), &refusals[0]["courier_name"]), (1, &json!("Nina")), "{check}");
    assert_eq!(
        (&refusals[0]["found"], &refusals[0]["limit"]),
        (&json!({ "mass_g": 24_000 }), &json!({ "mass_g": 20_000 }))
    );
    let obstacles = check["obstacles"].as_array().unwrap();
    let of_skill = obstacles.iter().find(|it| it["kind"] == "skill").unwrap();
    let told = [&of_skill["sentence"]["en"], &of_skill["sentence"]["fr"]];
    let expected = [
        "it needs pharmacy, which neither Nina nor Omar has",
        "il faut pharmacy, que ni Nina ni Omar n'ont",
    ];
    assert_eq!(told, expected);
    // Nobody is at work in the evening.
    let late = server.meal(&cookie, 3, 16, 0).await;
    let check = ask(&late, "nina", "please").await.ok(200);
    assert_eq!(check["allowed"], false);
    assert_eq!(kinds(&check), ["shift"], "{check}");
}

#[tokio::test]
async fn what_was_fetched_or_is_over_is_locked() {
    let (server, cookie) = started().await;
    let order = server.meal(&cookie, 0, 12, 0).await;
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let other = server.meal(&cookie, 1, 12, 0).await;
    let rounds = server.get(&cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let round = &rounds["items"][0];
    for number in 0..2 {
        let path = format!("/v1/rounds/{}/stops/{number}/done", round["id"].as_str().unwrap());
        server.post(&cookie, &path, Value::Null).await.ok(200);
    }
    let ask = async |order: &Value, shift: &Value| {
        let body = json!({ "order_id": order["id"], "shift_id": shift });
        server.post(&cookie, CHECK, body).await.ok(200)
    };
    let into = ask(&other, &round["shift_id"]).await;
    assert_eq!((&into["allowed"], kinds(&into)), (&json!(true), Vec::new()), "{into}");
    let elsewhere = if round["courier_id"] == "bruno" { "aïcha" } else { "bruno" };
    let free = json!(shift_of(&server, elsewhere).await);
    assert_eq!(kinds(&ask(&order, &free).await), ["lock"]);
    let path = format!("/v1/orders/{}/cancel", other["id"].as_str().unwrap());
    server.post(&cookie, &path, Value::Null).await.ok(200);
    assert_eq!(kinds(&ask(&other, &free).await), ["lock"]);
    let problem = async |body: Value| server.post(&cookie, CHECK, body).await.problem(422).1;
    assert_eq!(problem(json!({})).await, ["/order_id", "/shift_id"]);
    let both = json!({ "order_id": order["id"], "shift_id": free, "courier_id": "bruno" });
    assert_eq!(problem(both).await, ["/courier_id"]);
    let nobody = json!({ "order_id": "none", "courier_id": "none" });
    assert_eq!(problem(nobody).await, ["/courier_id", "/order_id"]);
}

const MOVES: &str = "/v1/days/2026-03-17/moves";

#[tokio::test]
async fn a_move_is_made_in_one_step_and_says_who_and_why() {
    let (server, cookie) = started().await;
    for customer in 0..4 {
        server.meal(&cookie, customer, 12, 0).await;
    }
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let before = server.get(&cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let order = server.meal(&cookie, 5, 12, 30).await;
    let head = server.service.store().head(COOP).await.unwrap();
    let body =
        json!({ "order_id": order["id"], "courier_id": "bruno", "reason": "He knows the house" });
    let check = server.post(&cookie, CHECK, body.clone()).await.ok(200);
    let made = server.post(&cookie, MOVES, body).await.ok(200);
    assert_eq!((&made["placing"], &made["shift_id"]), (&check["placing"], &check["shift_id"]));
    let events = server.service.store().events_after(COOP, head, 100).await.unwrap();
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    assert!(kinds.contains(&EventKind::OrderPlanned) && kinds.contains(&EventKind::PlanPublished));
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let moved = server.get(&cookie, &path).await.ok(200);
    assert_eq!((&moved["status"], &moved["courier_id"]), (&json!("planned"), &json!("bruno")));
    assert_eq!(moved["dropoffs"][0]["planned_at"], check["placing"]["dropoffs_at"][0]);
    let decision = server.get(&cookie, &format!("{path}/decision")).await.ok(200);
    let told = decision["sentence"]["en"].as_str().unwrap();
    assert!(told.starts_with("A dispatcher put it there: He knows the house."), "{told}");
    assert_eq!(decision["plan_id"], made["plan_id"]);
    // Nobody else's round was touched, and a round keeps its id.
    let after = server.get(&cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let after = after["items"].as_array().unwrap();
    for round in before["items"].as_array().unwrap() {
        let same = after.iter().find(|it| it["id"] == round["id"]).unwrap();
        assert!(same == round || round["shift_id"] == made["shift_id"], "{same}");
    }
    // The next plan takes it for one that somebody counts on.
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["lost"], json!([]));
}

#[tokio::test]
async fn what_gives_way_to_a_reason_is_done_with_one() {
    let (server, cookie) = started().await;
    let mut order = meal(0, 12, 0);
    order["dropoffs"][0]["load"] = json!({ "mass_g": 40_000, "volume_ml": 1000, "bags": 3 });
    order["skills"] = json!(["pharmacy"]);
    order["couriers"] = json!({ "not": ["bruno"] });
    let order = server.post(&cookie, "/v1/orders", order).await.ok(201);
    let mut body = json!({ "order_id": order["id"], "courier_id": "bruno" });
    assert_eq!(server.post(&cookie, MOVES, body.clone()).await.problem(409).0, "move_refused");
    body["reason"] = json!("the shop asks for it");
    let made = server.post(&cookie, MOVES, body).await.ok(200);
    let mut against = kinds(&made);
    against.sort_unstable();
    assert_eq!(against, ["capacity", "courier", "skill"]);
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let moved = server.get(&cookie, &path).await.ok(200);
    assert_eq!((&moved["status"], &moved["courier_id"]), (&json!("planned"), &json!("bruno")));
}

#[tokio::test]
async fn a_move_out_of_a_round_leaves_the_others_of_it() {
    let (server, cookie) = started().await;
    let order = server.meal(&cookie, 0, 12, 0).await;
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let rounds = server.get(&cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let from = rounds["items"][0].clone();
    let to = if from["courier_id"] == "bruno" { "aïcha" } else { "bruno" };
    let shift = shift_of(&server, to).await;
    let body = json!({ "order_id": order["id"], "shift_id": shift });
    server.post(&cookie, MOVES, body.clone()).await.ok(200);
    let rounds = server.get(&cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let rounds = rounds["items"].as_array().unwrap();
    assert_eq!((rounds.len(), &rounds[0]["courier_id"]), (1, &json!(to)));
    // Once fetched it stays with who has it.
    let round = rounds[0]["id"].as_str().unwrap();
    for number in 0..2 {
        let path = format!("/v1/rounds/{round}/stops/{number}/done");
        server.post(&cookie, &path, Value::Null).await.ok(200);
    }
    let back = json!({ "order_id": order["id"], "shift_id": from["shift_id"] });
    assert_eq!(server.post(&cookie, MOVES, back).await.problem(409).0, "move_refused");
    // Another may come to it: behind what is done.
    let other = server.meal(&cookie, 1, 12, 0).await;
    let body = json!({ "order_id": other["id"], "shift_id": shift, "position": 0 });
    server.post(&cookie, MOVES, body).await.ok(200);
    let after = server.get(&cookie, &format!("/v1/rounds/{round}")).await.ok(200);
    let stops = after["stops"].as_array().unwrap();
    assert_eq!(stops.iter().filter(|stop| stop["status"] == "done").count(), 2);
    assert_eq!(stops.len(), 6);
    // The stop is found by what it is.
    let path = format!("/v1/rounds/{round}/stops/3/done?kind=dropoff&order_id=nobody");
    assert_eq!(server.post(&cookie, &path, Value::Null).await.problem(409).0, "round_changed");
    let id = other["id"].as_str().unwrap();
    let path = format!("/v1/rounds/{round}/stops/1/done?kind=pickup&order_id={id}");
    let after = server.post(&cookie, &path, Value::Null).await.ok(200);
    let fetched =
        after["stops"].as_array().unwrap().iter().find(|stop| stop["order_id"] == other["id"]);
    assert_eq!(fetched.unwrap()["status"], "done");
}
