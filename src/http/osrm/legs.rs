//! From snapped places to a route document.

use super::{
    geometry::Line,
    json::{Json, tenths},
    query::{Annotations, Overview, Query},
    refusal::Refusal,
};
use crate::{
    app::roads::{Intersection, Modifier, Roads, Step, simplified, steps, summary},
    graph::{Cost, Snap},
    osm::Mode,
    routing::{Leg, Share},
    units::LonLat,
};

/// Some bytes a point of a line, and a document without any.
const POINT: usize = 80;
const DOCUMENT: usize = 2048;

/// The way from one place of which something is told to the next.
#[derive(Debug)]
struct Way {
    cost: Cost,
    /// `None` if only its cost is asked for.
    leg: Option<Leg>,
    /// The place asked for at its end.
    goal: LonLat,
}

/// The way through several places.
#[derive(Debug)]
pub(super) struct Route(Vec<Way>);

/// The way through `snaps` in their order, back to the first if it is a `ring`. `goals` are the
/// places asked for.
pub(super) fn route(
    roads: &Roads<'_>,
    query: &Query,
    snaps: &[Snap],
    goals: &[LonLat],
    ring: bool,
) -> Result<Route, Refusal> {
    let mut told: Vec<Way> = Vec::with_capacity(snaps.len());
    for (from, (cost, leg)) in ways(roads, query, snaps, ring)?.into_iter().enumerate() {
        let goal = goals[(from + 1) % goals.len()];
        match told.last_mut() {
            Some(before) if is_silent(query, from) => {
                before.cost = before.cost.plus(cost);
                before.goal = goal;
                if let Some((before, leg)) = before.leg.as_mut().zip(leg) {
                    before.append(leg);
                }
            }
            _ => told.push(Way { cost, leg, goal }),
        }
    }
    Ok(Route(told))
}

/// The way from each place to the next.
fn ways(
    roads: &Roads<'_>,
    query: &Query,
    snaps: &[Snap],
    ring: bool,
) -> Result<Vec<(Cost, Option<Leg>)>, Refusal> {
    let back = ring.then(|| snaps[0]);
    let places: Vec<Snap> = snaps.iter().copied().chain(back).collect();
    let drawn = |leg: Leg| (leg.cost, Some(leg));
    if query.continue_straight {
        let legs = roads.straight(&places).ok_or_else(Refusal::no_route)?;
        return Ok(legs.into_iter().map(drawn).collect());
    }
    let needs_path = query.shows_lines() || query.has_annotations();
    let way = |pair: &[Snap]| {
        if !roads.is_awaited() {
            return Err(Refusal::nobody_waits());
        }
        let way = if needs_path {
            roads.leg(&pair[0], &pair[1]).map(drawn)
        } else {
            roads.cost(&pair[0], &pair[1]).map(|cost| (cost, None))
        };
        way.ok_or_else(Refusal::no_route)
    };
    places.windows(2).map(way).collect()
}

/// Is nothing to be told of this place?
fn is_silent(query: &Query, place: usize) -> bool {
    let told = |number: &u32| *number as usize == place;
    !query.waypoints.is_empty() && !query.waypoints.iter().any(told)
}

impl Route {
    /// About as many bytes as it takes to write it.
    pub(super) fn bytes(&self, query: &Query) -> usize {
        let ways = self.0.iter().filter(|_| query.shows_lines());
        let legs = ways.filter_map(|way| way.leg.as_ref());
        DOCUMENT + legs.map(|leg| POINT * leg.points.len()).sum::<usize>()
    }

    pub(super) fn write(&self, json: &mut Json, roads: &Roads<'_>, query: &Query) {
        let (ms, cm) = self.0.iter().fold((0, 0), |(ms, cm), Way { cost, .. }| {
            (ms + u64::from(cost.time_ms()), cm + u64::from(cost.length_cm()))
        });
        let points = if query.shows_lines() { self.points() } else { Vec::new() };
        let is_whole = query.steps || query.overview == Overview::Full;
        let line = Line::new(if is_whole { &points } else { &[] }, query.geometries);
        json.object(|json| {
            let mut first = 0;
            json.key("legs").array(&self.0, |json, way| {
                write_leg(json, roads, query, way, &line, first);
                first += way.leg.as_ref().map_or(0, |leg| leg.points.len() - 1);
            });
            json.key("weight_name").text("duration");
            match query.overview {
                Overview::No => {}
                Overview::Full => line.write(json.key("geometry"), 0, points.len() - 1),
                Overview::Simplified => {
                    let points = simplified(&points);
                    let line = Line::new(&points, query.geometries);
                    line.write(json.key("geometry"), 0, points.len() - 1);
                }
            }
            json.costs(ms, cm);
        });
    }

