//! Shops, couriers, vehicles, hubs, shifts.

use super::server::Server;
use crate::{maps::CITY, support::day::at};
use serde_json::{Value, json};

#[tokio::test]
async fn what_is_put_is_there_can_be_put_back_and_removed() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    let place = CITY.0.shops[9].place;
    for (path, body) in [
        ("/v1/shops/new", json!({ "name": "Épicerie", "lon_lat": place, "phone": "1" })),
        ("/v1/couriers/new", json!({ "name": "Zoé", "skills": ["cold_chain"] })),
        (
            "/v1/vehicles/new",
            json!({
                "name": "Triporteur", "profile": "cargo",
                "capacity": { "mass_g": 1, "volume_ml": 2, "bags": 3 },
            }),
        ),
        ("/v1/hubs/new", json!({ "name": "Garage", "lon_lat": place })),
    ] {
        let put = server.ask(&cookie, "PUT", path, body).await.ok(200);
        assert_eq!(put["id"], "new");
        let got = server.get(&cookie, path).await.ok(200);
        assert_eq!(got, put);
        assert_eq!(server.ask(&cookie, "PUT", path, got.clone()).await.ok(200), got, "{path}");
        let list = server.get(&cookie, path.trim_end_matches("/new")).await.ok(200);
        assert!(list["items"].as_array().unwrap().contains(&got), "{path}");
        server.ask(&cookie, "DELETE", path, Value::Null).await.ok(204);
        server.get(&cookie, path).await.problem(404);
    }
}

#[tokio::test]
async fn everything_wrong_with_a_thing_of_the_fleet_is_told() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    let fields = async |path: &str, body: Value| {
        let mut fields = server.ask(&cookie, "PUT", path, body).await.problem(422).1;
        fields.sort_unstable();
        fields
    };
    assert_eq!(
        fields("/v1/shops/a", json!({ "id": "b", "lon_lat": [0, 0], "x": 1 })).await,
        ["/id", "/lon_lat", "/name", "/x"]
    );
    assert_eq!(fields("/v1/hubs/a%20b", json!({})).await, ["/id", "/lon_lat", "/name"]);
    assert_eq!(
        fields("/v1/vehicles/a", json!({ "profile": "car", "capacity": { "bags": 1001 } })).await,
        ["/capacity/bags", "/capacity/mass_g", "/capacity/volume_ml", "/name", "/profile"]
    );
    assert_eq!(
        fields("/v1/couriers/a", json!({ "name": " ", "skills": ["a b"] })).await,
        ["/name", "/skills/0"]
    );
}

#[tokio::test]
async fn what_is_needed_stays() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    for path in ["/v1/hubs/core", "/v1/couriers/bruno", "/v1/vehicles/bike"] {
        let answer = server.ask(&cookie, "DELETE", path, Value::Null).await;
        assert_eq!(answer.problem(409).0, "in_use", "{path}");
    }
}

#[tokio::test]
async fn shifts_do_not_overlap_and_courier_sees_their_own() {
    let server = Server::start().await;
    let cookie = server.sign_in("dispatch").await;
    let shift = |from: u32, to: u32| {
        json!({
            "courier_id": "bruno", "vehicle_id": "bike", "hub_id": "core",
            "window": { "start_at": at(from, 0), "end_at": at(to, 0) },
            "break": {
                "window": { "start_at": at(from, 0), "end_at": at(from, 30) }, "duration_s": 1200,
            },
        })
    };
    let answer = server.post(&cookie, "/v1/shifts", shift(15, 17)).await;
    let made = answer.ok(201);
    assert_eq!(made["day"], "2026-03-17");
    let path = answer.header("location").to_owned();
    assert_eq!(server.get(&cookie, &path).await.ok(200), made);
    assert_eq!(server.ask(&cookie, "PUT", &path, made.clone()).await.ok(200), made);
    let clash = server.post(&cookie, "/v1/shifts", shift(16, 18)).await;
    assert_eq!(clash.problem(422).1, ["/window"]);
    let mut wrong = shift(16, 15);
    wrong["hub_id"] = json!("nowhere");
    wrong["day"] = json!("tomorrow");
    wrong["break"]["duration_s"] = json!(99_999);
    let mut fields = server.post(&cookie, "/v1/shifts", wrong).await.problem(422).1;
    fields.sort_unstable();
    assert_eq!(fields, ["/break/duration_s", "/day", "/hub_id", "/window/end_at"]);
    let courier = server.sign_in("bruno").await;
    let own = server.get(&courier, "/v1/shifts").await.ok(200);
    let items = own["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|shift| shift["courier_id"] == "bruno"));
    server.ask(&cookie, "DELETE", &path, Value::Null).await.ok(204);
}
