//! What a dispatcher has put with a courier stays there.

use super::{CHECK, MOVES, PLAN, Server, meal, shift_of, started};
use crate::support::day::at;
use serde_json::{Value, json};

async fn order(server: &Server, cookie: &str, id: &Value) -> [Value; 2] {
    let path = format!("/v1/orders/{}", id.as_str().unwrap());
    let decision = server.get(cookie, &format!("{path}/decision")).await.ok(200);
    [server.get(cookie, &path).await.ok(200), decision]
}

#[tokio::test]
async fn plans_leave_it_there_until_it_is_released() {
    let (server, cookie) = started().await;
    for customer in 0..4 {
        server.meal(&cookie, customer, 12, 0).await;
    }
    // What the bike does not carry and Bruno may not have, unless somebody says why.
    let mut asked = meal(5, 12, 0);
    asked["dropoffs"][0]["load"] = json!({ "mass_g": 40_000, "volume_ml": 1000, "bags": 3 });
    asked["couriers"] = json!({ "not": ["bruno"] });
    let id = server.post(&cookie, "/v1/orders", asked).await.ok(201)["id"].clone();
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let body = json!({ "order_id": id, "courier_id": "bruno", "reason": "the shop asks for him" });
    server.post(&cookie, MOVES, body).await.ok(200);
    let [_, decision] = order(&server, &cookie, &id).await;
    assert_eq!(decision["by_hand"]["state"], "made", "{decision}");
    for customer in 6..9 {
        server.meal(&cookie, customer, 12, 0).await;
        let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
        assert_eq!(outcome["lost"], json!([]));
        let [kept, decision] = order(&server, &cookie, &id).await;
        assert_eq!((&kept["status"], &kept["courier_id"]), (&json!("planned"), &json!("bruno")));
        let by_hand =
            json!({ "state": "kept", "reason": "the shop asks for him", "courier_id": "bruno" });
        assert_eq!((&decision["by_hand"], &decision["plan_id"]), (&by_hand, &outcome["plan_id"]));
        let told = [&decision["sentence"]["en"], &decision["sentence"]["fr"]];
        let [english, french] = told.map(|it| it.as_str().unwrap());
        let said = "It is kept with Bruno since a dispatcher put it there: the shop asks for him.";
        assert!(english.starts_with(said), "{english}");
        assert!(french.starts_with("Elle reste avec Bruno puisque la régulation"), "{french}");
        // It is told who else could have had it, and at what cost.
        let others = decision["others"].as_array().unwrap();
        assert!(others.iter().any(|other| other["possible"] == true), "{others:?}");
    }
    // While he rides, too.
    let noon = server.at(at(11, 30)).await;
    let rounds = noon.get(&cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    let his = rounds["items"].as_array().unwrap().iter().find(|it| it["courier_id"] == "bruno");
    let begin = format!("/v1/rounds/{}/stops/0/done", his.unwrap()["id"].as_str().unwrap());
    noon.post(&cookie, &begin, Value::Null).await.ok(200);
    noon.meal(&cookie, 10, 12, 0).await;
    let outcome = noon.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!((&outcome["carried_rounds"], &outcome["kept_rounds"]), (&json!(1), &json!(0)));
    let [kept, decision] = order(&noon, &cookie, &id).await;
    assert_eq!(
        (&kept["courier_id"], &decision["by_hand"]["state"]),
        (&json!("bruno"), &json!("kept"))
    );
    let path = format!("/v1/orders/{}/release", id.as_str().unwrap());
    for _ in 0..2 {
        noon.post(&cookie, &path, Value::Null).await.ok(204);
        assert_eq!(order(&noon, &cookie, &id).await[1]["by_hand"], Value::Null);
    }
}

#[tokio::test]
async fn what_is_released_goes_where_plans_like() {
    let (server, cookie) = started().await;
    let mut asked = meal(5, 12, 0);
    asked["couriers"] = json!({ "not": ["bruno"] });
    let id = server.post(&cookie, "/v1/orders", asked).await.ok(201)["id"].clone();
    let body = json!({ "order_id": id, "courier_id": "bruno", "reason": "please" });
    server.post(&cookie, MOVES, body).await.ok(200);
    let path = format!("/v1/orders/{}/release", id.as_str().unwrap());
    server.post(&cookie, &path, Value::Null).await.ok(204);
    let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let [free, decision] = order(&server, &cookie, &id).await;
    assert_eq!((&free["status"], &outcome["lost"]), (&json!("planned"), &json!([])));
    assert_ne!(free["courier_id"], "bruno");
    assert_eq!(decision["by_hand"], Value::Null);
}

#[tokio::test]
async fn a_shift_that_goes_frees_what_was_put_there_and_that_is_said() {
    let (server, cookie) = started().await;
    let id = server.meal(&cookie, 0, 12, 0).await["id"].clone();
    let shift = shift_of(&server, "bruno").await;
    let body = json!({ "order_id": id, "shift_id": shift });
    server.post(&cookie, MOVES, body.clone()).await.ok(200);
    // Another dispatcher may move it again, and then it stays there.
    let other = shift_of(&server, "aïcha").await;
    let there = json!({ "order_id": id, "shift_id": other });
    assert_eq!(server.post(&cookie, CHECK, there.clone()).await.ok(200)["allowed"], true);
    server.post(&cookie, MOVES, there).await.ok(200);
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(order(&server, &cookie, &id).await[0]["courier_id"], "aïcha");
    server.post(&cookie, MOVES, body).await.ok(200);
    server.ask(&cookie, "DELETE", &format!("/v1/shifts/{shift}"), Value::Null).await.ok(204);
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let [moved, decision] = order(&server, &cookie, &id).await;
    assert_eq!(moved["status"], "planned");
    assert_eq!(decision["by_hand"]["state"], "gone", "{decision}");
    let told = decision["sentence"]["en"].as_str().unwrap();
    let said = "A dispatcher had put it with Bruno, who has no shift for it any more.";
    assert!(told.starts_with(said), "{told}");
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(order(&server, &cookie, &id).await[1]["by_hand"], Value::Null);
}
