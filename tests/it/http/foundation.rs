//! What every request and answer has in common.

use super::server::{Server, request};
use serde_json::{Value, json};

#[tokio::test]
async fn every_answer_has_a_request_id_and_keeps_browsers_out_of_mischief() {
    let server = Server::start().await;
    for path in ["/", "/v1/map", "/nowhere", "/healthz", "/docs/", "/tiles/99/0/0"] {
        let answer = server.get("", path).await;
        assert!(answer.header("x-request-id").len() > 20, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert_eq!(policy.contains("unsafe"), path == "/docs/", "{path}: {policy}");
        assert!(!policy.contains("http"), "{path}: {policy}");
    }
    let mut asked = request("", "GET", "/v1/map", Value::Null);
    asked.headers_mut().insert("x-request-id", "abc-1".parse().unwrap());
    assert_eq!(server.send(asked).await.header("x-request-id"), "abc-1");
    let mut asked = request("", "GET", "/v1/map", Value::Null);
    asked.headers_mut().insert("x-request-id", "<script>".parse().unwrap());
    assert_ne!(server.send(asked).await.header("x-request-id"), "<script>");
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_and_wrong_methods_too() {
    let server = Server::start().await;
    for path in ["/v1/nothing", "/nowhere", "/assets/none.js", "/v1/days/yesterday/plan/x"] {
        assert_eq!(server.get("", path).await.problem(404).0, "not_found", "{path}");
    }
    let answer = server.ask("", "PUT", "/v1/map", Value::Null).await;
    assert_eq!(answer.problem(405).0, "method_not_allowed");
    assert!(answer.header("allow").contains("GET"));
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_told_apart() {
    let server = Server::start().await;
    let send = async |kind: &str, body: String| {
        let mut asked = request("", "POST", "/v1/session", Value::Null);
        asked.headers_mut().insert("content-type", kind.parse().unwrap());
        *asked.body_mut() = body.into();
        server.send(asked).await
    };
    assert_eq!(send("application/json", "{".to_owned()).await.problem(400).0, "bad_json");
    assert_eq!(send("text/plain", "{}".to_owned()).await.problem(415).0, "wrong_media_type");
    let long = format!("\"{}\"", "x".repeat(256 * 1024));
    assert_eq!(send("application/json", long).await.problem(413).0, "too_large");
    let (code, fields) = send("application/json; charset=utf-8", "7".to_owned()).await.problem(422);
    assert_eq!((code.as_str(), fields), ("invalid", vec![String::new()]));
    let deep = "[".repeat(10_000);
    send("application/json", deep).await.problem(400);
}

#[tokio::test]
async fn foreign_pages_change_nothing() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    let from = async |name: &'static str, value: &str| {
        let mut asked = request(&cookie, "POST", "/v1/days/2026-03-17/plan", Value::Null);
        asked.headers_mut().insert(name, value.parse().unwrap());
        server.send(asked).await
    };
    assert_eq!(from("origin", "https://evil.test").await.problem(403).0, "foreign_origin");
    assert_eq!(from("sec-fetch-site", "cross-site").await.problem(403).0, "foreign_origin");
    from("origin", "http://musette.test").await.ok(200);
}

#[tokio::test]
async fn health_description_and_docs_are_for_everybody() {
    let server = Server::start().await;
    assert_eq!(server.get("", "/healthz").await.bytes, b"alive\n");
    assert_eq!(server.get("", "/readyz").await.bytes, b"ready\n");
    let described = server.get("", "/openapi.json").await;
    assert_eq!(described.bytes, musette::http::openapi().into_bytes());
    let docs = server.get("", "/docs/").await;
    let page = String::from_utf8(docs.bytes).unwrap();
    assert!(page.contains("swagger-ui") && !page.contains("//"), "{page}");
    let start = server.get("", "/docs/swagger-initializer.js").await;
    let script = String::from_utf8(start.bytes).unwrap();
    assert!(script.contains("/openapi.json") && script.contains("\"none\""), "{script}");
}

#[tokio::test]
async fn without_database_it_lives_but_is_not_ready() {
    let server = Server::start().await;
    server.service.store().close().await;
    assert_eq!(server.get("", "/healthz").await.status, 200);
    assert_eq!(server.get("", "/readyz").await.problem(503).0, "database");
}

#[tokio::test]
async fn long_answers_are_packed_for_those_who_can_unpack() {
    let server = Server::start().await;
    let mut asked = request("", "GET", "/openapi.json", Value::Null);
    asked.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    let packed = server.send(asked).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() * 4 < musette::http::openapi().len());
}

#[tokio::test]
async fn pages_are_there_and_their_paths_too() {
    let server = Server::start().await;
    // All that the pages themselves know, so that each can be loaded anew.
    let router = include_str!("../../../web/src/app/router.svelte.ts");
    let known = router.lines().filter_map(|line| line.trim().strip_prefix("'/"));
    let known =
        known.filter_map(|line| line.split_once("': '")).map(|(page, _)| format!("/{page}"));
    let known: Vec<String> = known.collect();
    assert!(known.len() >= 6 && known.contains(&"/rules".to_owned()), "{known:?}");
    for path in known.iter().map(String::as_str).chain(["/round/7"]) {
        let answer = server.get("", path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
    }
    server.ask("", "POST", "/", json!({})).await.problem(404);
}

#[tokio::test]
async fn what_no_id_can_be_names_nothing() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    let long = "x".repeat(300);
    for id in ["%00", "a%0Ab", "%FF", long.as_str()] {
        for path in ["orders", "shops", "rounds", "shifts", "days"] {
            server.get(&cookie, &format!("/v1/{path}/{id}")).await.problem(404);
        }
        server.post(&cookie, &format!("/v1/orders/{id}/cancel"), Value::Null).await.problem(404);
    }
}
