//! The OSRM-compatible API as its clients see it.

mod apart;
mod clients;
mod errors;
mod hints;
mod nearest;
mod open;
mod route;
mod steps;
mod table;
mod trip;

use super::server::{Answer, request};
use crate::{
    maps::{CITY, map_of},
    support::osm::OsmData,
};
use axum::{Router, body::to_bytes};
use musette::{
    app::{roads::RoadService, service::Cpu},
    config::OsrmLimits,
    http::osrm_routes,
    routing::Router as Streets,
    units::LonLat,
};
use serde_json::Value;
use std::sync::{Arc, LazyLock};
use tower::ServiceExt as _;

static MAP: LazyLock<Arc<Streets>> = LazyLock::new(|| streets(&CITY.0.osm));

fn streets(osm: &OsmData) -> Arc<Streets> {
    Arc::new(Streets::new(map_of(osm)))
}

/// The API on a listener of its own.
struct Api(Router);

impl Api {
    /// On the city.
    fn city() -> Self {
        Self::on(Arc::clone(&MAP), OsrmLimits::default())
    }

    fn on(map: Arc<Streets>, limits: OsrmLimits) -> Self {
        Self(osrm_routes(RoadService::alone(map, Cpu::new(2), limits)))
    }

    async fn ask(&self, method: &str, path: &str) -> Answer {
        let asked = request("", method, path, Value::Null);
        let (parts, body) = self.0.clone().oneshot(asked).await.unwrap().into_parts();
        let bytes = to_bytes(body, 100_000_000).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    /// The document of an answer that is `Ok`.
    async fn ok(&self, path: &str) -> Value {
        let answer = self.ask("GET", path).await.ok(200);
        assert_eq!(answer["code"], "Ok");
        answer
    }

    /// Code and message of a refusal.
    async fn refused(&self, path: &str) -> (String, String) {
        let answer = self.ask("GET", path).await.ok(400);
        let text = |key: &str| answer[key].as_str().unwrap().to_owned();
        (text("code"), text("message"))
    }
}

/// Shops of the city.
fn places(count: usize) -> Vec<LonLat> {
    CITY.0.shops.iter().map(|shop| shop.place).take(count).collect()
}

/// Places as OSRM writes them.
fn text(places: &[LonLat]) -> String {
    places.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("no number: {value}"))
}

fn location(value: &Value) -> LonLat {
    LonLat::from_degrees(number(&value[0]), number(&value[1])).unwrap()
}

/// Are two places the same to a decimetre?
fn same(a: LonLat, b: LonLat) -> bool {
    musette::geo::haversine_m(a, b) < 0.2
}

/// The points of a line in any of the three ways.
fn line(geometry: &Value, precision: u32) -> Vec<LonLat> {
    match geometry {
        Value::String(text) => {
            let line = polyline::decode_polyline(text, precision).unwrap();
            line.into_iter().map(|point| LonLat::from_degrees(point.x, point.y).unwrap()).collect()
        }
        other => {
            assert_eq!(other["type"], "LineString");
            other["coordinates"].as_array().unwrap().iter().map(location).collect()
        }
    }
}
