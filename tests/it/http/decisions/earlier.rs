//! What earlier plans decided, and what became of orders.

use super::{DAY, PLAN, meal, path, planned, text};
use crate::{cli_program::Workplace, http::server::Server, support::day::at};
use serde_json::{Value, json};

fn all_of(order: &Value) -> String {
    format!("/v1/orders/{}/decisions", text(&order["id"]))
}

/// The day planned, one order more, and planned again: an order that both plans decided about, what the first said of it, and
/// the ids of the plans.
async fn planned_twice(server: &Server, dispatcher: &str) -> (Value, Value, [String; 2]) {
    let day = planned(server, dispatcher).await;
    let orders = day["orders"].as_array().unwrap();
    let order = orders.iter().find(|order| order["round_id"].is_string()).unwrap().clone();
    let before = server.get(dispatcher, &path(&order)).await.ok(200);
    server.meal(dispatcher, 9, 12, 0).await;
    let again = server.post(dispatcher, PLAN, Value::Null).await.ok(200);
    let plans = [&day["plan"]["id"], &again["plan_id"]].map(|id| text(id).to_owned());
    (order, before, plans)
}

#[tokio::test]
async fn what_earlier_plans_decided_is_told_beside_what_stands() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let (order, mut before, [first, second]) = planned_twice(&server, &dispatcher).await;
    let all = server.get(&dispatcher, &all_of(&order)).await.ok(200)["items"].clone();
    let told = |entry: &Value| {
        let plan = text(&entry["plan_id"]).to_owned();
        (plan, entry["stands"] == true, entry["replaced_at"].is_string())
    };
    let all = all.as_array().unwrap();
    let expected = [(second.clone(), true, false), (first.clone(), false, true)];
    assert_eq!(all.iter().map(told).collect::<Vec<_>>(), expected);
    let stands = server.get(&dispatcher, &path(&order)).await.ok(200);
    assert_eq!((&all[0]["sentence"], &all[0]["rules_version"]), (&stands["sentence"], &json!(1)));
    assert_eq!((&all[1]["sentence"], &all[1]["assigned"]), (&before["sentence"], &json!(true)));

    // All of it is there, as it was.
    let of = |plan: &str| format!("{}/{plan}", all_of(&order));
    assert_eq!(server.get(&dispatcher, &of(&second)).await.ok(200), stands);
    let kept = server.get(&dispatcher, &of(&first)).await.ok(200);
    before["replaced_at"] = kept["replaced_at"].clone();
    assert_eq!(kept, before);
    assert_eq!(server.get(&dispatcher, &of("nothing")).await.problem(404).0, "not_found");
    assert_eq!(
        server.get(&dispatcher, "/v1/orders/none/decisions").await.problem(404).0,
        "not_found"
    );

    // Its shop hears what came of it each time; a courier does not, since others have had it.
    let shop = server.sign_in("shop1").await;
    let own = server.get(&shop, &all_of(&order)).await.ok(200)["items"].clone();
    assert_eq!(own.as_array().unwrap().len(), 2);
    for entry in own.as_array().unwrap() {
        assert!(text(&entry["sentence"]["en"]).starts_with("It is in a round"), "{entry}");
        assert_eq!(entry["rules_version"], Value::Null);
    }
    let kept = server.get(&shop, &of(&first)).await.ok(200);
    assert_eq!((&kept["chosen"], &kept["inputs"]), (&Value::Null, &Value::Null));
    let other = server.sign_in("shop2").await;
    assert_eq!(server.get(&other, &all_of(&order)).await.problem(404).0, "not_found");
    let courier = server.sign_in("bruno").await;
    assert_eq!(server.get(&courier, &all_of(&order)).await.problem(403).0, "forbidden");
}

#[tokio::test]
async fn where_nothing_stands_any_more_what_was_decided_is_still_there() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let (order, ..) = planned_twice(&server, &dispatcher).await;
    let shifts = server.get(&dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in shifts["items"].as_array().unwrap() {
        let shift = format!("/v1/shifts/{}", text(&shift["id"]));
        server.ask(&dispatcher, "DELETE", &shift, Value::Null).await.ok(204);
    }
    assert_eq!(server.get(&dispatcher, &path(&order)).await.problem(404).0, "not_found");
    let all = server.get(&dispatcher, &all_of(&order)).await.ok(200);
    let all = all["items"].as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|entry| entry["stands"] == false), "{all:?}");
    let workplace = Workplace::new();
    let told =
        workplace.run(&format!("explain --database {} --order {}", server.url, text(&order["id"])));
    let told = told.well();
    assert!(told.contains("no plan stands for it; it waits for the next one"), "{told}");
    for entry in all {
        assert!(told.contains(text(&entry["sentence"]["en"])), "{told}");
    }
}

