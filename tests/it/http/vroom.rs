//! The VROOM-compatible API as its clients see it.

use super::server::{Answer, Server};
use crate::{
    maps::{CITY, map_of},
    support::day::at,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use musette::{
    app::{roads::RoadService, service::Cpu},
    config::{OsrmLimits, VroomSettings},
    http::{Options, osrm_routes},
    instances::vroom::VroomLimits,
    routing::Router as Streets,
};
use serde_json::{Value, json};
use std::sync::{Arc, LazyLock};
use tower::ServiceExt as _;

static MAP: LazyLock<Arc<Streets>> = LazyLock::new(|| Arc::new(Streets::new(map_of(&CITY.0.osm))));

fn api(settings: VroomSettings) -> Router {
    let service = RoadService::alone(Arc::clone(&MAP), Cpu::new(2), OsrmLimits::default());
    osrm_routes(service.with_vroom(settings))
}

async fn send(routes: &Router, method: &str, path: &str, body: impl Into<Body>) -> Answer {
    let request =
        Request::builder().method(method).uri(path).header("content-type", "application/json");
    let answer = routes.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, 100_000_000).await.unwrap().to_vec();
    Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
}

async fn post(routes: &Router, problem: &Value) -> Answer {
    send(routes, "POST", "/", problem.to_string()).await
}

/// Shops of the city.
fn places(count: usize) -> Vec<[f64; 2]> {
    CITY.0.shops.iter().map(|shop| [shop.place.lon(), shop.place.lat()]).take(count).collect()
}

fn healthy() -> Value {
    json!({
        "vehicles": [{ "id": 0, "start_index": 0, "end_index": 3 }],
        "jobs": [{ "id": 1414, "location_index": 1 }, { "id": 1515, "location_index": 2 }],
        "matrix": [[0, 2104, 197, 1299], [2103, 0, 2255, 3152], [197, 2256, 0, 1102], [1299, 3153, 1102, 0]],
    })
}

/// What CoopCycle sends for the list of a courier: nothing but ids, places, windows and descriptions.
fn coopcycle() -> Value {
    let places = places(5);
    let task = |id: u64, place: [f64; 2], from: u64| json!({ "id": id, "location": place, "time_windows": [[from, from + 7_200]], "description": format!("/api/tasks/{id}") });
    let begin = 1_795_262_400;
    json!({
        "jobs": [task(1, places[1], begin), task(2, places[2], begin)],
        "shipments": [{ "pickup": task(3, places[3], begin), "delivery": task(4, places[4], begin) }],
        "vehicles": [{ "id": 1, "profile": "bike", "start": places[0] }],
    })
}

#[tokio::test]
async fn coopcycles_optimiser_gets_an_order_of_its_tasks() {
    let routes = api(VroomSettings::default());
    for path in ["/", "/vroom"] {
        let answer = send(&routes, "POST", path, coopcycle().to_string()).await;
        assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let answer = answer.ok(200);
        assert_eq!(
            (answer["code"].as_u64(), answer["summary"]["unassigned"].as_u64()),
            (Some(0), Some(0))
        );
        let steps = answer["routes"][0]["steps"].as_array().unwrap();
        // It drops the first, and takes the others by their descriptions.
        let told: Vec<&str> =
            steps.iter().filter_map(|step| step["description"].as_str()).collect();
        assert_eq!(told.len(), 4, "{answer:#}");
        let at = |name: &str| told.iter().position(|it| it.ends_with(name)).unwrap();
        assert!(at("/3") < at("/4"));
        assert!(
            steps[1..].iter().all(|step| step["arrival"].as_i64().unwrap() >= 1_795_262_000),
            "{answer:#}"
        );
        assert!(answer["routes"][0]["duration"].as_i64().unwrap() > 30);
        assert!(
            answer["routes"][0].get("geometry").is_none()
                && answer["summary"].get("distance").is_none()
        );
    }
}

#[tokio::test]
async fn lines_and_lengths_are_there_if_asked_for() {
    let routes = api(VroomSettings::default());
    let mut problem = coopcycle();
    problem["options"] = json!({ "g": true });
    problem["vehicles"][0]["end"] = json!(places(1)[0]);
    let answer = post(&routes, &problem).await.ok(200);
    let route = &answer["routes"][0];
    let line = polyline::decode_polyline(route["geometry"].as_str().unwrap(), 5).unwrap();
    let ends = [line.0.first().unwrap(), line.0.last().unwrap()];
    for end in ends {
        let [lon, lat] = places(1)[0];
        assert!((end.x - lon).abs() < 0.01 && (end.y - lat).abs() < 0.01, "{end:?}");
    }
    let length: f64 = line
        .lines()
        .map(|it| {
            let at = |point: geo_types::Coord| {
                musette::units::LonLat::from_degrees(point.x, point.y).unwrap()
            };
            musette::geo::haversine_m(at(it.start), at(it.end))
        })
        .sum();
    let told = route["distance"].as_f64().unwrap();
    assert!((length - told).abs() < 10.0 + 0.02 * told, "{length} {told}");
    let steps = route["steps"].as_array().unwrap();
    let last = steps.last().unwrap();
    assert_eq!(last["distance"], route["distance"]);
    assert_eq!(answer["summary"]["distance"], route["distance"]);
    assert!(steps.windows(2).all(|two| two[0]["distance"].as_i64() <= two[1]["distance"].as_i64()));
    // In plan mode too.
    let order = steps.iter().map(|step| json!({ "type": step["type"], "id": step["id"] }));
    problem["vehicles"][0]["steps"] = order.collect();
    problem["options"] = json!({ "g": true, "c": true });
    let planned = post(&routes, &problem).await.ok(200);
    assert_eq!(planned["routes"], answer["routes"]);
    // The streets are asked for what matrices do not say.
    problem["matrices"] = json!({ "bike": { "durations": [[0]] } });
    let (code, message) = said(&post(&routes, &problem).await.ok(400));
    assert_eq!((code, message.as_str()), (2, "Missing location index."));
}

