//! The places of a problem beside the streets of each profile.

use crate::{
    app::roads::{Ask, Roads},
    graph::Snap,
    instances::vroom::{VroomCode, VroomRefusal},
    matrix::{Matrix, many_to_many},
    routing::Class,
    units::LonLat,
};
use std::sync::Arc;

/// How far a place may be from a street, in metres: what VROOM asks of OSRM.
const FURTHEST_M: f64 = 35_000.0;

/// The classes that profiles stand for, with all places beside their streets.
pub(super) struct Streets<'a> {
    find: &'a dyn Fn(&str) -> Option<Arc<Class>>,
    places: &'a [LonLat],
    known: Vec<(Arc<Class>, Vec<Snap>)>,
}

impl<'a> Streets<'a> {
    pub(super) fn new(find: &'a dyn Fn(&str) -> Option<Arc<Class>>, places: &'a [LonLat]) -> Self {
        Self { find, places, known: Vec::new() }
    }

    /// Times and distances between all places.
    pub(super) fn matrix(&mut self, profile: &str) -> Result<Matrix, VroomRefusal> {
        let (class, snaps) = self.of(profile)?;
        let snaps: Vec<Option<Snap>> = snaps.iter().copied().map(Some).collect();
        Ok(many_to_many(class, &snaps, &snaps))
    }

    /// The line through some of the places (indices), by OSRM's encoding with five digits.
    pub(super) fn line(
        &mut self,
        profile: &str,
        through: &[usize],
    ) -> Result<String, VroomRefusal> {
        let (class, snaps) = self.of(profile)?;
        let roads = Roads::new(class);
        let mut points: Vec<LonLat> = Vec::new();
        for ends in through.windows(2) {
            let [from, to] = [&snaps[ends[0]], &snaps[ends[1]]];
            let Some(leg) = roads.leg(from, to) else { continue };
            points.extend(leg.points);
            points.dedup();
        }
        let points =
            points.into_iter().map(|place| geo_types::coord! { x: place.lon(), y: place.lat() });
        polyline::encode_coordinates(points, 5)
            .map_err(|_| VroomRefusal::new(VroomCode::Internal, "Internal error"))
    }

    fn of(&mut self, profile: &str) -> Result<(&Class, &[Snap]), VroomRefusal> {
        let Some(class) = (self.find)(profile) else {
            let message = format!("Invalid profile: {profile}.");
            return Err(VroomRefusal::new(VroomCode::Input, message));
        };
        let known = self.known.iter().position(|(other, _)| Arc::ptr_eq(other, &class));
        let at = if let Some(at) = known {
            at
        } else {
            let snaps = snapped(&class, self.places)?;
            self.known.push((class, snaps));
            self.known.len() - 1
        };
        let (class, snaps) = &self.known[at];
        Ok((class.as_ref(), snaps.as_slice()))
    }
}

fn snapped(class: &Class, places: &[LonLat]) -> Result<Vec<Snap>, VroomRefusal> {
    let roads = Roads::new(class);
    let snaps = places.iter().map(|place| {
        let ask = Ask { max_m: FURTHEST_M, ..Ask::new(*place) };
        roads.snap(&ask).ok_or_else(|| {
            let (lon, lat) = (place.lon(), place.lat());
            let message = format!("Could not find route near location [{lon};{lat}]");
            VroomRefusal::new(VroomCode::Routing, message)
        })
    });
    snaps.collect()
}
