//! Places beside streets, and how they are told.

use super::{hint, json::Json, query::Query, refusal::Refusal};
use crate::{
    app::roads::{Ask, Roads, Token},
    geo::haversine_m,
    graph::{SectionId, Snap},
    units::LonLat,
};

/// A place, with a hint where it was found before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) ask: Ask,
    pub(super) hint: Option<Token>,
}

/// All places beside their streets. A hint that is of no use is passed over.
pub(super) fn snapped(roads: &Roads<'_>, asked: &[Asked]) -> Result<Vec<Snap>, Refusal> {
    let snap = |(number, asked): (usize, &Asked)| {
        if !roads.is_awaited() {
            return Err(Refusal::nobody_waits());
        }
        let known = asked.hint.and_then(|hint| roads.known(&hint, &asked.ask));
        let snap = known.or_else(|| roads.snap(&asked.ask));
        snap.ok_or_else(|| Refusal::no_segment(number))
    };
    asked.iter().enumerate().map(snap).collect()
}

/// What is told of a place.
#[derive(Debug)]
pub(super) struct Waypoint<'a> {
    hint: Option<String>,
    location: LonLat,
    name: &'a str,
    /// In metres.
    distance: f64,
    /// Its number in the order of a trip.
    pub(super) position: Option<usize>,
}

impl<'a> Waypoint<'a> {
    pub(super) fn new(roads: &Roads<'a>, query: &Query, asked: &Asked, snap: &Snap) -> Self {
        let distance_m = haversine_m(asked.ask.place, snap.place);
        Self {
            hint: query.generate_hints.then(|| hint::text(&roads.token(&asked.ask, snap))),
            location: snap.place,
            name: roads.graph().name(SectionId::of(snap.edge).0),
            distance: (distance_m * 1e6).round() / 1e6,
            position: None,
        }
    }

    pub(super) fn write(&self, json: &mut Json) {
        json.object(|json| {
            if let Some(hint) = &self.hint {
                json.key("hint").text(hint);
            }
            json.key("location").place(self.location);
            json.key("name").text(self.name);
            json.key("distance").float(self.distance);
            if let Some(position) = self.position {
                json.key("trips_index").whole(0_u8);
                json.key("waypoint_index").whole(position as u64);
            }
        });
    }
}

/// What is told of all places.
pub(super) fn waypoints<'a>(
    roads: &Roads<'a>,
    query: &Query,
    asked: &[Asked],
    snaps: &[Snap],
) -> impl Iterator<Item = Waypoint<'a>> {
    asked.iter().zip(snaps).map(|(asked, snap)| Waypoint::new(roads, query, asked, snap))
}
