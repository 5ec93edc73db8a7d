//! Every answer that the description promises is given: the test walks the description, and fails for
//! a promise that nothing here has the server keep.

mod labour;
mod map;
mod rules;
mod streets;

use self::{labour::shift, map::map, rules::rules, streets::streets};
use super::server::{Answer, PASSWORD, Server, meal, request};
use crate::{maps::CITY, support::day::at};
use musette::{app::service::Lane, http::Options};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tower::ServiceExt as _;

/// An operation as the description has it.
struct Operation {
    method: String,
    path: String,
    statuses: BTreeSet<u16>,
    has_body: bool,
    is_public: bool,
}

impl Operation {
    fn is(&self, method: &str, path: &str) -> bool {
        let path = path.split('?').next().unwrap();
        let (own, asked) = (self.path.split('/'), path.split('/'));
        self.method == method
            && own.clone().count() == asked.clone().count()
            && own.zip(asked).all(|(own, asked)| own.starts_with('{') || own == asked)
    }

    /// Its path with something that cannot be there.
    fn nowhere(&self) -> String {
        let path = self.path.replace("{day}", "yesterday").replace("{z}", "99");
        let path =
            path.replace("{position}", "0").replace("{number}", "0").replace("{version}", "0");
        let path = path.replace("{x}", "0").replace("{y}", "0").replace("{id}", "none");
        path.replace("{name}", "none").replace("{plan}", "none")
    }
}

fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&musette::http::openapi()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let statuses = operation["responses"].as_object().unwrap().keys();
            all.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                statuses: statuses.filter_map(|status| status.parse().ok()).collect(),
                has_body: operation["requestBody"].is_object(),
                is_public: operation["security"].is_array(),
            });
        }
    }
    all
}

type Kept = BTreeSet<(String, String, u16)>;

/// A server whose answers are noted.
struct Noted<'a> {
    server: &'a Server,
    operations: &'a [Operation],
    kept: &'a Mutex<Kept>,
    cookie: String,
}

impl Noted<'_> {
    async fn send(&self, asked: axum::http::Request<axum::body::Body>) -> Answer {
        let (method, path) = (asked.method().to_string(), asked.uri().to_string());
        let answer = if path.starts_with("/v1/events") {
            // It has no end.
            let response = self.server.routes.clone().oneshot(asked).await.unwrap();
            let (parts, _) = response.into_parts();
            Answer { status: parts.status.as_u16(), headers: parts.headers, bytes: Vec::new() }
        } else {
            self.server.send(asked).await
        };
        if answer.status >= 400 {
            assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        }
        let operation = self.operations.iter().find(|it| it.is(&method, &path));
        let operation = operation.unwrap_or_else(|| panic!("{method} {path} is not described"));
        let note = (operation.method.clone(), operation.path.clone(), answer.status);
        self.kept.lock().unwrap().insert(note);
        answer
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        self.send(request(&self.cookie, method, path, body)).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, Value::Null).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask("POST", path, body).await
    }

    fn by(&self, cookie: &str) -> Self {
        let Self { server, operations, kept, .. } = *self;
        Self { server, operations, kept, cookie: cookie.to_owned() }
    }
}

/// What can be derived: who may not, what cannot be read, what is not there.
async fn derived(all: &Noted<'_>, others: &[String]) {
    for operation in all.operations {
        let (method, path) = (operation.method.as_str(), operation.nowhere());
        let said = |kind: &str, body: &str| {
            let mut asked = request(&all.cookie, method, &path, Value::Null);
            asked.headers_mut().insert("content-type", kind.parse().unwrap());
            *asked.body_mut() = body.to_owned().into();
            asked
        };
        if !operation.is_public {
            let asked = request("", method, &path, Value::Null);
            assert_eq!(all.send(asked).await.status, 401, "{method} {path}");
        }
        if method != "GET" {
            let mut asked = said("application/json", "{}");
            asked.headers_mut().insert("origin", "https://evil.test".parse().unwrap());
            assert_eq!(all.send(asked).await.status, 403, "{method} {path}");
        } else if operation.statuses.contains(&403) {
            let mut refused = false;
            for cookie in others {
                refused |= all.by(cookie).get(&path).await.status == 403;
            }
            assert!(refused, "{path}");
        }
        if operation.has_body {
            let long = format!("\"{}\"", "x".repeat(256 * 1024));
            for (status, kind, body) in [
                (400, "application/json", "{"),
                (413, "application/json", long.as_str()),
                (415, "text/plain", "{}"),
            ] {
                assert_eq!(all.send(said(kind, body)).await.status, status, "{method} {path}");
            }
            all.send(said("application/json", "7")).await;
        } else if operation.statuses.contains(&422) {
            let answer = all.ask(method, &format!("{path}?nonsense=1"), Value::Null).await;
            assert_eq!(answer.status, 422, "{path}");
        }
        if operation.statuses.contains(&404) {
            let body =
                if path.ends_with("/fail") { json!({ "reason": "closed" }) } else { shift() };
            let bare = path.ends_with("/place") || path.ends_with("/ready");
            let body = if bare { json!({}) } else { body };
            let body = if operation.has_body { body } else { Value::Null };
            assert_eq!(all.ask(method, &path, body).await.status, 404, "{method} {path}");
        }
    }
}

