//! One option of a query.

use super::{
    cursor::Cursor,
    hint::hint,
    query::{Annotations, Geometries, Overview, Query},
    refusal::Refusal,
    url::Service,
};
use crate::app::roads::Side;

/// Was an option there? If its value cannot be read, that is an error.
type Read = Result<bool, Refusal>;

impl Query {
    /// Reads one option that `service` has.
    pub(super) fn option(&mut self, service: Service, cursor: &mut Cursor<'_>) -> Read {
        let own = match service {
            Service::Route => self.route_option(cursor)? || self.line_option(cursor)?,
            Service::Trip => self.trip_option(cursor)? || self.line_option(cursor)?,
            Service::Table => self.table_option(cursor)?,
            Service::Nearest => self.nearest_option(cursor)?,
        };
        Ok(own || self.common_option(cursor)?)
    }

    fn common_option(&mut self, cursor: &mut Cursor<'_>) -> Read {
        if cursor.eat("hints=") {
            self.hints = cursor.list(|cursor| Ok(hint(cursor)))?;
        } else if cursor.eat("radiuses=") {
            self.radiuses = cursor.list(|cursor| Ok(radius(cursor)))?;
        } else if cursor.eat("bearings=") {
            self.bearings = cursor.list(bearing)?;
        } else if cursor.eat("approaches=") {
            let words =
                [("unrestricted", Side::Any), ("curb", Side::Curb), ("opposite", Side::Opposite)];
            self.approaches = cursor.list(|cursor| Ok(cursor.one_of(&words)))?;
        } else if cursor.eat("exclude=") {
            self.exclude = cursor.some(",", |cursor| {
                let word = cursor.run(|byte| byte.is_ascii_alphanumeric());
                (!word.is_empty()).then(|| String::from_utf8_lossy(word).into_owned())
            })?;
        } else if cursor.eat("generate_hints=") {
            self.generate_hints = cursor.flag()?;
        } else if cursor.eat("skip_waypoints=") {
            self.skip_waypoints = cursor.flag()?;
        } else if cursor.eat("snapping=") {
            // Places are snapped to any street that may be used at all, in both cases.
            cursor.word(&[("default", ()), ("any", ())])?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn line_option(&mut self, cursor: &mut Cursor<'_>) -> Read {
        if cursor.eat("steps=") {
            self.steps = cursor.flag()?;
        } else if cursor.eat("geometries=") {
            self.geometries = cursor.word(&[
                ("polyline6", Geometries::Polyline6),
                ("polyline", Geometries::Polyline),
                ("geojson", Geometries::GeoJson),
            ])?;
        } else if cursor.eat("overview=") {
            self.overview = cursor.word(&[
                ("simplified", Overview::Simplified),
                ("full", Overview::Full),
                ("false", Overview::No),
            ])?;
        } else if cursor.eat("annotations=") {
            self.annotations = annotations(cursor)?;
        } else if cursor.eat("waypoints=") {
            self.waypoints = cursor.some(";", Cursor::whole)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn route_option(&mut self, cursor: &mut Cursor<'_>) -> Read {
        if cursor.eat("alternatives=") {
            self.alternatives = match cursor.one_of(&[("true", 1), ("false", 0)]) {
                Some(number) => number,
                None => cursor.whole().ok_or_else(|| cursor.malformed())?,
            };
        } else if cursor.eat("continue_straight=") {
            let words = [("default", false), ("true", true), ("false", false)];
            self.continue_straight = cursor.word(&words)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn trip_option(&mut self, cursor: &mut Cursor<'_>) -> Read {
        if cursor.eat("roundtrip=") {
            self.round_trip = cursor.flag()?;
        } else if cursor.eat("source=") {
            self.from_first = cursor.word(&[("any", false), ("first", true)])?;
        } else if cursor.eat("destination=") {
            self.to_last = cursor.word(&[("any", false), ("last", true)])?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn nearest_option(&mut self, cursor: &mut Cursor<'_>) -> Read {
        let found = cursor.eat("number=");
        if found {
            self.number = cursor.whole().ok_or_else(|| cursor.malformed())?;
        }
        Ok(found)
    }

    fn table_option(&mut self, cursor: &mut Cursor<'_>) -> Read {
        let number = |cursor: &mut Cursor<'_>| cursor.number().ok_or_else(|| cursor.malformed());
        if cursor.eat("sources=") {
            self.sources = places(cursor)?;
        } else if cursor.eat("destinations=") {
            self.destinations = places(cursor)?;
        } else if cursor.eat("annotations=") {
            let words = [("duration", (true, false)), ("distance", (false, true))];
            let asked = cursor.some(",", |cursor| cursor.one_of(&words))?;
            self.table_durations = asked.iter().any(|(duration, _)| *duration);
            self.table_distances = asked.iter().any(|(_, distance)| *distance);
        } else if cursor.eat("fallback_speed=") {
            self.fallback.speed = Some(number(cursor)?);
        } else if cursor.eat("fallback_coordinate=") {
            self.fallback.from_snapped = cursor.word(&[("input", false), ("snapped", true)])?;
        } else if cursor.eat("scale_factor=") {
            self.scale_factor = Some(number(cursor)?);
        } else {
            return Ok(false);
        }
        Ok(true)
    }
}

/// A radius in metres; below 0 it is none, as it is to OSRM.
fn radius(cursor: &mut Cursor<'_>) -> Option<f64> {
    let radius = if cursor.eat("unlimited") { Some(f64::INFINITY) } else { cursor.number() };
    radius.map(|metres| if metres < 0.0 { f64::INFINITY } else { metres })
}

fn bearing(cursor: &mut Cursor<'_>) -> Result<Option<(i64, i64)>, Refusal> {
    let Some(bearing) = cursor.signed() else { return Ok(None) };
    cursor.expect(",")?;
    let range = cursor.signed().ok_or_else(|| cursor.malformed())?;
    Ok(Some((bearing, range)))
}

/// Numbers of places, or none for all of them.
fn places(cursor: &mut Cursor<'_>) -> Result<Vec<u32>, Refusal> {
    if cursor.eat("all") { Ok(Vec::new()) } else { cursor.some(";", Cursor::whole) }
}

fn annotations(cursor: &mut Cursor<'_>) -> Result<Annotations, Refusal> {
    let none = Annotations::default();
    let words = [
        ("true", Annotations::ALL),
        ("false", none),
        // The map does not keep what OpenStreetMap calls its nodes.
        ("nodes", none),
        ("duration", Annotations { duration: true, ..none }),
        ("distance", Annotations { distance: true, ..none }),
        ("speed", Annotations { speed: true, ..none }),
        ("weight", Annotations { weight: true, ..none }),
        ("datasources", Annotations { datasources: true, ..none }),
    ];
    let asked = cursor.some(",", |cursor| cursor.one_of(&words))?;
    Ok(asked.into_iter().fold(none, Annotations::or))
}
