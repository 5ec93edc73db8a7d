//! What becomes of a plan when the day does not go as planned.

use super::server::{Server, meal};
use crate::{maps::CITY, support::day::at};
use musette::http::Options;
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";
const DAY: &str = "/v1/days/2026-03-17";

fn items(document: &Value, field: &str) -> Vec<Value> {
    document[field].as_array().unwrap().clone()
}

/// A day with orders in rounds.
async fn planned(server: &Server, dispatcher: &str) -> Value {
    for customer in 0..6 {
        server.meal(dispatcher, customer, 12, 0).await;
    }
    server.post(dispatcher, PLAN, Value::Null).await.ok(200);
    server.get(dispatcher, DAY).await.ok(200)
}

/// Kinds of the events after one, about this round or an order.
async fn kinds_after(server: &Server, seq: i64) -> Vec<Value> {
    let events = server.service.store().events_after("coop", seq, 1_000).await.unwrap();
    events.iter().map(|event| json!(event.kind)).collect()
}

fn with_end(shift: &Value, hour: u32) -> Value {
    let mut shift = shift.clone();
    shift["window"]["end_at"] = json!(at(hour, 45));
    shift["break"] = Value::Null;
    shift
}

#[tokio::test]
async fn a_changed_shift_takes_its_round_back_and_frees_the_orders() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let round = day["rounds"][0].clone();
    let path = format!("/v1/shifts/{}", round["shift_id"].as_str().unwrap());
    let shift = server.get(&dispatcher, &path).await.ok(200);
    let head = server.service.store().head("coop").await.unwrap();
    // The same again changes nothing.
    server.ask(&dispatcher, "PUT", &path, shift.clone()).await.ok(200);
    assert!(!kinds_after(&server, head).await.contains(&json!("round.withdrawn")));
    server.ask(&dispatcher, "PUT", &path, with_end(&shift, 14)).await.ok(200);
    let after = server.get(&dispatcher, DAY).await.ok(200);
    assert!(!items(&after, "rounds").iter().any(|it| it["id"] == round["id"]));
    let freed = |day: &Value| -> Vec<Value> {
        let orders = items(day, "orders").into_iter();
        orders.filter(|it| it["round_id"] == round["id"]).map(|it| it["id"].clone()).collect()
    };
    let orders = freed(&day);
    assert!(!orders.is_empty() && freed(&after).is_empty());
    for order in items(&after, "orders").iter().filter(|it| orders.contains(&it["id"])) {
        assert_eq!((&order["status"], &order["round_id"]), (&json!("open"), &Value::Null));
    }
    let kinds = kinds_after(&server, head).await;
    let count = |kind: &str| kinds.iter().filter(|it| **it == kind).count();
    assert_eq!((count("round.withdrawn"), count("order.withdrawn")), (1, orders.len()));
}

#[tokio::test]
async fn a_shift_goes_with_its_round_unless_that_was_begun() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let path = |round: &Value| format!("/v1/shifts/{}", round["shift_id"].as_str().unwrap());
    let rounds = items(&day, "rounds");
    let start = format!("/v1/rounds/{}/stops/0/done", rounds[0]["id"].as_str().unwrap());
    server.post(&dispatcher, &start, Value::Null).await.ok(200);
    let begun = path(&rounds[0]);
    let shift = server.get(&dispatcher, &begun).await.ok(200);
    let put = server.ask(&dispatcher, "PUT", &begun, with_end(&shift, 14)).await;
    assert_eq!(put.problem(409).0, "round_begun");
    let delete = server.ask(&dispatcher, "DELETE", &begun, Value::Null).await;
    assert_eq!(delete.problem(409).0, "round_begun");
    for round in &rounds[1..] {
        server.ask(&dispatcher, "DELETE", &path(round), Value::Null).await.ok(204);
        server.get(&dispatcher, &path(round)).await.problem(404);
    }
    let after = server.get(&dispatcher, DAY).await.ok(200);
    assert_eq!(items(&after, "rounds").len(), 1);
}

