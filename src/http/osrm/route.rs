//! `route`: the fastest way through places in their order.

use super::{
    answer::RouteAnswer,
    legs,
    query::Query,
    refusal::Refusal,
    snapped::{Asked, snapped, waypoints},
};
use crate::{app::roads::Roads, units::LonLat};

pub(super) fn answer<'a>(
    roads: &Roads<'a>,
    query: &Query,
    asked: &[Asked],
) -> Result<RouteAnswer<'a>, Refusal> {
    let snaps = snapped(roads, asked)?;
    let goals: Vec<LonLat> = asked.iter().map(|asked| asked.ask.place).collect();
    let route = legs::route(roads, query, &snaps, &goals, false)?;
    let waypoints = waypoints(roads, query, asked, &snaps);
    Ok(RouteAnswer { code: "Ok", routes: [route], waypoints })
}