/// The fleet: put, seen, removed; and what is in use stays.
async fn fleet(all: &Noted<'_>) {
    let place = CITY.0.shops[9].place;
    let capacity = json!({ "mass_g": 1, "volume_ml": 2, "bags": 3 });
    for (kind, body) in [
        ("shops", json!({ "name": "Épicerie", "lon_lat": place })),
        ("couriers", json!({ "name": "Zoé" })),
        ("vehicles", json!({ "name": "Long", "profile": "cargo", "capacity": capacity })),
        ("hubs", json!({ "name": "Garage", "lon_lat": place })),
    ] {
        let path = format!("/v1/{kind}/new");
        let put = all.ask("PUT", &path, body).await.ok(200);
        all.get(&path).await.ok(200);
        all.get(&format!("/v1/{kind}")).await.ok(200);
        all.ask("DELETE", &path, Value::Null).await.ok(204);
        assert_eq!(put["id"], "new");
    }
    for path in ["hubs/core", "couriers/bruno", "vehicles/bike", "shops/shop1"] {
        all.ask("DELETE", &format!("/v1/{path}"), Value::Null).await.ok(409);
    }
    let made = all.post("/v1/shifts", shift()).await;
    let path = made.header("location").to_owned();
    let made = made.ok(201);
    all.get(&path).await.ok(200);
    all.get("/v1/shifts").await.ok(200);
    all.ask("PUT", &path, made).await.ok(200);
    all.ask("PUT", &path, json!({})).await.problem(422);
    all.ask("DELETE", &path, Value::Null).await.ok(204);
    labour::law(all).await;
}

