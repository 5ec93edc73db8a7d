//! Do the options fit each other, the places and the limits?

use super::{query::Query, refusal::Refusal, snapped::Asked, url::Service};
use crate::{
    app::roads::{Ask, Heading},
    config::OsrmLimits,
};

/// More alternatives than one is a wish that is not granted; more than these is a mistake.
const MOST_ALTERNATIVES: u32 = 3;

/// Places of one question for the nearest streets.
const MOST_NEAREST_PLACES: usize = 10;

/// The places with what is asked of the streets beside them, if all is in order.
pub(super) fn check(
    service: Service,
    query: &Query,
    limits: &OsrmLimits,
) -> Result<Vec<Asked>, Refusal> {
    let count = query.places.len();
    if count < 2 && service != Service::Nearest {
        return Err(Refusal::options("Number of coordinates needs to be at least two."));
    }
    for (name, size) in [
        ("hints", query.hints.len()),
        ("radiuses", query.radiuses.len()),
        ("bearings", query.bearings.len()),
        ("approaches", query.approaches.len()),
    ] {
        if size != 0 && size != count {
            return Err(Refusal::options(format!(
                "Number of elements in {name} size {size} does not match coordinate size {count}"
            )));
        }
    }
    let is_bearing =
        |(bearing, range): &(i64, i64)| (0..=360).contains(bearing) && (0..=180).contains(range);
    if !query.bearings.iter().flatten().all(is_bearing) {
        return Err(Refusal::options("bearings must be 0 to 360, their ranges 0 to 180"));
    }
    let are_places = |numbers: &[u32]| numbers.iter().all(|number| (*number as usize) < count);
    match service {
        Service::Route | Service::Trip => {
            if !are_places(&query.waypoints) {
                return Err(Refusal::options("waypoints must be numbers of coordinates, from 0"));
            }
        }
        Service::Nearest if query.number == 0 => {
            return Err(Refusal::options("number must be at least 1"));
        }
        Service::Nearest => {}
        Service::Table => {
            if !are_places(&query.sources) || !are_places(&query.destinations) {
                let message = "sources and destinations must be numbers of coordinates, from 0";
                return Err(Refusal::options(message));
            }
            if query.fallback.speed.is_some_and(|speed| speed <= 0.0) {
                return Err(Refusal::options("fallback_speed must be > 0"));
            }
            if query.scale_factor.is_some_and(|factor| factor <= 0.0) {
                return Err(Refusal::options("scale_factor must be > 0"));
            }
        }
    }
    sizes(service, query, limits)?;
    let asked: Option<Vec<Asked>> = (0..count).map(|index| asked(query, index)).collect();
    let asked = asked.ok_or_else(|| Refusal::value("Invalid coordinate value."))?;
    if !query.exclude.is_empty() {
        return Err(Refusal::value("Exclude flag combination is not supported."));
    }
    let ends = query.waypoints.first().zip(query.waypoints.last());
    let has_ends = ends.is_none_or(|(first, last)| *first == 0 && *last as usize == count - 1);
    if service == Service::Route && !has_ends {
        let message = "First and last coordinates must be specified as waypoints.";
        return Err(Refusal::value(message));
    }
    Ok(asked)
}

/// Is it too much?
fn sizes(service: Service, query: &Query, limits: &OsrmLimits) -> Result<(), Refusal> {
    let count = query.places.len();
    let or_all = |numbers: &[u32]| if numbers.is_empty() { count } else { numbers.len() };
    let too_big = match service {
        Service::Route if query.alternatives > MOST_ALTERNATIVES => Some(format!(
            "Requested number of alternatives is higher than current maximum ({MOST_ALTERNATIVES})"
        )),
        Service::Route => over(count, limits.route_places as usize, |count, most| {
            format!("Number of entries {count} is higher than current maximum ({most})")
        }),
        Service::Trip => {
            over(count, limits.trip_places as usize, |_, _| "Too many trip coordinates".to_owned())
        }
        Service::Table => {
            let cells = or_all(&query.sources) * or_all(&query.destinations);
            let most = limits.table_places as usize;
            let say = |_, _| "Too many table coordinates".to_owned();
            // A place costs something even if no cell is about it. The most that a square table has are
            // twice as many, sources and destinations.
            over(cells, most * most, say).or_else(|| over(count, 2 * most, say))
        }
        Service::Nearest => over(count, MOST_NEAREST_PLACES, |count, most| {
            format!("Number of coordinates {count} is higher than current maximum ({most})")
        })
        .or_else(|| {
            over(query.number as usize, limits.nearest as usize, |count, most| {
                format!("Number of results {count} is higher than current maximum ({most})")
            })
        }),
    };
    too_big.map_or(Ok(()), |message| Err(Refusal::too_big(message)))
}

fn over(count: usize, most: usize, say: impl Fn(usize, usize) -> String) -> Option<String> {
    (count > most).then(|| say(count, most))
}

fn asked(query: &Query, index: usize) -> Option<Asked> {
    fn at<T: Copy>(list: &[Option<T>], index: usize) -> Option<T> {
        list.get(index).copied().flatten()
    }
    let degrees = |number: i64| u16::try_from(number).unwrap_or_default();
    let heading = at(&query.bearings, index);
    let ask = Ask {
        place: at(&query.places, index)?,
        max_m: at(&query.radiuses, index).unwrap_or(f64::INFINITY),
        heading: heading
            .map(|(bearing, range)| Heading { bearing: degrees(bearing), range: degrees(range) }),
        side: at(&query.approaches, index).unwrap_or_default(),
    };
    Some(Asked { ask, hint: at(&query.hints, index) })
}
