//! The stream of events, and the end of the server.

use super::server::{Server, request};
use crate::support::day::at;
use axum::body::BodyDataStream;
use futures_util::StreamExt as _;
use musette::http::Options;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::timeout,
};
use tower::ServiceExt as _;

/// A stream as a browser reads it.
struct Stream {
    bytes: BodyDataStream,
    text: String,
}

impl Stream {
    async fn open(server: &Server, cookie: &str, after: &str) -> Self {
        let asked = request(cookie, "GET", &format!("/v1/events{after}"), Value::Null);
        let response = server.routes.clone().oneshot(asked).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { bytes: response.into_body().into_data_stream(), text: String::new() }
    }

    /// The next block that is no greeting, within ten seconds; `None` at the end.
    async fn next(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                if !block.contains("hello") {
                    return Some(block);
                }
                continue;
            }
            let more = timeout(Duration::from_secs(10), self.bytes.next()).await.unwrap()?;
            self.text += std::str::from_utf8(&more.unwrap()).unwrap();
        }
    }

    /// Kind and data of the next event.
    async fn event(&mut self) -> (String, Value) {
        let block = self.next().await.unwrap();
        let field = |name: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("no {name} in {block:?}")).to_owned()
        };
        let data: Value = serde_json::from_str(&field("data: ")).unwrap();
        assert_eq!(data["seq"].to_string(), field("id: "));
        assert_eq!(data["kind"], field("event: "));
        (field("event: "), data)
    }
}

#[tokio::test]
async fn what_happens_is_told_to_those_whom_it_concerns() {
    let server = Server::start().await;
    let [dispatcher, shop, other] = [
        server.sign_in("dispatch").await,
        server.sign_in("shop1").await,
        server.sign_in("shop2").await,
    ];
    let mut all = Stream::open(&server, &dispatcher, "").await;
    let mut own = Stream::open(&server, &shop, "").await;
    let mut foreign = Stream::open(&server, &other, "").await;
    let order = server.meal(&dispatcher, 0, 12, 0).await;
    let (kind, data) = all.event().await;
    assert_eq!((kind.as_str(), &data["subject"]["order"]), ("order.posted", &order["id"]));
    assert_eq!(own.event().await, (kind, data));
    let name = json!({ "name": "Chez nous", "lon_lat": order["pickup"]["lon_lat"] });
    server.ask(&dispatcher, "PUT", "/v1/shops/shop2", name).await.ok(200);
    let (kind, data) = foreign.event().await;
    assert_eq!((kind.as_str(), &data["subject"]["shop"]), ("shop.changed", &json!("shop2")));
}

#[tokio::test]
async fn the_second_of_a_crew_hears_of_their_round_and_nobody_else_does() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let [mate, other] = [server.sign_in("aicha").await, server.sign_in("bruno").await];
    let shifts = server.get(&dispatcher, "/v1/shifts?day=2026-03-17").await.ok(200);
    for shift in shifts["items"].as_array().unwrap() {
        let path = format!("/v1/shifts/{}", shift["id"].as_str().unwrap());
        server.ask(&dispatcher, "DELETE", &path, Value::Null).await.ok(204);
    }
    let crewed = json!({
        "courier_id": "hugo", "crew_id": "aïcha", "vehicle_id": "trailer", "hub_id": "core",
        "window": { "start_at": at(11, 0), "end_at": at(15, 0) },
    });
    server.post(&dispatcher, "/v1/shifts", crewed).await.ok(201);
    server.meal(&dispatcher, 0, 12, 0).await;
    let [mut own, mut foreign] =
        [Stream::open(&server, &mate, "").await, Stream::open(&server, &other, "").await];
    server.post(&dispatcher, "/v1/days/2026-03-17/plan", Value::Null).await.ok(200);
    let (kind, data) = own.event().await;
    assert_eq!((kind.as_str(), &data["subject"]["courier"]), ("round.published", &json!("hugo")));
    let bruno = json!({ "courier_id": "bruno", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(11, 0), "end_at": at(12, 0) } });
    server.post(&dispatcher, "/v1/shifts", bruno).await.ok(201);
    assert_eq!(foreign.event().await.0, "shift.changed", "and nothing before it");
}

#[tokio::test]
async fn who_was_away_is_told_what_they_missed() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let head = server.service.store().head("coop").await.unwrap();
    let first = server.meal(&dispatcher, 0, 12, 0).await;
    let second = server.meal(&dispatcher, 1, 12, 0).await;
    let mut stream = Stream::open(&server, &dispatcher, &format!("?after={head}")).await;
    assert_eq!(stream.event().await.1["subject"]["order"], first["id"]);
    assert_eq!(stream.event().await.1["subject"]["order"], second["id"]);
    // What the browser has seen last counts more.
    let mut asked = request(&dispatcher, "GET", &format!("/v1/events?after={head}"), Value::Null);
    asked.headers_mut().insert("last-event-id", (head + 1).to_string().parse().unwrap());
    let response = server.routes.clone().oneshot(asked).await.unwrap();
    let bytes = response.into_body().into_data_stream();
    let mut stream = Stream { bytes, text: String::new() };
    assert_eq!(stream.event().await.1["subject"]["order"], second["id"]);
}

