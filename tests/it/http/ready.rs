//! Kitchen events: ready now, ready later, one bag more.

use super::server::{COOP, Server, meal};
use crate::support::day::at;
use musette::http::Options;
use serde_json::{Value, json};

async fn started() -> (Server, String) {
    let server = Server::start_at(at(11, 0), Options::default()).await;
    let cookie = server.sign_in("shop1").await;
    (server, cookie)
}

fn path(order: &Value) -> String {
    format!("/v1/orders/{}/ready", order["id"].as_str().unwrap())
}

/// Is it ready from a moment after eleven on? The server's clock goes on.
fn is_now(order: &Value) -> bool {
    let start = order["pickup"]["window"]["start_at"].as_str();
    (json!(at(10, 59)).as_str()..json!(at(11, 30)).as_str()).contains(&start)
}

#[tokio::test]
async fn a_shop_says_that_it_is_ready_now_or_later_and_everybody_hears_of_it() {
    let (server, shop) = started().await;
    let order = server.meal(&shop, 0, 12, 0).await;
    let head = server.service.store().head(COOP).await.unwrap();
    let ready = server.post(&shop, &path(&order), json!({})).await.ok(200);
    assert!(is_now(&ready), "{ready}");
    assert_eq!(ready["pickup"]["window"]["end_at"], order["pickup"]["window"]["end_at"]);
    assert_eq!(ready["dropoffs"], order["dropoffs"]);
    let later = json!({ "ready_at": at(12, 40) });
    let ready = server.post(&shop, &path(&order), later).await.ok(200);
    assert_eq!(ready["pickup"]["window"]["start_at"], json!(at(12, 40)));
    let past = server.post(&shop, &path(&order), json!({ "ready_at": at(9, 0) })).await.ok(200);
    assert!(is_now(&past), "{past}");
    let kept = server.get(&shop, path(&order).trim_end_matches("/ready")).await.ok(200);
    assert_eq!(kept, past);
    assert_eq!(server.service.store().head(COOP).await.unwrap(), head + 3);
}

#[tokio::test]
async fn one_bag_more_is_on_top_of_what_there_was() {
    let (server, shop) = started().await;
    let order = server.meal(&shop, 0, 12, 0).await;
    let was = &order["dropoffs"][0]["load"];
    let body = json!({ "more": [{ "load": { "mass_g": 500, "volume_ml": 0, "bags": 1 } }] });
    let more = server.post(&shop, &path(&order), body).await.ok(200);
    let now = &more["dropoffs"][0]["load"];
    let amount = |load: &Value, what: &str| load[what].as_u64().unwrap();
    assert_eq!(amount(now, "mass_g"), amount(was, "mass_g") + 500);
    assert_eq!(amount(now, "volume_ml"), amount(was, "volume_ml"));
    assert_eq!(amount(now, "bags"), amount(was, "bags") + 1);
    // When it is ready stays as it was said.
    assert_eq!(more["pickup"]["window"], order["pickup"]["window"]);
    let usual = server.post(&shop, &path(&order), json!({ "more": [{}] })).await.ok(200);
    assert_eq!(usual["dropoffs"][0]["load"]["bags"], amount(now, "bags") + 1);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_its_field() {
    let (server, shop) = started().await;
    let order = server.meal(&shop, 0, 12, 0).await;
    let body = json!({
        "ready_at": "soon",
        "more": [{ "position": 0 }, { "position": 2 }, { "load": { "bags": 1_000 } }, { "size": 1 }],
    });
    let (_, mut fields) = server.post(&shop, &path(&order), body).await.problem(422);
    fields.sort_unstable();
    let expected = [
        "/more/0/position",
        "/more/1/position",
        "/more/2/load/bags",
        "/more/3/load/bags",
        "/more/3/size",
        "/ready_at",
    ];
    assert_eq!(fields, expected);
    let far = json!({ "ready_at": at(11 + 49, 0) });
    assert_eq!(server.post(&shop, &path(&order), far).await.problem(422).1, ["/ready_at"]);
    let tomorrow = json!({ "ready_at": at(36, 0) });
    let (code, _) = server.post(&shop, &path(&order), tomorrow).await.problem(409);
    assert_eq!(code, "other_day");
    let other = server.sign_in("shop2").await;
    server.post(&other, &path(&order), json!({})).await.problem(404);
    server.post(&shop, &path(&order).replace("ready", "cancel"), Value::Null).await.ok(200);
    let (code, _) = server.post(&shop, &path(&order), json!({})).await.problem(409);
    assert_eq!(code, "order_over");
}

#[tokio::test]
async fn a_published_round_stays_and_the_next_plan_goes_by_what_is_known() {
    let (server, shop) = started().await;
    let dispatcher = server.sign_in("dispatch").await;
    let order = server.post(&dispatcher, "/v1/orders", meal(1, 12, 0)).await.ok(201);
    let plan = || server.post(&dispatcher, "/v1/days/2026-03-17/plan", Value::Null);
    plan().await.ok(200);
    let order_path = path(&order);
    let order_path = order_path.trim_end_matches("/ready");
    let planned = server.get(&shop, order_path).await.ok(200);
    let round = format!("/v1/rounds/{}", planned["round_id"].as_str().unwrap());
    let before = server.get(&dispatcher, &round).await.ok(200);
    let late = json!({ "ready_at": at(13, 0) });
    let told = server.post(&shop, &path(&order), late).await.ok(200);
    // It is still in its round, which shows the window that it cannot keep.
    assert_eq!((&told["status"], &told["round_id"]), (&json!("planned"), &planned["round_id"]));
    assert_eq!(told["pickup"]["planned_at"], planned["pickup"]["planned_at"]);
    let after = server.get(&dispatcher, &round).await.ok(200);
    let pickup = |round: &Value| {
        let stops = round["stops"].as_array().unwrap();
        stops.iter().find(|stop| stop["kind"] == "pickup").unwrap().clone()
    };
    assert_eq!(pickup(&after)["start_at"], pickup(&before)["start_at"]);
    assert_eq!(pickup(&after)["window"]["start_at"], json!(at(13, 0)));
    plan().await.ok(200);
    let again = server.get(&shop, order_path).await.ok(200);
    assert!(again["pickup"]["planned_at"].as_str() >= json!(at(13, 0)).as_str(), "{again}");
    let number =
        pickup(&server.get(&dispatcher, "/v1/rounds?day=2026-03-17").await.ok(200)["items"][0]);
    let round = again["round_id"].as_str().unwrap();
    let start = format!("/v1/rounds/{round}/stops/{}/start", number["number"]);
    server.post(&dispatcher, &start, Value::Null).await.ok(200);
    let (code, _) = server.post(&shop, &path(&order), json!({})).await.problem(409);
    assert_eq!(code, "begun");
}
