//! Places that are held: nobody else gets them, and whoever confirms in time has an order that is planned.

use super::*;
use musette::{
    domain::EventKind,
    units::{Seconds, Timestamp},
};

const TWELVE: &str = "/v1/quotes?hold_min=10";

/// One courier alone, and a meal that is due soon after it is ready: few of these fit.
async fn one_courier() -> (Server, String) {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let shifts = server.get(&dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in &shifts["items"].as_array().unwrap()[1..] {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        server.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
    }
    (server, dispatcher)
}

fn urgent(customer: usize) -> Value {
    let mut meal = meal(customer, 12, 0);
    meal["dropoffs"][0]["window"]["end_at"] = json!(at(13, 10));
    meal
}

/// Holds places until there is none left: their ids.
async fn held(server: &Server, cookie: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for customer in 0..19 {
        let quote = server.post(cookie, TWELVE, urgent(customer)).await.ok(200);
        assert_eq!(quote["possible"], json!(!quote["hold"].is_null()), "{quote}");
        let Some(id) = quote["hold"]["id"].as_str() else { break };
        ids.push(id.to_owned());
    }
    assert!(ids.len() > 1 && ids.len() < 19, "{} orders: else it is no test", ids.len());
    ids
}

async fn is_possible(server: &Server, cookie: &str, customer: usize) -> bool {
    let quote = server.post(cookie, "/v1/quotes", urgent(customer)).await.ok(200);
    assert_eq!(quote["hold"], Value::Null);
    quote["possible"].as_bool().unwrap()
}

fn later(minutes: u32) -> Timestamp {
    at(10, 0) + Seconds::from_minutes(minutes)
}

#[tokio::test]
async fn a_place_that_is_held_is_nobody_elses_until_it_is_let_go_or_the_time_is_over() {
    let (server, dispatcher) = one_courier().await;
    let shop = server.sign_in("shop1").await;
    let ids = held(&server, &shop).await;
    let last = ids.len();
    assert!(!is_possible(&server, &dispatcher, last).await);
    assert_eq!(server.get(&dispatcher, "/v1/orders").await.ok(200)["items"], json!([]));
    let path = format!("/v1/quotes/{}", ids[last - 1]);
    let other = server.sign_in("shop2").await;
    assert_eq!(server.ask(&other, "DELETE", &path, Value::Null).await.problem(404).0, "not_found");
    server.ask(&shop, "DELETE", &path, Value::Null).await.ok(204);
    assert_eq!(server.ask(&shop, "DELETE", &path, Value::Null).await.problem(404).0, "not_found");
    assert!(is_possible(&server, &dispatcher, last - 1).await);
    server.post(&shop, TWELVE, urgent(last - 1)).await.ok(200);
    assert!(!is_possible(&server, &dispatcher, last).await);
    assert!(!is_possible(&server.at(later(9)).await, &dispatcher, last).await);
    assert!(is_possible(&server.at(later(11)).await, &dispatcher, last).await);
}

#[tokio::test]
async fn who_confirms_in_time_has_an_order_that_goes_before_others_and_confirms_it_once() {
    let (server, dispatcher) = one_courier().await;
    let shop = server.sign_in("shop1").await;
    let ids = held(&server, &shop).await;
    // Others come first, and more than can be brought.
    let mut rivals = Vec::new();
    for customer in 0..12 {
        let order = server.post(&dispatcher, "/v1/orders", urgent(customer)).await.ok(201);
        rivals.push(order["id"].as_str().unwrap().to_owned());
    }
    // A plan meanwhile leaves room, and shows nothing of it.
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let day = server.get(&dispatcher, DAY).await.ok(200);
    assert!(ids.iter().all(|id| !day.to_string().contains(id.as_str())));
    let mut orders = Vec::new();
    for id in &ids {
        let path = format!("/v1/quotes/{id}/confirm");
        assert_eq!(server.post("", &path, Value::Null).await.status, 401);
        let other = server.sign_in("shop2").await;
        assert_eq!(server.post(&other, &path, Value::Null).await.problem(404).0, "not_found");
        let order = server.post(&shop, &path, Value::Null).await;
        assert_eq!(order.header("location"), format!("/v1/orders/{id}"));
        assert_eq!(order.ok(201)["id"], json!(id));
        let again = server.post(&shop, &path, Value::Null).await.ok(200);
        assert_eq!(again, order.json());
        orders.push(id.clone());
    }
    assert_eq!(
        server.ask(&shop, "DELETE", &format!("/v1/quotes/{}", ids[0]), Value::Null).await.status,
        404
    );
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    for id in &orders {
        let order = server.get(&shop, &format!("/v1/orders/{id}")).await.ok(200);
        assert_eq!(order["status"], "planned", "{order}");
    }
    let store = server.service.store();
    let events = store.events_after("coop", 0, 1000).await.unwrap();
    let promised = events.iter().filter(|event| event.kind == EventKind::OrderPromised);
    assert_eq!(promised.count(), ids.len());
}

#[tokio::test]
async fn who_comes_too_late_is_told_so_and_so_is_who_has_lost_the_place() {
    let (server, dispatcher) = one_courier().await;
    let quote = server.post(&dispatcher, TWELVE, urgent(0)).await.ok(200);
    let path = format!("/v1/quotes/{}/confirm", quote["hold"]["id"].as_str().unwrap());
    assert_eq!(
        quote["hold"]["expires_at"].as_str().unwrap()[..16],
        json!(later(10)).as_str().unwrap()[..16]
    );
    let late = server.at(later(11)).await;
    assert_eq!(late.post(&dispatcher, &path, Value::Null).await.problem(409).0, "quote_over");
    // The courier falls ill.
    let shifts = server.get(&dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    let shift = format!("/v1/shifts/{}", shifts["items"][0]["id"].as_str().unwrap());
    server.ask(&dispatcher, "DELETE", &shift, Value::Null).await.ok(204);
    assert_eq!(server.post(&dispatcher, &path, Value::Null).await.problem(409).0, "no_place");
    assert_eq!(server.get(&dispatcher, "/v1/orders").await.ok(200)["items"], json!([]));
}

#[tokio::test]
async fn of_those_who_ask_at_once_only_so_many_get_a_place_as_there_are_places() {
    let (server, dispatcher) = one_courier().await;
    let mut ids = held(&server, &dispatcher).await;
    for id in ids.drain(1..) {
        let path = format!("/v1/quotes/{id}");
        server.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
    }
    let ask = |customer| server.post(&dispatcher, TWELVE, urgent(customer));
    let answers = tokio::join!(ask(5), ask(6), ask(7), ask(8), ask(9), ask(10));
    let answers = [answers.0, answers.1, answers.2, answers.3, answers.4, answers.5];
    for answer in answers {
        // Who is overtaken again and again is asked to come back.
        if answer.status == 409 {
            assert_eq!(answer.problem(409).0, "changing");
        } else if let Some(id) = answer.ok(200)["hold"]["id"].as_str() {
            ids.push(id.to_owned());
        }
    }
    assert!((2..7).contains(&ids.len()), "else it is no test");
    for id in &ids {
        server.post(&dispatcher, &format!("/v1/quotes/{id}/confirm"), Value::Null).await.ok(201);
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    for id in &ids {
        let order = server.get(&dispatcher, &format!("/v1/orders/{id}")).await.ok(200);
        assert_eq!(order["status"], "planned", "{order}");
    }
}

#[tokio::test]
async fn who_holds_a_place_has_it_in_whatever_order_places_are_confirmed() {
    for turn in 0..4 {
        let (server, dispatcher) = one_courier().await;
        let mut ids = Vec::new();
        for customer in 0..12 {
            let quote = server.post(&dispatcher, TWELVE, urgent(customer)).await.ok(200);
            ids.extend(quote["hold"]["id"].as_str().map(str::to_owned));
        }
        assert!((3..12).contains(&ids.len()), "{} orders: else it is no test", ids.len());
        match turn {
            0 => ids.reverse(),
            1 => ids.rotate_left(1),
            2 => ids.swap(0, 1),
            _ => {
                let path = format!("/v1/quotes/{}", ids.remove(0));
                server.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
                ids.reverse();
            }
        }
        // Nobody counts on this one, and there is no room for both.
        server.post(&dispatcher, "/v1/orders", urgent(11)).await.ok(201);
        for id in &ids {
            let path = format!("/v1/quotes/{id}/confirm");
            server.post(&dispatcher, &path, Value::Null).await.ok(201);
        }
        server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
        for id in &ids {
            let order = server.get(&dispatcher, &format!("/v1/orders/{id}")).await.ok(200);
            assert_eq!(order["status"], "planned", "turn {turn}: {order}");
        }
    }
}

#[tokio::test]
async fn an_account_holds_few_places_and_for_an_hour_at_most() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    for minutes in ["0", "61", "x"] {
        let path = format!("/v1/quotes?hold_min={minutes}");
        let (_, fields) = server.post(&dispatcher, &path, meal(0, 12, 0)).await.problem(422);
        assert_eq!(fields, ["?hold_min"]);
    }
    for _ in 0..20 {
        let quote = server.post(&dispatcher, TWELVE, meal(0, 12, 0)).await.ok(200);
        assert!(!quote["hold"].is_null(), "{quote}");
    }
    let full = server.post(&dispatcher, TWELVE, meal(0, 12, 0)).await;
    assert_eq!(full.problem(409).0, "too_many_held");
    // Those that are over are forgotten, with all that was said of people.
    server.service.store().sweep_held_orders(later(11)).await.unwrap();
    let mut view = server.service.store().view("coop").await.unwrap();
    assert_eq!(view.held_by("none", at(0, 0)).await.unwrap(), 0);
    let day = jiff::civil::date(2026, 3, 17);
    assert_eq!(view.held_orders(day, at(0, 0)).await.unwrap(), []);
}

#[tokio::test]
async fn who_confirms_several_times_at_once_has_one_order_and_no_error() {
    let (server, dispatcher) = one_courier().await;
    let quote = server.post(&dispatcher, TWELVE, urgent(0)).await.ok(200);
    let id = quote["hold"]["id"].as_str().unwrap();
    let path = format!("/v1/quotes/{id}/confirm");
    let confirm = || server.post(&dispatcher, &path, Value::Null);
    let (a, b, c) = tokio::join!(confirm(), confirm(), confirm());
    let mut answers = [a, b, c];
    answers.sort_by_key(|answer| answer.status);
    let [first, second, third] = answers;
    let order = third.ok(201);
    assert_eq!((first.ok(200), second.ok(200)), (order.clone(), order));
    let events = server.service.store().events_after("coop", 0, 1000).await.unwrap();
    let promised = events.iter().filter(|event| event.kind == EventKind::OrderPromised);
    assert_eq!(promised.count(), 1);
}

#[tokio::test]
async fn what_is_held_in_a_round_that_became_too_much_keeps_no_day_from_being_planned() {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let dispatcher = server.sign_in("dispatch").await;
    for customer in 0..3 {
        server.meal(&dispatcher, customer, 12, 0).await;
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let day = server.get(&dispatcher, DAY).await.ok(200);
    let round = &day["rounds"][0];
    let begin = format!("/v1/rounds/{}/stops/0/done", round["id"].as_str().unwrap());
    server.post(&dispatcher, &begin, Value::Null).await.ok(200);
    for customer in 3..6 {
        let mut meal = meal(customer, 12, 0);
        meal["couriers"] = json!({ "only": [round["courier_id"]] });
        let quote = server.post(&dispatcher, TWELVE, meal).await.ok(200);
        assert!(quote["hold"]["id"].is_string(), "{quote}");
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    // The bike is another one.
    let path = format!("/v1/vehicles/{}", round["vehicle_id"].as_str().unwrap());
    let mut bike = server.get(&dispatcher, &path).await.ok(200);
    bike["capacity"] = json!({ "mass_g": 100, "volume_ml": 100, "bags": 1 });
    bike["most_stops"] = json!(1);
    server.ask(&dispatcher, "PUT", &path, bike).await.ok(200);
    let outcome = server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["carried_rounds"], 1, "{outcome}");
}
