//! From edges to what a person can follow.

use super::{Class, Path};
use crate::{
    graph::{Cost, Direction, Feature, SectionId, Snap, StreetGraph},
    units::{LonLat, Metres, Seconds},
};

/// A stretch of a path along one street.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Street {
    /// Its name; of a street without one its kind, such as `footway`, in brackets.
    pub name: String,
    /// How long one is on it.
    pub time: Seconds,
    /// How far.
    pub distance: Metres,
}

/// What a path rises and falls, each in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Climb {
    /// Up.
    pub ascent: Metres,
    /// Down.
    pub descent: Metres,
}

/// A path with its shape and its streets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directions {
    /// Travel time.
    pub time: Seconds,
    /// Length.
    pub distance: Metres,
    /// What it rises and falls; `None`, if the map knows no heights.
    pub climb: Option<Climb>,
    /// The streets in order; neighbours have different names.
    pub streets: Vec<Street>,
    /// The points from start to end. At least two.
    pub geometry: Vec<LonLat>,
}

/// Spells out a path that was found for `class` from `from` to `to`.
#[must_use]
pub fn directions(class: &Class, path: &Path, from: &Snap, to: &Snap) -> Directions {
    let (graph, metric) = (&class.map().graph, &class.metric);
    let mut streets: Vec<(String, Cost)> = Vec::new();
    let mut before = Cost::ZERO;
    let mut climb_m = [0.0; 2];
    let mut geometry = vec![from.place];
    let last = path.edges.len() - 1;
    for (index, edge) in path.edges.iter().enumerate() {
        let (section, direction) = SectionId::of(*edge);
        let start = if index == 0 { along(from, section, direction) } else { 0.0 };
        let end = if index == last { along(to, section, direction) } else { 1.0 };
        let cost = metric.cost(*edge).unwrap_or_default().part((end - start).max(0.0));
        let cost = match index.checked_sub(1) {
            Some(before) => cost.plus(class.turn_cost(path.edges[before], *edge)),
            None => cost,
        };
        let part = (end - start).max(0.0);
        let [up, down] = graph.climb_m(*edge);
        climb_m = [climb_m[0] + part * up, climb_m[1] + part * down];
        let name = street_name(graph, section);
        match streets.last_mut() {
            // A barrier is no street: the time it takes counts to the street before it, or to the
            // first one.
            Some((known, sum)) if *known == name || cost.distance_is_zero() => {
                *sum = sum.plus(cost);
            }
            _ if cost.distance_is_zero() => before = before.plus(cost),
            _ => streets.push((name, std::mem::take(&mut before).plus(cost))),
        }
        let points: Vec<LonLat> = match direction {
            Direction::Forward => graph.geometry(section).collect(),
            Direction::Backward => graph.geometry(section).rev().collect(),
        };
        geometry.extend(between(&points, start, end));
    }
    if before != Cost::ZERO {
        // From one side of a gate to the other, and no step further.
        streets.push(("(barrier)".to_owned(), before));
    }
    geometry.push(to.place);
    geometry.dedup();
    if geometry.len() == 1 {
        geometry.push(to.place);
    }
    let street = |(name, cost): (String, Cost)| Street {
        name,
        time: cost.time(),
        distance: cost.distance(),
    };
    Directions {
        time: path.cost.time(),
        distance: path.cost.distance(),
        climb: graph.has_elevation.then(|| climb(climb_m)),
        streets: streets.into_iter().map(street).collect(),
        geometry,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn climb(climb_m: [f64; 2]) -> Climb {
    let [ascent, descent] = climb_m.map(|metres| Metres::new(metres.round() as u32));
    Climb { ascent, descent }
}

fn street_name(graph: &StreetGraph, section: SectionId) -> String {
    match (graph.name(section), graph.feature(section)) {
        ("", Feature::Street(tags)) => format!("({})", tags.value("highway").unwrap_or("street")),
        ("", Feature::Ferry { .. }) => "(ferry)".to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// How far along a section, seen in `direction`, a snapped place on it is.
fn along(snap: &Snap, section: SectionId, direction: Direction) -> f64 {
    let (own_section, own) = SectionId::of(snap.edge);
    debug_assert_eq!(own_section, section, "paths start and end where they were asked to");
    if own == direction { snap.fraction } else { 1.0 - snap.fraction }
}

/// The corners of a line strictly between two fractions of its length.
fn between(points: &[LonLat], start: f64, end: f64) -> impl Iterator<Item = LonLat> {
    let lengths = points.windows(2).map(|pair| crate::geo::haversine_m(pair[0], pair[1]));
    let total: f64 = lengths.clone().sum();
    let ends = lengths.scan(0.0, |sum, length| {
        *sum += length;
        Some(*sum)
    });
    let fractions: Vec<f64> = std::iter::once(0.0)
        .chain(ends)
        .map(|length| if total > 0.0 { length / total } else { 0.0 })
        .collect();
    let inside = move |fraction: f64| start <= fraction && fraction <= end;
    points.iter().copied().zip(fractions).filter_map(move |(p, f)| inside(f).then_some(p))
}
