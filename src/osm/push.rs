//! Going on foot with the vehicle in hand: who pushes a cycle is a pedestrian before the law
//! (Code de la route, R412-34, II 2°).

use super::{
    Closed, Profile, Tags, Use, access,
    direction::Direction,
    oneway,
    ride::{Mode, Pace, Travel},
    speed,
};

/// Why the vehicle would be pushed rather than ridden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// A tag says so in as many words: `bicycle=dismount`.
    Told,
    /// The way is for walkers, or riding is forbidden on it.
    NotRidden,
    /// It is ridden, but not in this direction.
    AgainstOneway,
}

/// Pushing in `direction`, whose one-way rule is open for riding or not (`along`).
///
/// Forbidden where walking is (`foot=no`), except that `bicycle=dismount` is itself a permission;
/// on motorways and motor roads always; on a trunk road unless it has a pavement or `foot=yes`,
/// which is our caution, not the law.
pub(super) fn pushing(
    tags: &Tags,
    profile: &Profile,
    direction: Direction,
    reason: Reason,
    along: bool,
) -> Result<Travel, Closed> {
    let push_kmh = profile.push_kmh.ok_or(Closed::NeverPushed)?;
    may_walk(tags, profile, direction, reason, along)?;
    let kmh = speed::pushing_kmh(tags, profile, push_kmh)?;
    Ok(Travel { mode: Mode::Push, pace: Pace::Speed { kmh }, extra_s: 0.0 })
}

/// Steps, up or down alike: `steps_with_ramp_kmh` beside a ramp that a bicycle can use, else
/// `steps_kmh`. `bicycle=yes` does not make them ridden, and what lies on them does not matter to a
/// vehicle that is carried.
pub(super) fn steps(
    tags: &Tags,
    profile: &Profile,
    direction: Direction,
) -> Result<Travel, Closed> {
    let ramp = match tags.value("ramp:bicycle") {
        Some(value) => value == "yes",
        None => tags.is("ramp", "yes"),
    };
    let with_ramp = profile.steps_with_ramp_kmh.filter(|_| ramp);
    let kmh = with_ramp.or(profile.steps_kmh).ok_or(Closed::Steps)?.min(profile.max_speed_kmh);

    let told = access::riding(tags, profile, direction)
        .is_some_and(|verdict| verdict.own && verdict.used != Use::No);
    let reason = if told { Reason::Told } else { Reason::NotRidden };
    may_walk(tags, profile, direction, reason, oneway::riding(tags).has(direction))?;
    Ok(Travel { mode: Mode::Push, pace: Pace::Speed { kmh }, extra_s: 0.0 })
}

fn may_walk(
    tags: &Tags,
    profile: &Profile,
    direction: Direction,
    reason: Reason,
    along: bool,
) -> Result<(), Closed> {
    let highway = tags.value("highway").unwrap_or_default();
    if matches!(highway, "motorway" | "motorway_link") {
        return Err(Closed::Highway { value: highway.to_owned() });
    }
    if tags.is("motorroad", "yes") {
        return Err(Closed::Motorroad);
    }
    let walking = access::walking(tags, profile, direction);
    if let Some(verdict) = &walking
        && verdict.used == Use::No
        && reason != Reason::Told
    {
        let (key, value) = (verdict.key.clone(), verdict.value.clone());
        return Err(Closed::Foot { key, value });
    }
    let invited = matches!(tags.value("sidewalk"), Some("yes" | "both" | "left" | "right"))
        || walking.is_some_and(|verdict| verdict.own && verdict.used != Use::No);
    if matches!(highway, "trunk" | "trunk_link") && !invited && reason != Reason::Told {
        return Err(Closed::Highway { value: highway.to_owned() });
    }
    if oneway::binds_walkers(tags, direction)
        || (!along && !may_walk_against(tags, profile, highway, invited))
    {
        return Err(Closed::Oneway { value: tags.value("oneway").unwrap_or("yes").to_owned() });
    }
    Ok(())
}

/// On foot against the one-way rule, if the profile does so at all: not on a roundabout, which is
/// quicker to ride round, and on a cycleway only where walkers are known to be welcome.
fn may_walk_against(tags: &Tags, profile: &Profile, highway: &str, invited: bool) -> bool {
    // On walkers' own ways the one-way rule either binds them, which was looked at before, or is
    // not about them.
    let walkers_way =
        matches!(highway, "footway" | "pedestrian" | "steps" | "corridor" | "platform");
    walkers_way
        || (profile.push_against_oneway
            && !oneway::is_roundabout(tags)
            && (highway != "cycleway" || invited))
}
