//! What becomes of a load that could not be handed over.

use super::{DAY, PLAN, Server, at_the_first_pickup, items, say, text};
use crate::{http::server::COOP, support::day::at};
use musette::domain::EventKind;
use serde_json::{Value, json};

fn with_status<'a>(round: &'a Value, kind: &str, status: &str) -> &'a Value {
    let stops = round["stops"].as_array().unwrap();
    stops.iter().find(|it| it["kind"] == kind && it["status"] == status).unwrap()
}

/// A courier at the door at noon, with the order, which is on board.
async fn at_the_door() -> ([Server; 2], String, Value) {
    let (servers, cookie, round) = at_the_first_pickup().await;
    let pickup = with_status(&round, "pickup", "started").clone();
    let round = say(&servers[1], &cookie, &round, &pickup, "done").await;
    (servers, cookie, round)
}

async fn fail(server: &Server, cookie: &str, round: &Value, stop: &Value, body: Value) -> Value {
    let path = format!("/v1/rounds/{}/stops/{}/fail", text(&round["id"]), stop["number"]);
    server.post(cookie, &path, body).await.ok(200)
}

fn of_order(round: &Value) -> String {
    let pickup = items(round, "stops").into_iter().find(|it| it["kind"] == "pickup").unwrap();
    format!("/v1/orders/{}", text(&pickup["order_id"]))
}

fn bags(stop: &Value) -> u64 {
    stop["load"]["bags"].as_u64().unwrap() + stop["load"]["mass_g"].as_u64().unwrap()
}

#[tokio::test]
async fn what_was_not_handed_over_is_brought_back_whatever_is_planned_meanwhile() {
    let ([_first, noon], cookie, round) = at_the_door().await;
    let dropoff = with_status(&round, "dropoff", "todo").clone();
    let head = noon.service.store().head(COOP).await.unwrap();
    let said = json!({ "reason": "absent", "note": "Nobody there" });
    let after = fail(&noon, &cookie, &round, &dropoff, said.clone()).await;
    let events = noon.service.store().events_after(COOP, head, 9).await.unwrap();
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::StopFailed, EventKind::RoundChanged]);
    assert_eq!(events[1].subject.shop.as_deref(), Some("shop1"), "the shop hears of it");
    // To say it twice brings it back once.
    assert_eq!(fail(&noon, &cookie, &round, &dropoff, said).await, after);

    let (stops, pickup) = (items(&after, "stops"), with_status(&after, "pickup", "done"));
    assert_eq!(stops.len(), items(&round, "stops").len() + 1);
    let back = with_status(&after, "dropoff", "todo");
    assert_eq!(back["follow_up"], json!({ "after": 1, "then": "return" }));
    assert_eq!((&back["position"], &back["name"]), (&json!(2), &pickup["name"]));
    assert_eq!((&back["lon_lat"], &back["handed"]), (&pickup["lon_lat"], &dropoff["handed"]));
    assert!(back["leg_s"].as_u64().unwrap() > 0 && back["window"].is_object(), "{back}");
    let number = usize::try_from(back["number"].as_u64().unwrap()).unwrap();
    let fetched = usize::try_from(pickup["number"].as_u64().unwrap()).unwrap();
    assert!(stops[fetched..number].iter().all(|stop| bags(stop) > 0), "it is on board: {after}");
    assert!(stops[number..].iter().all(|stop| bags(stop) == 0), "{after}");

    let path = of_order(&after);
    let posted_by = noon.sign_in("shop1").await;
    let order = noon.get(&posted_by, &path).await.ok(200);
    assert_eq!(order["status"], "under_way");
    assert_eq!(order["dropoffs"][1]["follow_up"]["then"], "return");
    assert_eq!(order["dropoffs"][1]["planned_at"], back["start_at"]);
    assert_eq!(order["pickup"]["load"], order["dropoffs"][0]["load"], "it was fetched once");

    // A new order is fetched by the same courier, who brings both where they go.
    let later = noon.at(at(12, 5)).await;
    let new = later.meal(&cookie, 7, 12, 10).await;
    let outcome = later.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!((&outcome["unassigned"], &outcome["carried_rounds"]), (&json!(0), &json!(1)));
    let mut round = later.get(&cookie, DAY).await.ok(200)["rounds"][0].clone();
    let all = items(&round, "stops");
    assert!(all.iter().any(|stop| stop["order_id"] == new["id"]), "{round}");
    assert_eq!(all.iter().filter(|stop| stop["follow_up"].is_object()).count(), 1);
    assert_eq!(bags(all.last().unwrap()), 0);
    for number in 0..all.len() {
        if !["done", "failed"].contains(&text(&round["stops"][number]["status"])) {
            let stop = round["stops"][number].clone();
            round = say(&later, &cookie, &round, &stop, "done").await;
        }
    }
    let order = later.get(&posted_by, &path).await.ok(200);
    assert_eq!(
        (&order["status"], &order["dropoffs"][1]["status"]),
        (&json!("failed"), &json!("done"))
    );
    let counts = later.get(&cookie, DAY).await.ok(200)["counts"].clone();
    assert_eq!((&counts["delivered"], &counts["failed"]), (&json!(1), &json!(1)), "{counts}");
    let late = later.post(&cookie, &format!("{path}/failed"), json!({ "then": "hub" })).await;
    assert_eq!(late.problem(409).0, "not_on_board");
}

