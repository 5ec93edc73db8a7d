//! `nearest`: the streets beside places.

use super::{
    answer::{NearestAnswer, Waypoint},
    query::Query,
    refusal::Refusal,
    snapped::{Asked, waypoint},
};
use crate::app::roads::Roads;
use serde::Serialize;

/// Of one place a list, of several a list of lists.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Found<'a> {
    One(Vec<Waypoint<'a>>),
    Several(Vec<Vec<Waypoint<'a>>>),
}

pub(super) fn answer<'a>(
    roads: &Roads<'a>,
    query: &Query,
    asked: &[Asked],
) -> Result<NearestAnswer<Found<'a>>, Refusal> {
    let each = |asked: &Asked| {
        let snaps = roads.nearest(&asked.ask, query.number as usize);
        let told: Vec<_> = snaps.iter().map(|snap| waypoint(roads, query, asked, snap)).collect();
        if told.is_empty() {
            // OSRM leaves the number of the place out here, and only here.
            let message = "Could not find a matching segment for coordinate";
            return Err(Refusal::new("NoSegment", message));
        }
        Ok(told)
    };
    let mut found: Vec<Vec<Waypoint<'a>>> = asked.iter().map(each).collect::<Result<_, _>>()?;
    let found = match found.pop() {
        Some(only) if found.is_empty() => Found::One(only),
        last => Found::Several(found.into_iter().chain(last).collect()),
    };
    Ok(NearestAnswer { code: "Ok", waypoints: (!query.skip_waypoints).then_some(found) })
}