#[tokio::test]
async fn what_rounds_are_made_of_takes_them_back_when_it_changes() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let round = &day["rounds"][0];
    let change = async |path: String, field: &str, value: Value| {
        let mut thing = server.get(&dispatcher, &path).await.ok(200);
        thing[field] = value;
        server.ask(&dispatcher, "PUT", &path, thing).await.ok(200);
        items(&server.get(&dispatcher, DAY).await.ok(200), "rounds")
    };
    let of = |field: &str| round[field].as_str().unwrap().to_owned();
    let vehicle = format!("/v1/vehicles/{}", of("vehicle_id"));
    let named = change(vehicle.clone(), "name", json!("Renamed")).await;
    assert!(named.iter().any(|it| it["id"] == round["id"]));
    let room = json!({ "mass_g": 9_000, "volume_ml": 30_000, "bags": 2 });
    let left = change(vehicle, "capacity", room).await;
    assert!(!left.iter().any(|it| it["vehicle_id"] == round["vehicle_id"]));
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let day = server.get(&dispatcher, DAY).await.ok(200);
    let courier = day["rounds"][0]["courier_id"].clone();
    let path = format!("/v1/couriers/{}", courier.as_str().unwrap());
    if courier.as_str().unwrap().is_ascii() {
        let left = change(path, "skills", json!(["heights"])).await;
        assert!(!left.iter().any(|it| it["courier_id"] == courier));
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let day = server.get(&dispatcher, DAY).await.ok(200);
    let hub = day["rounds"][0]["hub_id"].clone();
    let path = format!("/v1/hubs/{}", hub.as_str().unwrap());
    let left = change(path, "lon_lat", json!(CITY.0.shops[9].place)).await;
    assert!(!left.iter().any(|it| it["hub_id"] == hub));
}

#[tokio::test]
async fn when_all_are_back_the_reason_says_so() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let rounds = items(&day, "rounds");
    for round in &rounds {
        for number in 0..items(round, "stops").len() {
            let done = format!("/v1/rounds/{}/stops/{number}/done", round["id"].as_str().unwrap());
            server.post(&dispatcher, &done, Value::Null).await.ok(200);
        }
    }
    let in_use: Vec<&Value> = rounds.iter().map(|round| &round["shift_id"]).collect();
    for shift in items(&day, "shifts").iter().filter(|shift| !in_use.contains(&&shift["id"])) {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        server.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
    }
    let order = server.meal(&dispatcher, 7, 12, 0).await;
    let outcome = server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["unassigned"], 1);
    assert_eq!(outcome["lost"], json!([]));
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let no_place = server.get(&dispatcher, &path).await.ok(200)["no_place"].clone();
    assert_eq!(no_place["code"], "all_riding", "{no_place}");
    assert!(no_place["reason"]["fr"].as_str().unwrap().contains("ne change plus"), "{no_place}");
}

#[tokio::test]
async fn orders_of_a_shift_that_goes_are_told_as_lost_if_nobody_else_has_room() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    for shift in items(&day, "shifts") {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        server.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
    }
    let new = server.meal(&dispatcher, 7, 12, 0).await;
    let outcome = server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let sorted = |mut ids: Vec<Value>| {
        ids.sort_by_key(ToString::to_string);
        ids
    };
    let were = items(&day, "orders").into_iter().filter(|it| it["status"] == "planned");
    let were = sorted(were.map(|it| it["id"].clone()).collect());
    assert!(!were.is_empty() && !were.contains(&new["id"]));
    assert_eq!(sorted(items(&outcome, "lost")), were);
}

