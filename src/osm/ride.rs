//! The tag families joined: how a vehicle class travels a way, in each direction.

use super::{
    Closed, Profile, Tags, Use,
    access::{self, Verdict},
    direction::Direction,
    ferry, oneway,
    push::{self, Reason},
    speed, width,
};
use serde::{Deserialize, Serialize};

/// No ferry that carries bicycles is faster, in km/h: a shorter `duration` is a typing error.
const FASTEST_FERRY_KMH: f64 = 80.0;

/// How one gets along a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// In the saddle.
    Ride,
    /// On foot, the vehicle in hand.
    Push,
    /// Aboard.
    Ferry,
}

/// How long a way takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Pace {
    /// As its length says, at so many km/h: above 0 and at most the profile's `max_speed_kmh`.
    Speed {
        /// In km/h.
        kmh: f64,
    },
    /// So many seconds from its first node to its last, whatever its length: a ferry's `duration`.
    WholeWay {
        /// Above 0.
        seconds: f64,
    },
}

/// One direction of a way, for one vehicle class.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Travel {
    /// How one gets along.
    pub mode: Mode,
    /// How long it takes.
    pub pace: Pace,
    /// Seconds on top for the whole way: boarding a ferry.
    pub extra_s: f64,
}

impl Travel {
    /// Seconds for an edge of `edge_m` metres, a part of a way of `way_m` metres. A whole-way
    /// duration and the extra are shared out by length, so that the edges of a way add up to its
    /// time; a way without length counts as a single edge.
    #[must_use]
    pub fn seconds(&self, edge_m: f64, way_m: f64) -> f64 {
        let share = if way_m > 0.0 { edge_m / way_m } else { 1.0 };
        let moving_s = match self.pace {
            Pace::Speed { kmh } => seconds_at(kmh, edge_m),
            Pace::WholeWay { seconds } => {
                (share * seconds).max(seconds_at(FASTEST_FERRY_KMH, edge_m))
            }
        };
        moving_s + share * self.extra_s
    }
}

fn seconds_at(kmh: f64, metres: f64) -> f64 {
    3.6 * metres / kmh
}

/// How one vehicle class uses a way: at least one of both is there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WayUse {
    /// In the order of the way's nodes; `None`: not in this direction.
    pub forward: Option<Travel>,
    /// Against it.
    pub backward: Option<Travel>,
}

/// How a vehicle class uses a way with these tags. It depends on nothing else, not even on the
/// way's length, so that once per distinct tag set is enough; [`Travel::seconds`] gives the time of
/// each edge.
///
/// A way is ridden if its kind is for riding (`profile.highways`) and no access tag forbids it, or
/// if a tag for this very vehicle allows it. What may not be ridden may be pushed where walking is
/// not forbidden, if the profile pushes; so `bicycle=use_sidepath` leaves the pavement.
///
/// What moves by itself is closed to all in both directions, whatever else it says: `conveying`
/// (OSM wiki, "Key:conveying") marks escalators and moving walkways, where signs forbid cycles and a
/// loaded one would not stand.
///
/// # Errors
///
/// Why it is of no use in either direction.
pub fn way_use(tags: &Tags, profile: &Profile) -> Result<WayUse, Closed> {
    let forward = travel(tags, profile, Direction::Forward);
    let backward = travel(tags, profile, Direction::Backward);
    match (forward, backward) {
        // That the one direction is against the traffic does not explain why the other is closed.
        (Err(Closed::Oneway { .. }), Err(closed)) | (Err(closed), Err(_)) => Err(closed),
        (forward, backward) => Ok(WayUse { forward: forward.ok(), backward: backward.ok() }),
    }
}

fn travel(tags: &Tags, profile: &Profile, direction: Direction) -> Result<Travel, Closed> {
    if ferry::is_ferry(tags) {
        return ferry::crossing(tags, profile, direction);
    }
    let highway = tags.value("highway").ok_or(Closed::NoWay)?;
    if let Some(value) = tags.value("conveying").filter(|value| *value != "no") {
        return Err(Closed::Conveyor { value: value.to_owned() });
    }
    let too_narrow = |gap: &width::Gap| profile.width_m.is_some_and(|wide_m| gap.metres < wide_m);
    if let Some(width::Gap { key, value, .. }) = width::of_way(tags).filter(too_narrow) {
        return Err(Closed::Width { key: key.to_owned(), value });
    }
    if highway == "steps" {
        return push::steps(tags, profile, direction);
    }
    let not_used = || Closed::Highway { value: highway.to_owned() };
    let rule = profile.highways.get(highway).ok_or_else(not_used)?;
    let verdict = access::riding(tags, profile, direction);
    let along = oneway::riding(tags).has(direction);
    let pushing = |reason| push::pushing(tags, profile, direction, reason, along);

    let default = if is_footpath(tags) { Use::Push } else { rule.default };

    match manner(default, verdict, tags.is("motorroad", "yes")) {
        Manner::Ridden { against_too } if along || against_too => {
            if rule.speed_kmh <= 0.0 {
                return Err(not_used());
            }
            let kmh = speed::riding_kmh(tags, profile, rule.speed_kmh)?;
            Ok(Travel { mode: Mode::Ride, pace: Pace::Speed { kmh }, extra_s: 0.0 })
        }
        Manner::Ridden { .. } => pushing(Reason::AgainstOneway).map_err(|_| Closed::Oneway {
            value: tags.value("oneway").unwrap_or("yes").to_owned(),
        }),
        Manner::Pushed(reason) => pushing(reason),
        Manner::Forbidden { key, value } => {
            pushing(Reason::NotRidden).map_err(|_| Closed::Access { key, value })
        }
        Manner::MotorOnly => Err(Closed::Motorroad),
        Manner::NotUsed => Err(not_used()),
    }
}

/// A path with the walkers' sign and no word on bicycles is a footway by another name (OSM wiki,
/// "Tag:highway=path").
fn is_footpath(tags: &Tags) -> bool {
    tags.is("highway", "path") && tags.is("foot", "designated")
}

/// What the kind of way and the access tags make of it together.
enum Manner {
    /// Ridden; against the one-way rule too, if `bicycle:backward=yes` or the like says so.
    Ridden { against_too: bool },
    /// On foot.
    Pushed(Reason),
    /// Riding is forbidden by this tag.
    Forbidden { key: String, value: String },
    /// `motorroad=yes`, and nothing invites bicycles.
    MotorOnly,
    /// Not a kind of way that the profile uses.
    NotUsed,
}

/// Only a tag for this very vehicle opens what is by its kind not for riding: `access=yes` on a
/// footway means everyone on foot.
fn manner(default: Use, verdict: Option<Verdict>, motorroad: bool) -> Manner {
    match (verdict, default) {
        (Some(verdict), _) if verdict.own && verdict.used == Use::Ride => {
            Manner::Ridden { against_too: verdict.directional }
        }
        (_, Use::Ride | Use::Push) if motorroad => Manner::MotorOnly,
        (Some(verdict), _) if verdict.own && verdict.used == Use::Push => {
            Manner::Pushed(Reason::Told)
        }
        (_, Use::No) => Manner::NotUsed,
        (Some(Verdict { used: Use::No, key, value, .. }), _) => Manner::Forbidden { key, value },
        (Some(Verdict { used: Use::Push, .. }), _) | (_, Use::Push) => {
            Manner::Pushed(Reason::NotRidden)
        }
        (_, Use::Ride) => Manner::Ridden { against_too: false },
    }
}

#[cfg(test)]
mod tests;
