//! Who may do what: each operation by each role, as a table.

use super::server::{Server, meal};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Who asks: nobody, the dispatcher, the courier and shop that it is about, another courier and shop.
const WHO: [&str; 6] = ["", "dispatch", "bruno", "aicha", "shop1", "shop2"];

/// Operation, path to ask, body, and the status for each of [`WHO`]. `{order}` and the like stand for
/// things of `shop1` and of the courier whose round it is.
const TABLE: &[(&str, &str, &str, [u16; 6])] = &[
    ("sign_in", "POST /v1/session", "{}", [422, 422, 422, 422, 422, 422]),
    ("get_session", "GET /v1/session", "", [401, 200, 200, 200, 200, 200]),
    ("list_orders", "GET /v1/orders", "", [401, 200, 403, 403, 200, 200]),
    ("post_order", "POST /v1/orders", "{}", [401, 422, 403, 403, 422, 422]),
    ("post_quote", "POST /v1/quotes", "{}", [401, 422, 403, 403, 422, 422]),
    ("release_quote", "DELETE /v1/quotes/none", "", [401, 404, 403, 403, 404, 404]),
    ("confirm_quote", "POST /v1/quotes/none/confirm", "", [401, 404, 403, 403, 404, 404]),
    ("get_order", "GET /v1/orders/{order}", "", [401, 200, 403, 403, 200, 404]),
    ("get_decision", "GET /v1/orders/{order}/decision", "", [401, 200, 200, 404, 200, 404]),
    (
        "list_order_decisions",
        "GET /v1/orders/{order}/decisions",
        "",
        [401, 200, 403, 403, 200, 404],
    ),
    (
        "get_order_decision",
        "GET /v1/orders/{order}/decisions/none",
        "",
        [401, 404, 403, 403, 404, 404],
    ),
    ("place_stop", "PUT /v1/orders/{order}/stops/0/place", "{}", [401, 422, 403, 403, 422, 404]),
    ("ready_order", "POST /v1/orders/{order2}/ready", "{}", [401, 200, 403, 403, 200, 404]),
    ("list_shops", "GET /v1/shops", "", [401, 200, 403, 403, 403, 403]),
    ("get_shop", "GET /v1/shops/shop1", "", [401, 200, 403, 403, 200, 404]),
    ("put_shop", "PUT /v1/shops/shop1", "{}", [401, 422, 403, 403, 403, 403]),
    ("delete_shop", "DELETE /v1/shops/none", "", [401, 404, 403, 403, 403, 403]),
    ("list_couriers", "GET /v1/couriers", "", [401, 200, 403, 403, 403, 403]),
    ("get_courier", "GET /v1/couriers/bruno", "", [401, 200, 403, 403, 403, 403]),
    ("put_courier", "PUT /v1/couriers/bruno", "{}", [401, 422, 403, 403, 403, 403]),
    ("delete_courier", "DELETE /v1/couriers/none", "", [401, 404, 403, 403, 403, 403]),
    ("get_ledger", "GET /v1/couriers/{courier}/ledger", "", [401, 200, 200, 404, 403, 403]),
    ("list_vehicles", "GET /v1/vehicles", "", [401, 200, 403, 403, 403, 403]),
    ("get_vehicle", "GET /v1/vehicles/bike", "", [401, 200, 403, 403, 403, 403]),
    ("put_vehicle", "PUT /v1/vehicles/bike", "{}", [401, 422, 403, 403, 403, 403]),
    ("delete_vehicle", "DELETE /v1/vehicles/none", "", [401, 404, 403, 403, 403, 403]),
    ("list_hubs", "GET /v1/hubs", "", [401, 200, 403, 403, 403, 403]),
    ("get_hub", "GET /v1/hubs/core", "", [401, 200, 403, 403, 403, 403]),
    ("put_hub", "PUT /v1/hubs/core", "{}", [401, 422, 403, 403, 403, 403]),
    ("delete_hub", "DELETE /v1/hubs/none", "", [401, 404, 403, 403, 403, 403]),
    ("list_shifts", "GET /v1/shifts", "", [401, 200, 200, 200, 403, 403]),
    ("post_shift", "POST /v1/shifts", "{}", [401, 422, 403, 403, 403, 403]),
    ("get_shift", "GET /v1/shifts/{shift}", "", [401, 200, 200, 404, 403, 403]),
    ("put_shift", "PUT /v1/shifts/{shift}", "{}", [401, 422, 403, 403, 403, 403]),
    ("delete_shift", "DELETE /v1/shifts/none", "", [401, 404, 403, 403, 403, 403]),
    ("get_day", "GET /v1/days/2026-03-17", "", [401, 200, 403, 403, 403, 403]),
    ("list_decisions", "GET /v1/days/2026-03-17/decisions", "", [401, 200, 403, 403, 403, 403]),
    ("plan_day", "POST /v1/days/2026-03-18/plan", "", [401, 200, 403, 403, 403, 403]),
    ("get_day_paths", "GET /v1/days/2026-03-17/paths", "", [401, 200, 403, 403, 403, 403]),
    ("get_heat", "GET /v1/days/2026-03-17/heat", "", [401, 200, 403, 403, 403, 403]),
    ("put_heat", "PUT /v1/days/2026-03-17/heat", "{}", [401, 422, 403, 403, 403, 403]),
    ("check_move", "POST /v1/days/2026-03-17/moves/check", "{}", [401, 422, 403, 403, 403, 403]),
    ("make_move", "POST /v1/days/2026-03-17/moves", "{}", [401, 422, 403, 403, 403, 403]),
    ("release_order", "POST /v1/orders/{order}/release", "", [401, 204, 403, 403, 403, 403]),
    ("list_rounds", "GET /v1/rounds", "", [401, 200, 200, 200, 403, 403]),
    ("get_round", "GET /v1/rounds/{round}", "", [401, 200, 200, 404, 403, 403]),
    ("get_round_path", "GET /v1/rounds/{round}/path", "", [401, 200, 200, 404, 403, 403]),
    ("start_stop", "POST /v1/rounds/{round}/stops/0/start", "", [401, 200, 200, 404, 403, 403]),
    ("finish_stop", "POST /v1/rounds/{round}/stops/0/done", "", [401, 200, 200, 404, 403, 403]),
    (
        "fail_stop",
        "POST /v1/rounds/{round}/stops/1/fail",
        r#"{"reason":"closed"}"#,
        [401, 200, 200, 404, 403, 403],
    ),
    (
        "redirect_order",
        "POST /v1/orders/{order}/failed",
        r#"{"then":"hub"}"#,
        [401, 409, 403, 403, 403, 403],
    ),
    ("cancel_order", "POST /v1/orders/{order2}/cancel", "", [401, 200, 403, 403, 200, 404]),
    ("get_rules", "GET /v1/rules", "", [401, 200, 200, 200, 403, 403]),
    ("list_rules_versions", "GET /v1/rules/versions", "", [401, 200, 200, 200, 403, 403]),
    ("get_rules_version", "GET /v1/rules/versions/1", "", [401, 200, 200, 200, 403, 403]),
    ("post_rules", "POST /v1/rules", "{}", [401, 422, 403, 403, 403, 403]),
    ("check_rules", "POST /v1/rules/check", "{}", [401, 422, 403, 403, 403, 403]),
    ("list_profiles", "GET /v1/profiles", "", [401, 200, 403, 403, 403, 403]),
    ("get_profile", "GET /v1/profiles/bike", "", [401, 200, 403, 403, 403, 403]),
    ("put_profile", "PUT /v1/profiles/bike", "{}", [401, 422, 403, 403, 403, 403]),
    ("list_zones", "GET /v1/zones", "", [401, 200, 403, 403, 403, 403]),
    ("post_zone", "POST /v1/zones", "{}", [401, 422, 403, 403, 403, 403]),
    ("get_zone", "GET /v1/zones/none", "", [401, 404, 403, 403, 403, 403]),
    ("put_zone", "PUT /v1/zones/none", "{}", [401, 404, 403, 403, 403, 403]),
    ("delete_zone", "DELETE /v1/zones/none", "", [401, 404, 403, 403, 403, 403]),
    ("get_directions", "GET /v1/directions", "", [401, 422, 422, 422, 422, 422]),
    ("get_isochrones", "GET /v1/isochrones", "", [401, 422, 422, 422, 422, 422]),
    ("post_matrix", "POST /v1/matrix", "{}", [401, 422, 422, 422, 422, 422]),
    ("search_addresses", "GET /v1/addresses?q=a", "", [401, 200, 200, 200, 200, 200]),
    ("get_map", "GET /v1/map", "", [200, 200, 200, 200, 200, 200]),
    ("stream_events", "GET /v1/events?after=x", "", [401, 422, 422, 422, 422, 422]),
    ("get_tile", "GET /tiles/14/0/0", "", [204, 204, 204, 204, 204, 204]),
    ("get_health", "GET /healthz", "", [200, 200, 200, 200, 200, 200]),
    ("get_readiness", "GET /readyz", "", [200, 200, 200, 200, 200, 200]),
    ("sign_out", "DELETE /v1/session", "", [401, 204, 204, 204, 204, 204]),
];

