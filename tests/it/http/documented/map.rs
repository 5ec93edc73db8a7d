//! The answers about the map.

use super::Noted;
use crate::{http::server::request, maps::CITY};
use serde_json::{Value, json};

/// Paths, tables, addresses and tiles; and whether the server is well.
pub(super) async fn map(all: &Noted<'_>) {
    let [from, to] = [CITY.0.shops[0].place, CITY.0.shops[5].place];
    all.get(&format!("/v1/directions?from={from}&to={to}")).await.ok(200);
    all.get(&format!("/v1/isochrones?from={from}&minutes=2")).await.ok(200);
    let body = json!({ "profile": "bike", "places": [from, to] });
    all.post("/v1/matrix", body).await.ok(200);
    all.get("/v1/addresses?q=a").await.ok(200);
    let map = all.get("/v1/map").await.ok(200);
    let bounds: Vec<f64> = serde_json::from_value(map["bounds"].clone()).unwrap();
    let (lon, lat) = (f64::midpoint(bounds[0], bounds[2]), f64::midpoint(bounds[1], bounds[3]));
    let across = f64::from(1 << 14);
    let x = ((lon + 180.0) / 360.0 * across).floor();
    let lat = lat.to_radians();
    let y =
        ((1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::PI) / 2.0 * across).floor();
    let path = format!("/tiles/14/{x}/{y}");
    let tile = all.get(&path).await;
    assert_eq!(tile.status, 200);
    let mut again = request("", "GET", &path, Value::Null);
    again.headers_mut().insert("if-none-match", tile.header("etag").parse().unwrap());
    assert_eq!(all.send(again).await.status, 304);
    assert_eq!(all.get("/tiles/14/0/0").await.status, 204);
    assert_eq!(all.get("/healthz").await.status, 200);
    assert_eq!(all.get("/readyz").await.status, 200);
    assert_eq!(all.get("/v1/events").await.status, 200);
}
