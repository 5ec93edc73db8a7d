//! Places beside streets, and how they are told.

use super::{answer::Waypoint, hint, query::Query, refusal::Refusal};
use crate::{
    app::roads::{Ask, Roads, Token},
    geo::haversine_m,
    graph::{SectionId, Snap},
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
pub(super) fn waypoint<'a>(
    roads: &Roads<'a>,
    query: &Query,
    asked: &Asked,
    snap: &Snap,
) -> Waypoint<'a> {
    let distance_m = haversine_m(asked.ask.place, snap.place);
    Waypoint {
        hint: query.generate_hints.then(|| hint::text(&roads.token(&asked.ask, snap))),
        location: snap.place.into(),
        name: roads.graph().name(SectionId::of(snap.edge).0),
        distance: (distance_m * 1e6).round() / 1e6,
        trips_index: None,
        position: None,
    }
}

/// What is told of all places; `None` if nobody wants to know.
pub(super) fn waypoints<'a>(
    roads: &Roads<'a>,
    query: &Query,
    asked: &[Asked],
    snaps: &[Snap],
) -> Option<Vec<Waypoint<'a>>> {
    let each = || asked.iter().zip(snaps).map(|(asked, snap)| waypoint(roads, query, asked, snap));
    (!query.skip_waypoints).then(|| each().collect())
}
