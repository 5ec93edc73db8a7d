//! What few orders ask: times on board, several windows, who may bring them, in which order.

use super::server::{COOP, Server, meal};
use crate::{maps::CITY, support::day::at};
use musette::{domain::Couriers, http::Options};
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";

fn with(mut order: Value, fields: &[(&str, Value)]) -> Value {
    for (pointer, value) in fields {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        order.pointer_mut(parent).unwrap()[name] = value.clone();
    }
    order
}

async fn started() -> (Server, String) {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    (server, cookie)
}

#[tokio::test]
async fn a_dispatcher_says_it_all_and_a_plain_order_has_nothing_of_it() {
    let (server, dispatcher) = started().await;
    let plain = server.meal(&dispatcher, 0, 12, 0).await;
    let said_not = ["couriers", "priority", "plan_window", "max_on_board_min"];
    for stop in [&plain, &plain["pickup"], &plain["dropoffs"][0]] {
        assert!(said_not.iter().all(|field| stop[field].is_null()), "{stop}");
    }
    assert_eq!(
        (&plain["sequence"], &plain["dropoffs"][0]["windows"]),
        (&json!("free"), &json!([]))
    );

    let windows = json!([
        { "start_at": at(15, 0), "end_at": at(16, 0) },
        { "start_at": at(12, 30), "end_at": at(13, 0) },
    ]);
    let body = with(
        meal(1, 12, 0),
        &[
            ("/max_on_board_min", json!(40)),
            ("/couriers", json!({ "not": ["bruno", "aïcha"] })),
            ("/priority", json!(3)),
            ("/sequence", json!("block")),
            ("/dropoffs/0/window", Value::Null),
            ("/dropoffs/0/windows", windows),
            ("/dropoffs/0/plan_window", json!({ "end_at": at(12, 45) })),
        ],
    );
    let order = server.post(&dispatcher, "/v1/orders", body).await.ok(201);
    assert_eq!(order["couriers"], json!({ "only": null, "not": ["aïcha", "bruno"] }));
    assert_eq!((&order["priority"], &order["sequence"]), (&json!(3), &json!("block")));
    let dropoff = &order["dropoffs"][0];
    assert_eq!(dropoff["window"], json!({ "start_at": at(12, 30), "end_at": at(16, 0) }));
    assert_eq!(dropoff["windows"][0], json!({ "start_at": at(12, 30), "end_at": at(13, 0) }));
    assert_eq!(dropoff["plan_window"], json!({ "start_at": at(12, 30), "end_at": at(12, 45) }));
    assert_eq!(dropoff["max_on_board_min"], 40);
    assert_eq!(order["pickup"]["window"]["end_at"], json!(at(16, 0)));

    // The shop sees its order, but not whom the co-operative has chosen.
    let shop = server.sign_in("shop1").await;
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let seen = server.get(&shop, &path).await.ok(200);
    assert_eq!((&seen["couriers"], &seen["priority"]), (&Value::Null, &Value::Null));
    assert_eq!((&seen["sequence"], &seen["dropoffs"]), (&order["sequence"], &order["dropoffs"]));
    let mut view = server.service.store().view(COOP).await.unwrap();
    let kept = view.order(order["id"].as_str().unwrap()).await.unwrap().unwrap();
    assert_eq!(kept.terms.couriers, Couriers::Not(["bruno".into(), "aïcha".into()].into()));
}