#[tokio::test]
async fn a_dispatcher_chooses_otherwise_while_it_is_on_board() {
    let ([_first, noon], cookie, round) = at_the_door().await;
    let dropoff = with_status(&round, "dropoff", "todo").clone();
    let path = format!("{}/failed", of_order(&round));
    let early = noon.post(&cookie, &path, json!({ "then": "hub" })).await;
    assert_eq!(early.problem(409).0, "not_on_board");
    let early = noon.post(&cookie, &path, json!({ "then": "away" })).await;
    assert_eq!(early.problem(422).1, ["/then"], "what is wrong by itself is told first");
    fail(&noon, &cookie, &round, &dropoff, json!({ "reason": "absent" })).await;
    for login in ["shop1", "aicha"] {
        let other = noon.sign_in(login).await;
        noon.post(&other, &path, json!({ "then": "hub" })).await.ok(403);
    }
    let window = json!({ "start_at": at(12, 30) });
    for (body, field) in [
        (json!({}), "/then"),
        (json!({ "then": "away" }), "/then"),
        (json!({ "then": "hub", "window": window }), "/window"),
        (json!({ "then": "again", "window": { "start_at": at(23, 59) } }), "/window/start_at"),
        (json!({ "then": "again", "window": { "end_at": at(11, 0) } }), "/window/end_at"),
        (json!({ "then": "hub", "position": 2 }), "/position"),
    ] {
        let answer = noon.post(&cookie, &path, body).await;
        assert_eq!(answer.problem(422).1, [field]);
    }
    let past = json!({ "then": "again", "window": { "end_at": at(11, 0) } });
    let past = noon.post(&cookie, &path, past).await.ok(422);
    assert_eq!(past["errors"][0]["code"], "past");
    // Whoever tries again when the shift ends is not back in time.
    let last = json!({ "then": "again", "window": { "start_at": round["window"]["end_at"] } });
    assert_eq!(noon.post(&cookie, &path, last).await.problem(409).0, "no_time");
    let hub = noon.post(&cookie, &path, json!({ "then": "hub", "position": 1 })).await.ok(200);
    assert_eq!(hub["dropoffs"][1]["follow_up"], json!({ "after": 1, "then": "hub" }));
    let now = noon.get(&cookie, DAY).await.ok(200)["rounds"][0].clone();
    let (stop, end) = (with_status(&now, "dropoff", "todo"), with_status(&now, "end", "todo"));
    assert_eq!((&stop["lon_lat"], &stop["name"]), (&end["lon_lat"], &end["name"]));
    assert_eq!(items(&now, "stops").len(), items(&round, "stops").len() + 1);

    let again = json!({ "then": "again", "window": { "start_at": at(12, 30) } });
    let order = noon.post(&cookie, &path, again).await.ok(200);
    let second = &order["dropoffs"][1];
    assert_eq!((&second["lon_lat"], &second["phone"]), (&dropoff["lon_lat"], &dropoff["phone"]));
    assert_eq!(second["window"]["start_at"], json!(at(12, 30)));
    // The next plan keeps the second try, and its time.
    noon.post(&cookie, PLAN, Value::Null).await.ok(200);
    let now = noon.get(&cookie, DAY).await.ok(200)["rounds"][0].clone();
    let stop = with_status(&now, "dropoff", "todo").clone();
    assert_eq!(stop["follow_up"]["then"], "again");
    assert!(text(&stop["start_at"]) >= text(&json!(at(12, 30))), "{stop}");
    let later = noon.at(at(12, 31)).await;
    let now = say(&later, &cookie, &now, &stop, "start").await;
    let late = later.post(&cookie, &path, json!({ "then": "hub" })).await;
    assert_eq!(late.problem(409).0, "begun");
    say(&later, &cookie, &now, &stop, "done").await;
    let order = later.get(&cookie, &of_order(&now)).await.ok(200);
    assert_eq!(order["status"], "delivered");
}

