//! Paths, travel times, addresses, the map.

use crate::{
    app::service::{RoundPath, World},
    geocode::Match,
    http::api::{
        Address, Directions, DirectionsStreet, LineFeature, LineFeatures, LineString, MapInfo,
        Matrix,
    },
    matrix,
    routing::{self, Street},
    units::{LonLat, Metres, Seconds},
};
use serde_json::json;
use std::sync::Arc;

impl LineString {
    fn of(coordinates: Vec<LonLat>) -> Self {
        Self { kind: "LineString", coordinates }
    }
}

impl LineFeatures {
    fn of(features: Vec<LineFeature>) -> Self {
        Self { kind: "FeatureCollection", features }
    }

    /// A line a leg.
    pub(in crate::http) fn legs(path: &RoundPath) -> Self {
        let legs = path.legs.iter().map(|leg| LineFeature {
            kind: "Feature",
            geometry: LineString::of(leg.points.clone()),
            properties: json!({ "stop": leg.stop }),
        });
        Self::of(legs.collect())
    }

    /// A line a round; none for one that goes nowhere.
    pub(in crate::http) fn rounds(paths: &[Arc<RoundPath>]) -> Self {
        let line = |path: &Arc<RoundPath>| {
            let mut points: Vec<LonLat> =
                path.legs.iter().flat_map(|leg| leg.points.iter().copied()).collect();
            points.dedup();
            (points.len() > 1).then(|| LineFeature {
                kind: "Feature",
                geometry: LineString::of(points),
                properties: json!({ "round_id": path.round, "courier_id": path.courier }),
            })
        };
        Self::of(paths.iter().filter_map(line).collect())
    }
}

impl From<routing::Directions> for Directions {
    fn from(found: routing::Directions) -> Self {
        let street = |street: Street| DirectionsStreet {
            name: street.name,
            duration_s: street.time.as_u32(),
            distance_m: street.distance.as_u32(),
        };
        Self {
            duration_s: found.time.as_u32(),
            distance_m: found.distance.as_u32(),
            ascent_m: found.climb.map(|climb| climb.ascent.as_u32()),
            descent_m: found.climb.map(|climb| climb.descent.as_u32()),
            streets: found.streets.into_iter().map(street).collect(),
            geometry: LineString::of(found.geometry),
        }
    }
}

impl Matrix {
    /// The document of a table.
    pub(in crate::http) fn of(profile: String, table: &matrix::Matrix) -> Self {
        let rows = |cell: &dyn Fn(usize, usize) -> Option<u32>| {
            let row = |from| (0..table.columns()).map(|to| cell(from, to)).collect();
            (0..table.rows()).map(row).collect()
        };
        Self {
            profile,
            durations_s: rows(&|from, to| table.time(from, to).map(Seconds::as_u32)),
            distances_m: rows(&|from, to| table.distance(from, to).map(Metres::as_u32)),
        }
    }
}

impl From<Match> for Address {
    fn from(found: Match) -> Self {
        let kind = serde_json::to_value(found.kind).ok();
        let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned));
        Self {
            label: found.label,
            name: found.name,
            street: found.street,
            housenumber: found.housenumber,
            postcode: found.postcode,
            city: found.city,
            kind: kind.unwrap_or_default(),
            lon_lat: found.place,
        }
    }
}

impl MapInfo {
    /// The document of a map.
    pub(in crate::http) fn of(world: &World) -> Self {
        let zero = LonLat::from_e7(0, 0).expect("invariant: the Gulf of Guinea is on Earth");
        let bounds = world.bounds();
        let (min, max) = bounds.as_ref().map_or((zero, zero), |it| (it.min, it.max));
        let zooms = world.tiles.as_ref().map(|tiles| (tiles.min_zoom(), tiles.max_zoom()));
        let version = world.tiles.as_ref().map_or("", |tiles| tiles.version());
        let (min_zoom, max_zoom) = zooms.unwrap_or((0, 0));
        Self {
            name: world.name.clone(),
            bounds: [min.lon(), min.lat(), max.lon(), max.lat()],
            centre: bounds.map_or(zero, |it| it.centre()),
            min_zoom,
            max_zoom,
            tiles: format!("/tiles/{{z}}/{{x}}/{{y}}?v={version}"),
            attribution: "© OpenStreetMap contributors, ODbL 1.0".to_owned(),
            profiles: world.profiles(),
        }
    }
}
