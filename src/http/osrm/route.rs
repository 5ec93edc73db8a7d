//! `route`: the fastest way through places in their order.

use super::{
    json::Json,
    legs,
    query::Query,
    refusal::Refusal,
    snapped::{Asked, snapped, waypoints},
};
use crate::{app::roads::Roads, units::LonLat};

pub(super) fn answer(roads: &Roads<'_>, query: &Query, asked: &[Asked]) -> Result<Json, Refusal> {
    let snaps = snapped(roads, asked)?;
    let goals: Vec<LonLat> = asked.iter().map(|asked| asked.ask.place).collect();
    let route = legs::route(roads, query, &snaps, &goals, false)?;
    let mut json = Json::with_capacity(route.bytes(query));
    json.object(|json| {
        json.key("code").text("Ok");
        json.key("routes").array([&route], |json, route| route.write(json, roads, query));
        if !query.skip_waypoints {
            let waypoints = waypoints(roads, query, asked, &snaps);
            json.key("waypoints").array(waypoints, |json, waypoint| waypoint.write(json));
        }
    });
    Ok(json)
}
