//! Paths and rounds as GeoJSON (RFC 7946): WGS 84, longitude first.

use crate::{
    config::time_zone,
    domain::{Coop, Round, RoundStop, Rounds},
    routing::{Directions, Router, RouterAt, directions},
    units::LonLat,
};
use serde_json::{Value, json};

/// A path as a feature collection of one line, its streets in the properties.
#[must_use]
pub fn directions_geojson(directions: &Directions, profile: &str) -> Value {
    let streets: Vec<Value> = directions
        .streets
        .iter()
        .map(|street| {
            json!({ "name": street.name, "duration_s": street.time, "distance_m": street.distance })
        })
        .collect();
    let properties = json!({
        "profile": profile,
        "duration_s": directions.time,
        "distance_m": directions.distance,
        "ascent_m": directions.climb.map(|climb| climb.ascent),
        "descent_m": directions.climb.map(|climb| climb.descent),
        "streets": streets,
        "attribution": ATTRIBUTION,
    });
    collection(&[line(&directions.geometry, &properties)])
}

/// Rounds as a feature collection: a line a round, along the streets it takes, and a point a stop.
#[must_use]
pub fn rounds_geojson(router: &Router, coop: &Coop, rounds: &Rounds, max_snap_m: f64) -> Value {
    let mut features = Vec::new();
    for round in &rounds.rounds {
        let properties = json!({
            "courier": round.courier,
            "courier_name": round.courier_name,
            "vehicle": round.vehicle,
            "distance_m": round.distance_m,
            "travel_s": round.travel_s,
            "attribution": ATTRIBUTION,
        });
        features.push(line(&geometry(router, coop, round, max_snap_m), &properties));
        features.extend(round.stops.iter().zip(0..).map(|(stop, number)| {
            let mut properties = json!(stop);
            properties["courier"] = json!(round.courier);
            properties["number"] = json!(number);
            feature(&json!({ "type": "Point", "coordinates": stop.place }), &properties)
        }));
    }
    collection(&features)
}

const ATTRIBUTION: &str = "© OpenStreetMap contributors, ODbL 1.0";

/// The points of a round along the streets as they are when it begins; straight from stop to stop where there is no path.
fn geometry(router: &Router, coop: &Coop, round: &Round, max_snap_m: f64) -> Vec<LonLat> {
    let class = coop.vehicles.iter().find(|class| class.id == round.vehicle);
    let zone = time_zone(&coop.zone);
    let when = round.stops.first().map(|stop| stop.start_at).zip(zone.as_ref());
    let router = when.map_or_else(|| RouterAt::from(router), |(at, zone)| router.at(at, zone));
    let class = class.and_then(|class| router.class(&class.profile));
    let places: Vec<LonLat> = round.stops.iter().map(|stop: &RoundStop| stop.place).collect();
    let Some(class) = class else { return places };
    let mut points: Vec<LonLat> = Vec::new();
    for pair in places.windows(2).filter(|pair| pair[0] != pair[1]) {
        let snaps = pair.iter().map(|place| class.snap(*place, max_snap_m));
        let leg = match snaps.collect::<Option<Vec<_>>>().as_deref() {
            Some([from, to]) => {
                class.path(from, to).map(|path| directions(&class, &path, from, to).geometry)
            }
            _ => None,
        };
        points.extend(leg.unwrap_or_else(|| pair.to_vec()));
    }
    points.dedup();
    if points.len() < 2 { places } else { points }
}

fn line(points: &[LonLat], properties: &Value) -> Value {
    feature(&json!({ "type": "LineString", "coordinates": points }), properties)
}

fn feature(geometry: &Value, properties: &Value) -> Value {
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

fn collection(features: &[Value]) -> Value {
    json!({ "type": "FeatureCollection", "features": features })
}
