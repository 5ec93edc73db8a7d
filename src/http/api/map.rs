//! The map: paths, travel times, addresses.

use super::LonLatSchema;
use crate::units::LonLat;
use serde::Serialize;
use utoipa::ToSchema;

/// The fastest path between two places.
#[derive(Debug, Serialize, ToSchema)]
pub struct Directions {
    /// Travel time in seconds.
    pub duration_s: u32,
    /// Length in metres.
    pub distance_m: u32,
    /// What it rises in all, in metres; null: the map knows no heights.
    pub ascent_m: Option<u32>,
    /// What it falls in all, in metres; null: the map knows no heights.
    pub descent_m: Option<u32>,
    /// The streets in order.
    pub streets: Vec<DirectionsStreet>,
    /// The path.
    pub geometry: LineString,
}

/// A stretch of a path along one street.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectionsStreet {
    /// Its name; of a street without one its kind in brackets.
    #[schema(example = "Mannerheimintie")]
    pub name: String,
    /// How long one is on it, in seconds.
    pub duration_s: u32,
    /// How far, in metres.
    pub distance_m: u32,
}

/// A line as GeoJSON (RFC 7946).
#[derive(Debug, Serialize, ToSchema)]
pub struct LineString {
    /// Always `LineString`.
    #[serde(rename = "type")]
    #[schema(pattern = "^LineString$", example = "LineString")]
    pub kind: &'static str,
    /// At least two places.
    #[schema(value_type = Vec<LonLatSchema>)]
    pub coordinates: Vec<LonLat>,
}

/// Lines as a GeoJSON feature collection.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineFeatures {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    #[schema(pattern = "^FeatureCollection$", example = "FeatureCollection")]
    pub kind: &'static str,
    /// The lines.
    pub features: Vec<LineFeature>,
}

/// A line as a GeoJSON feature.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineFeature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    #[schema(pattern = "^Feature$", example = "Feature")]
    pub kind: &'static str,
    /// The line.
    pub geometry: LineString,
    /// `round_id` and `courier_id` of a round's whole way; `stop`, the number of the stop it leads
    /// to, of a leg.
    #[schema(value_type = Object)]
    pub properties: serde_json::Value,
}

/// Areas as a GeoJSON feature collection.
#[derive(Debug, ToSchema)]
pub struct AreaFeatures {
    /// Always `FeatureCollection`.
    #[schema(rename = "type", pattern = "^FeatureCollection$", example = "FeatureCollection")]
    pub kind: String,
    /// The areas, the largest first.
    pub features: Vec<AreaFeature>,
}

/// An area as a GeoJSON feature.
#[derive(Debug, ToSchema)]
pub struct AreaFeature {
    /// Always `Feature`.
    #[schema(rename = "type", pattern = "^Feature$", example = "Feature")]
    pub kind: String,
    /// The area: a GeoJSON multipolygon, counterclockwise but for holes.
    pub geometry: AreaGeometry,
    /// `minutes`, `profile` and `attribution`.
    #[schema(value_type = Object)]
    pub properties: (),
}

/// Polygons as GeoJSON.
#[derive(Debug, ToSchema)]
pub struct AreaGeometry {
    /// Always `MultiPolygon`.
    #[schema(rename = "type", pattern = "^MultiPolygon$", example = "MultiPolygon")]
    pub kind: String,
    /// Polygons of rings of places, each outer ring before its holes.
    #[schema(value_type = Vec<Vec<Vec<LonLatSchema>>>)]
    pub coordinates: Vec<()>,
}

/// Places to make a table of.
#[derive(Debug, ToSchema)]
pub struct MatrixRequest {
    /// What to ride: one of the map's profiles.
    #[schema(example = "bike")]
    pub profile: String,
    /// The places.
    #[schema(value_type = Vec<LonLatSchema>, min_items = 1, max_items = 100)]
    pub places: Vec<()>,
    /// When one leaves, RFC 3339; left out: now. Zones and conditional access count as they are then.
    #[schema(value_type = Option<String>, format = DateTime, example = "2026-03-17T11:00:00Z")]
    pub depart_at: Option<()>,
}

/// Travel times and distances: a row for each place to start from, a column for each to go to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matrix {
    /// What is ridden.
    #[schema(example = "bike")]
    pub profile: String,
    /// Travel times in seconds; null: there is no path, or no street is near.
    pub durations_s: Vec<Vec<Option<u32>>>,
    /// Lengths of the same paths in metres.
    pub distances_m: Vec<Vec<Option<u32>>>,
}

/// A place found by words.
#[derive(Debug, Serialize, ToSchema)]
pub struct Address {
    /// The place in words, complete.
    #[schema(example = "Mannerheimintie 10, 00100 Helsinki")]
    pub label: String,
    /// Name of the shop, stop or square; may be empty.
    pub name: String,
    /// Name of the street; may be empty.
    pub street: String,
    /// House number; may be empty.
    pub housenumber: String,
    /// Postcode; may be empty.
    pub postcode: String,
    /// Name of the town; may be empty.
    pub city: String,
    /// What it is, such as `address`, `street` or `place`.
    pub kind: String,
    /// Where it is.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: LonLat,
}

/// What a page must know to draw the map.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Map)]
pub struct MapInfo {
    /// Its name.
    #[schema(example = "helsinki")]
    pub name: String,
    /// West, south, east, north, in degrees.
    #[schema(min_items = 4, max_items = 4)]
    pub bounds: [f64; 4],
    /// Where to look first.
    #[schema(value_type = LonLatSchema)]
    pub centre: LonLat,
    /// The lowest zoom that has tiles.
    pub min_zoom: u8,
    /// The highest zoom that has tiles; pages enlarge those beyond it.
    pub max_zoom: u8,
    /// Where tiles are, with `{z}`, `{x}` and `{y}` to fill in.
    #[schema(example = "/tiles/{z}/{x}/{y}?v=0a1b2c")]
    pub tiles: String,
    /// What a drawn map must say.
    #[schema(example = "© OpenStreetMap contributors, ODbL 1.0")]
    pub attribution: String,
    /// Names of the profiles that paths may be asked for.
    #[schema(example = json!(["bike", "cargo", "trailer"]))]
    pub profiles: Vec<String>,
}

/// A tile as its bytes.
#[derive(Debug, ToSchema)]
#[schema(as = Tile, value_type = String, format = Binary)]
pub struct TileBytes(pub Vec<u8>);