#[tokio::test]
async fn a_courier_says_where_it_goes_and_what_the_shop_does_not_take_goes_to_the_hub() {
    let ([_first, noon], dispatcher, round) = at_the_door().await;
    let login = if round["courier_id"] == "bruno" { "bruno" } else { "aicha" };
    let courier = noon.sign_in(login).await;
    let courier =
        if noon.get(&courier, &format!("/v1/rounds/{}", text(&round["id"]))).await.status == 200 {
            courier
        } else {
            dispatcher.clone()
        };
    let dropoff = with_status(&round, "dropoff", "todo").clone();
    let path = format!("/v1/rounds/{}/stops/{}/fail", text(&round["id"]), dropoff["number"]);
    let wrong = json!({ "reason": "absent", "then": "home" });
    assert_eq!(noon.post(&courier, &path, wrong).await.problem(422).1, ["/then"]);
    let again = json!({ "reason": "absent", "then": "again" });
    let round = fail(&noon, &courier, &round, &dropoff, again).await;
    let second = with_status(&round, "dropoff", "todo").clone();
    assert_eq!(
        (&second["follow_up"]["then"], &second["lon_lat"]),
        (&json!("again"), &dropoff["lon_lat"])
    );
    let round = fail(&noon, &courier, &round, &second, json!({ "reason": "refused" })).await;
    let back = with_status(&round, "dropoff", "todo").clone();
    assert_eq!(back["follow_up"], json!({ "after": 2, "then": "return" }));
    let round = fail(&noon, &courier, &round, &back, json!({ "reason": "closed" })).await;
    let hub = with_status(&round, "dropoff", "todo").clone();
    assert_eq!(hub["follow_up"], json!({ "after": 3, "then": "hub" }));
    let path = format!("/v1/rounds/{}/stops/{}/fail", text(&round["id"]), hub["number"]);
    let answer = noon.post(&courier, &path, json!({ "reason": "other" })).await;
    assert_eq!(answer.problem(409).0, "cannot_fail");
    // Which of them is meant is told by its position.
    let meant = format!(
        "/v1/rounds/{}/stops/0/done?kind=dropoff&order_id={}&position=4",
        text(&round["id"]),
        text(&hub["order_id"])
    );
    let round = noon.post(&courier, &meant, Value::Null).await.ok(200);
    assert!(
        items(&round, "stops").iter().all(|it| it["kind"] != "dropoff" || it["status"] != "todo")
    );
    let order = noon.get(&dispatcher, &of_order(&round)).await.ok(200);
    assert_eq!(order["status"], "failed");
}

#[tokio::test]
async fn a_failed_pickup_leaves_nothing_on_board() {
    let ([_first, noon], cookie, round) = at_the_first_pickup().await;
    let pickup = with_status(&round, "pickup", "started").clone();
    let path = format!("/v1/rounds/{}/stops/{}/fail", text(&round["id"]), pickup["number"]);
    let said = json!({ "reason": "closed", "then": "hub" });
    assert_eq!(noon.post(&cookie, &path, said).await.problem(422).1, ["/then"]);
    let after = fail(&noon, &cookie, &round, &pickup, json!({ "reason": "closed" })).await;
    assert_eq!(items(&after, "stops").len(), items(&round, "stops").len());
    let order = noon.get(&cookie, &of_order(&after)).await.ok(200);
    assert_eq!((&order["status"], items(&order, "dropoffs").len()), (&json!("failed"), 1));
}

#[tokio::test]
async fn the_rules_say_where_it_goes_if_nobody_does() {
    let ([_first, noon], cookie, round) = at_the_door().await;
    let rules = noon.get(&cookie, "/v1/rules").await.ok(200);
    let toml = text(&rules["toml"]).replace("failed = \"return\"", "failed = \"hub\"");
    let body = json!({
        "toml": toml, "reason": "The shops are closed by then", "based_on": rules["last_version"],
    });
    let decided = noon.post(&cookie, "/v1/rules", body).await.ok(201);
    let change = json!([{ "key": "delivery.failed", "from": "\"return\"", "to": "\"hub\"" }]);
    assert_eq!(decided["changes"], change);
    let dropoff = with_status(&round, "dropoff", "todo").clone();
    let after = fail(&noon, &cookie, &round, &dropoff, json!({ "reason": "absent" })).await;
    let stop = with_status(&after, "dropoff", "todo");
    assert_eq!(stop["follow_up"]["then"], "hub");
}
