//! What a new plan leaves alone.

use super::{COOP, DAY, PLAN, Server, items, say, text};
use crate::support::day::at;
use musette::{domain::EventKind, http::Options};
use serde_json::{Value, json};

/// Decides rules that differ from those in force.
async fn rule(server: &Server, cookie: &str, changes: &[(&str, &str)]) {
    let rules = server.get(cookie, "/v1/rules").await.ok(200);
    let mut toml = text(&rules["toml"]).to_owned();
    for (from, to) in changes {
        assert!(toml.contains(from), "{from}");
        toml = toml.replace(from, to);
    }
    let draft = json!({ "toml": toml, "reason": "a trial", "based_on": rules["version"] });
    server.post(cookie, "/v1/rules", draft).await.ok(201);
}

/// Kinds of the events after one.
async fn kinds(server: &Server, head: i64) -> Vec<EventKind> {
    let events = server.service.store().events_after(COOP, head, 1_000).await.unwrap();
    events.iter().map(|event| event.kind).collect()
}

/// By order who has it.
fn couriers(day: &Value) -> Vec<(Value, Value)> {
    let mut all: Vec<_> = items(day, "orders")
        .into_iter()
        .map(|order| (order["id"].clone(), order["courier_id"].clone()))
        .collect();
    all.sort_by_key(|(id, _)| id.to_string());
    all
}

#[tokio::test]
async fn rounds_that_are_ridden_change_only_for_what_is_worth_it() {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    // Everybody has the same to do, whatever it costs.
    let even = [("work_percent = 1\n", "work_percent = 100\n")];
    rule(&server, &cookie, &even).await;
    for customer in 0..8 {
        server.meal(&cookie, customer, 12, 0).await;
    }
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let day = server.get(&cookie, DAY).await.ok(200);
    assert!(items(&day, "rounds").len() > 2, "{}", items(&day, "rounds").len());
    let round = day["rounds"][0].clone();
    say(&server, &cookie, &round, &round["stops"][0], "done").await;
    // Now that does not count any more, and others could do without some of the rounds.
    let own = [
        ("work_percent = 100\n", "work_percent = 0\n"),
        ("courier_s = 300\n", "courier_s = 0\n"),
        ("worth_s = 300\n", "worth_s = 14400\n"),
    ];
    rule(&server, &cookie, &own).await;
    let before = server.get(&cookie, DAY).await.ok(200);
    let head = server.service.store().head(COOP).await.unwrap();
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["kept"]["below_s"], 14_400, "{outcome}");
    assert_eq!((&outcome["moved"], &outcome["carried_rounds"]), (&json!(0), &json!(1)));
    let after = server.get(&cookie, DAY).await.ok(200);
    assert_eq!(couriers(&before), couriers(&after));
    assert_eq!(outcome["rounds"], json!(items(&after, "rounds").len()));
    // Rounds that nobody has begun stay as they are, without a word.
    for round in &items(&before, "rounds")[1..] {
        assert!(items(&after, "rounds").contains(round), "{round}");
    }
    assert!(!kinds(&server, head).await.contains(&EventKind::RoundWithdrawn));
    // Another order finds its place in them.
    let order = server.meal(&cookie, 9, 12, 10).await;
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert!(outcome["kept"].is_object() && outcome["unassigned"] == 0, "{outcome}");
    let with_it = server.get(&cookie, DAY).await.ok(200);
    let known = |all: Vec<(Value, Value)>| -> Vec<_> {
        all.into_iter().filter(|(id, _)| *id != order["id"]).collect()
    };
    assert_eq!(known(couriers(&with_it)), couriers(&after));
}

#[tokio::test]
async fn a_plan_that_changes_nothing_is_nobody_s_news() {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    for customer in 0..5 {
        server.meal(&cookie, customer, 12, 0).await;
    }
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let before = server.get(&cookie, DAY).await.ok(200);
    let head = server.service.store().head(COOP).await.unwrap();
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert!(outcome["kept"].is_object(), "{outcome}");
    let after = server.get(&cookie, DAY).await.ok(200);
    assert_eq!((&before["rounds"], &before["orders"]), (&after["rounds"], &after["orders"]));
    assert_eq!(outcome["rounds"], json!(items(&after, "rounds").len()));
    assert_eq!(after["plan"]["id"], outcome["plan_id"]);
    assert_eq!(kinds(&server, head).await, [EventKind::PlanPublished]);
    // One more order is news to those alone whose round it changes.
    let order = server.meal(&cookie, 7, 12, 0).await;
    let head = server.service.store().head(COOP).await.unwrap();
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let more = server.get(&cookie, DAY).await.ok(200);
    let with_it = items(&more, "orders").into_iter().find(|it| it["id"] == order["id"]).unwrap();
    for round in items(&after, "rounds") {
        let same = items(&more, "rounds").into_iter().find(|it| it["id"] == round["id"]).unwrap();
        assert!(same == round || same["id"] == with_it["round_id"], "{same}");
    }
    let told = kinds(&server, head).await;
    let about_rounds = told
        .iter()
        .filter(|kind| matches!(kind, EventKind::RoundPublished | EventKind::RoundChanged));
    assert_eq!(about_rounds.count(), 1, "{told:?}");
    assert!(!told.contains(&EventKind::RoundWithdrawn), "{told:?}");
}
