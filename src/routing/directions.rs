//! From edges to what a person can follow.

use super::{
    Class, Path,
    leg::{Leg, Piece, stretch},
};
use crate::{
    graph::{Cost, Feature, SectionId, Snap, StreetGraph},
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
    let graph = &class.map().graph;
    let leg = Leg::new(class, path, from, to);
    let mut streets: Vec<(String, Cost)> = Vec::new();
    let mut before = Cost::ZERO;
    let mut climb_m = [0.0; 2];
    for (index, Piece { edge, cost, .. }) in leg.pieces.iter().enumerate() {
        let [start, end] = stretch(path, index, from, to);
        let part = (end - start).max(0.0);
        let [up, down] = graph.climb_m(*edge);
        climb_m = [climb_m[0] + part * up, climb_m[1] + part * down];
        let name = street_name(graph, SectionId::of(*edge).0);
        match streets.last_mut() {
            // A barrier is no street: the time it takes counts to the street before it, or to the
            // first one.
            Some((known, sum)) if *known == name || cost.distance_is_zero() => {
                *sum = sum.plus(*cost);
            }
            _ if cost.distance_is_zero() => before = before.plus(*cost),
            _ => streets.push((name, std::mem::take(&mut before).plus(*cost))),
        }
    }
    if before != Cost::ZERO {
        // From one side of a gate to the other, and no step further.
        streets.push(("(barrier)".to_owned(), before));
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
        geometry: leg.points,
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
