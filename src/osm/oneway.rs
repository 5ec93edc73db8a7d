//! One-way rules: `oneway`, what implies it, and what lifts it for cyclists.

use super::{
    Tags,
    direction::{Direction, Directions},
};

/// The directions in which a cycle may be ridden (OSM wiki, "Key:oneway", "Key:oneway:bicycle",
/// "Bicycle").
///
/// `oneway:bicycle` decides if it is there. Else traffic's directions count, and besides them those
/// of a contraflow lane: `cycleway=opposite*` on any side opens both; a lane with
/// `cycleway:<side>:oneway=-1` opens backward, with `no` both, whichever side it lies on, so that
/// left-hand traffic needs no rule of its own.
///
/// French law lets cyclists ride against any one-way street of 30 km/h or less unless a decree says
/// otherwise (Code de la route, R412-28-1); since decrees are many, only tagged contraflow counts.
pub(super) fn riding(tags: &Tags) -> Directions {
    let traffic = traffic(tags);
    match tags.value("oneway:bicycle") {
        Some("no" | "false" | "0") => Directions::BOTH,
        Some("-1" | "reverse") => Directions::BACKWARD,
        // "Yes, cyclists too" on a street whose traffic goes backward.
        Some("yes" | "true" | "1") if traffic == Directions::BACKWARD => Directions::BACKWARD,
        Some("yes" | "true" | "1") => Directions::FORWARD,
        _ => traffic.and(contraflow(tags)),
    }
}

/// May a cycle be ridden along a way with these tags as it is drawn, and against, as far as one-way
/// rules go?
#[must_use]
pub fn cycles_may_go(tags: &Tags) -> [bool; 2] {
    [Direction::Forward, Direction::Backward].map(|direction| riding(tags).has(direction))
}

/// `alternating` (a narrow bridge behind a signal) is open both ways, one has only to wait;
/// `reversible` (by hours or days) is closed both ways, since no plan knows the hour's direction.
fn traffic(tags: &Tags) -> Directions {
    match tags.value("oneway") {
        Some("yes" | "true" | "1") => Directions::FORWARD,
        Some("-1" | "reverse") => Directions::BACKWARD,
        Some("no" | "false" | "0" | "alternating") => Directions::BOTH,
        Some("reversible") => Directions::NONE,
        _ if is_roundabout(tags) || tags.is("highway", "motorway") => Directions::FORWARD,
        _ => Directions::BOTH,
    }
}

/// Is it the carriageway of a roundabout?
pub(super) fn is_roundabout(tags: &Tags) -> bool {
    matches!(tags.value("junction"), Some("roundabout" | "circular"))
}

fn contraflow(tags: &Tags) -> Directions {
    let opposite = ["cycleway", "cycleway:left", "cycleway:right", "cycleway:both"]
        .into_iter()
        .any(|key| tags.value(key).is_some_and(is_opposite));
    if opposite {
        return Directions::BOTH;
    }
    [
        ("cycleway:left", "cycleway:left:oneway"),
        ("cycleway:right", "cycleway:right:oneway"),
        ("cycleway:both", "cycleway:both:oneway"),
    ]
    .into_iter()
    // A lane that is not there, or that is a way of its own, opens nothing here.
    .filter(|(lane, _)| !matches!(tags.value(lane), Some("no" | "none" | "separate")))
    .map(|(_, oneway)| match tags.value(oneway) {
        Some("no" | "false" | "0") => Directions::BOTH,
        Some("-1" | "reverse") => Directions::BACKWARD,
        Some("yes" | "true" | "1") => Directions::FORWARD,
        _ => Directions::NONE,
    })
    .fold(Directions::NONE, Directions::and)
}

fn is_opposite(value: &str) -> bool {
    matches!(value, "opposite" | "opposite_lane" | "opposite_track" | "opposite_share_busway")
}

/// Does the one-way rule bind people on foot in this direction? Only where walkers are who the way
/// is for, or where `oneway:foot` says so.
pub(super) fn binds_walkers(tags: &Tags, direction: Direction) -> bool {
    let open = match tags.value("oneway:foot") {
        Some("no" | "false" | "0") => Directions::BOTH,
        Some("yes" | "true" | "1") => Directions::FORWARD,
        Some("-1" | "reverse") => Directions::BACKWARD,
        _ => match tags.value("highway") {
            Some("footway" | "steps" | "corridor" | "platform") => traffic(tags),
            _ => Directions::BOTH,
        },
    };
    !open.has(direction)
}