#[tokio::test]
async fn a_shop_names_nobody_and_every_mistake_is_told() {
    let (server, dispatcher) = started().await;
    let shop = server.sign_in("shop1").await;
    let body = with(
        meal(1, 12, 0),
        &[("/couriers", json!({ "only": ["bruno"] })), ("/priority", json!(2))],
    );
    let (_, fields) = server.post(&shop, "/v1/orders", body).await.problem(422);
    assert_eq!(fields, ["/couriers", "/priority"]);

    let one = json!([{ "start_at": at(12, 30), "end_at": at(12, 0) }, { "start_at": at(12, 0) }]);
    let body = with(
        meal(1, 12, 0),
        &[
            ("/max_on_board_min", json!(0)),
            ("/couriers", json!({ "only": ["bruno", "nobody"] })),
            ("/priority", json!(11)),
            ("/sequence", json!("knot")),
            ("/pickup/max_on_board_min", json!(20)),
            ("/pickup/plan_window", json!({ "start_at": at(9, 0) })),
            ("/dropoffs/0/window", Value::Null),
            ("/dropoffs/0/windows", one),
            ("/dropoffs/0/max_on_board_min", json!(1_441)),
        ],
    );
    let answer = server.post(&dispatcher, "/v1/orders", body).await;
    let (_, mut fields) = answer.problem(422);
    fields.sort_unstable();
    let expected = [
        "/couriers/only/1",
        "/dropoffs/0/max_on_board_min",
        "/dropoffs/0/windows/0/end_at",
        "/dropoffs/0/windows/1/end_at",
        "/max_on_board_min",
        "/pickup/max_on_board_min",
        "/pickup/plan_window/start_at",
        "/priority",
        "/sequence",
    ];
    assert_eq!(fields, expected, "{}", answer.json());
    let twice = json!([{ "start_at": at(12, 0), "end_at": at(13, 0) }]);
    let body = with(meal(1, 12, 0), &[("/dropoffs/0/windows", twice)]);
    let (_, fields) = server.post(&dispatcher, "/v1/orders", body).await.problem(422);
    assert_eq!(fields, ["/dropoffs/0/windows"]);
    for couriers in [json!({}), json!({ "only": [] }), json!({ "only": ["bruno"], "not": [] })] {
        let body = with(meal(1, 12, 0), &[("/couriers", couriers)]);
        let (_, fields) = server.post(&dispatcher, "/v1/orders", body).await.problem(422);
        assert!(fields.len() == 1 && fields[0].starts_with("/couriers"), "{fields:?}");
    }
}

