//! Who may ask: pages of any origin, where the API is switched on.

use super::{Api, places, text};
use crate::{http::server::Server, support::day::at};
use musette::http::Options;
use serde_json::Value;

#[tokio::test]
async fn pages_of_any_origin_may_ask() {
    let api = Api::city();
    let path = format!("/route/v1/bike/{}", text(&places(2)));
    for (method, path, status) in [
        ("GET", path.as_str(), 200),
        ("GET", "/route/v1/bike/x", 400),
        ("OPTIONS", path.as_str(), 204),
        ("POST", path.as_str(), 400),
    ] {
        let answer = api.ask(method, path).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        if status != 204 {
            assert_eq!(answer.header("content-type"), "application/json; charset=UTF-8");
        }
    }
    let head = api.ask("HEAD", &path).await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}

#[tokio::test]
async fn beside_the_service_it_is_there_only_if_asked_for() {
    let path = format!("/route/v1/bicycle/{}?overview=false", text(&places(2)));
    let without = Server::start().await;
    without.get("", &path).await.problem(404);
    let options = Options { osrm: true, ..Options::default() };
    let with = Server::start_at(at(10, 0), options).await;
    let answer = with.get("", &path).await;
    assert_eq!(answer.ok(200)["code"], "Ok");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let refused = with.get("", "/table/v1/bicycle/0,0").await;
    assert_eq!(refused.ok(400)["code"], "InvalidOptions");
    // All else is as closed as before.
    let native = with.get("", "/v1/map").await;
    assert_eq!((native.status, native.header("access-control-allow-origin")), (200, ""));
    assert_eq!(with.get("", "/v1/orders").await.problem(401).0, "not_signed_in");
    with.get("", "/foo/v1/bicycle/0,0").await.problem(404);
    assert_eq!(
        with.ask("", "POST", "/v1/session", Value::Null).await.header("vary"),
        without.ask("", "POST", "/v1/session", Value::Null).await.header("vary")
    );
}
