//! The answers about profiles and zones.

use super::{Noted, hold};
use crate::support::day::at;
use musette::{app::service::Lane, store::StoredCoop};
use serde_json::{Value, json};
use std::time::Duration;

/// A zone that was in force long ago: of no concern to other tests.
async fn zone(all: &Noted<'_>) -> Value {
    let bounds = all.get("/v1/map").await.ok(200)["bounds"].clone();
    let [west, south, east, north] = serde_json::from_value(bounds).unwrap();
    let ring: [[f64; 2]; 4] = [[west, south], [east, south], [east, north], [west, south]];
    json!({
        "name": "Flood", "effect": { "kind": "closed" }, "until_at": "1910-02-01T00:00:00Z",
        "area": { "type": "Polygon", "coordinates": [ring] },
    })
}

/// Profiles and zones; the profile stays as it is.
pub(super) async fn streets(all: &Noted<'_>) {
    all.get("/v1/profiles").await.ok(200);
    let bike = all.get("/v1/profiles/bike").await.ok(200);
    let draft = json!({ "toml": bike["toml"], "reason": "none" });
    all.ask("PUT", "/v1/profiles/bike", draft.clone()).await.ok(200);
    all.ask("PUT", "/v1/profiles/bike", json!({})).await.problem(422);
    let zone = zone(all).await;
    let made = all.post("/v1/zones", zone.clone()).await;
    let path = made.header("location").to_owned();
    made.ok(201);
    all.get("/v1/zones").await.ok(200);
    all.get(&path).await.ok(200);
    all.ask("PUT", &path, zone.clone()).await.ok(200);
    all.ask("PUT", &path, json!({})).await.problem(422);
    let held = hold(all.server, Lane::Asked).await;
    all.ask("PUT", "/v1/profiles/bike", draft.clone()).await.problem(503);
    all.post("/v1/zones", zone.clone()).await.problem(503);
    all.ask("PUT", &path, zone.clone()).await.problem(503);
    all.ask("DELETE", &path, Value::Null).await.problem(503);
    drop(held);
    // The queue empties in a moment.
    while all.ask("DELETE", &path, Value::Null).await.status == 503 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let made = all.post("/v1/zones", zone.clone()).await;
    let path = made.header("location").to_owned();
    let coop = |id: &str| StoredCoop {
        id: id.to_owned(),
        name: id.to_owned(),
        zone: "Europe/Paris".to_owned(),
    };
    let store = all.server.service.store();
    store.create_coop(&coop("other"), at(9, 0)).await.unwrap();
    all.ask("PUT", "/v1/profiles/bike", draft).await.problem(409);
    all.post("/v1/zones", zone.clone()).await.problem(409);
    all.ask("PUT", &path, zone.clone()).await.problem(409);
    all.ask("DELETE", &path, Value::Null).await.ok(204);
}
