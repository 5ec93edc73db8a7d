//! `nearest`: the streets beside places.

use super::{
    json::Json,
    query::Query,
    refusal::Refusal,
    snapped::{Asked, Waypoint},
};
use crate::app::roads::Roads;

/// Some bytes a street.
const WAYPOINT: usize = 160;

pub(super) fn answer(roads: &Roads<'_>, query: &Query, asked: &[Asked]) -> Result<Json, Refusal> {
    let each = |asked: &Asked| {
        let snaps = roads.nearest(&asked.ask, query.number as usize);
        let told = snaps.iter().map(|snap| Waypoint::new(roads, query, asked, snap));
        let told: Vec<Waypoint<'_>> = told.collect();
        if told.is_empty() {
            // OSRM leaves the number of the place out here, and only here.
            let message = "Could not find a matching segment for coordinate";
            return Err(Refusal::new("NoSegment", message));
        }
        Ok(told)
    };
    let found: Vec<Vec<Waypoint<'_>>> = asked.iter().map(each).collect::<Result<_, _>>()?;
    let list = |json: &mut Json, told: &Vec<Waypoint<'_>>| {
        json.array(told, |json, waypoint| waypoint.write(json));
    };
    let mut json = Json::with_capacity(WAYPOINT * found.iter().map(Vec::len).sum::<usize>());
    json.object(|json| {
        json.key("code").text("Ok");
        match &found[..] {
            _ if query.skip_waypoints => {}
            // Of one place a list, of several a list of lists.
            [only] => list(json.key("waypoints"), only),
            several => json.key("waypoints").array(several, list),
        }
    });
    Ok(json)
}