/// The stops of the round that has an order: kind and order, one a stop.
async fn round_with(server: &Server, cookie: &str, order: &Value) -> Value {
    let rounds = server.get(cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let has = |round: &&Value| {
        round["stops"].as_array().unwrap().iter().any(|stop| stop["order_id"] == order["id"])
    };
    rounds["items"].as_array().unwrap().iter().find(has).cloned().unwrap_or_default()
}

#[tokio::test]
async fn plans_keep_to_who_may_bring_an_order_and_say_so_if_nobody_may() {
    let (server, dispatcher) = started().await;
    let mut orders = Vec::new();
    for courier in ["bruno", "aïcha"] {
        let body = with(meal(2, 12, 0), &[("/couriers", json!({ "only": [courier] }))]);
        orders.push((courier, server.post(&dispatcher, "/v1/orders", body).await.ok(201)));
    }
    let mut view = server.service.store().view(COOP).await.unwrap();
    let all: Vec<String> = view.couriers().await.unwrap().into_iter().map(|it| it.id).collect();
    drop(view);
    let body = with(meal(3, 12, 0), &[("/couriers", json!({ "not": all }))]);
    let nobodys = server.post(&dispatcher, "/v1/orders", body).await.ok(201);
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    for (courier, order) in &orders {
        assert_eq!(round_with(&server, &dispatcher, order).await["courier_id"], *courier);
    }
    let path = format!("/v1/orders/{}", nobodys["id"].as_str().unwrap());
    let left = server.get(&dispatcher, &path).await.ok(200);
    assert_eq!(left["no_place"]["code"], "not_allowed");
    let why = server.get(&dispatcher, &format!("{path}/decision")).await.ok(200);
    assert_eq!(why["conflict"], json!(["couriers"]), "{why}");
    let check = json!({ "order_id": orders[0].1["id"], "courier_id": "aïcha" });
    let check = server.post(&dispatcher, "/v1/days/2026-03-17/moves/check", check).await.ok(200);
    let told = check["obstacles"].as_array().unwrap();
    assert!(told.iter().any(|it| it["kind"] == "courier" && it["hard"] == false), "{check}");
}

#[tokio::test]
async fn a_standing_round_stays_together_in_its_order() {
    let (server, dispatcher) = started().await;
    let dropoff = |customer: usize| {
        let site = &CITY.0.customers[customer];
        json!({ "lon_lat": site.place, "window": { "end_at": at(16, 0) } })
    };
    let standing = json!({
        "shop_id": "shop1", "sequence": "block",
        "pickup": { "window": { "start_at": at(12, 0) } },
        "dropoffs": [dropoff(9), dropoff(3), dropoff(7)],
    });
    let standing = server.post(&dispatcher, "/v1/orders", standing).await.ok(201);
    for customer in 0..8 {
        server.meal(&dispatcher, customer, 12, 0).await;
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let round = round_with(&server, &dispatcher, &standing).await;
    let stops = round["stops"].as_array().unwrap();
    let stops: Vec<&Value> = stops.iter().filter(|stop| stop["kind"] != "break").collect();
    let first = stops.iter().position(|stop| stop["order_id"] == standing["id"]).unwrap();
    let own = &stops[first..first + 4];
    assert!(own.iter().all(|stop| stop["order_id"] == standing["id"]), "{round}");
    let places: Vec<&Value> = own[1..].iter().map(|stop| &stop["lon_lat"]).collect();
    assert_eq!(places, [9, 3, 7].map(|it| json!(CITY.0.customers[it].place)).each_ref());
    // No dispatcher parts it by hand either.
    let order = server.meal(&dispatcher, 8, 12, 0).await;
    for position in 0..stops.len() {
        let body = json!({
            "order_id": order["id"], "shift_id": round["shift_id"], "position": position,
        });
        let check = server.post(&dispatcher, "/v1/days/2026-03-17/moves/check", body).await.ok(200);
        let at = check["placing"]["position"].as_u64().unwrap();
        let first = u64::try_from(first).unwrap() - 1;
        assert!(at <= first || at >= first + 4, "{check}");
    }
}

#[tokio::test]
async fn warm_food_is_not_carried_about() {
    let (server, dispatcher) = started().await;
    let mut orders = Vec::new();
    for customer in 0..10 {
        let most = json!(if customer == 9 { 1 } else { 25 });
        let body = with(meal(customer, 12, 0), &[("/max_on_board_min", most)]);
        orders.push(server.post(&dispatcher, "/v1/orders", body).await.ok(201));
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let rounds = server.get(&dispatcher, "/v1/rounds?day=2026-03-17").await.ok(200);
    let mut carried = 0;
    for round in rounds["items"].as_array().unwrap() {
        let stops = round["stops"].as_array().unwrap();
        for dropoff in stops.iter().filter(|stop| stop["kind"] == "dropoff") {
            let pickup = stops
                .iter()
                .find(|it| it["kind"] == "pickup" && it["order_id"] == dropoff["order_id"])
                .unwrap();
            let instant = |at: &Value| at.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
            let span = instant(&dropoff["start_at"]).duration_since(instant(&pickup["end_at"]));
            assert!(span.as_secs() <= 25 * 60, "{dropoff}");
            carried += 1;
        }
    }
    assert!(carried > 3, "{carried}");
    let path = format!("/v1/orders/{}", orders[9]["id"].as_str().unwrap());
    let cold = server.get(&dispatcher, &path).await.ok(200);
    assert_eq!(cold["no_place"]["code"], "too_long_on_board", "{cold}");
    let why = server.get(&dispatcher, &format!("{path}/decision")).await.ok(200);
    assert_eq!(why["conflict"], json!(["on_board"]), "{why}");
}

#[tokio::test]
async fn goods_lie_at_a_hub_or_go_there() {
    let (server, dispatcher) = started().await;
    let hub = server.get(&dispatcher, "/v1/hubs/core").await.ok(200);
    let out = with(meal(1, 12, 0), &[("/pickup/hub_id", json!("core"))]);
    let back = with(
        meal(1, 12, 0),
        &[
            ("/dropoffs/0/hub_id", json!("core")),
            ("/dropoffs/0/lon_lat", Value::Null),
            ("/dropoffs/0/address", Value::Null),
            ("/dropoffs/0/name", json!("Bring it in")),
        ],
    );
    let out = server.post(&dispatcher, "/v1/orders", out).await.ok(201);
    let back = server.post(&dispatcher, "/v1/orders", back).await.ok(201);
    assert_eq!(
        (&out["pickup"]["lon_lat"], &out["pickup"]["name"]),
        (&hub["lon_lat"], &hub["name"])
    );
    let dropoff = &back["dropoffs"][0];
    assert_eq!((&dropoff["lon_lat"], &dropoff["name"]), (&hub["lon_lat"], &json!("Bring it in")));
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    for order in [&out, &back] {
        assert_ne!(round_with(&server, &dispatcher, order).await, Value::Null);
    }
    for (pointer, value) in
        [("/pickup/hub_id", json!("none")), ("/dropoffs/0/hub_id", json!("core"))]
    {
        let body = with(meal(1, 12, 0), &[(pointer, value)]);
        let (_, fields) = server.post(&dispatcher, "/v1/orders", body).await.problem(422);
        assert_eq!(fields, [pointer]);
    }
}

#[tokio::test]
async fn a_small_bike_is_loaded_at_its_hub_several_times_in_a_shift() {
    let (server, dispatcher) = started().await;
    let hub = server.get(&dispatcher, "/v1/hubs/core").await.ok(200)["lon_lat"].clone();
    let mut orders = Vec::new();
    for customer in 0..3 {
        let body = with(
            meal(customer, 12, 0),
            &[
                ("/pickup/hub_id", json!("core")),
                ("/dropoffs/0/load", json!({ "bags": 2 })),
                ("/couriers", json!({ "only": ["bruno"] })),
            ],
        );
        orders.push(server.post(&dispatcher, "/v1/orders", body).await.ok(201));
    }
    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let round = round_with(&server, &dispatcher, &orders[0]).await;
    let stops = round["stops"].as_array().unwrap();
    let of_orders = stops.iter().filter(|stop| stop["order_id"].is_string());
    assert_eq!(of_orders.count(), 6, "{round}");
    // Four bags fit, and there are six.
    let kinds = stops.iter().filter(|stop| stop["kind"] != "break").map(|stop| &stop["kind"]);
    let kinds: Vec<&Value> = kinds.collect();
    let reloads = kinds.windows(2).filter(|it| it[0] == "dropoff" && it[1] == "pickup").count();
    assert!(reloads >= 1, "{kinds:?}");
    assert!(stops.iter().all(|stop| stop["load"]["bags"].as_u64().unwrap() <= 4), "{round}");
    let pickups = stops.iter().filter(|stop| stop["kind"] == "pickup");
    assert!(pickups.clone().all(|stop| stop["lon_lat"] == hub), "{round}");
}

#[tokio::test]
async fn a_shift_ends_at_another_hub_than_it_starts() {
    let (server, dispatcher) = started().await;
    let order = with(meal(1, 12, 0), &[("/couriers", json!({ "only": ["bruno"] }))]);
    let order = server.post(&dispatcher, "/v1/orders", order).await.ok(201);
    let put =
        async |path: &str, body: &Value| server.ask(&dispatcher, "PUT", path, body.clone()).await;
    let quay = json!({ "name": "Quay", "lon_lat": order["dropoffs"][0]["lon_lat"] });
    let quay = put("/v1/hubs/quay", &quay).await.ok(200);

    let shifts = server.get(&dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    let mut all = shifts["items"].as_array().unwrap().iter();
    let mut shift = all.find(|shift| shift["courier_id"] == "bruno").unwrap().clone();
    assert_eq!(shift["end_hub_id"], Value::Null);
    let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
    shift["end_hub_id"] = json!("nowhere");
    assert_eq!(put(&path, &shift).await.problem(422).1, ["/end_hub_id"]);
    shift["end_hub_id"] = shift["hub_id"].clone();
    let same = put(&path, &shift).await.ok(200);
    assert_eq!(same["end_hub_id"], Value::Null, "one that goes back says so in one way");
    shift["end_hub_id"] = json!("quay");
    assert_eq!(put(&path, &shift).await.ok(200), shift);

    server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    let round = round_with(&server, &dispatcher, &order).await;
    let stops = round["stops"].as_array().unwrap();
    let (first, last) = (&stops[0], &stops[stops.len() - 1]);
    let core = server.get(&dispatcher, "/v1/hubs/core").await.ok(200);
    assert_eq!((&first["name"], &first["lon_lat"]), (&core["name"], &core["lon_lat"]));
    assert_eq!((&last["name"], &last["lon_lat"]), (&quay["name"], &quay["lon_lat"]));
    assert_eq!(last["leg_m"], 0, "the recipient lives there");

    // Who is to end there needs it, where it is.
    let gone = server.ask(&dispatcher, "DELETE", "/v1/hubs/quay", Value::Null).await;
    assert_eq!(gone.problem(409).0, "in_use");
    let moved = json!({ "name": "Quay", "lon_lat": core["lon_lat"] });
    put("/v1/hubs/quay", &moved).await.ok(200);
    assert_eq!(round_with(&server, &dispatcher, &order).await, Value::Null, "withdrawn");
}
