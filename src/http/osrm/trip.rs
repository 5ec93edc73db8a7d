//! `trip`: a short way through places in the best order.

use super::{
    json::Json,
    legs,
    query::Query,
    refusal::Refusal,
    snapped::{Asked, Waypoint, snapped, waypoints},
};
use crate::{
    app::roads::{Roads, Trip, TripError, trip_order},
    graph::Snap,
    units::LonLat,
};

pub(super) fn answer(roads: &Roads<'_>, query: &Query, asked: &[Asked]) -> Result<Json, Refusal> {
    let trip =
        Trip { round: query.round_trip, from_first: query.from_first, to_last: query.to_last };
    if !trip.is_supported() {
        return Err(Refusal::not_supported());
    }
    let snaps = snapped(roads, asked)?;
    let order = trip_order(&roads.table(&snaps, &snaps), trip).map_err(|error| match error {
        TripError::Loose => Refusal::not_supported(),
        TripError::Apart => Refusal::no_trips(),
    })?;
    let ordered: Vec<Snap> = order.iter().map(|place| snaps[*place]).collect();
    let goals: Vec<LonLat> = order.iter().map(|place| asked[*place].ask.place).collect();
    // OSRM reads `waypoints` here, but tells all places.
    let all = Query { waypoints: Vec::new(), ..query.clone() };
    let route = legs::route(roads, &all, &ordered, &goals, trip.round)?;
    let mut waypoints: Vec<Waypoint<'_>> = waypoints(roads, query, asked, &snaps).collect();
    for (at, place) in order.iter().enumerate() {
        if let Some(waypoint) = waypoints.get_mut(*place) {
            waypoint.position = Some(at);
        }
    }
    let mut json = Json::with_capacity(route.bytes(query));
    json.object(|json| {
        json.key("code").text("Ok");
        json.key("trips").array([&route], |json, route| route.write(json, roads, query));
        if !query.skip_waypoints {
            json.key("waypoints").array(&waypoints, |json, waypoint| waypoint.write(json));
        }
    });
    Ok(json)
}