    /// The points of all legs, those between two of them once.
    fn points(&self) -> Vec<LonLat> {
        let mut points: Vec<LonLat> = Vec::new();
        for leg in self.0.iter().filter_map(|way| way.leg.as_ref()) {
            points.extend(leg.points.iter().skip(usize::from(!points.is_empty())));
        }
        points
    }
}

/// `line` is that of the whole route, in which the leg starts at the point `first`.
fn write_leg(
    json: &mut Json,
    roads: &Roads<'_>,
    query: &Query,
    way: &Way,
    line: &Line<'_>,
    first: usize,
) {
    let told = way.leg.as_ref().filter(|_| query.steps);
    let steps = told.map_or_else(Vec::new, |leg| steps(roads, leg, way.goal));
    json.object(|json| {
        json.key("steps").array(&steps, |json, step| write_step(json, step, line, first));
        json.key("summary").text(&summary(&steps));
        json.cost(way.cost);
        if let Some(leg) = &way.leg
            && query.has_annotations()
        {
            write_annotation(json.key("annotation"), query.annotations, &leg.shares());
        }
    });
}

fn write_step(json: &mut Json, step: &Step<'_>, line: &Line<'_>, first: usize) {
    let maneuver = &step.maneuver;
    json.object(|json| {
        json.key("maneuver").object(|json| {
            json.key("type").text(maneuver.kind.word());
            if let Some(modifier) = maneuver.modifier.map(Modifier::word) {
                json.key("modifier").text(modifier);
            }
            json.key("location").place(maneuver.place);
            json.key("bearing_before").whole(maneuver.before);
            json.key("bearing_after").whole(maneuver.after);
            if let Some(exit) = maneuver.exit {
                json.key("exit").whole(exit);
            }
        });
        json.key("name").text(step.name);
        json.key("mode").text(match step.mode {
            Mode::Ride => "cycling",
            Mode::Push => "pushing bike",
            Mode::Ferry => "ferry",
        });
        json.key("driving_side").text("right");
        line.write(json.key("geometry"), first + step.first, first + step.last);
        json.cost(step.cost);
        json.key("intersections").array(&step.intersections, write_intersection);
    });
}

fn write_intersection(json: &mut Json, meets: &Intersection) {
    json.object(|json| {
        json.key("location").place(meets.place);
        json.key("bearings").array(&meets.branches, |json, branch| json.whole(branch.bearing));
        json.key("entry").array(&meets.branches, |json, branch| json.bool(branch.entry));
        for (key, number) in [("in", meets.from), ("out", meets.to)] {
            if let Some(number) = number {
                json.key(key).whole(number as u64);
            }
        }
    });
}

fn write_annotation(json: &mut Json, asked: Annotations, shares: &[Share]) {
    let time = |share: &Share| share.time_ms / 1000.0;
    let speed = |share: &Share| {
        if share.time_ms > 0.0 { share.length_m / share.time_ms * 1000.0 } else { 0.0 }
    };
    json.object(|json| {
        let mut list = |key: &str, is_asked: bool, number: &dyn Fn(&Share) -> f64| {
            if is_asked {
                json.key(key).array(shares, |json, share| json.tenths(tenths(number(share))));
            }
        };
        list("duration", asked.duration, &time);
        list("distance", asked.distance, &|share| share.length_m);
        list("speed", asked.speed, &speed);
        list("weight", asked.weight, &time);
        if asked.datasources {
            json.key("datasources").array(shares, |json, _| json.whole(0_u8));
            json.key("metadata").object(|json| {
                json.key("datasource_names").array(["profile"], Json::text);
            });
        }
    });
}