/// A day from the first order to the last stop.
async fn day(all: &Noted<'_>) {
    let order = all.post("/v1/orders", meal(0, 12, 0)).await.ok(201);
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let other = all.post("/v1/orders", meal(1, 12, 0)).await.ok(201);
    let other = format!("/v1/orders/{}", other["id"].as_str().unwrap());
    all.get("/v1/orders").await.ok(200);
    all.get(&path).await.ok(200);
    let place = json!({ "lon_lat": CITY.0.customers[1].place });
    all.ask("PUT", &format!("{other}/stops/1/place"), place.clone()).await.ok(200);
    all.ask("PUT", &format!("{other}/stops/1/place"), json!({})).await.problem(422);
    all.post(&format!("{other}/ready"), json!({})).await.ok(200);
    all.post(&format!("{other}/ready"), json!({ "more": 1 })).await.problem(422);
    all.post(&format!("{other}/cancel"), Value::Null).await.ok(200);
    all.post(&format!("{other}/ready"), json!({})).await.ok(409);
    all.post("/v1/quotes", meal(2, 12, 0)).await.ok(200);
    let hold = async || {
        let quote = all.post("/v1/quotes?hold_min=1", meal(2, 12, 0)).await.ok(200);
        format!("/v1/quotes/{}", quote["hold"]["id"].as_str().unwrap())
    };
    let (kept, gone) = (hold().await, hold().await);
    all.ask("DELETE", &gone, Value::Null).await.ok(204);
    let kept = format!("{kept}/confirm");
    all.post(&kept, Value::Null).await.ok(201);
    all.post(&kept, Value::Null).await.ok(200);
    let mut past = meal(2, 12, 0);
    past["pickup"]["window"]["start_at"] = json!("2026-03-16T11:00:00Z");
    past["dropoffs"][0]["window"]["end_at"] = json!("2026-03-16T13:00:00Z");
    assert_eq!(all.post("/v1/quotes", past).await.problem(409).0, "day_over");
    labour::moves(all, &order).await;
    let plan = || all.post("/v1/days/2026-03-17/plan", Value::Null);
    let (first, second) = tokio::join!(plan(), plan());
    assert_eq!(BTreeSet::from([first.status, second.status]), [200, 409].into());
    all.get("/v1/days/2026-03-17").await.ok(200);
    all.get("/v1/days/2026-03-17/paths").await.ok(200);
    let decisions = all.get("/v1/days/2026-03-17/decisions").await.ok(200);
    let [decided, plan] = ["order_id", "plan_id"].map(|id| decisions["items"][0][id].clone());
    let decided = format!("/v1/orders/{}", decided.as_str().unwrap());
    let kept = format!("decisions/{}", plan.as_str().unwrap());
    for told in ["decision", "decisions", &kept] {
        all.get(&format!("{decided}/{told}")).await.ok(200);
    }
    let rounds = all.get("/v1/rounds").await.ok(200);
    let id = path.rsplit('/').next().unwrap();
    let is_own = |stop: &Value| stop["order_id"] == id;
    let has_own = |round: &&Value| round["stops"].as_array().unwrap().iter().any(is_own);
    let round = rounds["items"].as_array().unwrap().iter().find(has_own).unwrap();
    let own = format!("/v1/rounds/{}", round["id"].as_str().unwrap());
    all.get(&own).await.ok(200);
    all.get(&format!("{own}/path")).await.ok(200);
    all.ask("PUT", &format!("{path}/stops/1/place"), place).await.ok(409);
    let shift = format!("/v1/shifts/{}", round["shift_id"].as_str().unwrap());
    let mut changed = all.get(&shift).await.ok(200);
    changed["window"] = json!({ "start_at": at(3, 0), "end_at": at(4, 0) });
    changed["break"] = Value::Null;
    let stop = |kind: &str, what: &str| {
        let stops = round["stops"].as_array().unwrap();
        let meant = |stop: &&Value| stop["kind"] == kind && (kind == "start" || is_own(stop));
        let stop = stops.iter().find(meant).unwrap();
        format!("{own}/stops/{}/{what}", stop["number"])
    };
    let reason = json!({ "reason": "closed" });
    all.post(&stop("dropoff", "done"), Value::Null).await.ok(409);
    for what in ["start", "done"] {
        all.post(&format!("{}?why=1", stop("pickup", what)), Value::Null).await.problem(422);
    }
    all.post(&stop("start", "fail"), reason.clone()).await.ok(409);
    all.post(&stop("pickup", "start"), Value::Null).await.ok(200);
    all.post(&format!("{path}/cancel"), Value::Null).await.ok(409);
    all.ask("PUT", &shift, changed).await.ok(409);
    all.ask("DELETE", &shift, Value::Null).await.ok(409);
    all.post(&stop("pickup", "done"), Value::Null).await.ok(200);
    all.post(&stop("pickup", "start"), Value::Null).await.ok(409);
    let redirect = format!("{path}/failed");
    all.post(&redirect, json!({ "then": "hub" })).await.ok(409);
    all.post(&stop("dropoff", "fail"), reason).await.ok(200);
    all.post(&redirect, json!({})).await.problem(422);
    all.post(&redirect, json!({ "then": "hub" })).await.ok(200);
}

