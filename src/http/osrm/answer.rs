//! The documents of answers, but for tables.

use super::geometry::{Geometry, Spot};
use serde::Serialize;

/// A place that was snapped.
#[derive(Debug, Serialize)]
pub(super) struct Waypoint<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hint: Option<String>,
    pub(super) location: Spot,
    pub(super) name: &'a str,
    /// In metres.
    pub(super) distance: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) trips_index: Option<usize>,
    /// Its number in the order of a trip.
    #[serde(rename = "waypoint_index", skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<usize>,
}

/// The answer of `route`.
#[derive(Debug, Serialize)]
pub(super) struct RouteAnswer<'a> {
    pub(super) code: &'static str,
    pub(super) routes: [Route<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) waypoints: Option<Vec<Waypoint<'a>>>,
}

/// The answer of `trip`.
#[derive(Debug, Serialize)]
pub(super) struct TripAnswer<'a> {
    pub(super) code: &'static str,
    pub(super) trips: [Route<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) waypoints: Option<Vec<Waypoint<'a>>>,
}

/// The answer of `nearest` for one place.
#[derive(Debug, Serialize)]
pub(super) struct NearestAnswer<T> {
    pub(super) code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) waypoints: Option<T>,
}

/// A way through several places. Times are in seconds, lengths in metres, to the tenth.
#[derive(Debug, Serialize)]
pub(super) struct Route<'a> {
    pub(super) legs: Vec<RouteLeg<'a>>,
    pub(super) weight_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) geometry: Option<Geometry>,
    pub(super) weight: f64,
    pub(super) duration: f64,
    pub(super) distance: f64,
}

/// The way from one place to the next.
#[derive(Debug, Serialize)]
pub(super) struct RouteLeg<'a> {
    pub(super) steps: Vec<RouteStep<'a>>,
    pub(super) summary: String,
    pub(super) weight: f64,
    pub(super) duration: f64,
    pub(super) distance: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotation: Option<Annotation>,
}

/// What is told point by point.
#[derive(Debug, Serialize)]
pub(super) struct Annotation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) duration: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<Vec<f64>>,
    /// In metres a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) speed: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) datasources: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) metadata: Option<Metadata>,
}

/// Where speeds come from.
#[derive(Debug, Serialize)]
pub(super) struct Metadata {
    pub(super) datasource_names: [&'static str; 1],
}

/// An instruction.
#[derive(Debug, Serialize)]
pub(super) struct RouteStep<'a> {
    pub(super) maneuver: StepManeuver,
    pub(super) name: &'a str,
    pub(super) mode: &'static str,
    pub(super) driving_side: &'static str,
    pub(super) geometry: Geometry,
    pub(super) weight: f64,
    pub(super) duration: f64,
    pub(super) distance: f64,
    pub(super) intersections: Vec<StepIntersection>,
}

/// What to do.
#[derive(Debug, Serialize)]
pub(super) struct StepManeuver {
    pub(super) r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) modifier: Option<&'static str>,
    pub(super) location: Spot,
    pub(super) bearing_before: u16,
    pub(super) bearing_after: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) exit: Option<u32>,
}

/// Where streets meet.
#[derive(Debug, Serialize)]
pub(super) struct StepIntersection {
    pub(super) location: Spot,
    pub(super) bearings: Vec<u16>,
    pub(super) entry: Vec<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) r#in: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) out: Option<usize>,
}
