//! The rules over HTTP: who reads them, how they are changed, and that days are planned by them.

use super::server::{Answer, Server, meal, request};
use crate::support::day::at;
use musette::{http::Options, units::Timestamp};
use serde_json::{Value, json};

const PLAN: &str = "/v1/days/2026-03-17/plan";
const DAY: &str = "/v1/days/2026-03-17";

fn draft(toml: &str, based_on: u64) -> Value {
    json!({ "toml": toml, "reason": "we have measured it", "based_on": based_on })
}

async fn toml(server: &Server, cookie: &str) -> String {
    server.get(cookie, "/v1/rules").await.ok(200)["toml"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn those_who_ride_by_the_rules_may_read_them() {
    let server = Server::start().await;
    let [dispatcher, courier] = [server.sign_in("dispatch").await, server.sign_in("aicha").await];
    let rules = server.get(&courier, "/v1/rules").await.ok(200);
    assert_eq!(rules, server.get(&dispatcher, "/v1/rules").await.ok(200));
    assert_eq!((&rules["version"], &rules["state"]), (&json!(1), &json!("in_force")));
    assert_eq!(rules["reason"], "seeded from what comes with Musette");
    assert_eq!((&rules["author_id"], &rules["changes"]), (&Value::Null, &json!([])));
    assert_eq!(rules["rules"]["service"]["pickup_s"], 180);
    assert_eq!(rules["rules"]["labour"]["adult"]["lift"]["at_most_g"], 25_000);
    let of = |path: &str, accept: &str| {
        let mut asked = request(&courier, "GET", path, Value::Null);
        asked.headers_mut().insert("accept", accept.parse().unwrap());
        asked
    };
    for (path, accept) in [
        ("/v1/rules", "application/toml"),
        ("/v1/rules/versions/1", "text/toml, */*"),
        ("/v1/rules/versions/1.toml", "*/*"),
    ] {
        let answer = server.send(of(path, accept)).await;
        assert_eq!(answer.header("content-type"), "application/toml; charset=utf-8", "{path}");
        assert_eq!(String::from_utf8(answer.bytes).unwrap(), rules["toml"].as_str().unwrap());
    }
    for path in ["/v1/rules/versions/2", "/v1/rules/versions/one", "/v1/rules/versions/.toml"] {
        assert_eq!(server.get(&courier, path).await.problem(404).0, "not_found");
    }
}

#[tokio::test]
async fn each_version_tells_who_decided_it_why_and_what_it_changed() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let first = toml(&server, &dispatcher).await;
    let other = first.replace("pickup_s = 180", "pickup_s = 240");
    let check = json!({ "toml": other });
    let changes = json!([{ "key": "service.pickup_s", "from": "180", "to": "240" }]);
    let told = server.post(&dispatcher, "/v1/rules/check", check).await.ok(200);
    assert_eq!(told, json!({ "based_on": 1, "compared_with": 1, "changes": changes }));
    assert_eq!(toml(&server, &dispatcher).await, first, "nothing is kept by asking");

    let made = server.post(&dispatcher, "/v1/rules", draft(&other, 1)).await;
    assert_eq!(made.header("location"), "/v1/rules/versions/2");
    let made = made.ok(201);
    assert_eq!((&made["version"], &made["changes"]), (&json!(2), &changes));
    assert_eq!((&made["author_name"], &made["state"]), (&json!("dispatch"), &json!("in_force")));
    assert_eq!(toml(&server, &dispatcher).await, other);

    // Back to what was, by its text.
    let old = server.get(&dispatcher, "/v1/rules/versions/1").await.ok(200);
    let back = draft(old["toml"].as_str().unwrap(), 2);
    server.post(&dispatcher, "/v1/rules", back).await.ok(201);
    assert_eq!(toml(&server, &dispatcher).await, first);
    let all = server.get(&dispatcher, "/v1/rules/versions").await.ok(200);
    let told = |field: &str| {
        let all = all["items"].as_array().unwrap().iter();
        all.map(|it| it[field].clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("version"), [3, 2, 1]);
    assert_eq!(told("state"), ["in_force", "past", "past"]);
    assert_eq!(told("changes")[1], changes);
    assert_eq!(told("changes")[0][0]["to"], "180");
}

#[tokio::test]
async fn a_version_is_compared_with_the_one_of_which_it_takes_the_place() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let other = toml(&server, &dispatcher).await.replace("pickup_s = 180", "pickup_s = 240");
    let changes = json!([{ "key": "service.pickup_s", "from": "180", "to": "240" }]);
    let mut to_come = draft(&other, 1);
    to_come["valid_from_at"] = json!(at(20, 0));
    let made = server.post(&dispatcher, "/v1/rules", to_come).await.ok(201);
    assert_eq!((&made["state"], &made["changes"]), (&json!("to_come"), &changes));
    // What does not count yet changes nothing now, and all at its time.
    let check = async |from: Option<Timestamp>| {
        let body = json!({ "toml": other, "valid_from_at": from });
        server.post(&dispatcher, "/v1/rules/check", body).await.ok(200)
    };
    let told = json!({ "based_on": 2, "compared_with": 1, "changes": changes });
    assert_eq!((check(None).await, check(Some(at(20, 0))).await), (told.clone(), told));
    let late = json!({ "based_on": 2, "compared_with": 2, "changes": [] });
    assert_eq!(check(Some(at(20, 1))).await, late);
    let past = json!({ "toml": other, "valid_from_at": at(9, 0) });
    let past = server.post(&dispatcher, "/v1/rules/check", past).await;
    assert_eq!(past.problem(422).1, ["/valid_from_at"]);

    let now = server.post(&dispatcher, "/v1/rules", draft(&other, 2)).await.ok(201);
    assert_eq!((&now["version"], &now["changes"]), (&json!(3), &changes));
    let all = server.get(&dispatcher, "/v1/rules/versions").await.ok(200);
    let states = [&all["items"][0]["state"], &all["items"][1]["state"]];
    assert_eq!(states, ["in_force", "overtaken"]);
    let told: Vec<&Value> =
        all["items"].as_array().unwrap().iter().map(|it| &it["changes"]).collect();
    assert_eq!(told, [&changes, &changes, &json!([])]);
    let in_force = server.get(&dispatcher, "/v1/rules").await.ok(200);
    assert_eq!(
        [&in_force["version"], &in_force["last_version"], &in_force["changes"]],
        [&json!(3), &json!(3), &changes]
    );
    assert_eq!(in_force["author_name"], "dispatch");
}

#[tokio::test]
async fn what_is_wrong_with_rules_is_said_all_at_once_and_nothing_is_kept() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let good = toml(&server, &dispatcher).await;
    let wrong = good.replace("pickup_s = 180", "pickup_s = -1").replace("heavy_s", "hevy_s");
    let line = |text: &str| 1 + wrong.lines().position(|line| line.starts_with(text)).unwrap();
    let send = async |body: Value| -> Answer { server.post(&dispatcher, "/v1/rules", body).await };
    let (_, fields) = send(json!({ "toml": wrong, "valid_from_at": at(9, 59) })).await.problem(422);
    for expected in [
        format!("/toml:{}:service.pickup_s", line("pickup_s")),
        format!("/toml:{}:service.hevy_s", line("hevy_s")),
        format!("/toml:{}:service.heavy_s", line("[service]")),
        "/reason".to_owned(),
        "/based_on".to_owned(),
        "/valid_from_at".to_owned(),
    ] {
        assert!(fields.contains(&expected), "{expected}: {fields:?}");
    }
    let mut json = server.get(&dispatcher, "/v1/rules").await.ok(200)["rules"].clone();
    json["labour"]["adult"]["daily_work"]["at_most_min"] = json!("10 h");
    json["weights"]["waiting_percent"] = Value::Null;
    let body = json!({ "rules": json, "reason": "r", "based_on": 1 });
    assert_eq!(send(body).await.problem(422).1, ["/rules"], "TOML has no null");
    json["weights"]["waiting_percent"] = json!(10);
    let body = json!({ "rules": json, "reason": "r", "based_on": 1 });
    let (_, fields) = send(body).await.problem(422);
    assert_eq!(fields, ["/rules/labour/adult/daily_work/at_most_min"]);
    let both = json!({ "toml": good, "rules": json, "reason": "r", "based_on": 1 });
    assert_eq!(send(both).await.problem(422).1, ["/rules"]);
    let (_, fields) =
        server.post(&dispatcher, "/v1/rules/check", json!({ "toml": " " })).await.problem(422);
    assert_eq!(fields, ["/toml"]);
    assert_eq!(send(draft(&good, 0)).await.problem(409).0, "outdated");
    assert_eq!(toml(&server, &dispatcher).await, good);
    let all = server.get(&dispatcher, "/v1/rules/versions").await.ok(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
}

/// How long each dropoff of the day takes, in seconds, by order.
async fn dropoffs(server: &Server, dispatcher: &str) -> Vec<(String, i64)> {
    let day = server.get(dispatcher, DAY).await.ok(200);
    let instant = |value: &Value| value.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let rounds = day["rounds"].as_array().unwrap().iter();
    let stops = rounds.flat_map(|round| round["stops"].as_array().unwrap());
    let mut times: Vec<(String, i64)> = stops
        .filter(|stop| stop["kind"] == "dropoff")
        .map(|stop| {
            let span = instant(&stop["end_at"]).duration_since(instant(&stop["start_at"]));
            let order = stop["order_id"].as_str().unwrap().to_owned();
            (order, span.as_secs())
        })
        .collect();
    times.sort();
    times
}

#[tokio::test]
async fn a_day_is_planned_by_the_rules_in_force_and_says_which() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let mut ids = Vec::new();
    for (customer, more) in [
        json!({}),
        json!({ "floors": 3 }),
        json!({ "load": { "mass_g": 15_001 } }),
        json!({ "service_s": 45, "floors": 3 }),
    ]
    .into_iter()
    .enumerate()
    {
        let mut order = meal(customer, 12, 0);
        for (key, value) in more.as_object().unwrap() {
            order["dropoffs"][0][key] = value.clone();
        }
        let order = server.post(&dispatcher, "/v1/orders", order).await.ok(201);
        assert_eq!(order["dropoffs"][0]["service_s"], more["service_s"]);
        ids.push(order["id"].as_str().unwrap().to_owned());
    }
    let outcome = server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
    assert_eq!((&outcome["rules_version"], &outcome["unassigned"]), (&json!(1), &json!(0)));
    let times = |times: [i64; 4]| -> Vec<(String, i64)> {
        let mut told: Vec<_> = ids.iter().cloned().zip(times).collect();
        told.sort();
        told
    };
    assert_eq!(dropoffs(&server, &dispatcher).await, times([120, 300, 240, 45]));

    let other = toml(&server, &dispatcher).await;
    let other = other
        .replace("dropoff_s = 120", "dropoff_s = 200")
        .replace("floor_s = 60", "floor_s = 10")
        .replace("heavy_s = 120", "heavy_s = 7");
    let later = |at: Timestamp| {
        let mut draft = draft(&other, 1);
        draft["valid_from_at"] = json!(at);
        draft
    };
    let made = server.post(&dispatcher, "/v1/rules", later(at(10, 30))).await.ok(201);
    assert_eq!(made["state"], "to_come");
    // The plan of before stays, and is made anew by the same rules, until the others count.
    for (server, version, expected) in [
        (server.at(at(10, 29)).await, 1, times([120, 300, 240, 45])),
        (server.at(at(10, 30)).await, 2, times([200, 230, 207, 45])),
    ] {
        server.post(&dispatcher, PLAN, Value::Null).await.ok(200);
        let day = server.get(&dispatcher, DAY).await.ok(200);
        assert_eq!(day["plan"]["rules_version"], version);
        assert_eq!(dropoffs(&server, &dispatcher).await, expected);
        let rules = server.get(&dispatcher, "/v1/rules").await.ok(200);
        assert_eq!((&rules["version"], &rules["last_version"]), (&json!(version), &json!(2)));
    }
}

#[tokio::test]
async fn an_order_is_quoted_by_the_rules_in_force() {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let dispatcher = server.sign_in("dispatch").await;
    let arrival = async || {
        let quote = server.post(&dispatcher, "/v1/quotes", meal(3, 12, 0)).await.ok(200);
        let offer = &quote["offer"];
        [&offer["pickup_at"], &offer["dropoffs_at"][0]]
            .map(|at| at.as_str().unwrap().parse::<jiff::Timestamp>().unwrap())
    };
    let before = arrival().await;
    let other = toml(&server, &dispatcher).await.replace("pickup_s = 180", "pickup_s = 780");
    server.post(&dispatcher, "/v1/rules", draft(&other, 1)).await.ok(201);
    let after = arrival().await;
    assert_eq!(after[0], before[0]);
    assert_eq!(after[1].duration_since(before[1]).as_secs(), 600);
}
