//! Barriers on nodes: bollards, gates, chicanes, and lifts, which hold up no less.

use super::{Barrier, Profile, Tags, Use, access, width};

/// What profiles call `highway=elevator` on a node, among the values of `barrier`.
const LIFT: &str = "elevator";

/// Barriers that squeeze whoever passes. An access tag speaks of a standard bicycle there (OSM wiki,
/// `barrier=cycle_barrier`), so that a vehicle which the profile finds too big for them stays
/// blocked even by `bicycle=yes`.
const NARROW: &[&str] = &[
    "cycle_barrier",
    LIFT,
    "full-height_turnstile",
    "horse_stile",
    "kissing_gate",
    "motorcycle_barrier",
    "stile",
    "turnstile",
    "wicket_gate",
];

/// Of these, those whose width alone decides who fits.
const GAPS: &[&str] = &["cycle_barrier", "motorcycle_barrier", "wicket_gate"];

/// What a node with these tags does to whoever comes through: `Delay(0.0)` where no barrier is.
///
/// The profile's word on the value of `barrier` holds, unless tags of the node say otherwise:
///
/// - A permission (`bicycle=yes`, `access=permissive`) opens what the profile finds blocked, except
///   those that squeeze (chicanes, stiles, turnstiles, lifts), at the cost of an unknown barrier. It does
///   not shorten a delay.
/// - A prohibition blocks: `bicycle=no` always, since on a barrier it means that a bicycle does not
///   fit; `access=private` and the like unless `foot` allows to walk through.
/// - `bicycle=dismount` costs no less than an unknown barrier, and blocks who never pushes.
/// - `locked=yes` blocks, unless `bicycle` says that there is a way past.
///
/// A profile with a width does not pass a gap that is narrower (`maxwidth:physical`, `maxwidth`; of a
/// chicane `opening` and `spacing` too; of gates and the like `width`). If it finds a chicane blocked, it
/// passes one whose `maxwidth` leaves its width, at the cost of an unknown barrier; `opening` and `spacing`
/// do not tell whether a long vehicle gets round its bars.
///
/// A lift (`highway=elevator`) is one more barrier. Tags of any other node (a crossing, traffic
/// lights) are not about passing it and do nothing.
#[must_use]
pub fn barrier_use(tags: &Tags, profile: &Profile) -> Barrier {
    if !is_barrier(tags) {
        return Barrier::Delay(0.0);
    }
    let too_narrow = |gap: &width::Gap| profile.width_m.is_some_and(|wide_m| gap.metres < wide_m);
    if width::of_barrier(tags).is_some_and(|gap| too_narrow(&gap)) {
        return Barrier::Blocked;
    }
    let fits = profile.width_m.is_some() && width::of_way(tags).is_some();
    let usual = match usual(tags, profile) {
        Barrier::Blocked if fits && kinds(tags).all(|kind| GAPS.contains(&kind)) => {
            Barrier::Delay(unknown_s(profile))
        }
        usual => usual,
    };
    let verdict = access::passing(tags, profile);
    let own = verdict.as_ref().is_some_and(|verdict| verdict.own);
    if tags.is("locked", "yes") && !own {
        return Barrier::Blocked;
    }
    match verdict.map(|verdict| verdict.used) {
        None => usual,
        Some(Use::Ride) => opened(tags, usual, profile),
        Some(Use::Push) => on_foot(opened(tags, usual, profile), profile),
        Some(Use::No) if own => Barrier::Blocked,
        Some(Use::No) => match access::passing_on_foot(tags, profile).map(|foot| foot.used) {
            Some(Use::Ride | Use::Push) => on_foot(usual, profile),
            Some(Use::No) | None => Barrier::Blocked,
        },
    }
}

/// Does something stand on a node with these tags?
pub(super) fn is_barrier(tags: &Tags) -> bool {
    kinds(tags).next().is_some()
}

/// What stands there, as profiles call it.
pub(super) fn kinds(tags: &Tags) -> impl Iterator<Item = &str> {
    let lift = tags.is("highway", "elevator").then_some(LIFT);
    tags.values("barrier").filter(|kind| *kind != "no").chain(lift)
}

/// What the profile says of what stands there: the worst, if it is several things.
fn usual(tags: &Tags, profile: &Profile) -> Barrier {
    kinds(tags)
        .filter_map(|kind| profile.barriers.get(kind).copied())
        .reduce(|one, other| match (one, other) {
            (Barrier::Delay(one), Barrier::Delay(other)) => Barrier::Delay(one.max(other)),
            _ => Barrier::Blocked,
        })
        .unwrap_or(profile.other_barriers)
}

fn opened(tags: &Tags, usual: Barrier, profile: &Profile) -> Barrier {
    match usual {
        Barrier::Blocked if !kinds(tags).any(|kind| NARROW.contains(&kind)) => {
            Barrier::Delay(unknown_s(profile))
        }
        _ => usual,
    }
}

fn on_foot(usual: Barrier, profile: &Profile) -> Barrier {
    match usual {
        Barrier::Delay(seconds) if profile.push_kmh.is_some() => {
            Barrier::Delay(seconds.max(unknown_s(profile)))
        }
        _ => Barrier::Blocked,
    }
}

fn unknown_s(profile: &Profile) -> f64 {
    match profile.other_barriers {
        Barrier::Delay(seconds) => seconds,
        Barrier::Blocked => 0.0,
    }
}
