//! From snapped places to a route document.

use super::{
    answer::{Annotation, Metadata, Route, RouteLeg, RouteStep, StepIntersection, StepManeuver},
    geometry::Geometry,
    query::{Overview, Query},
    refusal::Refusal,
};
use crate::{
    app::roads::{Roads, Step, simplified, steps, summary},
    graph::{Cost, Snap},
    osm::Mode,
    routing::{Leg, Share},
    units::LonLat,
};

/// The way through `snaps` in their order, back to the first if it is a `ring`. `goals` are the
/// places asked for.
pub(super) fn route<'a>(
    roads: &Roads<'a>,
    query: &Query,
    snaps: &[Snap],
    goals: &[LonLat],
    ring: bool,
) -> Result<Route<'a>, Refusal> {
    let mut legs: Vec<(Leg, LonLat)> = Vec::with_capacity(snaps.len());
    for (from, leg) in ways(roads, query, snaps, ring)?.into_iter().enumerate() {
        let goal = goals[(from + 1) % goals.len()];
        match legs.last_mut() {
            Some((before, silent)) if is_silent(query, from) => {
                before.append(leg);
                *silent = goal;
            }
            _ => legs.push((leg, goal)),
        }
    }
    let cost = legs.iter().fold((0, 0), |(ms, cm), (leg, _)| {
        (ms + u64::from(leg.cost.time_ms()), cm + u64::from(leg.cost.length_cm()))
    });
    Ok(Route {
        geometry: overview(&legs, query),
        legs: legs.iter().map(|(leg, goal)| told(roads, query, leg, *goal)).collect(),
        weight_name: "duration",
        weight: tenths(cost.0 as f64 / 1000.0),
        duration: tenths(cost.0 as f64 / 1000.0),
        distance: tenths(cost.1 as f64 / 100.0),
    })
}

/// The way from each place to the next.
fn ways(roads: &Roads<'_>, query: &Query, snaps: &[Snap], ring: bool) -> Result<Vec<Leg>, Refusal> {
    let back = ring.then(|| snaps[0]);
    let places: Vec<Snap> = snaps.iter().copied().chain(back).collect();
    if query.continue_straight {
        return roads.straight(&places).ok_or_else(Refusal::no_route);
    }
    let way = |pair: &[Snap]| {
        if !roads.is_awaited() {
            return Err(Refusal::nobody_waits());
        }
        roads.leg(&pair[0], &pair[1]).ok_or_else(Refusal::no_route)
    };
    places.windows(2).map(way).collect()
}

/// Is nothing to be told of this place?
fn is_silent(query: &Query, place: usize) -> bool {
    let told = |number: &u32| *number as usize == place;
    !query.waypoints.is_empty() && !query.waypoints.iter().any(told)
}

fn overview(legs: &[(Leg, LonLat)], query: &Query) -> Option<Geometry> {
    let mut points: Vec<LonLat> = Vec::new();
    if query.overview != Overview::No {
        for (leg, _) in legs {
            points.extend(leg.points.iter().skip(usize::from(!points.is_empty())));
        }
    }
    match query.overview {
        Overview::No => None,
        Overview::Full => Some(Geometry::new(&points, query.geometries)),
        Overview::Simplified => Some(Geometry::new(&simplified(&points), query.geometries)),
    }
}

fn told<'a>(roads: &Roads<'a>, query: &Query, leg: &Leg, goal: LonLat) -> RouteLeg<'a> {
    let steps = if query.steps { steps(roads, leg, goal) } else { Vec::new() };
    RouteLeg {
        summary: summary(&steps),
        steps: steps.into_iter().map(|step| step_told(query, leg, step)).collect(),
        weight: duration(leg.cost),
        duration: duration(leg.cost),
        distance: distance(leg.cost),
        annotation: annotation(query, leg),
    }
}

fn step_told<'a>(query: &Query, leg: &Leg, step: Step<'a>) -> RouteStep<'a> {
    let meets = step.intersections.into_iter().map(|it| StepIntersection {
        location: it.place.into(),
        bearings: it.bearings,
        entry: it.entry,
        r#in: it.from,
        out: it.to,
    });
    RouteStep {
        maneuver: StepManeuver {
            r#type: step.maneuver.kind.word(),
            modifier: step.maneuver.modifier.map(crate::app::roads::Modifier::word),
            location: step.maneuver.place.into(),
            bearing_before: step.maneuver.before,
            bearing_after: step.maneuver.after,
            exit: step.maneuver.exit,
        },
        name: step.name,
        mode: match step.mode {
            Mode::Ride => "cycling",
            Mode::Push => "pushing bike",
            Mode::Ferry => "ferry",
        },
        driving_side: "right",
        geometry: Geometry::new(&leg.points[step.first..=step.last], query.geometries),
        weight: duration(step.cost),
        duration: duration(step.cost),
        distance: distance(step.cost),
        intersections: meets.collect(),
    }
}

fn annotation(query: &Query, leg: &Leg) -> Option<Annotation> {
    let asked = query.annotations;
    if asked == super::query::Annotations::default() {
        return None;
    }
    let shares = leg.shares();
    let times = || shares.iter().map(|share| tenths(share.time_ms / 1000.0)).collect();
    let lengths = || shares.iter().map(|share| tenths(share.length_m)).collect();
    let speeds = || {
        let speed = |share: &Share| {
            if share.time_ms > 0.0 { tenths(share.length_m / share.time_ms * 1000.0) } else { 0.0 }
        };
        shares.iter().map(speed).collect()
    };
    Some(Annotation {
        duration: asked.duration.then(times),
        distance: asked.distance.then(lengths),
        speed: asked.speed.then(speeds),
        weight: asked.weight.then(times),
        datasources: asked.datasources.then(|| vec![0; shares.len()]),
        metadata: asked.datasources.then_some(Metadata { datasource_names: ["profile"] }),
    })
}

fn duration(cost: Cost) -> f64 {
    tenths(f64::from(cost.time_ms()) / 1000.0)
}

fn distance(cost: Cost) -> f64 {
    tenths(f64::from(cost.length_cm()) / 100.0)
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