#[tokio::test]
async fn a_plan_tells_which_orders_it_has_lost() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let mut planned: Vec<Value> = items(&day, "orders")
        .into_iter()
        .filter(|it| it["status"] == "planned")
        .map(|it| it["id"].clone())
        .collect();
    // Too late for all of them: only those on shift in the evening are left.
    let later = server.at(at(17, 0)).await;
    let kept = later.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    // Rounds of shifts that are over stay as they are.
    let after = later.get(&dispatcher, DAY).await.ok(200);
    let over = |round: &Value| round["window"]["end_at"].as_str().unwrap() < "2026-03-17T16:00:00Z";
    for round in items(&day, "rounds").iter().filter(|round| over(round)) {
        assert!(items(&after, "rounds").contains(round), "{round}");
    }
    let in_over: Vec<Value> =
        items(&day, "rounds").iter().filter(|it| over(it)).map(|it| it["id"].clone()).collect();
    let orders = items(&day, "orders");
    planned.retain(|id| {
        let order = orders.iter().find(|it| it["id"] == *id).unwrap();
        !in_over.contains(&order["round_id"])
    });
    let mut lost = items(&kept, "lost");
    lost.sort_by_key(ToString::to_string);
    planned.sort_by_key(ToString::to_string);
    assert_eq!(lost, planned);
    // Of a day that is over nothing is planned any more.
    let tomorrow = server.at(at(34, 0)).await;
    let dispatcher = tomorrow.sign_in("dispatch").await;
    assert_eq!(tomorrow.post(&dispatcher, PLAN, Value::Null).await.problem(409).0, "day_over");
}

#[tokio::test]
async fn an_order_for_tomorrow_by_its_dropoffs_is_planned_tomorrow() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let (mut one, place) = (meal(0, 12, 0), CITY.0.customers[1].place);
    one["dropoffs"][0]["window"] = json!({ "start_at": at(36, 0), "end_at": at(39, 0) });
    let second =
        json!({ "lon_lat": place, "window": { "start_at": at(36, 0), "end_at": at(38, 0) } });
    one["dropoffs"].as_array_mut().unwrap().push(second);
    one.as_object_mut().unwrap().remove("pickup");
    let order = server.post(&dispatcher, "/v1/orders", one).await.ok(201);
    assert_eq!(order["day"], "2026-03-18");
    // A pickup ends when its first dropoff is due.
    assert_eq!(order["pickup"]["window"]["end_at"], json!(at(38, 0)));
    let shift = json!({
        "courier_id": "bruno", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(34, 0), "end_at": at(39, 0) },
    });
    server.post(&dispatcher, "/v1/shifts", shift).await.ok(201);
    let outcome = server.post(&dispatcher, "/v1/days/2026-03-18/plan", Value::Null).await.ok(200);
    assert_eq!((&outcome["assigned"], &outcome["rounds"]), (&json!(1), &json!(1)), "{outcome}");
}

#[tokio::test]
async fn a_night_shift_goes_on_after_midnight() {
    let evening = Server::start_at(at(21, 0), Options::default()).await;
    let dispatcher = evening.sign_in("dispatch").await;
    // Who works at night has not worked all day.
    let shifts = evening.get(&dispatcher, "/v1/shifts").await.ok(200);
    for shift in items(&shifts, "items").iter().filter(|it| it["courier_id"] == "bruno") {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        evening.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
    }
    let shift = json!({
        "courier_id": "bruno", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(22, 30), "end_at": at(28, 0) },
    });
    let shift = evening.post(&dispatcher, "/v1/shifts", shift).await.ok(201);
    let night = evening.at(at(24, 30)).await;
    let mut now = meal(0, 24, 30);
    now.as_object_mut().unwrap().remove("pickup");
    let order = night.post(&dispatcher, "/v1/orders", now).await.ok(201);
    assert_eq!(order["day"], "2026-03-17");
    let outcome = night.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["assigned"], 1, "{outcome}");
    let courier = night.sign_in("bruno").await;
    let rounds = night.get(&courier, "/v1/rounds").await.ok(200);
    assert_eq!(rounds["items"][0]["shift_id"], shift["id"], "{rounds}");
    let shifts = night.get(&courier, "/v1/shifts").await.ok(200);
    assert_eq!(items(&shifts, "items"), [shift]);
    // Hours after its end it is over for good.
    let morning = evening.at(at(31, 0)).await;
    assert_eq!(morning.get(&courier, "/v1/rounds").await.ok(200)["items"], json!([]));
    let order = morning.post(&dispatcher, "/v1/orders", meal(1, 32, 0)).await.ok(201);
    assert_eq!(order["day"], "2026-03-18");
}

