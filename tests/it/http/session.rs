//! Signing in and out.

use super::server::{PASSWORD, Server, request};
use crate::support::day::at;
use musette::{
    http::Options,
    units::{Seconds, Timestamp},
};
use serde_json::{Value, json};

#[tokio::test]
async fn one_signs_in_sees_oneself_and_signs_out() {
    let server = Server::start().await;
    let body = json!({ "login": " Dispatch ", "password": PASSWORD });
    let answer = server.post("", "/v1/session", body).await;
    let told = answer.ok(200);
    assert_eq!(told["account"]["role"], "dispatcher");
    assert_eq!(told["coop"]["zone"], "Europe/Paris");
    assert!(told["now_at"].as_str().unwrap().starts_with("2026-03-17T09:0"), "{told}");
    let cookie = answer.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(server.get(cookie, "/v1/session").await.ok(200)["account"], told["account"]);
    let out = server.ask(cookie, "DELETE", "/v1/session", Value::Null).await;
    out.ok(204);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    let (code, _) = server.get(cookie, "/v1/session").await.problem(401);
    assert_eq!(code, "not_signed_in");
}

#[tokio::test]
async fn a_shop_and_a_courier_see_whose_they_are() {
    let server = Server::start().await;
    let shop = server.sign_in("shop1").await;
    let told = server.get(&shop, "/v1/session").await.ok(200);
    assert_eq!(
        (&told["account"]["shop_id"], &told["shop"]["id"]),
        (&json!("shop1"), &json!("shop1"))
    );
    let courier = server.sign_in("aicha").await;
    let told = server.get(&courier, "/v1/session").await.ok(200);
    assert_eq!((&told["account"]["courier_id"], &told["shop"]), (&json!("aïcha"), &Value::Null));
}

#[tokio::test]
async fn neither_log_in_nor_password_is_given_away() {
    let server = Server::start().await;
    let mut told = Vec::new();
    for (login, password) in [("dispatch", "musetta"), ("nobody", PASSWORD)] {
        let body = json!({ "login": login, "password": password });
        let answer = server.post("", "/v1/session", body).await;
        let (code, fields) = answer.problem(401);
        assert_eq!((code.as_str(), fields.len()), ("wrong_password", 0));
        assert!(answer.header("set-cookie").is_empty());
        told.push(answer.json()["detail"].clone());
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn ten_failures_are_enough_for_a_quarter_of_an_hour() {
    let server = Server::start().await;
    let wrong = json!({ "login": "shop1", "password": "wrong!!" });
    for _ in 0..10 {
        server.post("", "/v1/session", wrong.clone()).await.problem(401);
    }
    let right = json!({ "login": "shop1", "password": PASSWORD });
    let answer = server.post("", "/v1/session", right.clone()).await;
    assert_eq!(answer.problem(429).0, "throttled");
    let wait: u32 = answer.header("retry-after").parse().unwrap();
    assert!((800..=900).contains(&wait), "{wait}");
    // Another log-in is none of their business.
    server.sign_in("shop2").await;
}

#[tokio::test]
async fn behind_a_proxy_cookies_are_secure_and_the_proxy_tells_who_asks() {
    let options = Options { behind_proxy: true, ..Options::default() };
    let server = Server::start_at(at(10, 0), options).await;
    let try_from = async |address: &str, password: &str| {
        let body = json!({ "login": "shop1", "password": password });
        let mut request = request("", "POST", "/v1/session", body);
        let told = format!("198.51.100.7, {address}");
        request.headers_mut().insert("x-forwarded-for", told.parse().unwrap());
        server.send(request).await
    };
    for _ in 0..10 {
        try_from("192.0.2.1", "wrong!!").await.problem(401);
    }
    try_from("192.0.2.1", PASSWORD).await.problem(429);
    let answer = try_from("192.0.2.2", PASSWORD).await;
    answer.ok(200);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-musette_session=") && cookie.contains("; Secure"));
    assert!(answer.header("strict-transport-security").contains("max-age="));
    let cookie = cookie.split(';').next().unwrap();
    server.get(cookie, "/v1/session").await.ok(200);
    server.get(cookie.trim_start_matches("__Host-"), "/v1/session").await.problem(401);
}

#[tokio::test]
async fn a_session_that_is_not_used_ends_and_a_used_one_goes_on() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    let courier = server.sign_in("aicha").await;
    let later = |hours: u32| {
        let now = at(10, 0) + Seconds::from_minutes(60 * hours);
        reopened(&server, now)
    };
    let six = later(11).await;
    six.get(&cookie, "/v1/session").await.ok(200);
    // That use has put the end off.
    let twenty = later(22).await;
    twenty.get(&cookie, "/v1/session").await.ok(200);
    let over = later(35).await;
    over.get(&cookie, "/v1/session").await.problem(401);
    over.get(&courier, "/v1/session").await.ok(200);
    later(29 * 24).await.get(&courier, "/v1/session").await.ok(200);
    later(29 * 24 + 31 * 24).await.get(&courier, "/v1/session").await.problem(401);
}

/// The same database at another time.
async fn reopened(server: &Server, now: Timestamp) -> Server {
    server.at(now).await
}

#[tokio::test]
async fn odd_cookies_are_nobody() {
    let server = Server::start().await;
    for cookie in ["musette_session=", "musette_session=x", "other=1; musette_session=%00"] {
        server.get(cookie, "/v1/session").await.problem(401);
    }
}

/// What a browser keeps: the pair, and the instant at which it forgets it.
fn kept(answer: &super::server::Answer, now: Timestamp) -> Option<(String, Timestamp)> {
    let cookie = answer.header("set-cookie");
    let (pair, rest) = cookie.split_once(';')?;
    let seconds = rest.split("Max-Age=").nth(1).unwrap().split(';').next().unwrap();
    Some((pair.to_owned(), now + Seconds::new(seconds.parse().unwrap())))
}

#[tokio::test]
async fn a_browser_that_honours_max_age_stays_signed_in_while_it_is_used_up_to_a_week() {
    let server = Server::start().await;
    let body = json!({ "login": "dispatch", "password": PASSWORD });
    let mut cookie = kept(&server.post("", "/v1/session", body).await, at(10, 0)).unwrap();
    // Used every eight hours, by turns by the board and by a page that opens.
    for hours in (8..7 * 24).step_by(8) {
        let now = at(10, 0) + Seconds::from_minutes(60 * hours);
        assert!(cookie.1 > now, "the browser forgot the cookie after {hours} h");
        let path = if hours % 16 == 0 { "/v1/session" } else { "/v1/shops" };
        let answer = reopened(&server, now).await.get(&cookie.0, path).await;
        answer.ok(200);
        cookie = kept(&answer, now).unwrap();
    }
    assert!(cookie.1 <= at(10, 0) + Seconds::from_minutes(7 * 24 * 60 + 1));
    let over = at(10, 0) + Seconds::from_minutes(7 * 24 * 60 + 1);
    reopened(&server, over).await.get(&cookie.0, "/v1/session").await.problem(401);
}

#[tokio::test]
async fn signing_in_anew_ends_the_session_that_was_shown() {
    let server = Server::start().await;
    let old = server.sign_in("dispatch").await;
    let other = server.sign_in("dispatch").await;
    let body = json!({ "login": "shop1", "password": PASSWORD });
    server.post(&old, "/v1/session", body).await.ok(200);
    server.get(&old, "/v1/session").await.problem(401);
    server.get(&other, "/v1/session").await.ok(200);
}