#[tokio::test]
async fn the_program_tells_what_earlier_plans_decided_and_what_is_not_there() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let (order, before, [first, second]) = planned_twice(&server, &dispatcher).await;
    let stands = server.get(&dispatcher, &path(&order)).await.ok(200);
    let workplace = Workplace::new();
    let id = text(&order["id"]);
    let database = format!("explain --database {}", server.url);
    let asked = format!("{database} --order {id}");
    let told = workplace.run(&asked).well();
    let (now, then) = told.split_once("other plans have decided about it").unwrap();
    assert!(now.contains(text(&stands["sentence"]["en"])), "{told}");
    assert!(then.contains(&first) && !then.contains(&second), "{told}");
    assert!(then.contains(text(&before["sentence"]["en"])), "{told}");
    let told = workplace.run(&format!("{asked} --plan {first} --json")).well();
    let told: Vec<Value> = serde_json::from_str(&told).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0]["plan"], &told[0]["order"]), (&json!(first), &order["id"]));
    assert_eq!(told[0]["sentences"]["why"], before["sentence"]);

    let fails = |command: String, said: &[&str]| {
        let run = workplace.run(&command);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(said.iter().all(|it| run.stderr.contains(it)), "{run:?}");
    };
    fails(format!("{asked} --plan nothing"), &["plan nothing", id]);
    fails(format!("{asked} --day 2026-03-18"), &[id, "is for 2026-03-17"]);
    fails(format!("{database} --order 999"), &["there is no order 999"]);
    fails(database.clone(), &["--day", "--order"]);
    assert_eq!(workplace.run(&format!("{database} --plan {first}")).code, Some(2));

    // A day without a plan says so, in words only.
    let empty = workplace.run(&format!("{database} --day 2026-03-18")).well();
    assert_eq!(empty.trim(), "there are no orders on 2026-03-18");
    let mut tomorrow = meal(0, 12, 0);
    tomorrow["pickup"]["window"]["start_at"] = json!(at(36, 0));
    tomorrow["dropoffs"][0]["window"]["end_at"] = json!(at(38, 0));
    server.post(&dispatcher, "/v1/orders", tomorrow).await.ok(201);
    let waiting = workplace.run(&format!("{database} --day 2026-03-18 --lang fr")).well();
    assert_eq!(waiting.trim(), "1 commande du 2026-03-18 attend un plan : planifiez la journée");
    let nothing = workplace.run(&format!("{database} --day 2026-03-18 --json")).well();
    assert_eq!(nothing.trim(), "[]");
    let day = workplace.run(&format!("{database} --day 2026-03-17")).well();
    assert!(!day.contains("for a plan"), "{day}");
}

#[tokio::test]
async fn what_became_of_an_order_is_said_before_what_the_plan_had_said() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let mut rounds = day["rounds"].as_array().unwrap().iter();
    let round = rounds.find(|round| round["stops"].as_array().unwrap().len() > 5).unwrap();
    let stops = round["stops"].as_array().unwrap();
    let orders: Vec<&Value> =
        stops.iter().filter(|it| it["kind"] == "pickup").map(|it| &it["order_id"]).collect();
    let why = async |id: &Value| {
        let path = format!("/v1/orders/{}/decision", text(id));
        text(&server.get(&dispatcher, &path).await.ok(200)["sentence"]["en"]).to_owned()
    };
    let (failed, delivered) = (orders[0], orders[1]);
    let [failed_before, delivered_before] = [why(failed).await, why(delivered).await];
    for (number, stop) in stops.iter().enumerate() {
        let of = format!("/v1/rounds/{}/stops/{number}", text(&round["id"]));
        if stop["order_id"] != *failed {
            server.post(&dispatcher, &format!("{of}/done"), Value::Null).await.ok(200);
        } else if stop["kind"] == "pickup" {
            let closed = json!({ "reason": "closed" });
            server.post(&dispatcher, &format!("{of}/fail"), closed).await.ok(200);
        }
    }
    let told = why(failed).await;
    assert!(told.starts_with("It has failed. At 10:"), "{told}");
    let said = format!("the shop was closed. What the plan had said: {failed_before}");
    assert!(told.ends_with(&said), "{told}");
    let told = why(delivered).await;
    assert!(told.starts_with("It was delivered at 10:"), "{told}");
    assert!(told.ends_with(&format!("What the plan had said: {delivered_before}")), "{told}");
    let listed = server.get(&dispatcher, &format!("{DAY}/decisions")).await.ok(200);
    assert!(listed.to_string().contains("It was delivered at 10:"));

    let mut others = day["orders"].as_array().unwrap().iter();
    let other = others.find(|it| it["round_id"].is_string() && !orders.contains(&&it["id"]));
    if let Some(other) = other {
        let before = why(&other["id"]).await;
        let cancel = format!("/v1/orders/{}/cancel", text(&other["id"]));
        server.post(&dispatcher, &cancel, Value::Null).await.ok(200);
        let said = format!("It was called off. What the plan had said: {before}");
        assert_eq!(why(&other["id"]).await, said);
    }
}

#[tokio::test]
async fn what_no_longer_stood_does_not_come_back_when_its_order_is_called_off() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let round = &day["rounds"][0];
    let mut stops = round["stops"].as_array().unwrap().iter();
    let order = &stops.find(|stop| stop["kind"] == "pickup").unwrap()["order_id"];
    let shift = format!("/v1/shifts/{}", text(&round["shift_id"]));
    server.ask(&dispatcher, "DELETE", &shift, Value::Null).await.ok(204);
    let of = |what: &str| format!("/v1/orders/{}/{what}", text(order));
    server.get(&dispatcher, &of("decision")).await.problem(404);
    server.post(&dispatcher, &of("cancel"), Value::Null).await.ok(200);
    server.get(&dispatcher, &of("decision")).await.problem(404);
    let all = server.get(&dispatcher, &of("decisions")).await.ok(200);
    assert_eq!(all["items"][0]["stands"], false, "{all}");
}