fn said(document: &Value) -> (u64, String) {
    (document["code"].as_u64().unwrap(), document["error"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn errors_have_the_codes_and_words_of_vroom_express() {
    let settings = VroomSettings {
        limits: VroomLimits { locations: 4, vehicles: 2 },
        longest_body: 4_000,
        ..VroomSettings::default()
    };
    let routes = api(settings);
    let invalid = "Invalid JSON object in request, please add vehicles and jobs or shipments to the object body";
    for body in ["", "{", "[]", "{}", "null", r#"{"vehicles":[]}"#] {
        let answer = send(&routes, "POST", "/", body).await;
        assert_eq!(said(&answer.ok(400)), (2, invalid.to_owned()), "{body}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    let mut problem = healthy();
    problem["vehicles"][0]["id"] = "a".into();
    assert_eq!(
        said(&post(&routes, &problem).await.ok(400)),
        (2, "Invalid or missing id for vehicle.".to_owned())
    );
    let mut many = healthy();
    many["jobs"] = (1..=5).map(|id| json!({ "id": id, "location_index": 1 })).collect();
    let too_many = "Too many locations ( 5 ) in query, maximum is set to 4".to_owned();
    assert_eq!(said(&post(&routes, &many).await.ok(413)), (4, too_many));
    let mut fleet = healthy();
    fleet["vehicles"] = (1..=3).map(|id| json!({ "id": id, "start_index": 1 })).collect();
    let too_many = "Too many vehicles ( 3 ) in query, maximum is set to 2".to_owned();
    assert_eq!(said(&post(&routes, &fleet).await.ok(413)), (4, too_many));
    let long = format!("{}{}", healthy(), " ".repeat(5_000));
    let answer = send(&routes, "POST", "/", long).await;
    assert_eq!(said(&answer.ok(413)).0, 4);
    let nowhere = json!({ "vehicles": [{ "id": 1, "start": [0, 0] }], "jobs": [{ "id": 1, "location": [0, 1] }] });
    let (code, message) = said(&post(&routes, &nowhere).await.ok(500));
    assert_eq!((code, message.as_str()), (3, "Could not find route near location [0;0]"));
    let off_earth = json!({ "vehicles": [{ "id": 1, "start": [500, 0] }], "jobs": [{ "id": 1, "location": [0, 1] }] });
    assert_eq!(said(&post(&routes, &off_earth).await.ok(400)).0, 2);
}

#[tokio::test]
async fn it_is_healthy_and_open_to_pages_of_any_origin() {
    let routes = api(VroomSettings::default());
    let health = send(&routes, "GET", "/health", Body::empty()).await;
    assert_eq!((health.status, health.bytes.len()), (200, 0));
    let answer = post(&routes, &healthy()).await.ok(200);
    assert_eq!(answer["summary"]["cost"], 5461);
    for path in ["/", "/vroom"] {
        let asked = send(&routes, "OPTIONS", path, Body::empty()).await;
        assert_eq!((asked.status, asked.header("access-control-allow-origin")), (204, "*"));
        assert!(asked.header("access-control-allow-methods").contains("POST"));
        assert!(asked.header("access-control-allow-headers").contains("Content-Type"));
    }
    // What is no problem is a question of OSRM's.
    let osrm = send(&routes, "GET", "/", Body::empty()).await;
    assert_eq!(osrm.ok(400)["code"], "InvalidUrl");
}

#[tokio::test]
async fn beside_the_service_it_is_there_only_if_asked_for() {
    let body = healthy();
    let without = Server::start().await;
    assert_ne!(without.ask("", "POST", "/", body.clone()).await.status, 200);
    without.get("", "/health").await.problem(404);
    let options = Options { osrm: true, ..Options::default() };
    let with = Server::start_at(at(10, 0), options).await;
    for path in ["/", "/vroom"] {
        let answer = with.ask("", "POST", path, body.clone()).await;
        assert_eq!(answer.ok(200)["summary"]["cost"], 5461);
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    assert_eq!(with.get("", "/health").await.status, 200);
    // The pages are where they were, and all else is as closed as before.
    let [page, same] = [with.get("", "/").await, without.get("", "/").await];
    assert_eq!((page.status, &page.bytes), (same.status, &same.bytes));
    assert_eq!(page.header("content-security-policy"), same.header("content-security-policy"));
    assert_eq!(page.header("access-control-allow-origin"), "");
    assert_eq!(with.get("", "/v1/orders").await.problem(401).0, "not_signed_in");
    let streets = with.ask("", "POST", "/", coopcycle()).await.ok(200);
    assert_eq!(streets["summary"]["unassigned"], 0);
}