/// Lets waiting work go on when it is dropped.
struct Held(Arc<AtomicBool>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Fills a queue: all turns are held, all places taken.
async fn hold(server: &Server, lane: Lane) -> Held {
    let open = Arc::new(AtomicBool::new(false));
    let (began, refused) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    for _ in 0..1_100 {
        let (cpu, open) = (server.service.cpu().clone(), Arc::clone(&open));
        let (began, refused) = (Arc::clone(&began), Arc::clone(&refused));
        tokio::spawn(async move {
            let work = move || {
                began.store(true, Ordering::Release);
                while !open.load(Ordering::Acquire) {
                    std::thread::sleep(Duration::from_millis(1));
                }
            };
            if cpu.run_in(lane, work).await.is_err() {
                refused.store(true, Ordering::Release);
            }
        });
    }
    while !(began.load(Ordering::Acquire) && refused.load(Ordering::Acquire)) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Held(open)
}

/// A server that has too much to do says so, of the one kind of work that is too much.
async fn busy(all: &Noted<'_>) {
    let credentials = json!({ "login": "shop2", "password": PASSWORD });
    let held = hold(all.server, Lane::Passwords).await;
    all.post("/v1/session", credentials.clone()).await.problem(503);
    // Whoever does not sign in does not notice.
    assert_eq!(all.get("/tiles/13/1/1").await.status, 204);
    all.get("/v1/addresses?q=a").await.ok(200);
    drop(held);
    let quote = all.post("/v1/quotes?hold_min=1", meal(3, 12, 0)).await.ok(200);
    let quote = format!("/v1/quotes/{}/confirm", quote["hold"]["id"].as_str().unwrap());
    let late = all.server.at(at(10, 2)).await;
    let late = Noted { server: &late, cookie: all.cookie.clone(), ..*all };
    assert_eq!(late.post(&quote, Value::Null).await.problem(409).0, "quote_over");
    let _held = hold(all.server, Lane::Asked).await;
    all.post(&quote, Value::Null).await.problem(503);
    let [a, b] = [CITY.0.shops[0].place, CITY.0.shops[5].place];
    all.get(&format!("/v1/directions?from={a}&to={b}")).await.problem(503);
    all.get(&format!("/v1/isochrones?from={a}")).await.problem(503);
    let body = json!({ "profile": "bike", "places": [a, b] });
    all.post("/v1/matrix", body).await.problem(503);
    all.get("/v1/addresses?q=a").await.problem(503);
    let body = json!({ "shop_id": "shop1", "dropoffs": [{ "address": "Rue" }] });
    all.post("/v1/orders", body).await.problem(503);
    all.post("/v1/quotes", meal(0, 12, 0)).await.problem(503);
    let order = all.post("/v1/orders", meal(0, 12, 0)).await.ok(201);
    let moved = json!({ "order_id": order["id"], "shift_id": labour::evening(all.server).await });
    all.post("/v1/days/2026-03-17/moves/check", moved.clone()).await.problem(503);
    all.post("/v1/days/2026-03-17/moves", moved).await.problem(503);
    all.post("/v1/days/2026-03-17/plan", Value::Null).await.ok(200);
    let rounds = all.get("/v1/rounds").await.ok(200);
    let round = rounds["items"][0]["id"].as_str().unwrap().to_owned();
    all.get(&format!("/v1/rounds/{round}/path")).await.problem(503);
    all.get("/v1/days/2026-03-17/paths").await.problem(503);
    let _plans = hold(all.server, Lane::Plans).await;
    all.post("/v1/days/2026-03-17/plan", Value::Null).await.problem(503);
    let _tiles = hold(all.server, Lane::Tiles).await;
    all.get("/tiles/13/5/5").await.problem(503);
}

#[tokio::test]
async fn every_documented_answer_is_given() {
    let (operations, kept) = (operations(), Mutex::default());
    let server = Server::start().await;
    let signed_in = async |server: &Server| server.sign_in("dispatch").await;
    let cookie = signed_in(&server).await;
    let all = Noted { server: &server, operations: &operations, kept: &kept, cookie };
    let others = [server.sign_in("shop1").await, server.sign_in("bruno").await];
    derived(&all, &others).await;
    fleet(&all).await;
    rules(&all).await;
    day(&all).await;
    map(&all).await;
    let other = server.at(at(10, 0)).await;
    let cookie = all.cookie.clone();
    busy(&Noted { server: &other, operations: &operations, kept: &kept, cookie }).await;
    let other = Server::start().await;
    let cookie = signed_in(&other).await;
    streets(&Noted { server: &other, operations: &operations, kept: &kept, cookie }).await;

    all.get("/v1/session").await.ok(200);
    all.ask("DELETE", "/v1/session", Value::Null).await.ok(204);
    let right = json!({ "login": "shop1", "password": PASSWORD });
    all.post("/v1/session", right).await.ok(200);
    let wrong = json!({ "login": "shop1", "password": "wrong" });
    for _ in 0..10 {
        all.post("/v1/session", wrong.clone()).await.problem(401);
    }
    all.post("/v1/session", wrong).await.problem(429);
    for (most_streams, most_streams_each, status) in [(0, 1, 503), (1, 0, 429)] {
        let options = Options { most_streams, most_streams_each, ..Options::default() };
        let server = Server::start_at(at(10, 0), options).await;
        let cookie = signed_in(&server).await;
        let all = Noted { server: &server, operations: &operations, kept: &kept, cookie };
        assert_eq!(all.get("/v1/events").await.status, status);
    }
    server.service.store().close().await;
    all.get("/readyz").await.problem(503);

    let kept = kept.into_inner().unwrap();
    let promised = operations.iter().flat_map(|it| {
        it.statuses.iter().map(|status| (it.method.clone(), it.path.clone(), *status))
    });
    let broken: Vec<_> = promised.filter(|it| !kept.contains(it)).collect();
    assert!(broken.is_empty(), "nothing had the server answer {broken:#?}");
}