#[tokio::test]
async fn planning_again_moves_nobody_and_says_why() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let told = |day: &Value| -> Vec<Value> {
        let orders = items(day, "rounds").into_iter();
        orders.map(|it| json!([it["courier_id"], it["stops"]])).collect()
    };
    let again = server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    assert_eq!((&again["moved"], &again["kept"]["below_s"]), (&json!(0), &json!(300)));
    assert!(again["kept"]["saving_s"].as_u64().unwrap() < 300);
    assert!(again["fairness"]["longest_s"].as_u64().unwrap() > 0);
    assert_eq!(told(&server.get(&dispatcher, DAY).await.ok(200)), told(&day));
    // Kept for less than that: so no order says that it would cost less elsewhere by more.
    let order = items(&day, "orders")[0]["id"].as_str().unwrap().to_owned();
    let why = server.get(&dispatcher, &format!("/v1/orders/{order}/decision")).await.ok(200);
    assert_eq!(why["inputs"]["kept_below_s"], 300);
    let weights = ["fairness_weight", "change_weight", "moved_weight", "tolerance_s"];
    let weights = weights.map(|weight| why["inputs"][weight].as_i64().unwrap());
    assert_eq!(weights, [5, 300_000, 50, 600]);
    let of = |fit: &Value, part: &str| fit[part].as_i64().unwrap();
    for fit in [&why["chosen"]].into_iter().chain(why["others"].as_array().unwrap()) {
        let fit = &fit["fit"];
        if fit.is_null() {
            continue;
        }
        let share = |worked: i64| worked * worked * weights[0] / 3600;
        let (worked, work) = (of(fit, "worked_s"), of(fit, "work_s"));
        let changes = if fit["changes_courier"] == true { weights[1] } else { 0 };
        let sum = of(fit, "riding_s") * 1000 + of(fit, "distance_m") + of(fit, "waiting_s") * 100;
        let sum = sum + share(worked + work) - share(worked) + of(fit, "moved_s") * weights[2];
        assert_eq!(of(fit, "cost"), sum + changes);
    }
}

#[tokio::test]
async fn what_was_carried_is_told_of_the_rounds_of_the_weeks_before() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let day = planned(&server, &dispatcher).await;
    let rounds = items(&day, "rounds");
    assert!(!rounds.is_empty());
    for round in &rounds {
        let courier = round["courier_id"].as_str().unwrap();
        let own = |field: &str| -> u64 {
            let own = rounds.iter().filter(|it| it["courier_id"] == round["courier_id"]);
            own.map(|it| it[field].as_u64().unwrap()).sum()
        };
        let path = format!("/v1/couriers/{courier}/ledger");
        let carried = |ledger: Value| ledger["carried"].clone();
        let today = carried(server.get(&dispatcher, &path).await.ok(200));
        assert_eq!((&today["weeks"], &today["rounds"]), (&json!(4), &json!(0)));
        let next = format!("{path}?day=2026-03-18");
        let next = carried(server.get(&dispatcher, &next).await.ok(200));
        assert_eq!(next["distance_m"], own("distance_m"));
        assert_eq!(next["waiting_s"], own("waiting_s"));
        let [work, even, shift] =
            ["work_s", "even_work_s", "shift_s"].map(|it| next[it].as_u64().unwrap());
        assert!(work > own("travel_s") && work <= shift && even > 0 && next["mass_g"] != 0);
        let later = format!("{path}?day=2026-04-15");
        let later = carried(server.get(&dispatcher, &later).await.ok(200));
        assert_eq!(later["rounds"], 0, "it is more than four weeks ago");
    }
}