fn operations() -> BTreeSet<String> {
    let document: Value = serde_json::from_str(&musette::http::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let methods = paths.flat_map(|path| path.as_object().unwrap().values());
    methods.map(|it| it["operationId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_table_has_every_operation_of_the_description() {
    let table: BTreeSet<String> = TABLE.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(table, operations());
    assert_eq!(table.len(), TABLE.len());
}

#[tokio::test]
async fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let server = Server::start().await;
    let mut cookies = vec![String::new()];
    for login in &WHO[1..] {
        cookies.push(server.sign_in(login).await);
    }
    let (round, courier, order) = ridden(&server, &cookies[1]).await;
    let later = server.post(&cookies[1], "/v1/orders", meal(1, 20, 0)).await.ok(201);
    let mut wrong = Vec::new();
    for (name, request, body, expected) in TABLE {
        let (method, path) = request.split_once(' ').unwrap();
        let path = path.replace("{order2}", later["id"].as_str().unwrap());
        let path = path.replace("{order}", &order).replace("{round}", &round["id"]);
        let path = path.replace("{shift}", &round["shift_id"]);
        let path = path.replace("{courier}", &courier.replace('ï', "%C3%AF"));
        let body = if body.is_empty() { Value::Null } else { serde_json::from_str(body).unwrap() };
        for (who, (login, expected)) in WHO.iter().zip(expected).enumerate() {
            // The round may be either courier's.
            let own = match *login {
                "bruno" | "aicha" if courier == "aïcha" => 5 - who,
                _ => who,
            };
            let answer = server.ask(&cookies[own], method, &path, body.clone()).await;
            if answer.status != *expected {
                wrong.push(format!("{name} by {login:?}: {}, not {expected}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Plans a day with one order of `shop1`, so that only Aïcha and Bruno could ride it.
async fn ridden(
    server: &Server,
    dispatcher: &str,
) -> (std::collections::BTreeMap<String, String>, String, String) {
    let shifts = server.get(dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in shifts["items"].as_array().unwrap() {
        if !["aïcha", "bruno"].contains(&shift["courier_id"].as_str().unwrap()) {
            let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
            server.ask(dispatcher, "DELETE", &path, Value::Null).await.ok(204);
        }
    }
    let order = near_meal(server, dispatcher).await;
    server.post(dispatcher, "/v1/days/2026-03-17/plan", Value::Null).await.ok(200);
    let rounds = server.get(dispatcher, "/v1/rounds?day=2026-03-17").await.ok(200);
    let round = &rounds["items"][0];
    let text = |name: &str| (name.to_owned(), round[name].as_str().unwrap_or_default().to_owned());
    let courier = round["courier_id"].as_str().unwrap().to_owned();
    (["id", "shift_id"].map(text).into(), courier, order)
}

async fn near_meal(server: &Server, dispatcher: &str) -> String {
    let mut body = meal(0, 12, 0);
    body["dropoffs"][0]["load"] = json!({ "bags": 1 });
    let order = server.post(dispatcher, "/v1/orders", body).await.ok(201);
    order["id"].as_str().unwrap().to_owned()
}