#[tokio::test]
async fn who_comes_from_the_future_or_long_ago_begins_anew() {
    let server = Server::start().await;
    let dispatcher = server.sign_in("dispatch").await;
    let head = server.service.store().head("coop").await.unwrap();
    for after in [head + 1, -5] {
        let mut stream = Stream::open(&server, &dispatcher, &format!("?after={after}")).await;
        let (kind, data) = stream.event().await;
        assert_eq!((kind.as_str(), data["seq"].as_i64()), ("resync", Some(head)));
        let order = server.meal(&dispatcher, 0, 12, 0).await;
        // Of the second turn, the head has moved on.
        if after > head {
            assert_eq!(stream.event().await.1["subject"]["order"], order["id"]);
            break;
        }
    }
}

#[tokio::test]
async fn a_quiet_stream_gives_signs_of_life_until_its_session_is_over() {
    let heartbeat = Duration::from_millis(50);
    let options = Options { heartbeat, most_streams: 1, ..Options::default() };
    let server = Server::start_at(at(10, 0), options).await;
    let dispatcher = server.sign_in("dispatch").await;
    let mut stream = Stream::open(&server, &dispatcher, "").await;
    let head = server.service.store().head("coop").await.unwrap();
    for _ in 0..2 {
        let block = stream.next().await.unwrap();
        assert!(block.contains(": alive") && block.contains(&format!("id: {head}")), "{block}");
        assert!(!block.contains("data:"), "{block}");
    }
    server.get(&dispatcher, "/v1/events").await.problem(503);
    server.ask(&dispatcher, "DELETE", "/v1/session", Value::Null).await.ok(204);
    let end = async { while stream.next().await.is_some() {} };
    timeout(Duration::from_secs(10), end).await.unwrap();
}

#[tokio::test]
async fn the_server_stops_at_once_and_ends_its_streams() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let service = Arc::clone(&server.service);
    let serving =
        tokio::spawn(musette::http::serve(service, listener, Options::default(), shutdown));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let asked = format!("GET /v1/events HTTP/1.1\r\nHost: a\r\nCookie: {cookie}\r\n\r\n");
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut bytes = vec![0; 4096];
    let read = stream.read(&mut bytes).await.unwrap();
    assert!(String::from_utf8_lossy(&bytes[..read]).starts_with("HTTP/1.1 200"));
    stop.send(()).unwrap();
    timeout(Duration::from_secs(4), serving).await.unwrap().unwrap().unwrap();
    timeout(Duration::from_secs(4), stream.read_to_end(&mut bytes)).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn an_account_has_so_many_streams_and_they_end_with_its_session() {
    let options = Options { most_streams_each: 2, ..Options::default() };
    let server = Server::start_at(at(10, 0), options).await;
    let dispatcher = server.sign_in("dispatch").await;
    let again = server.sign_in("dispatch").await;
    let mut stream = Stream::open(&server, &dispatcher, "").await;
    let second = Stream::open(&server, &again, "").await;
    let code = server.get(&dispatcher, "/v1/events").await.problem(429).0;
    assert_eq!(code, "too_many_streams");
    let shop = server.sign_in("shop1").await;
    Stream::open(&server, &shop, "").await;
    drop(second);
    let third = Stream::open(&server, &again, "").await;
    // Nothing is told to whoever has signed out, not even what has just happened.
    server.ask(&dispatcher, "DELETE", "/v1/session", Value::Null).await.ok(204);
    server.meal(&again, 0, 12, 0).await;
    assert_eq!(stream.next().await, None);
    drop(third);
}

#[tokio::test]
async fn dispatchers_hear_how_far_a_plan_is_and_shops_do_not() {
    let server = Server::start().await;
    let (dispatcher, shop) = (server.sign_in("dispatch").await, server.sign_in("shop1").await);
    for customer in 0..6 {
        server.meal(&dispatcher, customer, 12, 0).await;
    }
    let mut steering = Stream::open(&server, &dispatcher, "").await;
    let mut own = Stream::open(&server, &shop, "").await;
    let heard = async {
        loop {
            let block = steering.next().await.unwrap();
            if block.contains("plan.progress") {
                return block;
            }
        }
    };
    let plan = server.post(&dispatcher, "/v1/days/2026-03-17/plan", Value::Null);
    let (outcome, block) = tokio::join!(plan, heard);
    let outcome = outcome.ok(200);
    assert!(outcome["iterations"].as_u64().unwrap() >= 300, "{outcome}");
    assert!(outcome["travel_s"].as_u64().unwrap() > 0, "{outcome}");
    assert!(block.lines().any(|line| line == "event: plan.progress"), "{block}");
    assert!(!block.contains("id:"), "it is not told again: {block}");
    let data = block.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["day"], "2026-03-17");
    assert!(data["left_out"].as_u64().unwrap() <= 6, "{data}");
    for part in ["done", "saved"] {
        assert!((0.0..=1.0).contains(&data[part].as_f64().unwrap()), "{data}");
    }
    loop {
        let (kind, _) = own.event().await;
        assert_ne!(kind, "plan.progress");
        if kind == "order.planned" {
            break;
        }
    }
}
