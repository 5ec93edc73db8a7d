//! What a request asks, all services in one.

use super::{coordinates::coordinates, refusal::Refusal, url::Url};
use crate::{
    app::roads::{Side, Token},
    units::LonLat,
};

/// How lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Geometries {
    #[default]
    Polyline,
    Polyline6,
    GeoJson,
}

/// How much of a route's line is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Overview {
    #[default]
    Simplified,
    Full,
    No,
}

/// What is told point by point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each may be asked for by itself")]
pub(super) struct Annotations {
    pub(super) duration: bool,
    pub(super) distance: bool,
    pub(super) speed: bool,
    pub(super) weight: bool,
    pub(super) datasources: bool,
}

impl Annotations {
    pub(super) const ALL: Self =
        Self { duration: true, distance: true, speed: true, weight: true, datasources: true };

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            duration: self.duration || other.duration,
            distance: self.distance || other.distance,
            speed: self.speed || other.speed,
            weight: self.weight || other.weight,
            datasources: self.datasources || other.datasources,
        }
    }
}

/// Where one is between places without a way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fallback {
    pub(super) speed: Option<f64>,
    pub(super) from_snapped: bool,
}

/// The places and options of a request, those of other services at their defaults. `None` in a list
/// is left out.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the switches of OSRM's API")]
pub(super) struct Query {
    pub(super) places: Vec<Option<LonLat>>,
    pub(super) hints: Vec<Option<Token>>,
    pub(super) radiuses: Vec<Option<f64>>,
    pub(super) bearings: Vec<Option<(i64, i64)>>,
    pub(super) approaches: Vec<Option<Side>>,
    pub(super) exclude: Vec<String>,
    pub(super) generate_hints: bool,
    pub(super) skip_waypoints: bool,

    pub(super) steps: bool,
    pub(super) alternatives: u32,
    pub(super) annotations: Annotations,
    pub(super) geometries: Geometries,
    pub(super) overview: Overview,
    pub(super) continue_straight: bool,
    pub(super) waypoints: Vec<u32>,

    pub(super) number: u32,

    pub(super) sources: Vec<u32>,
    pub(super) destinations: Vec<u32>,
    pub(super) table_durations: bool,
    pub(super) table_distances: bool,
    pub(super) fallback: Fallback,
    pub(super) scale_factor: Option<f64>,

    pub(super) round_trip: bool,
    pub(super) from_first: bool,
    pub(super) to_last: bool,
}

impl Query {
    fn new(places: Vec<Option<LonLat>>) -> Self {
        Self {
            places,
            hints: Vec::new(),
            radiuses: Vec::new(),
            bearings: Vec::new(),
            approaches: Vec::new(),
            exclude: Vec::new(),
            generate_hints: true,
            skip_waypoints: false,
            steps: false,
            alternatives: 0,
            annotations: Annotations::default(),
            geometries: Geometries::default(),
            overview: Overview::default(),
            continue_straight: false,
            waypoints: Vec::new(),
            number: 1,
            sources: Vec::new(),
            destinations: Vec::new(),
            table_durations: true,
            table_distances: false,
            fallback: Fallback { speed: None, from_snapped: false },
            scale_factor: None,
            round_trip: true,
            from_first: false,
            to_last: false,
        }
    }

    /// Is anything of a route to be drawn: the whole of it, or its steps?
    pub(super) fn shows_lines(&self) -> bool {
        self.steps || self.overview != Overview::No
    }

    /// Is anything told point by point?
    pub(super) fn has_annotations(&self) -> bool {
        self.annotations != Annotations::default()
    }

    /// Reads places and options.
    pub(super) fn read(url: &Url<'_>) -> Result<Self, Refusal> {
        let mut cursor = url.rest;
        let mut query = Self::new(coordinates(&mut cursor)?);
        if cursor.eat("?") && !query.option(url.service, &mut cursor)? {
            return Err(cursor.malformed());
        }
        while !cursor.is_at_end() {
            let before = cursor;
            if !cursor.eat("&") || !query.option(url.service, &mut cursor)? {
                return Err(before.malformed());
            }
        }
        Ok(query)
    }
}
